"""In what a country takes part, who works on an objective, and a mechanism with what it shares."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from acogida.compact.models import Objective
from acogida.core.text import in_language
from acogida.mechanisms.models import Mechanism, Participation
from acogida.mechanisms.queries import WORKING, of_country
from acogida.mechanisms.queries.gaps import coverage
from acogida.mechanisms.queries.overlap import WEIGHTS, overlaps
from acogida.reports.kinds import Kind
from acogida.reports.queries.scope import Scope, Texts, said
from acogida.territories.models import Territory

MOST_ALIKE = 8


def content(scope: Scope, on: date, languages: Sequence[str]) -> dict[str, Any] | None:
    """Of a country its mechanisms and gaps; of objectives the mechanisms that work on them."""
    if scope.country:
        return _of_country(scope.country, on, languages)
    if scope.kind == Kind.MECHANISM:
        return None
    found = Mechanism.objects.filter(codes__objective__in=scope.objectives or (), status__in=WORKING)
    rows = [
        {"name": said(languages, one), "short": said(languages, one, "short")} for one in found.distinct()
    ]
    return {"rows": rows} if rows else None


def _of_country(country: Territory, on: date, languages: Sequence[str]) -> dict[str, Any] | None:
    rows = [
        {
            "name": said(languages, one.mechanism),
            "short": said(languages, one.mechanism, "short"),
            "part": one.part,
        }
        for one in of_country(country, on)
    ]
    gaps = next((one.gaps for one in coverage(on) if one.country.pk == country.pk), [])
    return {"rows": rows, "gaps": _objectives(gaps, languages)} if rows else None


def of_mechanism(scope: Scope, on: date, languages: Sequence[str]) -> dict[str, Any] | None:
    """Who is in it, what it works on, when it meets and the mechanisms it has most in common with."""
    if scope.mechanism is None:
        return None
    one = scope.mechanism
    held = Participation.objects.on(on).filter(mechanism=one).select_related("country")
    alike = [
        pair
        for pair in overlaps(on, dict(WEIGHTS))
        if one in (pair.first.mechanism, pair.second.mechanism) and pair.score > 0
    ]
    countries = [(p.part, said(languages, p.country)) for p in held]
    return {
        "kind": one.kind,
        "reach": one.reach,
        "status": one.status,
        "checked_on": one.checked_on.isoformat(),
        "countries": [{"part": part, "name": name} for part, name in countries],
        "themes": [said(languages, theme) for theme in one.themes.all()],
        "objectives": _objectives(scope.objectives or (), languages),
        "facts": [
            {
                "field": fact.field,
                "text": {language: in_language(fact.text, language) for language in languages},
                "confidence": fact.confidence,
                "checked_on": fact.checked_on.isoformat(),
            }
            for fact in one.facts.filter(ended_at__isnull=True).order_by("pk")
        ],
        "meetings": [
            {
                "title": said(languages, meeting),
                "starts_on": meeting.starts_on.isoformat(),
                "precision": meeting.precision,
                "place": meeting.place,
            }
            for meeting in one.meetings.order_by("-starts_on", "-pk")[:10]
        ],
        "alike": [_alike(pair, one, languages) for pair in alike[:MOST_ALIKE]],
    }


def _alike(pair: Any, one: Mechanism, languages: Sequence[str]) -> dict[str, Any]:
    other = pair.second.mechanism if pair.first.mechanism == one else pair.first.mechanism
    return {
        "name": said(languages, other, "short"),
        "score": round(pair.score, 3),
        "members": len(pair.shared("members")),
        "objectives": len(pair.shared("objectives")),
        "themes": len(pair.shared("themes")),
    }


def _objectives(numbers: Sequence[int], languages: Sequence[str]) -> list[dict[str, Any]]:
    found = Objective.objects.in_bulk(list(numbers))
    titles: list[tuple[int, Texts]] = [
        (number, said(languages, found[number], "short")) for number in numbers
    ]
    return [{"number": number, "title": title} for number, title in titles]
