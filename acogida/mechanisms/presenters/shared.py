"""Overlaps, gaps and the matrix in words, numbers and drawings."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from babel.numbers import format_percent
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from acogida.compact.models import Objective
from acogida.design.charts import Chart, Tie, network_chart
from acogida.documents.tables import OutSheet
from acogida.mechanisms.models import Mechanism, Part, Participation, Theme
from acogida.mechanisms.queries.overlap import Overlap
from acogida.territories.models import Territory

STRONG = 0.25
MOST_TIES = 40
LETTERS = {Part.MEMBER: "M", Part.ASSOCIATE: "A", Part.SUPPORT: "S", Part.OBSERVER: "O"}


def percent(share: float) -> str:
    return str(format_percent(share, locale=get_language() or "es"))


def labels() -> dict[str, str]:
    return {
        "members": _("Members in common"),
        "objectives": _("Objectives in common"),
        "themes": _("Themes in common"),
        "meetings": _("Meetings in the same quarter"),
    }


def row(overlap: Overlap, weights: dict[str, int], day: date) -> dict[str, Any]:
    """One pair with its score and each likeness on a day; what cannot be compared says so."""
    one, other = overlap.first.mechanism, overlap.second.mechanism
    asked = {**weights, "on": day.isoformat()}
    return {
        "one": one,
        "other": other,
        "score": percent(overlap.score),
        "parts": [
            percent(overlap.parts[respect]) if respect in overlap.parts else "–" for respect in labels()
        ],
        "url": f"{reverse('mechanisms:pair', args=[one.key, other.key])}?{urlencode(asked)}",
    }


def reasons(
    overlap: Overlap,
    weights: dict[str, int],
    countries: dict[int, Territory],
    objectives: dict[int, Objective],
    themes: dict[str, Theme],
) -> list[dict[str, Any]]:
    """Why two mechanisms are alike: each respect with its share, its weight and what is shared by name."""
    named: dict[str, list[str]] = {
        "members": sorted(countries[pk].local_name for pk in overlap.shared("members")),
        "objectives": [f"{n} {objectives[n]}" for n in overlap.shared("objectives")],
        "themes": sorted(str(themes[key]) for key in overlap.shared("themes")),
        "meetings": [
            _("quarter %(quarter)s of %(year)s") % {"quarter": quarter, "year": year}
            for year, quarter in overlap.shared("quarters")
        ],
    }
    return [
        {
            "label": label,
            "share": percent(overlap.parts[respect]) if respect in overlap.parts else "",
            "weight": weights[respect],
            "shared": named[respect],
        }
        for respect, label in labels().items()
    ]


def network(found: Sequence[Overlap]) -> Chart:
    """The strongest pairs as a ring; the table beside it has the same pairs."""
    strong = [one for one in found if one.score >= STRONG][:MOST_TIES]
    knots: list[Mechanism] = sorted(
        {m for one in strong for m in (one.first.mechanism, one.second.mechanism)}, key=lambda m: m.position
    )
    places = {mechanism.pk: i for i, mechanism in enumerate(knots)}
    ties = [
        Tie(
            places[one.first.mechanism.pk],
            places[one.second.mechanism.pk],
            one.score,
            f"{one.first.mechanism.short} – {one.second.mechanism.short}: {percent(one.score)}",
        )
        for one in strong
    ]
    sentence = ngettext(
        "%(n)s pair shares at least a quarter of what is compared.",
        "%(n)s pairs share at least a quarter of what is compared.",
        len(strong),
    ) % {"n": len(strong)}
    return network_chart(
        _("Mechanisms with most in common"),
        [mechanism.short for mechanism in knots],
        ties,
        headers=[_("Pair"), _("Index")],
        rows=[
            [f"{one.first.mechanism.short} – {one.second.mechanism.short}", percent(one.score)]
            for one in strong
        ],
        sentence=sentence,
        source=_("registry of mechanisms of this installation; a heuristic, with the weights chosen"),
    )


def matrix(
    mechanisms: Sequence[Mechanism], found: Sequence[Participation]
) -> tuple[list[Mechanism], list[dict[str, Any]]]:
    """Mechanisms with countries as columns, and a row a country: the letter and the word of its part."""
    held = {(p.country_id, p.mechanism_id): Part(p.part) for p in found}
    used = {p.mechanism_id for p in found}
    columns = [m for m in mechanisms if m.pk in used]
    countries = {p.country_id: p.country for p in found}
    rows = []
    for country in sorted(countries.values(), key=lambda c: c.local_name):
        parts = [held.get((country.pk, m.pk)) for m in columns]
        rows.append(
            {
                "country": country,
                "cells": [
                    {"letter": LETTERS[part] if part else "", "word": str(part.label) if part else ""}
                    for part in parts
                ],
                "members": sum(part == Part.MEMBER for part in parts),
            }
        )
    return columns, rows


def letters() -> list[tuple[str, str]]:
    return [(LETTERS[part], str(part.label)) for part in Part]


def sheet(columns: Sequence[Mechanism], rows: Sequence[dict[str, Any]]) -> OutSheet:
    """The matrix as a sheet, with words instead of letters."""
    return OutSheet(
        name=_("Matrix"),
        headers=[_("Country"), *(m.short for m in columns)],
        rows=[[row["country"].local_name, *(cell["word"] for cell in row["cells"])] for row in rows],
    )
