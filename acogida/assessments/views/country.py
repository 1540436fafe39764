"""Who takes part, on a map and in a directory; and a country as its focal point sees it. Never an order."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from acogida.accounts.http import SignedInRequest
from acogida.assessments import rules
from acogida.assessments.forms import CountryForm
from acogida.assessments.presenters.country import (
    gaps_chart,
    map_of,
    participant_row,
    stages_sentence,
)
from acogida.assessments.presenters.words import public_crumbs
from acogida.assessments.queries.country import Stage, common_gaps, participants
from acogida.core.access import Audience, open_to
from acogida.territories.models import Level, Territory

PAGE = 50


@open_to(
    Audience.EVERYONE,
    why=gettext_lazy("Who takes part is for everybody: only what each let the public know."),
)
@require_safe
def taking_part(request: HttpRequest) -> HttpResponse:
    """The municipalities that measure their migration governance, by stage, by name."""
    everybody = participants()
    countries = {p.territory.country.code: p.territory.country for p in everybody if p.territory.country}
    form = CountryForm(request.GET, countries=[(code, str(c)) for code, c in sorted(countries.items())])
    asked = form.cleaned_data["country"] if form.is_valid() else ""
    rows = [p for p in everybody if not asked or (p.territory.country and p.territory.country.code == asked)]
    start = request.GET.get("from", "")
    begin = int(start) if start.isdigit() else 0
    following = f"?country={asked}&from={begin + PAGE}" if len(rows) > begin + PAGE else ""
    context = {
        "crumbs": public_crumbs(("", _("Municipalities that take part"))),
        "form": form,
        "map": map_of(rows, countries.get(asked)),
        "rows": [participant_row(p) for p in rows[begin : begin + PAGE]],
        "sentence": stages_sentence(rows),
        "following": following,
        "national": [
            (code, countries.get(code) or code) for code in rules.countries_of(request.user) if code
        ],
    }
    return render(request, "assessments/taking_part.html", context)


@open_to(
    Audience.SIGNED_IN,
    why=gettext_lazy(
        "The focal point of a country, and the secretariat, follow its municipalities together."
    ),
)
@require_safe
def national(request: SignedInRequest, code: str) -> HttpResponse:
    """Who is where in one country, and the gaps its municipalities have in common, by objective."""
    if not rules.may_follow_country(request.user, code):
        raise Http404
    country = get_object_or_404(Territory, code=code, level=Level.COUNTRY)
    rows = participants(code)
    published = [row for row in rows if row.stage == Stage.PUBLISHED]
    gaps = common_gaps(published)
    context = {
        "crumbs": public_crumbs(("", str(country))),
        "country": country,
        "sentence": stages_sentence(rows),
        "map": map_of(rows, country),
        "rows": [participant_row(row) for row in rows],
        "chart": gaps_chart(gaps, country=country, municipalities=len(published)),
        "gaps": gaps,
    }
    return render(request, "assessments/national.html", context)
