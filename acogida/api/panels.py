"""What the API adds to pages of the modules below."""

from typing import Any

from acogida.accounts.models import Organisation
from acogida.api.rules import may_manage
from acogida.core import panels


def tokens(organisation: Organisation, user: Any) -> dict[str, Any] | None:
    return {"organisation": organisation} if may_manage(user, organisation) else None


def register() -> None:
    panels.register(panels.Panel("tokens", "organisation", 50, "api/tokens_panel.html", tokens))
