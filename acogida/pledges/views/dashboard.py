"""Numbers that open their lists, maps with their tables, downloads, figures for other people's pages."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.documents.http import document_response
from acogida.documents.tables import OutSheet, write_csv, write_xlsx
from acogida.pledges import queries
from acogida.pledges.forms.filters import FilterForm
from acogida.pledges.models import Pledge, PledgeVersion, Update
from acogida.pledges.presenters import dashboard as shown
from acogida.pledges.presenters import words
from acogida.pledges.presenters.table import headers, rows
from acogida.pledges.queries.dashboard import by_place, tallies
from acogida.pledges.queries.public import with_relations
from acogida.pledges.queries.thing import thing
from acogida.pledges.views.public import tabs
from acogida.territories.models import Level, Territory

WHY = gettext_lazy("Numbers on public pledges are public, and each opens the list behind it.")
MOST_ROWS = 20_000
HISTORY_ROWS = 2_000


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Public pledges counted by everything they are, under the filters of the address."""
    asked = queries.asked(request.GET)
    form = FilterForm(asked)
    made, total = _groups(asked, form)
    context = {
        "groups": made,
        "total": words.number(total),
        "list_url": reverse("pledges:index") + asked.query(),
        "form": form,
        "asked": asked,
        "query": asked.query(),
        "tabs": tabs(asked, "dashboard"),
    }
    return render(request, "pledges/public/dashboard.html", context)


def _groups(asked: queries.Asked, form: FilterForm) -> tuple[list[shown.Group], int]:
    found = tallies(asked, timezone.localdate())
    made = shown.groups(
        found,
        asked,
        objectives=form.objectives,
        principles=form.principles,
        entities=form.entities,
        countries=form.countries,
    )
    return made, found.total


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def chart(request: HttpRequest) -> HttpResponse:
    """Where public pledges come from: by country, or by municipality of the country asked."""
    asked, today = queries.asked(request.GET), timezone.localdate()
    country = Territory.objects.filter(code=asked.country, level=Level.COUNTRY).first()
    found = by_place(asked, today, level="municipality" if country else "country")
    drawn = shown.municipal_map(country, found, asked) if country else shown.country_map(found, asked)
    context = {
        "map": drawn,
        "country": country,
        "back": reverse("pledges:map") + asked.query(country=""),
        "places": [] if country else [(str(p), asked.query(country=p.code)) for p, _n in found],
        "tabs": tabs(asked, "map"),
    }
    return render(request, "pledges/public/map.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """The list that the filters leave, whole: CSV, XLSX, or JSON with its history."""
    if kind not in {"csv", "xlsx", "json"}:
        raise Http404
    asked, today = queries.asked(request.GET), timezone.localdate()
    found = queries.narrowed(Pledge.objects.public(), asked, today).order_by("-listed_on", "-pk")
    found = with_relations(found)
    if kind == "json":
        return _json(found, today)
    table = rows(found[:MOST_ROWS], today, root=settings.SITE_URL)
    if kind == "csv":
        made = write_csv(headers(), table)
    else:
        made = write_xlsx([OutSheet(_("Pledges"), headers(), table)])
    return document_response(made, name=f"{_('pledges')}-{today.isoformat()}.{kind}", kind=kind)


def _json(found: Any, today: Any) -> JsonResponse:
    published = Update.objects.filter(published_at__isnull=False).order_by("-reported_on", "-pk")
    found = found.prefetch_related(
        Prefetch("versions", PledgeVersion.objects.defer("content").order_by("number"), to_attr="signed"),
        Prefetch("updates", published, to_attr="reported"),
    )
    data = {
        "as_of": today,
        "licence": "CC BY 4.0",
        "pledges": [thing(one, today, root=settings.SITE_URL) for one in found[:HISTORY_ROWS]],
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


@open_to(Audience.EVERYONE, why=gettext_lazy("A figure on public pledges may stand on anybody's page."))
@xframe_options_exempt
@require_safe
def figure(request: HttpRequest, name: str) -> HttpResponse:
    """One group of the dashboard as a plain SVG, to be embedded elsewhere; it follows the filters."""
    asked = queries.asked(request.GET)
    made, total = _groups(asked, FilterForm(asked))
    group = next((one for one in made if one.name == name), None)
    if group is None:
        raise Http404
    response = HttpResponse(shown.chart(group, total).svg_for_documents, content_type="image/svg+xml")
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
