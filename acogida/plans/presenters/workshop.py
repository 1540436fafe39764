"""The workshop's board, the sheet to print, and what the weights change, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from acogida.documents.report import Bullets, Paragraph, Report, Table
from acogida.plans.models import Challenge, Context, Horizon, Plan
from acogida.plans.presenters import words
from acogida.plans.queries.sensitivity import Change

ENOUGH = 3  # challenges a group names for each term
MOST_CHANGES = 6


@dataclass(frozen=True)
class Column:
    """What a group has named for one term, and how many are still missing."""

    label: str
    challenges: list[Challenge]
    missing: str


def groups(plan: Plan) -> list[tuple[str, list[Column]]]:
    """The groups of the plan's contexts (all four where it names none), each with its three terms."""
    found = list(plan.challenges.current().exclude(context="").order_by("pk"))
    used = [c for c in Context if c.value in plan.contexts or any(x.context == c.value for x in found)]
    return [
        (
            str(context.label),
            [
                _column(
                    horizon, [c for c in found if c.context == context.value and c.horizon == horizon.value]
                )
                for horizon in Horizon
            ],
        )
        for context in used or list(Context)
    ]


def _column(horizon: Horizon, challenges: list[Challenge]) -> Column:
    left = ENOUGH - len(challenges)
    missing = ngettext("%(n)s more is asked for", "%(n)s more are asked for", left) % {"n": left}
    return Column(str(horizon.label), challenges, missing if left > 0 else "")


def paper(plan: Plan, *, today: date) -> Report:
    """A sheet for one person: no name, a box for each mark."""
    criteria = [c for c in plan.criteria.all() if c.weight]
    labels, hints = words.criterion_labels(), words.criterion_hints()
    rows = [
        [number, challenge.title, *["☐"] * len(criteria)]
        for number, challenge in enumerate(plan.challenges.current().order_by("pk"), 1)
    ]
    return Report(
        title=_("What matters most?"),
        subtitle=plan.title,
        language=(get_language() or "es")[:2],
        date=today,
        source=plan.organisation.name,
        sections=[
            Paragraph(
                _("Write a mark from 1 to 5 in each box. Do not write your name. Table or group: ______")
            ),
            Bullets([f"{labels[c.key]}: {hints[c.key]}" for c in criteria]),
            Table(["#", _("Challenge"), *[labels[c.key] for c in criteria]], rows),
        ],
    )


def changes(found: Iterable[Change]) -> list[tuple[str, bool]]:
    """Which order changes and when, the nearest first; True for those within ten points in a hundred."""
    labels = words.criterion_labels()
    return [
        (
            _(
                "If “%(criterion)s” weighed %(then)s instead of %(now)s, “%(rises)s” would come before "
                "“%(falls)s”."
            )
            % {
                "criterion": labels[change.criterion],
                "then": words.percent(change.then),
                "now": words.percent(change.now),
                "rises": change.rises.title,
                "falls": change.falls.title,
            },
            change.is_near,
        )
        for change in list(found)[:MOST_CHANGES]
    ]
