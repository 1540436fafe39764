from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "acogida.evidence"

    def ready(self) -> None:
        from acogida.evidence import threads  # noqa: PLC0415 -- models are ready only here

        threads.register()
