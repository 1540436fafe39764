"""What dialogues asked for, and what governments answered."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from acogida.core.text import in_language
from acogida.dialogues.models import Answer, Recommendation
from acogida.dialogues.queries.recommendations import listed
from acogida.dialogues.rules import GOVERNMENTS
from acogida.reports.queries.scope import Scope

MOST = 60


def content(scope: Scope, _on: date, languages: Sequence[str]) -> dict[str, Any] | None:
    """Under the objectives asked for; of a country, those that one of its governments has answered."""
    if scope.country:
        return _answered(scope.country.pk, languages)
    tied = Recommendation.objects.filter(objectives__in=scope.objectives or ()).values("pk")
    found = list(listed().filter(pk__in=tied))
    if not found:
        return None
    return {
        "states": dict(Counter(one.state for one in found)),
        "rows": [_row(one, languages) for one in found[:MOST]],
        "count": len(found),
    }


def _answered(country: int, languages: Sequence[str]) -> dict[str, Any] | None:
    answers = Answer.objects.filter(
        organisation__country=country,
        organisation__kind__in=GOVERNMENTS,
        recommendation__published_at__isnull=False,
    ).select_related("recommendation__theme", "recommendation__event", "organisation")
    rows = [
        {**_row(one.recommendation, languages), "who": one.organisation.name, "stance": one.stance}
        for one in answers[:MOST]
    ]
    return {"states": {}, "rows": rows, "count": len(rows)} if rows else None


def _row(one: Recommendation, languages: Sequence[str]) -> dict[str, Any]:
    return {
        "code": one.code,
        "text": {language: in_language(one.texts, language) for language in languages},
        "event": one.event.title,
        "state": one.state,
    }
