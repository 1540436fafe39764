from django.apps import AppConfig


class PledgesConfig(AppConfig):
    name = "acogida.pledges"

    def ready(self) -> None:
        from acogida.dialogues.signals import event_closed  # noqa: PLC0415 -- models are ready only here
        from acogida.pledges import places, receivers, threads  # noqa: PLC0415 -- as above

        threads.register()
        places.register()
        event_closed.connect(receivers.draft_report_of_event, dispatch_uid="pledges")
