from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "acogida.training"

    def ready(self) -> None:
        from acogida.training import places  # noqa: PLC0415 -- models are not loaded when this file is

        places.register()
