"""Who may do what to an assessment."""

from typing import Any

from acogida.accounts.models import Organisation
from acogida.accounts.rules import belongs, may_approve, may_edit
from acogida.assessments.models import Assessment


def may_see_work(user: Any, assessment: Assessment) -> bool:
    """The draft and its files are for the municipality alone, until it publishes."""
    return belongs(user, assessment.organisation)


def may_start(user: Any, organisation: Organisation) -> bool:
    return may_edit(user, organisation)


def may_answer(user: Any, assessment: Assessment) -> bool:
    return may_edit(user, assessment.organisation)


def may_publish(user: Any, assessment: Assessment) -> bool:
    return may_approve(user, assessment.organisation)
