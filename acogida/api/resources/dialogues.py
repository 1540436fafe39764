"""Events of the dialogue and the recommendations that came out of them."""

from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.dialogues import EventBrief, EventOut, RecommendationBrief, RecommendationOut
from acogida.dialogues.models import Event, Recommendation
from acogida.dialogues.queries import events as asked_events

router = Router()


def _event(found: Event) -> Said:
    fields = ("slug", "kind", "title", "held_on", "mode", "place", "state", "is_demonstration")
    return {
        "id": found.pk,
        **{name: getattr(found, name) for name in fields},
        "url": api_url("events", found.pk),
        "page": page_url("dialogues:event", found.slug),
    }


def _whole_event(found: Event) -> Said:
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


def _recommendations() -> Any:
    return (
        Recommendation.objects.public()
        .select_related("event", "theme", "owner")
        .prefetch_related("objectives")
    )


def _recommendation(found: Recommendation) -> Said:
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


def _whole_recommendation(found: Recommendation) -> Said:
    answers = [
        {
            "organisation": one.organisation.name,
            "stance": one.stance,
            "text": one.text,
            "evidence": one.evidence,
            "evidence_url": one.evidence_url,
            "answered_at": one.answered_at,
        }
        for one in found.answers.all()
    ]
    return {**_recommendation(found), "source": found.source, "answers": answers}


def _of_objective(rows: Any, number: int) -> Any:
    return rows.filter(pk__in=Recommendation.objects.filter(objectives=number).values("pk"))


def _with_theme_on(rows: Any, number: int) -> Any:
    return rows.filter(pk__in=Event.objects.filter(themes__objectives=number).values("pk"))


mount(
    router,
    Resource(
        name="events",
        one="event",
        lists=gettext_noop("Events of the dialogue between society and governments"),
        shows=gettext_noop("One event: themes, hours, how many took part"),
        missing=gettext_lazy("There is no event with this number."),
        rows=Event.objects.public,
        whole_rows=asked_events.with_themes,
        brief=_event,
        whole=_whole_event,
        shape=EventBrief,
        whole_shape=EventOut,
        filters={
            "kind": "kind",
            "state": "state",
            "year": "held_on__year",
            "language": "language",
            "objective": _with_theme_on,
        },
        words="event",
    ),
)
mount(
    router,
    Resource(
        name="recommendations",
        one="recommendation",
        lists=gettext_noop("Recommendations of dialogues and where they stand"),
        shows=gettext_noop("One recommendation with what governments answered"),
        missing=gettext_lazy("There is no recommendation with this number."),
        rows=_recommendations,
        whole_rows=lambda rows: rows.prefetch_related("answers__organisation"),
        brief=_recommendation,
        whole=_whole_recommendation,
        shape=RecommendationBrief,
        whole_shape=RecommendationOut,
        filters={"objective": _of_objective, "state": "state", "year": "event__held_on__year"},
        words="recommendation",
    ),
)
