"""What is shown of the links that were given, and of the rounds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.assessments.actions.answers import moment
from acogida.assessments.models import Assessment, PersonalLink
from acogida.assessments.states import MOVES, State
from acogida.core.text import in_language


@dataclass(frozen=True)
class LinkRow:
    pk: int
    name: str
    purpose: str
    sections: str
    state: str
    tone: str
    until: str
    done: str
    is_live: bool


def link_row(link: Any, *, at: datetime, reader: User) -> LinkRow:
    """A link as `links_of` gives it."""
    state, tone = _state(link, at=at, reader=reader)
    checked = _("%(agreed)s agreed, %(questioned)s questioned") % {
        "agreed": link.agreed,
        "questioned": link.questioned,
    }
    return LinkRow(
        pk=link.pk,
        name=link.name,
        purpose=str(link.get_purpose_display()),
        sections=", ".join(in_language(section.name) for section in link.sections.all()),
        state=state,
        tone=tone,
        until=moment(link.expires_at, reader),
        done=checked if link.agreed or link.questioned else "",
        is_live=not link.revoked_at and link.expires_at > at,
    )


def _state(link: PersonalLink, *, at: datetime, reader: User) -> tuple[str, str]:
    if link.revoked_at:
        return _("Withdrawn"), "neutral"
    if link.expires_at <= at:
        return _("Expired"), "neutral"
    if link.finished_at:
        return _("Finished, %(when)s") % {"when": moment(link.finished_at, reader)}, "success"
    if link.opened_at:
        return _("Opened, %(when)s") % {"when": moment(link.opened_at, reader)}, "info"
    return _("Not opened yet"), "warning"


def stages(assessment: Assessment) -> list[dict[str, str]]:
    """The stages of an assessment, as the `stepper` component takes them."""
    order = [State.DRAFT, State.CONSULTATION, State.VALIDATION, State.PUBLISHED]
    here = order.index(State(assessment.state))
    return [
        {
            "label": str(state.label),
            "state": "done" if n < here else "current" if n == here else "next",
            "url": "",
        }
        for n, state in enumerate(order)
    ]


def ways(assessment: Assessment) -> list[tuple[str, str]]:
    """(state, words of the button) of the rounds that can be opened from here."""
    labels = {
        State.CONSULTATION: _("Open the consultation"),
        State.VALIDATION: _("Open the validation"),
        State.DRAFT: _("Back to the draft"),
    }
    here = State(assessment.state)
    return [(str(state), words) for state, words in labels.items() if state in MOVES[here]]
