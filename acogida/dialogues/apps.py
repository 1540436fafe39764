from django.apps import AppConfig


class DialoguesConfig(AppConfig):
    name = "acogida.dialogues"

    def ready(self) -> None:
        from acogida.core import chores  # noqa: PLC0415 -- models are ready only here
        from acogida.core.live import sources  # noqa: PLC0415 -- as above
        from acogida.dialogues import places, threads  # noqa: PLC0415 -- as above
        from acogida.dialogues.actions import guests  # noqa: PLC0415 -- as above
        from acogida.dialogues.queries import live  # noqa: PLC0415 -- as above

        chores.register("guests", guests.forget)
        threads.register()
        places.register()
        sources.register("dialogues", live.state_of)
