from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "acogida.notices"

    def ready(self) -> None:
        from acogida.accounts import export  # noqa: PLC0415 -- models are not loaded when this file is
        from acogida.notices import queries, receivers  # noqa: F401, PLC0415 -- connects; as above

        export.register("notices", queries.export_of)
