from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "acogida.practices"

    def ready(self) -> None:
        from acogida.core import chores  # noqa: PLC0415 -- as below
        from acogida.practices import actions, places, threads  # noqa: PLC0415 -- models are ready only here

        threads.register()
        places.register()
        chores.register("practices.remind", lambda at: actions.remind(at=at))
        chores.register("practices.searches", lambda at: actions.tell_searches(at=at))
