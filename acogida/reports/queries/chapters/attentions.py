"""What people asked for at the counters of a country's municipalities: sums of numbers that may be shown."""

from datetime import date
from typing import Any

from django.utils.translation import override

from acogida.core.gathered import ShortList
from acogida.reports.queries.ground import Ground
from acogida.reports.queries.scope import Scope
from acogida.services.lists import TOPICS
from acogida.services.queries import book

LEAST = 3


def asks(_scope: Scope, _on: date) -> list[ShortList[Any]]:
    """Nothing: cells are read through their sheets alone."""
    return []


def content(ground: Ground, _told: list[list[Any]]) -> dict[str, Any] | None:
    """The attentions of the last twelve months by topic, the most asked first; months that hide a number are
    left out of its sum and counted. One query.

    None where fewer than `LEAST` organisations count: what one of them counts is its own, and of two each
    would read the other's.
    """
    on, country = ground.on, ground.scope.country
    if country is None:
        return None
    since = date(on.year - (on.month < 12), on.month % 12 + 1, 1)
    found = book(country, since=since, until=on)
    counting = len({pk for pk, _month in found.months})
    if counting < LEAST:
        return None
    rows = [
        {
            "topic": {language: _label(topic, language) for language in ground.languages},
            "attentions": told.value,
            "hidden_months": told.hidden_months,
        }
        for topic, told in found.asked_most()
    ]
    if not rows:
        return None
    whole = found.told()
    return {
        "since": since.isoformat(),
        "until": on.isoformat(),
        "attentions": whole.value,
        "hidden_months": whole.hidden_months,
        "counting": counting,
        "rows": rows,
        "is_demonstration": found.is_demonstration,
    }


def _label(topic: str, language: str) -> str:
    with override(language):
        return str(TOPICS[topic].label)
