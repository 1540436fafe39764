from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "acogida.home"

    def ready(self) -> None:
        from acogida.home import chores  # noqa: PLC0415 -- models are ready only here

        chores.register()
