"""The explorer: one page where a person chooses figures and takes them away."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.documents.http import document_response
from acogida.evidence import presenters, queries
from acogida.evidence.disclosure import ALL
from acogida.evidence.forms import ExplorerForm
from acogida.evidence.models import Indicator
from acogida.evidence.queries import Choice, Offer
from acogida.evidence.queries.figures import Reader
from acogida.evidence.store import Row
from acogida.evidence.views.public import MOST_ROWS, PUBLIC, crumbs
from acogida.territories.models import Territory

BEGIN = "migrant-stock"
FORMATS = ("csv", "xlsx", "json", "sdmx")


@dataclass(frozen=True)
class Chosen:
    """What was asked for, what else there is, and the places a typed name may mean."""

    choice: Choice
    offer: Offer
    indicators: list[Indicator]
    reader: Reader
    unsure: list[Territory]
    unknown: str

    @property
    def by_code(self) -> dict[str, Indicator]:
        return {one.code: one for one in self.indicators}


def _chosen(request: HttpRequest) -> Chosen:
    """The choice in the address. What the indicator does not have is let go of, never guessed."""
    reader = queries.reader(request.user)
    indicators = queries.explorable(request.user)
    wanted = request.GET.get("indicator", BEGIN)
    indicator = next((one for one in indicators if one.code == wanted), None)
    if indicator is None:
        raise Http404(_("There is no indicator with this code, or you may not see it."))
    offer = queries.offer_of(indicator, user=reader)
    places = _places(request.GET.getlist("place")) or queries.first_place(indicator, user=reader)
    typed = request.GET.get("add", "").strip()[:80]
    unsure = queries.places_named(indicator, typed, user=reader) if typed else []
    sure = [place for place in unsure if len(unsure) == 1 or str(place).casefold() == typed.casefold()]
    if len(sure) == 1:
        kept = [p for p in places if p.code != sure[0].code] if request.GET.getlist("place") else []
        places, unsure = [*kept, *sure][-queries.MOST_PLACES :], []
    ways = offer.ways
    by = request.GET.get("by", "time")
    choice = Choice(
        indicator,
        places,
        origin=_one_of(request.GET.get("origin", ALL), offer.origins),
        sex=_one_of(request.GET.get("sex", ALL), offer.sexes),
        age=_one_of(request.GET.get("age", ALL), offer.ages),
        first=_year(request.GET.get("from", "")),
        last=_year(request.GET.get("to", "")),
        by=by if by in ways else "time",
    )
    unknown = typed if typed and not sure and not unsure else ""
    return Chosen(choice, offer, indicators, reader, unsure, unknown)


def _places(codes: list[str]) -> list[Territory]:
    """Places by code, in the order asked, each once."""
    wanted = list(dict.fromkeys(codes))[: queries.MOST_PLACES]
    found = {place.code: place for place in Territory.objects.filter(code__in=wanted)}
    return [found[code] for code in wanted if code in found]


def _one_of(value: str, offered: Any) -> str:
    return value if value in offered else ALL


def _year(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) == 4 else None


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def explorer(request: HttpRequest) -> HttpResponse:
    """Choose what, where, when and of whom; see it drawn, said and listed."""
    chosen = _chosen(request)
    choice = chosen.choice
    rows = queries.answer(choice, user=chosen.reader)
    places = {place.code: place for place in queries.places_by_code({row.territory for row in rows})}
    names = queries.origin_names([*chosen.offer.origins, *(row.origin for row in rows)])
    names |= {code: str(place) for code, place in places.items()}
    path = reverse("evidence:explorer")
    worked = queries.work_out(choice, rows, user=chosen.reader) if choice.by == "time" else []
    context = {
        "choice": choice,
        "asked_places": choice.places if request.GET.get("place") or request.GET.get("add") else [],
        "form": ExplorerForm(choice, chosen.offer, indicators=chosen.indicators, names=names),
        "kept": [(place, presenters.without(choice, place)) for place in choice.places],
        "unsure": [(place, presenters.also(choice, place)) for place in chosen.unsure],
        "unknown": chosen.unknown,
        "sentences": presenters.sentences(choice, rows, names),
        "map": presenters.mapped(choice, rows, places),
        "chart": presenters.drawn_choice(choice, rows, names),
        "worked": presenters.explained(worked, indicators=chosen.by_code),
        "table": presenters.table_of(choice, rows, names),
        "address": presenters.address(path, choice),
        "query": urlencode(choice.query),
        "crumbs": crumbs(("", _("Explorer"))),
    }
    return render(request, "evidence/explorer.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def explorer_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The figures of a choice as CSV, XLSX, JSON or SDMX-CSV; `hxl=1` writes the row of HXL tags."""
    chosen = _chosen(request)
    rows = queries.answer(chosen.choice, user=chosen.reader, limit=MOST_ROWS)
    return figures_response(
        request, kind, rows, indicators=chosen.by_code, name=chosen.choice.indicator.code,
        address=presenters.address(reverse("evidence:explorer"), chosen.choice),
    )  # fmt: skip


def figures_response(
    request: HttpRequest,
    kind: str,
    rows: list[Row],
    *,
    indicators: dict[str, Indicator],
    name: str,
    address: str,
) -> HttpResponse:
    """Figures as a file in the format asked for, named after what they are."""
    if kind not in FORMATS:
        raise Http404(_("Figures come as csv, xlsx, json or sdmx."))
    codes = {row.territory for row in rows} | {row.origin for row in rows}
    names = queries.origin_names(codes) | {p.code: str(p) for p in queries.places_by_code(codes)}
    made, ending = presenters.file_of(
        kind,
        rows,
        indicators=indicators,
        names=names,
        hxl=request.GET.get("hxl") == "1",
        about={"address": address, "made_on": timezone.localdate().isoformat(), "by": settings.SITE_URL},
    )
    suffix = "-sdmx" if kind == "sdmx" else ""
    return document_response(made, name=f"acogida-{name}{suffix}.{ending}", kind=ending)
