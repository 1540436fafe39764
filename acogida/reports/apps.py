from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "acogida.reports"

    def ready(self) -> None:
        from acogida.reports import places  # noqa: PLC0415 -- models are ready only here

        places.register()
