"""Initiatives of civil society: what is on the map, what waits."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F, Q, QuerySet

from acogida.compact.models import Objective
from acogida.core.search.sources import Entry
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


def around(where: Territory) -> QuerySet[Initiative]:
    """Those on the map that work in a place, or in the whole of its country; of a country all of them.

    Those of the place itself come first. Two queries.
    """
    found = Initiative.objects.public()
    if where.is_country:
        return with_parts(found.filter(country=where)).order_by("title", "pk")
    found = found.filter(Q(place=where) | Q(place__isnull=True, country=where.country_id))
    return with_parts(found).order_by(F("place").asc(nulls_last=True), "title", "pk")


def search_entries(keys: Iterable[str] | None) -> Iterator[Entry]:
    """Those on the map for the search, in the language they are written in."""
    found = Initiative.objects.public()
    if keys is not None:
        found = found.filter(pk__in=[key for key in keys if key.isdigit()])
    for one in with_parts(found).order_by("pk"):
        yield Entry(
            key=str(one.pk),
            language=one.language,
            title=one.title,
            body=f"{one.text}\n{one.organisation}",
            view="dialogues:initiative",
            args=(str(one.pk),),
            country=one.country.code,
            objectives=tuple(sorted(objective.number for objective in one.objectives.all())),
            note=str(one.where),
        )


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
