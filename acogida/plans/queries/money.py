"""Budget against spending, by action and by currency: currencies are never added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from acogida.plans.models import Action


@dataclass(frozen=True)
class Money:
    """In one currency (ISO 4217). `budget` is None where nobody wrote one."""

    currency: str
    budget: Decimal | None
    spent: Decimal

    @property
    def is_over(self) -> bool:
        return self.budget is not None and self.spent > self.budget

    @property
    def share(self) -> float | None:
        """The part of the budget that is spent; None without a budget."""
        return float(self.spent / self.budget) if self.budget else None


def money_of(action: Action) -> Money:
    """Uses prefetched reports."""
    spent = sum((p.spent for p in action.progress.all() if p.spent is not None), Decimal(0))
    return Money(action.currency, action.budget, spent)


def totals(actions: Iterable[Action]) -> list[Money]:
    """One row a currency, in alphabetical order; budgets and spending of actions with that currency."""
    rows: dict[str, Money] = {}
    for money in map(money_of, actions):
        if not money.currency:
            continue
        known = rows.get(money.currency, Money(money.currency, None, Decimal(0)))
        budget = known.budget if money.budget is None else (known.budget or Decimal(0)) + money.budget
        rows[money.currency] = Money(money.currency, budget, known.spent + money.spent)
    return [rows[currency] for currency in sorted(rows)]
