"""The budget of an action, line by line: what for, in which year, who pays, in one currency."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.plans.actions.ground import locked, require_fresh, require_text, require_writing, written
from acogida.plans.models import Action, Funding, Plan

SOURCE_LENGTH = 160


@dataclass(frozen=True)
class Line:
    """A line as somebody wrote it; `pk` is the number of the line it changes, None for a new one."""

    title: str
    year: int | None
    source: str
    amount: Decimal | None
    currency: str
    funding: str = Funding.OWN
    is_secured: bool = True
    pk: int | None = None


@transaction.atomic
def set_budget(action: Action, *, lines: Sequence[Line], revision: int, by: User, at: datetime) -> Action:
    """Write all the lines of an action's budget; those left out go. Its budget is their sum."""
    plan = locked(action.plan)
    require_writing(plan, by)
    action = Action.objects.select_for_update(of=("self",)).current().get(pk=action.pk)
    require_fresh(action, revision)
    currency = _one_currency(action, lines)
    for line in lines:
        _require_line(plan, line)
    kept = _numbered(action, lines)
    sources = ", ".join(dict.fromkeys(line["source"] for line in kept))
    written(
        action,
        lines=kept,
        budget=sum((Decimal(line["amount"]) for line in kept), Decimal(0)) if kept else None,
        currency=currency,
        budget_source=sources if len(sources) <= SOURCE_LENGTH else f"{sources[: SOURCE_LENGTH - 1]}…",
    )
    audit.record("plans.budget_set", action, by=by, at=at, detail={"lines": len(kept)})
    return action


def _one_currency(action: Action, lines: Sequence[Line]) -> str:
    found = list(dict.fromkeys(line.currency.strip().upper() for line in lines))
    if not found:
        return action.currency
    if len(found) > 1:
        raise Refused(
            _(
                "These lines are in %(one)s and in %(other)s, which cannot be added up. Write them in one "
                "currency, and say in the line at which rate you changed it."
            )
            % {"one": found[0] or "–", "other": found[1] or "–"}
        )
    if len(found[0]) != 3 or not found[0].isalpha():
        raise Refused(
            _("Say in which currency the budget is, in its three letters: for example CRC, BRL, USD.")
        )
    if found[0] != action.currency and action.progress.filter(spent__isnull=False).exists():
        raise Refused(
            _("Spending is already reported in %(currency)s: the currency stays.")
            % {"currency": action.currency}
        )
    return found[0]


def _require_line(plan: Plan, line: Line) -> None:
    require_text(line.title, _("Say what each line of the budget is for."))
    require_text(line.source, _("Say where the money comes from: a budget without a source is a wish."))
    if line.amount is None or line.amount <= 0:
        raise Refused(_("Each line of the budget has an amount above 0."))
    if line.year is None or not plan.starts_on.year <= line.year <= plan.ends_on.year:
        raise Refused(
            _("The plan runs from %(start)s to %(end)s: each line falls in one of its years.")
            % {"start": plan.starts_on.year, "end": plan.ends_on.year}
        )
    if line.funding not in Funding.values:
        raise Refused(_("Say who pays the line."))


def _numbered(action: Action, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The lines as kept, by year: old ones under their number, new ones under the next free one."""
    known = {line["id"]: line for line in action.lines}
    kept = {line.pk for line in lines if line.pk is not None}
    if kept - set(known):
        raise Refused(_("This line is no longer part of the budget. Load the page again."))
    spent_on = {int(pk) for found in action.progress.values_list("spent_on", flat=True) for pk in found}
    if gone := sorted((set(known) - kept) & spent_on):
        raise Refused(
            _("Money was already spent on “%(line)s”: the line stays. Change its amount instead.")
            % {"line": known[gone[0]]["title"]}
        )
    free = max([0, *known, *spent_on]) + 1
    rows = []
    for line in lines:
        number, free = (free, free + 1) if line.pk is None else (line.pk, free)
        rows.append(
            {
                "id": number,
                "title": line.title.strip(),
                "year": line.year,
                "source": line.source.strip(),
                "funding": str(line.funding),
                "amount": f"{line.amount:.2f}",
                "is_secured": line.is_secured,
            }
        )
    return sorted(rows, key=lambda row: (row["year"], row["id"]))
