from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "acogida.services"

    def ready(self) -> None:
        from acogida.services import places  # noqa: PLC0415 -- models are ready only here

        places.register()
