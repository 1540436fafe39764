from django.apps import AppConfig


class DialoguesConfig(AppConfig):
    name = "acogida.dialogues"

    def ready(self) -> None:
        from acogida.dialogues import places, threads  # noqa: PLC0415 -- models are ready only here

        threads.register()
        places.register()
