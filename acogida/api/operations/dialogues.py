"""Events of the dialogue and the recommendations that came out of them."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from acogida.api.links import api_url, page_url
from acogida.api.paging import answer, page_of
from acogida.api.schemas.asking import Asked, Problem
from acogida.api.schemas.dialogues import (
    EventOut,
    EventPage,
    EventsAsked,
    RecommendationOut,
    RecommendationPage,
    RecommendationsAsked,
)
from acogida.dialogues.models import Event, Recommendation
from acogida.dialogues.queries import events as asked_events

router = Router(tags=["dialogues"])


@router.get(
    "events",
    response={200: EventPage, 400: Problem},
    summary=gettext_noop("Events of the dialogue between society and governments"),
)
def events(request: HttpRequest, asked: Query[EventsAsked]) -> dict[str, Any]:
    rows = Event.objects.public()
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    found, cursor = page_of(rows, key="pk", after=asked.cursor, limit=asked.limit)
    return answer(request, found, cursor, _event)


@router.get(
    "events/{int:number}",
    response={200: EventOut, 400: Problem, 404: Problem},
    summary=gettext_noop("One event: themes, hours, how many took part"),
)
def event(request: HttpRequest, number: Path[int], asked: Query[Asked]) -> dict[str, Any]:
    rows = asked_events.with_themes(Event.objects.public())
    found = rows.filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404(_("There is no event with this number."))
    themes = [
        {
            "number": theme.number,
            "title": theme.title,
            "starts_at": theme.starts_at,
            "ends_at": theme.ends_at,
            "objectives": [objective.number for objective in theme.objectives.all()],
            "format": theme.format,
            "questions": theme.questions,
            "mechanisms": theme.mechanisms,
        }
        for theme in found.themes.all()
    ]
    figures = [
        {"theme": theme["theme"], "participants": theme["participants"]}
        for theme in found.figures.get("themes", [])
    ]
    return {
        **_event(found),
        "organisers": found.organisers,
        "context": found.context,
        "cities": found.cities,
        "themes": themes,
        "participants": figures,
        "source": found.source,
        "source_url": found.source_url,
    }


def _event(found: Event) -> dict[str, Any]:
    fields = ("slug", "kind", "title", "held_on", "mode", "place", "state", "is_demonstration")
    return {
        "id": found.pk,
        **{name: getattr(found, name) for name in fields},
        "url": api_url("events", found.pk),
        "page": page_url("dialogues:event", found.slug),
    }


@router.get(
    "recommendations",
    response={200: RecommendationPage, 400: Problem},
    summary=gettext_noop("Recommendations of dialogues and where they stand"),
)
def recommendations(request: HttpRequest, asked: Query[RecommendationsAsked]) -> dict[str, Any]:
    rows = _recommendations()
    if asked.objective:
        rows = rows.filter(pk__in=Recommendation.objects.filter(objectives=asked.objective).values("pk"))
    if asked.state:
        rows = rows.filter(state=asked.state)
    found, cursor = page_of(rows, key="pk", after=asked.cursor, limit=asked.limit)
    return answer(request, found, cursor, _recommendation)


@router.get(
    "recommendations/{int:number}",
    response={200: RecommendationOut, 400: Problem, 404: Problem},
    summary=gettext_noop("One recommendation with what governments answered"),
)
def recommendation(request: HttpRequest, number: Path[int], asked: Query[Asked]) -> dict[str, Any]:
    found = _recommendations().filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404(_("There is no recommendation with this number."))
    answers = [
        {
            "organisation": one.organisation.name,
            "stance": one.stance,
            "text": one.text,
            "evidence": one.evidence,
            "evidence_url": one.evidence_url,
            "answered_at": one.answered_at,
        }
        for one in found.answers.select_related("organisation")
    ]
    return {**_recommendation(found), "source": found.source, "answers": answers}


def _recommendations() -> Any:
    return (
        Recommendation.objects.public()
        .select_related("event", "theme", "owner")
        .prefetch_related("objectives")
    )


def _recommendation(found: Recommendation) -> dict[str, Any]:
    return {
        "id": found.pk,
        "slug": found.slug,
        "code": found.code,
        "texts": found.texts,
        "event": found.event.slug,
        "theme": found.theme.title,
        "objectives": [objective.number for objective in found.objectives.all()],
        "state": found.state,
        "owner": found.owner.name if found.owner else "",
        "url": api_url("recommendations", found.pk),
        "page": page_url("dialogues:recommendation", found.slug),
    }
