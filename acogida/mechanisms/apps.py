from django.apps import AppConfig


class MechanismsConfig(AppConfig):
    name = "acogida.mechanisms"

    def ready(self) -> None:
        from acogida.mechanisms import places  # noqa: PLC0415 -- models are ready only here

        places.register()
