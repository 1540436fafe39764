from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.territories import presenters, queries
from acogida.territories.models import Level, Territory

PUBLIC = _("Places are public reference data.")
FOUND = 20


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Search for a place, or choose a country. As someone types, only the places found are sent."""
    text = request.GET.get("q", "").strip()[:100]
    context: dict[str, Any] = {"text": text, "found": queries.search(text, FOUND)}
    if request.headers.get("HX-Request") and not request.headers.get("HX-Boosted"):
        return render(request, "territories/found.html", context)
    context["subregions"] = presenters.by_subregion(list(queries.lac_countries()))
    return render(request, "territories/index.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def territory(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of any place: what it is, what it holds, and what the platform knows about it."""
    place = get_object_or_404(Territory.objects.select_related("country", "parent"), slug=slug)
    context: dict[str, Any] = {
        "territory": place,
        "crumbs": presenters.crumbs(place, reverse("territories:index")),
        "where": presenters.where(place),
        "facts": presenters.facts(place),
        "about": presenters.about(place, address=request.build_absolute_uri(request.path)),
        "population": presenters.population(place),
    }
    if place.level in (Level.WORLD, Level.REGION):
        context["children"] = sorted(place.children.all(), key=str)
        return render(request, "territories/region.html", context)
    if place.level in (Level.MUNICIPALITY, Level.PLACE):
        context["map"] = presenters.map_of_place(place)
        return render(request, "territories/municipality.html", context)
    inside = Territory.objects.filter(is_demonstration=False).municipal()
    inside = inside.filter(country=place) if place.is_country else inside.filter(parent=place)
    page = queries.largest(inside, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    if place.is_country:
        context["divisions"] = place.children.filter(level=Level.DIVISION)
    context |= {
        "rows": [(row, *presenters.population(row)) for row in page.rows],
        "previous": f"?before={page.previous}#places" if page.previous else "",
        "next": f"?after={page.next}#places" if page.next else "",
        "map": presenters.map_of_places(place, page.rows),
    }
    return render(request, "territories/area.html", context)
