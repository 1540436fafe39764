"""Corridors: origin across destination, and the largest of them through time."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.evidence import presenters, queries
from acogida.evidence.forms import CorridorForm
from acogida.evidence.models import Indicator
from acogida.evidence.queries import EDITIONS, Corridors
from acogida.evidence.views.exploring import figures_response
from acogida.evidence.views.public import PUBLIC, crumbs
from acogida.territories.models import Level
from acogida.territories.queries import lac_countries, search

MOST = 12


@dataclass(frozen=True)
class Asked:
    """The corridors asked for: the table, its edition, what was chosen by hand, names nobody knows."""

    found: Corridors
    edition: str
    years: list[int]
    origins: list[str]
    destinations: list[str]
    unknown: list[str]

    @property
    def query(self) -> list[tuple[str, str]]:
        """The choice as an address carries it."""
        pairs = [("o", code) for code in self.origins] + [("d", code) for code in self.destinations]
        return [
            *pairs,
            ("year", str(self.found.year)),
            ("sex", self.found.sex),
            ("edition", self.edition),
        ]


def _asked(request: HttpRequest) -> Asked:
    edition = request.GET.get("edition", "2024")
    edition = edition if edition in EDITIONS else "2024"
    years = queries.corridor_years(edition)
    year = request.GET.get("year", "")
    sex = request.GET.get("sex", "all")
    unknown: list[str] = []
    origins = _countries(request.GET.getlist("o"), request.GET.get("add_origin", ""), unknown)
    destinations = _countries(request.GET.getlist("d"), request.GET.get("add_destination", ""), unknown)
    among = [place.code for place in lac_countries()] if not origins and not destinations else []
    found = queries.corridors(
        origins,
        destinations,
        year=int(year) if year.isdecimal() and int(year) in years else years[0],
        sex=sex if sex in {"all", "female", "male"} else "all",
        edition=edition,
        among=among,
    )
    return Asked(found, edition, years, origins, destinations, unknown)


def _countries(codes: list[str], typed: str, unknown: list[str]) -> list[str]:
    """The codes given that look like a country's, with the country typed; a name nobody knows is told."""
    kept = [code for code in dict.fromkeys(codes) if code.isascii() and code.isalpha() and len(code) == 3]
    if typed := typed.strip()[:80]:
        likely = next((place for place in search(typed, limit=20) if place.level == Level.COUNTRY), None)
        if likely is None:
            unknown.append(typed)
        elif likely.code not in kept:
            kept.append(likely.code)
    return kept[:MOST]


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def corridors(request: HttpRequest) -> HttpResponse:
    """How many people from each country live in each, with the source's totals."""
    asked = _asked(request)
    found = asked.found
    names = queries.country_names()
    lines = queries.corridors_through_time(found, edition=asked.edition)
    initial = {"year": str(found.year), "sex": found.sex, "edition": asked.edition}
    context: dict[str, Any] = {
        "asked": asked,
        "form": CorridorForm(asked.years, initial=initial),
        "table": presenters.corridor_table(found, names, edition=asked.edition),
        "chart": presenters.corridor_lines(lines, names, _indicator(asked)),
        "sentence": presenters.corridor_sentence(found, names),
        "kept": _kept(asked, names),
        "address": f"{settings.SITE_URL}{reverse('evidence:corridors')}?{urlencode(asked.query)}",
        "query": urlencode(asked.query),
        "indicator": _indicator(asked),
        "crumbs": crumbs((reverse("evidence:explorer"), _("Explorer")), ("", _("Corridors"))),
    }
    return render(request, "evidence/corridors.html", context)


def _indicator(asked: Asked) -> Indicator:
    return Indicator.objects.select_related("dataset").get(code=EDITIONS[asked.edition][0])


def _kept(asked: Asked, names: dict[str, str]) -> list[tuple[str, str]]:
    """The countries chosen by hand, each with the address without it."""
    chosen = [("o", code) for code in asked.origins] + [("d", code) for code in asked.destinations]
    said = {"o": _("from %(country)s"), "d": _("in %(country)s")}
    return [
        (
            said[side] % {"country": names.get(code, code)},
            "?" + urlencode([pair for pair in asked.query if pair != (side, code)]),
        )
        for side, code in chosen
    ]


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def corridors_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The table with its totals as CSV, XLSX, JSON or SDMX-CSV."""
    asked = _asked(request)
    found = asked.found
    rows = [*found.cells.values(), *found.arrived.values(), *found.left.values()]
    used = Indicator.objects.filter(code__in=EDITIONS[asked.edition]).select_related("dataset")
    return figures_response(
        request,
        kind,
        rows,
        indicators={one.code: one for one in used},
        name=f"corridors-{found.year}",
        address=f"{settings.SITE_URL}{reverse('evidence:corridors')}?{urlencode(asked.query)}",
    )
