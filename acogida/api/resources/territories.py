"""Places."""

from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.territories import TerritoryBrief, TerritoryOut
from acogida.territories import queries
from acogida.territories.models import Territory

router = Router()


def place_ref(place: Territory) -> Said:
    """A place as other things name it."""
    return {
        "code": place.code,
        "label": place.local_name,
        "is_demonstration": place.is_demonstration,
        "url": api_url("territories", place.code),
    }


def _brief(place: Territory) -> Said:
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
        "iso2": place.iso2,
        "m49": place.m49,
        "code_system": place.code_system,
        "is_lac": place.is_lac,
        "lat": place.lat,
        "lon": place.lon,
        "population": population if place.population is not None else None,
        "page": page_url("territories:territory", place.slug),
    }


def _whole(place: Territory) -> Said:
    return {
        **_brief(place),
        "within": [place_ref(one) for one in queries.ancestors(place)],
        "children": place.children.count(),
    }


def _named(rows: Any, words: str) -> Any:
    return rows.named_like(words) if words.strip() else rows


mount(
    router,
    Resource(
        name="territories",
        one="territory",
        lists=gettext_noop("Countries, their divisions and municipalities, by code"),
        shows=gettext_noop("One place, by its lasting code"),
        missing=gettext_lazy("There is no territory with this code."),
        rows=lambda: Territory.objects.select_related("country", "parent"),
        brief=_brief,
        whole=_whole,
        shape=TerritoryBrief,
        whole_shape=TerritoryOut,
        key="code",
        is_light=True,
        filters={
            "q": _named,
            "country": "country__code",
            "parent": "parent__code",
            "level": "level",
        },
    ),
)
