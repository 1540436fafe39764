"""Places."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from acogida.api.links import api_url, page_url
from acogida.api.paging import answer, page_of
from acogida.api.schemas.asking import Asked, Problem
from acogida.api.schemas.territories import TerritoriesAsked, TerritoryOut, TerritoryPage
from acogida.territories import queries
from acogida.territories.models import Territory

router = Router(tags=["territories"])


@router.get(
    "territories",
    response={200: TerritoryPage, 400: Problem},
    summary=gettext_noop("Countries, their divisions and municipalities, by code"),
)
def territories(request: HttpRequest, asked: Query[TerritoriesAsked]) -> dict[str, Any]:
    rows = Territory.objects.select_related("country", "parent")
    if asked.q.strip():
        rows = rows.named_like(asked.q)
    for name, value in {
        "country__code": asked.country,
        "parent__code": asked.parent,
        "level": asked.level,
    }.items():
        if value:
            rows = rows.filter(**{name: value})
    found, cursor = page_of(rows, key="code", after=asked.cursor, limit=asked.limit)
    return answer(request, found, cursor, _brief)


@router.get(
    "territories/{code}",
    response={200: TerritoryOut, 400: Problem, 404: Problem},
    summary=gettext_noop("One place, by its lasting code"),
)
def territory(request: HttpRequest, code: Path[str], asked: Query[Asked]) -> dict[str, Any]:
    found = queries.by_code(code.replace("\x00", ""))
    if found is None:
        raise Http404(_("There is no territory with this code."))
    return {
        **_brief(found),
        "iso2": found.iso2,
        "m49": found.m49,
        "code_system": found.code_system,
        "is_lac": found.is_lac,
        "within": [place_ref(place) for place in queries.ancestors(found)],
        "children": found.children.count(),
    }


def place_ref(place: Territory) -> dict[str, Any]:
    """A place as other things name it."""
    return {
        "code": place.code,
        "label": place.local_name,
        "is_demonstration": place.is_demonstration,
        "url": api_url("territories", place.code),
    }


def _brief(place: Territory) -> dict[str, Any]:
    population = {
        "value": place.population,
        "year": place.population_year,
        "source": place.population_source,
    }
    return {
        **place_ref(place),
        "level": place.level,
        "name": place.name,
        "names": place.names,
        "country": place.country.code if place.country else None,
        "parent": place.parent.code if place.parent else None,
        "lat": place.lat,
        "lon": place.lon,
        "population": population if place.population is not None else None,
        "page": page_url("territories:territory", place.slug),
    }
