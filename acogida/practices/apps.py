from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "acogida.practices"

    def ready(self) -> None:
        from acogida.practices import places, threads  # noqa: PLC0415 -- models are ready only here

        threads.register()
        places.register()
