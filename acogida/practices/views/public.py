"""What everybody may read: the list of practices and the page of each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from acogida.accounts.models import EDITING
from acogida.accounts.rules import organisations_of, roles_on, today
from acogida.compact.models import Objective
from acogida.core.access import Audience, open_to
from acogida.core.search import index as search
from acogida.practices import queries
from acogida.practices.models import Adaptation, Call, Decision
from acogida.practices.presenters import browse, linked, standing, words
from acogida.practices.presenters.page import PublicPractice, ageing
from acogida.practices.queries.asking import question
from acogida.practices.states import PUBLIC, State

PAGE = 20
WHY = gettext_lazy("Published practices are public; of drafts and reviews nothing is shown.")


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Practices by words and facets; as filters change, only the list is sent."""
    language = get_language() or "es"
    asked = question(request.GET)
    listing = search.listing(asked.asked(size=PAGE), language=language)
    labels = {o.pk: o for o in Objective.objects.only("number", "label", "key")}
    rows = browse.rows(listing, language)
    for row in rows:
        row["objectives"] = [labels[n] for n in row["objectives"] if n in labels]
    context: dict[str, Any] = {
        "asked": asked,
        "listing": listing,
        "rows": rows,
        "groups": browse.groups(asked, listing),
        "keep": [pair for pair in asked.pairs(page=1) if pair[0] in ("q", "order", "view")],
        "narrowed": [pair for pair in asked.pairs(page=1) if pair[0] != "q"],
        "chosen": browse.chosen(asked, listing) if asked.facets else [],
        "orders": browse.orders(asked),
        "views": browse.views(asked),
        "map": browse.map_of(listing) if asked.view == "map" else None,
        "pages": browse.pages(asked, listing.total, PAGE),
        "ready": search.index().exists(),
        "keep_here": reverse("practices:keep") + asked.address(page=1, view="list"),
        "calls": Call.objects.open_on(timezone.localdate()),
        "may_tell": request.user.is_authenticated,
    }
    return render(request, "practices/public/index.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    """One practice as published, in the reader's language where it is told."""
    found = get_object_or_404(queries.published(), slug=slug)
    content = queries.public_content(found)
    shown = PublicPractice(content, language=get_language() or "es", asked=request.GET.get("text", ""))
    address = request.build_absolute_uri(reverse("practices:practice", args=[slug]))
    context = {
        "about": linked.about(shown, address=address),
        "practice": found,
        "shown": shown,
        "crumbs": [(reverse("practices:index"), _("Good practices")), ("", shown.title)],
        "fresh": ageing(found.confirmed_on, timezone.localdate()) if not shown.is_compiled else None,
        "seen": words.seen(content["source"]["seen"]),
        "is_archived": found.state == State.ARCHIVED,
        "version": found.current_version,
        "review": _review(found.pk),
        "adaptations": list(Adaptation.objects.filter(practice=found).select_related("organisation")),
        "may_adapt": any(role in EDITING for role in roles_on(request.user, today()).values()),
        "may_ask": request.user.is_authenticated and found.organisation_id is not None,
        "came_from": _came_from(found.pk),
        "attachments": content.get("attachments", []),
        "is_colleague": found.organisation_id in organisations_of(request.user),
        "address": address,
    }
    return render(request, "practices/public/practice.html", context)


def _came_from(pk: int) -> list[tuple[str, str]]:
    """The public practices that this one was adapted from: addresses and titles."""
    found = Adaptation.objects.filter(told_as=pk, practice__state__in=PUBLIC)
    sources = [one.practice for one in found.select_related("practice__current_version")]
    language = get_language() or "es"
    return [
        (
            reverse("practices:practice", args=[source.slug]),
            queries.title_of(queries.public_content(source), language),
        )
        for source in sources
    ]


def _review(pk: int) -> dict[str, Any] | None:
    """What the public reads of the review: means, strengths, limits, date; nobody's name."""
    decision = Decision.objects.filter(practice=pk).exclude(grade="").order_by("-round").first()
    if decision is None:
        return None
    return {
        "decision": decision,
        "means": standing.means(decision),
        "outcome": standing.outcome(decision),
        "day": words.day(decision.decided_at),
    }


@open_to(Audience.EVERYONE, why=gettext_lazy("Calls for practices are public from their first day."))
@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """A call for practices: its theme and its last day."""
    day = timezone.localdate()
    found = get_object_or_404(Call.objects.filter(opens_on__lte=day), slug=slug)
    context = {
        "call": found,
        "is_open": found.closes_on >= day,
        "objectives": list(found.objectives.all()),
        "crumbs": [(reverse("practices:index"), _("Good practices")), ("", found.title)],
    }
    return render(request, "practices/public/call.html", context)
