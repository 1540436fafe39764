"""What the final report of an edition says, in plain figures to be frozen."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from acogida.training.models import Edition, Nomination
from acogida.training.queries.completion import standings
from acogida.training.queries.groupwork import board, boards_of
from acogida.training.queries.results import results
from acogida.training.states import Kind, State


def content(edition: Edition, *, recommendations: list[str]) -> dict[str, Any]:
    """Participation, completion, change, needs found and recommendations; names of people are not in it."""
    people = list(
        Nomination.objects.filter(edition=edition).select_related("country", "slot", "edition").order_by("pk")
    )
    accepted = [person for person in people if person.state == State.ACCEPTED]
    stand = standings(edition, accepted)
    told = results(edition)
    by_country: dict[str, dict[str, Any]] = {}
    for standing in stand:
        place = standing.nomination.country
        key = place.code if place else ""
        row = by_country.setdefault(key, {"names": place.names if place else {}, "people": 0, "complete": 0})
        row["people"] += 1
        row["complete"] += standing.complete
    parts = Counter(part.component.key for standing in stand for part in standing.parts if part.met)
    return {
        "title": edition.title,
        "slug": edition.slug,
        "starts_on": edition.starts_on.isoformat(),
        "ends_on": edition.ends_on.isoformat(),
        "is_demonstration": edition.is_demonstration,
        "nominated": len(people),
        "accepted": len(accepted),
        "complete": sum(standing.complete for standing in stand),
        "countries": sorted(by_country.values(), key=lambda row: sorted(row["names"].values())),
        "profiles": _counted(accepted, lambda person: person.slot.pk, lambda person: person.slot.title),
        "gender": dict(Counter(person.gender for person in accepted)),
        "sector": dict(Counter(person.sector for person in accepted)),
        "said": [
            {"question": question, "rows": rows} for wave in told.waves for question, rows in wave.counts
        ],
        "experience": dict(Counter(person.experience for person in accepted)),
        "parts": [
            {"title": part.title, "kind": part.kind, "met": parts[part.key]}
            for part in edition.components.filter(is_required=True)
        ],
        "waves": [{"wave": wave.wave, "n": wave.n, "score": wave.score} for wave in told.waves],
        "change": asdict(told.change) if told.change else None,
        "paired": told.paired,
        "fewest": told.fewest,
        "groups": [
            {
                "title": group.title,
                "items": [
                    {"title": item.title, "horizon": item.horizon}
                    for _label, items in horizons
                    for item in items
                ],
            }
            for component in boards_of(edition)
            for group, horizons in board(component)
        ],
        "sessions": edition.components.filter(kind=Kind.SESSION, session__cancelled_at__isnull=True).count(),
        "recommendations": recommendations,
    }


def _counted(people: list[Nomination], key: Any, title: Any) -> list[dict[str, Any]]:
    found: dict[Any, dict[str, Any]] = {}
    for person in people:
        row = found.setdefault(key(person), {"title": title(person), "people": 0, "order": person.slot.order})
        row["people"] += 1
    return sorted(found.values(), key=lambda row: row["order"])
