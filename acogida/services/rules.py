"""Who may do what with services, tallies and protocols. Pure questions: no writing, no HTTP."""

from typing import Any

from acogida.accounts.models import Organisation
from acogida.accounts.rules import belongs, may_approve, may_edit
from acogida.services.models import Service


def may_keep(user: Any, organisation: Organisation) -> bool:
    """Editors keep the directory of their organisation."""
    return may_edit(user, organisation)


def may_write(user: Any, service: Service) -> bool:
    return may_edit(user, service.organisation)


def may_count(user: Any, organisation: Organisation) -> bool:
    """Everybody who works there counts at the counter."""
    return belongs(user, organisation)


def may_put_in_force(user: Any, organisation: Organisation) -> bool:
    return may_approve(user, organisation)
