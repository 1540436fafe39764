"""What dialogues asked for, and what governments answered."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from acogida.core.gathered import ShortList, whole
from acogida.core.text import in_language
from acogida.dialogues.models import Answer, Event, Recommendation, Theme
from acogida.dialogues.queries.recommendations import listed
from acogida.dialogues.rules import GOVERNMENTS
from acogida.reports.queries.ground import Ground
from acogida.reports.queries.scope import Scope

MOST = 60
ROW = ("theme__number", "number", "texts", "event__title", "state")


def asks(scope: Scope, _on: date) -> list[ShortList[Any]]:
    """Under the objectives asked for; of a country, those that one of its governments has answered."""
    if scope.country:
        answers = Answer.objects.filter(
            organisation__country=scope.country,
            organisation__kind__in=GOVERNMENTS,
            recommendation__published_at__isnull=False,
        )
        columns = [f"recommendation__{name}" for name in ROW]
        return [ShortList(answers.values_list(*columns, "organisation__name", "stance")[:MOST], _answer)]
    tied = Recommendation.objects.filter(objectives__in=scope.objectives or ()).values("pk")
    return [ShortList(listed().filter(pk__in=tied).values_list(*ROW), _recommendation)]


def _recommendation(theme: int, number: int, texts: Any, event: str, state: str) -> Recommendation:
    return Recommendation(
        theme=Theme(number=theme),
        number=number,
        texts=whole(texts),
        event=Event(title=event),
        state=state,
    )


def _answer(*row: Any) -> tuple[Recommendation, str, str]:
    *recommendation, who, stance = row
    return _recommendation(*recommendation), who, stance


def content(ground: Ground, told: list[list[Any]]) -> dict[str, Any] | None:
    """Where they stand, and the first of them; of a country each with who answered what."""
    (found,) = told
    if not found:
        return None
    if ground.scope.country:
        rows = [{**_row(one, ground.languages), "who": who, "stance": stance} for one, who, stance in found]
        return {"states": {}, "rows": rows, "count": len(rows)}
    return {
        "states": dict(Counter(one.state for one in found)),
        "rows": [_row(one, ground.languages) for one in found[:MOST]],
        "count": len(found),
    }


def _row(one: Recommendation, languages: Sequence[str]) -> dict[str, Any]:
    return {
        "code": one.code,
        "text": {language: in_language(one.texts, language) for language in languages},
        "event": one.event.title,
        "state": one.state,
    }
