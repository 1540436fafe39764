"""How a figure is written and said, in each of the four languages, from the data alone."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from acogida.core.text import LANGUAGES, in_language
from acogida.core.written import number as numeral
from acogida.evidence.disclosure import ALL, Hidden
from acogida.evidence.store import Row

if TYPE_CHECKING:
    from acogida.evidence.models import Indicator

MILLION = 1_000_000
FALLBACK = {
    "es": "{title}, {place}, {period}: {value}.",
    "en": "{title}, {place}, {period}: {value}.",
    "pt": "{title}, {place}, {period}: {value}.",
    "fr": "{title}, {place}, {period} : {value}.",
}


def number(value: float, digits: int = 0) -> str:
    """A number as the page's language writes it, with so many decimals at most; -0 is 0."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    rounded = round(value, digits) + 0.0
    return numeral(rounded, pattern)


def quantity(value: float, unit: str) -> str:
    """A value with its unit in the page's language: persons need none, dollars are in millions.

    `unit` is one of `persons`, `events`, `percent`, `usd`, `score`, or the words a municipality gave its own.
    """
    match unit:
        case "persons" | "events":
            return number(value)
        case "percent":
            return _("%(number)s %%") % {"number": number(value, 1)}
        case "usd" if abs(value) >= MILLION:
            return _("US$ %(number)s million") % {"number": number(value / MILLION)}
        case "usd":
            return _("US$ %(number)s") % {"number": number(value)}
        case "score":
            return _("%(number)s of 4 (%(words)s)") % {"number": number(value), "words": score(value)}
        case _:
            return f"{number(value, 0 if float(value).is_integer() else 2)} {unit}".strip()


def score(value: float) -> str:
    """What a score of SDG indicator 10.7.2 stands for (UN DESA and IOM, 2019)."""
    words = (_("requires further progress"), _("partially meets"), _("meets"), _("fully meets"))
    return words[min(max(int(value), 1), 4) - 1]


def written(row: Row, unit: str, *, threshold: int) -> str:
    """The figure, or why it is not shown."""
    if row.value is not None:
        return quantity(row.value, unit)
    return hidden(row.flag, threshold=threshold)


def hidden(flag: str, *, threshold: int) -> str:
    return f"<{threshold}" if flag == Hidden.SMALL else _("hidden")


def unit_words(unit: str) -> str:
    """A unit's name for table heads and the title of a chart."""
    return {
        "persons": _("people"),
        "events": _("events"),
        "percent": "%",
        "usd": _("US$, current"),
        "score": _("score from 1 to 4"),
    }.get(unit, unit)


def sentence(row: Row, indicator: "Indicator", *, place: str, origin: str = "", threshold: int) -> str:
    """The figure as one sentence in the page's language; sex and age, where chosen, in brackets."""
    sentences: Mapping[str, Mapping[str, str]] = indicator.sentences
    chosen = sentences.get("origin" if row.origin != ALL and origin else "plain") or FALLBACK
    said = in_language(chosen).format(
        title=in_language(indicator.title),
        place=place,
        origin=origin,
        period=row.period,
        value=written(row, indicator.unit, threshold=threshold),
    )
    groups = [sex(row.sex)] if row.sex != ALL else []
    groups += [_("age %(age)s") % {"age": row.age}] if row.age != ALL else []
    if row.origin != ALL and origin and "origin" not in sentences:
        groups.append(_("origin %(origin)s") % {"origin": origin})
    if row.flag == "projection":
        groups.append(_("projection"))
    if row.flag == "incomplete":
        groups.append(_("incomplete year"))
    return f"{said.removesuffix('.')} ({'; '.join(groups)})." if groups else said


def sex(code: str) -> str:
    return {
        "female": _("women and girls"),
        "male": _("men and boys"),
        "other": _("other"),
        "unknown": _("sex unknown"),
        ALL: _("both sexes"),
    }.get(code, code)


def age(code: str) -> str:
    return {"all": _("all ages"), "unknown": _("age unknown")}.get(code, code)


def special_origin(code: str) -> str:
    """The name of an origin that is no country: residuals and unknowns of the sources."""
    return {
        "OTHER": _("other countries"),
        "UNKNOWN": _("unknown"),
        "UNK": _("unknown"),
        "STA": _("stateless people"),
        "OOO": _("other places (UN residual)"),
        "OOS": _("other places (UN residual)"),
    }.get(code, code)


def in_every_language(row: Row, indicator: "Indicator", *, places: Mapping[str, str],
                      origins: Mapping[str, str], threshold: int) -> dict[str, str]:  # fmt: skip
    """The sentence frozen in four languages; `places` and `origins` are names by language."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = sentence(
                row, indicator, place=places[language], origin=origins.get(language, ""), threshold=threshold
            )
    return said


def personal_kind(kind: str) -> str:
    """What a refused column holds (`tabular.personal`)."""
    return {
        "name": _("names"),
        "document": _("identity documents"),
        "phone": _("telephone numbers"),
        "e-mail": _("e-mail addresses"),
        "address": _("addresses"),
        "birth date": _("dates of birth"),
    }[kind]
