"""The money of a plan by year and by who pays; each currency by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from acogida.plans.models import Action, Progress

NOTHING = Decimal(0)
NO_YEAR = 0


@dataclass
class Amounts:
    """What is budgeted, how much of it is secured, and what was spent."""

    budget: Decimal = NOTHING
    secured: Decimal = NOTHING
    spent: Decimal = NOTHING

    @property
    def is_over(self) -> bool:
        """Nothing is said to be over a budget that nobody wrote."""
        return NOTHING < self.budget < self.spent

    @property
    def gap(self) -> Decimal:
        return self.budget - self.secured


@dataclass
class Budget:
    """In one currency. What has lines stands under their years and who pays them, its spending under the
    year it was reported. Without lines, an action of one year stands under it, one of several with its
    spending under `NO_YEAR`: its money of a year is not known.
    """

    currency: str
    years: dict[int, Amounts] = field(default_factory=dict)
    sources: dict[tuple[str, str], Amounts] = field(default_factory=dict)
    total: Amounts = field(default_factory=Amounts)

    def add(self, year: int, source: tuple[str, str], name: str, amount: Decimal) -> None:
        rows = (
            self.years.setdefault(year, Amounts()),
            self.sources.setdefault(source, Amounts()),
            self.total,
        )
        for row in rows:
            setattr(row, name, getattr(row, name) + amount)


def budgets(actions: Iterable[Mapping[str, Any]], reports: Mapping[int, Iterable[Progress]]) -> list[Budget]:
    """One a currency, in alphabetical order. `actions` as a version's content has them, `reports` by pk."""
    found: dict[str, Budget] = {}
    for action in actions:
        if not action["currency"]:
            continue
        budget = found.setdefault(action["currency"], Budget(action["currency"]))
        _add_budget(budget, action)
        for report in reports.get(action["id"], ()):
            _add_spending(budget, action, report)
    return [
        found[currency]
        for currency in sorted(found)
        if found[currency].total.budget or found[currency].total.spent
    ]


def _add_budget(budget: Budget, action: Mapping[str, Any]) -> None:
    lines = action.get("lines", ())
    for line in lines:
        amount, source = Decimal(line["amount"]), (line["source"], line["funding"])
        budget.add(line["year"], source, "budget", amount)
        if line["is_secured"]:
            budget.add(line["year"], source, "secured", amount)
    if not lines and action["budget"] is not None:
        year, source = _year_of(action), (action["budget_source"], "")
        for name in ("budget", "secured"):
            budget.add(year, source, name, Decimal(action["budget"]))


def _add_spending(budget: Budget, action: Mapping[str, Any], report: Progress) -> None:
    if report.spent is None:
        return
    year = report.reported_on.year if action.get("lines") else _year_of(action)
    known = {str(line["id"]): (line["source"], line["funding"]) for line in action.get("lines", ())}
    left = report.spent
    for number, amount in report.spent_on.items():
        if number in known:
            budget.add(year, known[number], "spent", Decimal(amount))
            left -= Decimal(amount)
    if left:
        source = ("", "") if known else (action["budget_source"], "")
        budget.add(year, source, "spent", left)


def _year_of(action: Mapping[str, Any]) -> int:
    """The one year of an action without lines."""
    begins, ends = int(action["starts_on"][:4]), int(action["ends_on"][:4])
    return begins if begins == ends else NO_YEAR


def spent_by_line(reports: Iterable[Progress]) -> dict[str, Decimal]:
    """What was spent on each line of an action, by its number as text."""
    found: dict[str, Decimal] = {}
    for report in reports:
        for number, amount in report.spent_on.items():
            found[number] = found.get(number, NOTHING) + Decimal(amount)
    return found


def reached_by_group(reports: Iterable[Progress]) -> dict[str, int]:
    """People reached by all the reports, by group."""
    found: dict[str, int] = {}
    for report in reports:
        for group, count in report.reached.items():
            found[group] = found.get(group, 0) + count
    return found


def as_content(action: Action) -> dict[str, Any]:
    """The part of an action's content that its money needs, from the live row."""
    return {
        "id": action.pk,
        "currency": action.currency,
        "budget": None if action.budget is None else str(action.budget),
        "budget_source": action.budget_source,
        "starts_on": action.starts_on.isoformat(),
        "ends_on": action.ends_on.isoformat(),
        "lines": action.lines,
    }
