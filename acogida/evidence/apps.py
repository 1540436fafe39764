from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "acogida.evidence"

    def ready(self) -> None:
        from acogida.evidence import panels, threads  # noqa: PLC0415 -- models are ready only here

        panels.register()
        threads.register()
