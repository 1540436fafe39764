from django.apps import AppConfig

from acogida.core import access


class AccountsConfig(AppConfig):
    name = "acogida.accounts"

    def ready(self) -> None:
        from acogida.accounts import rules  # noqa: PLC0415 -- models are ready only here

        access.judge_with(rules.is_among)
