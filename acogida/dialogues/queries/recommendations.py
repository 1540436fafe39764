"""Recommendations as lists and counts."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from acogida.accounts.models import APPROVING
from acogida.accounts.rules import memberships_on
from acogida.compact.models import Objective
from acogida.core.search.sources import Entry
from acogida.core.text import LANGUAGES, in_language
from acogida.dialogues.models import Answer, Event, Follow, Recommendation, Step
from acogida.dialogues.rules import GOVERNMENTS

QUIET_DAYS = 180


def listed() -> QuerySet[Recommendation]:
    """Public ones with what a list shows: three queries however many."""
    found: QuerySet[Recommendation] = (
        Recommendation.objects.public()
        .select_related("event", "theme", "owner")
        .prefetch_related("objectives")
        .annotate(answered=Count("answers"))
        .order_by("-event__held_on", "event", "theme__number", "number")
    )
    return found


def of_objective(objective: Objective) -> QuerySet[Recommendation]:
    """Those tied to an objective; one query."""
    tied = Recommendation.objects.filter(objectives=objective).values("pk")
    return listed().prefetch_related(None).filter(pk__in=tied)


def counted(event: Event | None = None) -> list[tuple[Follow, int]]:
    """How many stand where, in the order of the states; of one event or of all."""
    rows = Recommendation.objects.public()
    if event is not None:
        rows = rows.filter(event=event)
    found = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    return [(state, found.get(state.value, 0)) for state in Follow]


def quiet(user: Any, today: date) -> QuerySet[Any, Any]:
    """What owners should say again, as (texts, slug): taken up and silent for half a year."""
    mine = [m.organisation_id for m in memberships_on(user, today) if m.role in APPROVING]
    last = Step.objects.filter(recommendation=OuterRef("pk")).order_by("-at").values("at")[:1]
    rows = Recommendation.objects.filter(owner__in=mine, state__in=[Follow.TAKEN_UP, Follow.UNDER_WAY])
    since = timezone.make_aware(datetime.combine(today - timedelta(days=QUIET_DAYS - 1), time()), UTC)
    silent = rows.annotate(last=Subquery(last)).filter(last__lt=since).order_by("last", "pk")
    return silent.values_list("texts", "slug")[:5]


def of_territory(territory: Any) -> list[Answer]:
    """The newest answer of the place's own governments to each recommendation, newest first."""
    latest = Answer.objects.filter(
        organisation__territory=territory, organisation__kind__in=GOVERNMENTS
    ).annotate(
        nth=Window(
            RowNumber(),
            partition_by=[F("recommendation"), F("organisation")],
            order_by=[F("answered_at").desc(), F("pk").desc()],
        )
    )
    found = latest.filter(nth=1).select_related(
        "recommendation__theme", "recommendation__event", "organisation"
    )
    return list(found.order_by("-answered_at")[:20])


def search_entries(keys: Iterable[str] | None) -> Iterator[Entry]:
    """Public recommendations, one entry a language."""
    found = Recommendation.objects.public().select_related("event", "theme").prefetch_related("objectives")
    if keys is not None:
        found = found.filter(Q(pk__in=[key for key in keys if key.isdigit()]))
    for one in found.order_by("pk"):
        objectives = tuple(sorted(objective.number for objective in one.objectives.all()))
        for language in LANGUAGES:
            yield Entry(
                key=str(one.pk),
                language=language,
                title=in_language(one.texts, language),
                body=f"{one.theme.title}\n{one.event.title}",
                view="dialogues:recommendation",
                args=(one.slug,),
                objectives=objectives,
                note=f"{one.event.held_on.year}",
            )
