"""The directory as everybody reads it: search, one service, a correction."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.rules import belongs
from acogida.compact.models import Objective
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.limits import allowed
from acogida.services import actions, queries, rules
from acogida.services.forms import CorrectionForm, SearchForm
from acogida.services.lists import TOPICS, Provider, languages, topic_choices
from acogida.services.models import Service
from acogida.services.presenters.directory import facts, line_of
from acogida.services.states import ServiceState
from acogida.services.views.ground import Page, form_page, my_organisations, place_named

WHY = gettext_lazy("Where one can be sent is public; drafts are not shown.")
CORRECTIONS_AN_HOUR = 6


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Who do I send this person to? By words, place, topic, language, cost, and open now."""
    asked = SearchForm(request.GET).asked
    place, others = place_named(asked.pop("place"))
    if place is None and "place" not in request.GET and request.user.is_authenticated:
        mine = my_organisations(request, roles=("member", "editor", "approver", "administrator"))
        place = mine[0].territory if mine else None
    now = timezone.now()
    found = queries.found(queries.Asked(place=place, **asked), at=now)
    today = timezone.localdate(now)
    again = {key: str(value) for key, value in request.GET.items() if key != "after"}
    if place:
        again["place"] = place.slug
    context = {
        "asked": asked,
        "place": place,
        "place_typed": request.GET.get("place", ""),
        "others": [(f"?{urlencode({**again, 'place': other.slug})}", other) for other in others],
        "lines": [line_of(hit.service, at=now, on=today, km=hit.km) for hit in found.hits],
        "next": f"?{urlencode({**again, 'after': str(found.next)})}" if found.next else "",
        "is_first": not asked["after"],
        "topics": topic_choices(),
        "languages": languages(),
        "providers": Provider.choices,
        "is_keeper": bool(my_organisations(request)),
    }
    return render(request, "services/public/index.html", context)


def _shown(request: HttpRequest, slug: str) -> Service:
    return get_object_or_404(Service.objects.visible_to(request.user).whole(), slug=slug)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """One service: what a person needs to go there, and how old the entry is."""
    found = _shown(request, slug)
    now = timezone.now()
    line = line_of(found, at=now, on=timezone.localdate(now))
    numbers = sorted({number for key in found.topics for number in TOPICS[key].objectives})
    context: dict[str, Any] = {
        "service": found,
        "line": line,
        "facts": facts(line),
        "objectives": list(Objective.objects.filter(number__in=numbers)),
        "is_draft": found.state == ServiceState.DRAFT,
        "is_closed": found.state == ServiceState.CLOSED,
        "is_colleague": belongs(request.user, found.organisation),
        "may_write": rules.may_write(request.user, found),
        "crumbs": [(reverse("services:index"), _("Services")), ("", found.name)],
    }
    return render(request, "services/public/service.html", context)


@open_to(Audience.EVERYONE, why=gettext_lazy("Whoever sees that an entry is out of date can say so."))
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what is out of date. Nothing changes until the keepers approve; nothing is kept of the visitor."""
    found = get_object_or_404(Service.objects.public().whole(), slug=slug)
    form = CorrectionForm(request.POST or None)
    back = reverse("services:service", args=[slug])
    page = Page(
        title=_("Correct “%(service)s”") % {"service": found.name},
        label=_("Send the correction"),
        back=back,
        crumbs=[(reverse("services:index"), _("Services")), (back, found.name), ("", _("Correct"))],
        audience=_("%(keeper)s reads it and decides. Who you are is not asked and not kept.")
        % {"keeper": found.organisation},
    )
    refusal = None
    if form.is_valid():
        try:
            _send(request, found, form.cleaned_data)
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("Thank you. The keepers of the directory will look at it."))
            return redirect(back)
    return form_page(request, page, form, refusal=refusal)


def _send(request: HttpRequest, service: Service, data: dict[str, Any]) -> None:
    now = timezone.now()
    client = get_adapter().get_client_ip(request)
    if not allowed("correction", client, times=CORRECTIONS_AN_HOUR, seconds=3600, at=now):
        raise Refused(_("Several corrections came from here in the last hour. Please try again later."))
    actions.send_correction(service, wrong=data["wrong"], text=data["text"], at=now)
