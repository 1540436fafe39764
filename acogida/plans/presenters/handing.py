"""The handover as a list of steps, each with what stands and what is still to do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.accounts.models import APPROVING, EDITING, Membership, Role
from acogida.plans.models import Action, Plan
from acogida.plans.presenters.handover import open_questions


@dataclass(frozen=True)
class Step:
    """`said` tells how it stands, `tone` whether it is done; `links` where it is done, for those who may."""

    title: str
    said: str
    tone: str
    links: list[tuple[str, str]] = field(default_factory=list)


def people(actions: Iterable[Action], members: Iterable[Membership]) -> list[dict[str, Any]]:
    """Everybody of the organisation with role, since when, and for how many actions they answer; then those
    who answer for an action and no longer belong.
    """
    held: dict[int, list[str]] = {}
    gone: dict[int, str] = {}
    for action in actions:
        if action.responsible is not None:
            held.setdefault(action.responsible.pk, []).append(action.title)
            gone[action.responsible.pk] = str(action.responsible)
    rows = []
    for member in members:
        gone.pop(member.user_id, None)
        rows.append(
            {
                "name": str(member.user),
                "role": str(member.role_label),
                "since": member.starts_on,
                "actions": held.get(member.user_id, []),
                "is_gone": False,
            }
        )
    return rows + [
        {"name": name, "role": _("has left"), "since": None, "actions": held[pk], "is_gone": True}
        for pk, name in sorted(gone.items(), key=lambda item: item[1])
    ]


def steps(
    plan: Plan, rows: list[dict[str, Any]], members: Iterable[Membership], *, may_administer: bool
) -> list[Step]:
    """In the order in which a team hands over; `rows` are those of `people`."""
    roles = [member.role for member in members]
    organisation = (_("To the organisation"), reverse("accounts:organisation", args=[plan.organisation_id]))
    invite = (_("Invite somebody"), reverse("accounts:invite", args=[plan.organisation_id]))
    return [
        _step(_("Invite those who come"), _lacking(roles), [invite] if may_administer else []),
        _step(_("Hand over what each answers for"), _left_alone(rows), []),
        Step(
            _("Change roles, and end those of whoever leaves"),
            _("What they did stays under their name.")
            if may_administer
            else _("An administrator of the organisation does it. What they did stays under their name."),
            "neutral",
            [organisation] if may_administer else [],
        ),
    ]


def _step(title: str, lacking: str, links: list[tuple[str, str]]) -> Step:
    return Step(title, lacking or _("Nothing is missing."), "warning" if lacking else "success", links)


def _lacking(roles: list[str]) -> str:
    """The first role that a plan cannot do without and nobody holds."""
    for wanted, sentence in (
        (APPROVING, _("Nobody can adopt or publish: an approver is missing.")),
        (EDITING, _("Nobody can report: an editor is missing.")),
        ((Role.ADMINISTRATOR,), _("Nobody can invite people: an administrator is missing.")),
    ):
        if not any(role in wanted for role in roles):
            return str(sentence)
    return ""


def _left_alone(rows: list[dict[str, Any]]) -> str:
    count = sum(len(row["actions"]) for row in rows if row["is_gone"])
    if not count:
        return ""
    return ngettext(
        "%(n)s action is in the hands of somebody who has left.",
        "%(n)s actions are in the hands of people who have left.",
        count,
    ) % {"n": count}


def questions(plan: Plan, on: date, actions: list[Action]) -> list[tuple[str, list[str]]]:
    """What the next team finds unanswered, by kind; kinds without any are left out. Two queries where the
    `current_actions` are known.
    """
    labels = {
        "reports_due": _("Reports due"),
        "before_adoption": _("Before the next adoption"),
        "partners_not_heard": _("Partners who have not answered"),
        "money_not_secured": _("Money to be found"),
        "recommendations": _("Recommendations not done yet"),
    }
    return [(labels[kind], found) for kind, found in open_questions(plan, on, actions).items() if found]
