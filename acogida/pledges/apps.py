from django.apps import AppConfig


class PledgesConfig(AppConfig):
    name = "acogida.pledges"

    def ready(self) -> None:
        from acogida.dialogues.signals import event_closed  # noqa: PLC0415 -- models are ready only here
        from acogida.plans.queries import offers  # noqa: PLC0415 -- as above
        from acogida.pledges import places, receivers, threads  # noqa: PLC0415 -- as above
        from acogida.pledges.queries.offered import offered  # noqa: PLC0415 -- as above

        threads.register()
        places.register()
        offers.register("pledge", offered)
        event_closed.connect(receivers.draft_report_of_event, dispatch_uid="pledges")
