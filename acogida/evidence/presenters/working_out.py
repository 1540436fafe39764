"""Derived figures in words: what it is, the formula, and the same formula with the numbers in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.evidence.models import Indicator
from acogida.evidence.queries import Worked
from acogida.evidence.sentences import number, quantity
from acogida.evidence.store import Row

LABELS = {
    "change": gettext_lazy("Net change"),
    "growth": gettext_lazy("Mean annual growth (CAGR)"),
    "share": gettext_lazy("Share of the population"),
    "women": gettext_lazy("Women’s share"),
    "quotient": gettext_lazy("Location quotient against the country"),
    "dependency": gettext_lazy("Remittances in relation to the economy"),
}
FORMULAS = {
    "change": gettext_lazy("last figure − first figure"),
    "growth": gettext_lazy("((last figure ÷ first figure)^(1 ÷ years) − 1) × 100"),
    "share": gettext_lazy("100 × people counted ÷ population of the same year"),
    "women": gettext_lazy("100 × women and girls ÷ both sexes"),
    "quotient": gettext_lazy("share in the place ÷ share in the country; 1 means as in the country"),
    "dependency": gettext_lazy("100 × remittances received ÷ gross domestic product (World Bank)"),
}


@dataclass(frozen=True)
class Explained:
    """A derived figure as a page shows it."""

    label: str
    value: str
    period: str
    formula: str
    numbers: str
    source: str


def explained(found: Iterable[Worked], *, indicators: Mapping[str, Indicator]) -> list[Explained]:
    """Each derived figure with its formula and numbers. `indicators` are those of its figures, by code."""
    return [_one(worked, indicators) for worked in found]


def _one(worked: Worked, indicators: Mapping[str, Indicator]) -> Explained:
    rows = worked.of
    units = [indicators[row.indicator].unit if row.indicator in indicators else "" for row in rows]
    said = [_exact(row, unit) for row, unit in zip(rows, units, strict=True)]
    sources = dict.fromkeys(
        f"{indicators[row.indicator].dataset.publisher}, {row.edition}"
        for row in rows
        if row.indicator in indicators
    )
    periods = list(dict.fromkeys(row.period for row in rows))
    return Explained(
        label=str(LABELS[worked.kind]),
        value=_value(worked),
        period="–".join(periods),
        formula=str(FORMULAS[worked.kind]),
        numbers=NUMBERS[worked.kind](said, worked.years),
        source="; ".join(sources),
    )


def _value(worked: Worked) -> str:
    if worked.kind == "growth":
        return _("%(number)s %% a year") % {"number": number(worked.value, 2)}
    if worked.kind == "quotient":
        return number(worked.value, 2)
    sign = "+" if worked.kind == "change" and worked.value > 0 else ""
    return sign + quantity(worked.value, worked.unit)


def _exact(row: Row, unit: str) -> str:
    return number(row.value or 0, 2 if unit == "percent" else 0)


NUMBERS: Mapping[str, Callable[[list[str], int], str]] = {
    "change": lambda said, _years: f"{said[1]} − {said[0]}",
    "growth": lambda said, years: f"(({said[1]} ÷ {said[0]})^(1 ÷ {years}) − 1) × 100",
    "share": lambda said, _years: f"100 × {said[0]} ÷ {said[1]}",
    "women": lambda said, _years: f"100 × {said[0]} ÷ {said[1]}",
    "quotient": lambda said, _years: f"{said[0]} ÷ {said[1]}",
    "dependency": lambda _said, _years: "",
}
