"""Facts, dates and sources in words."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from babel.dates import format_date, format_skeleton
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from acogida.core.text import in_language, language_shown
from acogida.mechanisms.models import (
    Commitment,
    Confidence,
    Document,
    DocumentType,
    Fact,
    Field,
    Mechanism,
    Meeting,
    Part,
    Participation,
    Presidency,
    Status,
)
from acogida.mechanisms.models.dated import Precision

TONES = {
    Status.ACTIVE: "success",
    Status.UNSEEN: "warning",
    Status.UNKNOWN: "neutral",
    Status.ENDED: "neutral",
}


def day(moment: date, precision: str = Precision.DAY) -> str:
    """A date as exactly as it is known."""
    if precision == Precision.YEAR:
        return str(moment.year)
    language = get_language() or "es"
    if precision == Precision.MONTH:
        return str(format_skeleton("yMMMM", moment, locale=language))
    return str(format_date(moment, "long", locale=language))


def status(mechanism: Mechanism) -> dict[str, str]:
    found = Status(mechanism.status)
    return {"text": str(found.label), "tone": TONES[found]}


def sources(found: Iterable[str]) -> list[dict[str, str]]:
    """Sources as words and address; a founding document has no address."""
    shown = []
    for one in found:
        if one.startswith("seed"):
            shown.append({"text": _("Founding document %(number)s") % {"number": one[4:]}, "url": ""})
        elif one.startswith("http"):
            shown.append({"text": one.split("/")[2].removeprefix("www."), "url": one})
        elif one == "recalled, not re-read in this research":
            shown.append({"text": _("recalled, not read again"), "url": ""})
        else:
            shown.append({"text": one, "url": ""})
    return shown


def fact(found: Fact) -> dict[str, Any]:
    said = in_language(found.text)
    lines = said.split("\n") if found.field == Field.WEBSITE else [said]
    return {
        "label": str(Field(found.field).label),
        "lines": [{"text": line, "url": line if line.startswith("http") else ""} for line in lines],
        "language": language_shown(found.text),
        "sources": sources(found.sources),
        "confidence": str(Confidence(found.confidence).label),
        "checked": day(found.checked_on),
    }


def countries(found: Iterable[Participation]) -> list[dict[str, Any]]:
    """Who takes part, by quality, with since when where it is known."""
    order = list(Part.values)
    ordered = sorted(found, key=lambda p: (order.index(p.part), p.country.local_name))
    return [
        {"label": str(Part(part).label), "rows": [_country(one) for one in rows]}
        for part, rows in ((part, list(rows)) for part, rows in groupby(ordered, key=lambda p: p.part))
    ]


def _country(one: Participation) -> dict[str, Any]:
    since = day(one.starts_on, one.starts_precision) if one.starts_on else ""
    return {
        "name": one.country.local_name,
        "url": one.country.get_absolute_url(),
        "since": _("since %(day)s") % {"day": since} if since else "",
        "pk": one.pk,
    }


def meeting(one: Meeting) -> dict[str, Any]:
    when = day(one.starts_on, one.precision)
    if one.precision == Precision.DAY and one.ends_on != one.starts_on:
        when = f"{when} – {day(one.ends_on)}"
    return {
        "title": str(one),
        "when": when,
        "place": one.place,
        "mechanism": one.mechanism,
        "sources": sources(one.sources),
    }


def presidency(one: Presidency) -> dict[str, Any]:
    years = str(one.starts_on.year)
    if one.ends_on.year != one.starts_on.year:
        years = f"{years}–{one.ends_on.year}"
    return {"country": one.country.local_name, "years": years, "sources": sources(one.sources)}


def as_written(dated: str) -> str:
    """A date kept as its source writes it (`2024`, `2024-05`, `2024-05-17`), in words."""
    parts = [int(part) for part in dated.split("-")]
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(parts) - 1]
    return day(date(*[*parts, 1, 1][:3]), precision)


def document(one: Document) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "title": str(one),
        "language": language_shown(one.titles),
        "type": one.get_type_display(),
        "dated": as_written(one.dated),
        "sources": sources(one.sources),
    }


def commitment(one: Commitment) -> dict[str, Any]:
    until = _("until %(day)s") % {"day": as_written(one.until)} if one.until else ""
    return {
        "pk": one.pk,
        "text": str(one),
        "language": language_shown(one.texts),
        "dated": as_written(one.dated),
        "until": until,
        "document": str(one.document) if one.document else "",
        "objectives": list(one.objectives.all()),
        "because": in_language(one.because),
        "confidence": str(Confidence(one.confidence).label),
        "sources": sources(one.sources),
    }


def particulars(values: dict[str, Any]) -> list[tuple[str, str]]:
    """What a proposed document or commitment says besides its text, as (label, words)."""
    shown = [
        (_("What it is"), str(DocumentType(values["kind"]).label) if "kind" in values else ""),
        (_("When it was adopted"), as_written(values["dated"]) if values.get("dated") else ""),
        (_("Until when"), as_written(values["until"]) if values.get("until") else ""),
        (_("Objectives of the Compact"), ", ".join(map(str, values.get("objectives", [])))),
        (_("Why these objectives"), values.get("because", "")),
    ]
    return [(label, text) for label, text in shown if text]


def member_count(number: int) -> str:
    return ngettext("%(n)s member country", "%(n)s member countries", number) % {"n": number}
