"""Who may bring in figures. Pure questions: no writing, no HTTP."""

from typing import Any

from acogida.accounts.models import Organisation
from acogida.accounts.rules import may_approve, may_edit


def may_import(user: Any, organisation: Organisation) -> bool:
    """Editors of an organisation that has a territory bring in that territory's figures."""
    return organisation.territory_id is not None and may_edit(user, organisation)


def may_open(user: Any, organisation: Organisation | None) -> bool:
    """Who signs for the organisation decides whether everyone sees its figures; a shipped set has none."""
    return organisation is not None and may_approve(user, organisation)


def may_take_back(user: Any, imported: Any) -> bool:
    """Who brings figures in takes them back; once everyone sees them, only who may open them."""
    if imported.dataset is not None and imported.dataset.is_public:
        return may_open(user, imported.organisation)
    return may_import(user, imported.organisation)
