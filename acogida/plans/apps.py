from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "acogida.plans"

    def ready(self) -> None:
        from acogida.plans import places, threads  # noqa: PLC0415 -- models are ready only here

        threads.register()
        places.register()
