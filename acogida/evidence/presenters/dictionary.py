"""The data dictionary: what each column of a download holds, in the page's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from acogida.evidence.models import Dataset
from acogida.evidence.presenters.tables import HEADERS
from acogida.evidence.sentences import age, sex, unit_words


@dataclass(frozen=True)
class Entry:
    """A column: its name in files, what it means, and the values it takes here."""

    column: str
    meaning: str
    values: str


def dictionary(
    dataset: Dataset, *, sexes: Sequence[str], ages: Sequence[str], flags: Sequence[str]
) -> list[Entry]:
    """Every column of the downloads of a data set, in order, with the values found in it."""
    indicators = list(dataset.indicators.all())
    values = {
        "indicator": "; ".join(f"{one.code} = {one}" for one in indicators),
        "territory": _("ISO 3166-1 alpha-3, ISO 3166-2, M49: and country: official municipal codes"),
        "period": _("2024, 2024-03 or 2024-Q1"),
        "origin": _(
            "all, a code of a territory, OTHER, UNKNOWN, STA (stateless), OOO and OOS (UN residuals)"
        ),
        "sex": "; ".join(f"{code} = {sex(code)}" for code in sexes),
        "age": "; ".join(f"{code} = {age(code)}" for code in ages[:40]),
        "unit": "; ".join(dict.fromkeys(f"{one.unit} = {unit_words(one.unit)}" for one in indicators)),
        "note": "; ".join(f"{flag} = {said}" for flag in flags if (said := flag_words(flag))),
        "dataset": dataset.code,
        "edition": dataset.edition,
    }
    return [
        Entry(name, meaning, values.get(name, "")) for name, meaning in zip(HEADERS, _meanings(), strict=True)
    ]


def _meanings() -> list[str]:
    return [
        _("What is measured: the code of the indicator"),
        _("Where: the lasting code of the place"),
        _("The place’s name in the language of the page"),
        _("When"),
        _("Where people come from; all is everybody"),
        _("The origin’s name in the language of the page"),
        _("Sex; all is the total"),
        _("Age in completed years; all is the total"),
        _("The figure; <5 or “hidden” where few people could be recognised"),
        _("Unit of the figure"),
        _("What must be known to read the figure"),
        _("The data set it belongs to"),
        _("The publisher’s edition"),
    ]


def flag_words(flag: str) -> str:
    """What a note beside a figure stands for."""
    whole = {
        "projection": _("projection"),
        "incomplete": _("incomplete year"),
        "small": _("hidden: a small count"),
        "protects": _("hidden: it would give a small count away"),
    }
    if flag in whole:
        return whole[flag]
    letters = {
        "B": _("born abroad"),
        "C": _("foreign citizens"),
        "R": _("refugees added"),
        "I": _("imputed"),
    }
    return ", ".join(letters[letter] for letter in flag) if flag and set(flag) <= set(letters) else ""
