"""A mechanism in full, with what it shares with others."""

from datetime import date
from typing import Any

from acogida.core.gathered import ShortList, whole
from acogida.core.text import in_language
from acogida.mechanisms.models import Mechanism, Meeting, Participation, Theme
from acogida.mechanisms.queries.overlap import WEIGHTS, Overlap, alike, asked_profiles
from acogida.reports.queries.ground import Ground, columns_of_place, place
from acogida.reports.queries.scope import Scope

MOST_ALIKE, MOST_MEETINGS = 8, 10
FACT = ("field", "text", "confidence", "checked_on")
MEETING = ("titles", "starts_on", "precision", "place")


def asks(scope: Scope, on: date) -> list[ShortList[Any]]:
    """Who takes part, its themes, what is known of it, its last meetings, and all mechanisms side by side."""
    one = scope.mechanism
    if one is None:
        return []
    held = Participation.objects.on(on).filter(mechanism=one)
    facts = one.facts.filter(ended_at__isnull=True).order_by("pk")
    meetings = one.meetings.order_by("-starts_on", "-pk")
    return [
        ShortList(held.values_list("part", *columns_of_place("country")), _participation),
        ShortList(one.themes.values_list("names"), lambda names: Theme(names=whole(names))),
        ShortList(facts.values_list(*FACT), _fact),
        ShortList(meetings.values_list(*MEETING)[:MOST_MEETINGS], _meeting),
        asked_profiles(on),
    ]


def _participation(part: str, *country: Any) -> Participation:
    return Participation(part=part, country=place(*country))


def _fact(field: str, text: Any, confidence: str, checked_on: str) -> dict[str, Any]:
    return {"field": field, "text": whole(text), "confidence": confidence, "checked_on": checked_on}


def _meeting(titles: Any, starts_on: str, precision: str, where: str) -> dict[str, Any]:
    meeting = Meeting(titles=whole(titles))
    return {"title": meeting, "starts_on": starts_on, "precision": precision, "place": where}


def content(ground: Ground, told: list[list[Any]]) -> dict[str, Any] | None:
    """Who is in it, what it works on, when it meets and the mechanisms it has most in common with."""
    one = ground.scope.mechanism
    if one is None:
        return None
    held, themes, facts, meetings, profiles = told
    pairs = [pair for pair in alike(one, profiles, dict(WEIGHTS)) if pair.score > 0]
    return {
        "kind": one.kind,
        "reach": one.reach,
        "status": one.status,
        "checked_on": one.checked_on.isoformat(),
        "countries": [{"part": row.part, "name": ground.said(row.country)} for row in held],
        "themes": [ground.said(theme) for theme in themes],
        "objectives": [ground.objective(number) for number in ground.scope.objectives or ()],
        "facts": [
            {**fact, "text": {language: in_language(fact["text"], language) for language in ground.languages}}
            for fact in facts
        ],
        "meetings": [{**meeting, "title": ground.said(meeting["title"])} for meeting in meetings],
        "alike": [_alike(pair, one, ground) for pair in pairs[:MOST_ALIKE]],
    }


def _alike(pair: Overlap, one: Mechanism, ground: Ground) -> dict[str, Any]:
    other = pair.second.mechanism if pair.first.mechanism == one else pair.first.mechanism
    return {
        "name": ground.said(other, "short"),
        "score": round(pair.score, 3),
        "members": len(pair.shared("members")),
        "objectives": len(pair.shared("objectives")),
        "themes": len(pair.shared("themes")),
    }
