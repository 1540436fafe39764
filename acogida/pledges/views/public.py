"""What everybody may read: the list of pledges and each of them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.documents.http import download_response
from acogida.pledges import queries, rules
from acogida.pledges.forms.filters import FilterForm
from acogida.pledges.models import Pledge, UpdateEvidence
from acogida.pledges.presenters import words
from acogida.pledges.presenters.card import card, words_of
from acogida.pledges.presenters.page import facts, measures, source, steps, told
from acogida.pledges.queries.lights import FRESH_DAYS, STALE_DAYS
from acogida.pledges.queries.public import page
from acogida.pledges.queries.whole import principles_of, seen, whole
from acogida.pledges.states import Delivery, Freshness

WHY = gettext_lazy("A promise that was announced is public, with everything that came of it.")


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Public pledges, newest first; the filters are in the address."""
    asked, today = queries.asked(request.GET), timezone.localdate()
    found = page(asked, today, after=request.GET.get("after", ""))
    context = {
        "cards": [card(pledge, today) for pledge in found.pledges],
        "next": f"{asked.query(after=found.after)}" if found.after else "",
        "form": FilterForm(asked),
        "asked": asked,
        "tabs": tabs(asked, "index"),
    }
    return render(request, "pledges/public/index.html", context)


def tabs(asked: queries.Asked, current: str) -> list[tuple[str, str, bool]]:
    """List, dashboard and map of the same question."""
    places = [("index", _("List")), ("dashboard", _("Numbers")), ("map", _("Map"))]
    return [(reverse(f"pledges:{name}") + asked.query(), text, name == current) for name, text in places]


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def pledge(request: HttpRequest, slug: str) -> HttpResponse:
    """One pledge: what was promised, by whom, how it goes and how fresh that is."""
    found: Any = get_object_or_404(seen(request.user), slug=slug)
    today, around = timezone.localdate(), whole(found)
    shown = card(found, today)
    context = {
        "pledge": found,
        "card": shown,
        "words": words_of(found),
        "facts": facts(found),
        "source": source(found) if found.is_recorded else [],
        "principles": principles_of(found),
        "partners": around.partners,
        "steps": steps(around.milestones, today),
        "measures": measures(around.indicators, today),
        "updates": told(around.updates),
        "backings": around.backings,
        "may_write": rules.may_report(request.user, found, around.partners),
        "crumbs": [(reverse("pledges:index"), _("Pledges")), ("", shown.words.title)],
        "closed_on": words.day(found.closed_on) if found.closed_on else "",
    }
    return render(request, "pledges/public/pledge.html", context)


@open_to(Audience.EVERYONE, why=gettext_lazy("The rules of the lights are for whoever reads them."))
@require_safe
def lights(request: HttpRequest) -> HttpResponse:
    """The rules of the two lights, as they are worked out."""
    context = {
        "deliveries": [words.delivery_light(one) for one in Delivery],
        "freshnesses": [words.freshness_light(one) for one in Freshness],
        "fresh_days": FRESH_DAYS,
        "stale_days": STALE_DAYS,
        "crumbs": [(reverse("pledges:index"), _("Pledges")), ("", _("How the lights work"))],
    }
    return render(request, "pledges/public/lights.html", context)


@open_to(Audience.EVERYONE, why=gettext_lazy("What shows a published update is as public as the update."))
@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file behind an update."""
    found = get_object_or_404(
        UpdateEvidence.objects.select_related("file", "update"),
        pk=pk,
        update__pledge__in=Pledge.objects.visible_to(request.user),
    )
    mine = Pledge.objects.of_colleagues(request.user).filter(pk=found.update.pledge_id)
    if found.file is None or (found.update.published_at is None and not mine.exists()):
        raise Http404
    return download_response(found.file)
