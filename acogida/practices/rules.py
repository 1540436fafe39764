"""Who may do what to a practice. Pure questions: no writing, no HTTP."""

from typing import Any

from acogida.accounts.models import Organisation
from acogida.accounts.rules import is_secretariat, may_approve, may_edit
from acogida.practices.models import Practice


def may_start(user: Any, organisation: Organisation) -> bool:
    return may_edit(user, organisation)


def may_write(user: Any, practice: Practice) -> bool:
    """Editors, approvers and administrators of the organisation whose work it is."""
    return practice.organisation is not None and may_edit(user, practice.organisation)


def may_submit(user: Any, practice: Practice) -> bool:
    """Only approvers send a practice out of the house, and publish its updates."""
    return practice.organisation is not None and may_approve(user, practice.organisation)


def may_run_desk(user: Any) -> bool:
    """The secretariat runs the review desk."""
    return is_secretariat(user)
