from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "acogida.api"

    def ready(self) -> None:
        from acogida.api import chores, panels  # noqa: PLC0415 -- models are ready only here

        chores.register()
        panels.register()
