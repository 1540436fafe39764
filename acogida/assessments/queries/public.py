"""Reading what is published: lists, editions, earlier years, panels."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from acogida.assessments.models import Assessment, AssessmentQuerySet, Publication
from acogida.assessments.queries import published
from acogida.assessments.queries.profile import Tally
from acogida.compact.models import Objective
from acogida.territories.models import Territory

MOST_YEARS = 10


@dataclass(frozen=True)
class Page:
    """One page of the list; `following` is the key of the next page, "" on the last."""

    assessments: list[Assessment]
    following: str


def listed(*, country: str = "", year: int | None = None, after: str = "", most: int = 30) -> Page:
    """Published assessments by name of the place, from the one after the key `after`."""
    found = published().order_by("territory__name", "pk")
    if country:
        found = found.filter(territory__country__code=country)
    if year:
        found = found.filter(year=year)
    pk, _colon, name = after.partition(":")
    if pk.isdigit():
        found = found.filter(Q(territory__name__gt=name) | Q(territory__name=name, pk__gt=int(pk)))
    rows = list(found[: most + 1])
    last = rows[most - 1] if len(rows) > most else None
    return Page(rows[:most], f"{last.pk}:{last.territory.name}" if last else "")


def countries_and_years() -> tuple[list[Territory], list[int]]:
    """The countries and the years that have something published."""
    current = Assessment.objects.filter(current_publication__isnull=False)
    countries = Territory.objects.filter(pk__in=current.values("territory__country")).order_by("name")
    years = current.order_by("-year").values_list("year", flat=True).distinct()
    return list(countries), list(years)


def edition(pk: int, number: int) -> Publication | None:
    """One edition of a published assessment with all its content; the current one for number 0."""
    found = Publication.objects.filter(assessment=pk).select_related(
        "assessment__organisation", "assessment__territory__country", "assessment__instrument"
    )
    return (found.filter(number=number) if number else found.order_by("-number")).first()


def editions_of(assessment: Assessment) -> list[Publication]:
    """All editions, newest first, without their content."""
    return list(assessment.publications.defer("content").order_by("-number"))


@dataclass(frozen=True)
class Year:
    """What one year's current edition counted, by dimension key."""

    assessment: Assessment
    tallies: dict[str, Tally]


def years_of(assessment: Assessment) -> list[Year]:
    """The same municipality's published years with the same questionnaire, oldest first."""
    found = (
        published()
        .filter(organisation=assessment.organisation_id, instrument__code=assessment.instrument.code)
        .order_by("-year")[:MOST_YEARS]
    )
    return [
        Year(
            one,
            {key: Tally(**tally) for key, tally in _summary(one)["dimensions"].items()},
        )
        for one in reversed(found)
    ]


def _summary(assessment: Assessment) -> dict[str, Any]:
    publication = assessment.current_publication
    return publication.summary if publication else {"dimensions": {}}


def in_territory(territory: Territory) -> AssessmentQuerySet:
    """The published assessments of a place; of a country, those of its municipalities."""
    found = published()
    if territory.is_country:
        return found.filter(territory__country=territory)
    return found.filter(territory=territory).order_by("-year", "-pk")


def answering(objective: Objective) -> AssessmentQuerySet:
    """The published assessments that answer at least one question on an objective."""
    return published().filter(current_publication__summary__objectives__has_key=str(objective.number))


def titles_of_objectives() -> dict[int, Objective]:
    return {o.number: o for o in Objective.objects.defer("summary", "named_local")}
