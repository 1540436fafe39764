"""Initiatives of civil society: what is on the map, what waits."""

from typing import Any

from django.db.models import QuerySet

from acogida.compact.models import Objective
from acogida.dialogues.models import Initiative, Shown
from acogida.territories.models import Territory


def listed(*, country: str = "", objective: int | None = None) -> QuerySet[Initiative]:
    """Those on the map with what a list shows, by country and title; of a country (code) or an objective."""
    found = Initiative.objects.public()
    if country:
        found = found.filter(country__code=country)
    if objective is not None:
        found = found.filter(pk__in=Initiative.objects.filter(objectives=objective).values("pk"))
    return with_parts(found).order_by("country__name", "title", "pk")


def with_parts(found: QuerySet[Initiative]) -> QuerySet[Initiative]:
    return found.select_related("organisation", "country", "place__country").prefetch_related("objectives")


def waiting() -> QuerySet[Initiative]:
    return with_parts(Initiative.objects.filter(state=Shown.WAITING)).order_by("sent_at", "pk")


def of_person(user: Any) -> QuerySet[Initiative]:
    """What this person sent, the newest first."""
    return with_parts(Initiative.objects.filter(sent_by=user)).order_by("-sent_at", "-pk")


def choices() -> tuple[QuerySet[Territory], QuerySet[Objective]]:
    """The countries and objectives that occur on the map."""
    public = Initiative.objects.public()
    return (
        Territory.objects.filter(pk__in=public.values("country")).order_by("name"),
        Objective.objects.filter(pk__in=public.values("objectives")).order_by("number"),
    )
