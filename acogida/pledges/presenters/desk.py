"""The desk of a pledge: partners with their answers, steps with who may change them, contacts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.pledges import rules
from acogida.pledges.models import Answer, Milestone, Partner, Pledge
from acogida.pledges.presenters.page import Facts, measures
from acogida.pledges.presenters.page import steps as told_steps
from acogida.pledges.states import CLOSINGS, State

TONES = {
    Answer.WAITING: "info",
    Answer.CONFIRMED: "success",
    Answer.DECLINED: "neutral",
    Answer.REVOKED: "neutral",
}


@dataclass(frozen=True)
class Asked:
    partner: Partner
    said: str
    tone: str
    may_take_back: bool


def partners(found: list[Partner], *, at: datetime) -> list[Asked]:
    rows = []
    for one in found:
        answer = Answer(one.answer)
        expired = answer == Answer.WAITING and one.expires_at <= at
        said = _("No answer: the link has expired") if expired else str(answer.label)
        rows.append(Asked(one, said, "warning" if expired else TONES[answer], answer == Answer.WAITING))
    return rows


@dataclass(frozen=True)
class Step:
    """A milestone or indicator with what this person may do to it; addresses are "" where they may not."""

    title: str
    who: str
    due: str
    said: str
    tone: str
    edit: str
    remove: str


def steps(
    milestones: list[Milestone], indicators: list[Any], user: Any, pledge: Pledge, on: date
) -> list[Step]:
    is_draft, closed = pledge.state == State.DRAFT, pledge.state in CLOSINGS
    rows = []
    for step in told_steps(milestones, on):
        found = step.milestone
        mine = rules.may_step(user, found.organisation) and not closed and not found.done_on
        rows.append(
            Step(
                found.title,
                step.who,
                step.due,
                step.said,
                step.tone,
                reverse("pledges:milestone_edit", args=[found.pk]) if mine else "",
                reverse("pledges:milestone_remove", args=[found.pk]) if mine and is_draft else "",
            )
        )
    for row in measures(indicators, on):
        one = row.indicator
        mine = rules.may_step(user, one.organisation) and not closed
        rows.append(
            Step(
                f"{one.title}: {row.baseline} → {row.target} {one.unit}",
                one.organisation.name,
                row.due,
                row.said,
                row.tone,
                reverse("pledges:indicator_edit", args=[one.pk]) if mine else "",
                reverse("pledges:indicator_remove", args=[one.pk]) if mine and is_draft else "",
            )
        )
    return rows


def contacts(pledge: Pledge) -> Facts:
    """Who is asked about it; only colleagues see their names."""
    return [
        (_("First contact"), str(pledge.contact or _("nobody"))),
        (_("Second contact"), str(pledge.second_contact or _("nobody"))),
    ]
