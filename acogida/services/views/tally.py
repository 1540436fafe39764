"""Counting at a counter: one tap a person, by a form or by what a phone kept."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.clocks import of_country
from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Role
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.text import fold
from acogida.services import actions, queries
from acogida.services.forms import OfficeForm
from acogida.services.lists import TOPICS, Age, Sex, language_name
from acogida.services.models import Office, OutreachDay
from acogida.services.presenters.counter import kit, tongues
from acogida.services.queries import sheet
from acogida.services.states import OutreachState
from acogida.services.views.ground import Page, form_page, my_organisations, one_of, tried
from acogida.territories.models import Territory

WHY = gettext_lazy("Everybody who works at a counter counts there.")
MOST_BYTES = 200_000
MOST_SERVICES = 150
TOKEN = "csrfmiddlewaretoken"


def _office(request: HttpRequest, pk: int) -> Office:
    mine = Office.objects.of_colleagues(request.user).select_related("organisation", "territory__country")
    found: Office = get_object_or_404(mine, pk=pk)
    return found


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def offices(request: SignedInRequest) -> HttpResponse:
    """The counters of one's organisations, their days out, their months."""
    organisations = my_organisations(request, tuple(Role.values))
    mine = Office.objects.of_colleagues(request.user).select_related("organisation", "territory")
    days = OutreachDay.objects.of_colleagues(request.user).select_related("office")[:10]
    context = {
        "offices": list(mine),
        "days": list(days),
        "months": [(found, month) for found in organisations for month in sheet.months_of(found)[:6]][:18],
        "may_write": bool(my_organisations(request)),
    }
    return render(request, "services/tally/offices.html", context)


@open_to(Audience.MEMBER, why=WHY)
@require_http_methods(["GET", "POST"])
def tally(request: SignedInRequest, pk: int) -> HttpResponse:
    """The counter's buttons. Without scripts each is a form sent at once, counted once by its key."""
    office = _office(request, pk)
    now = timezone.now()
    refusal = None
    if request.method == "POST":
        tap = {name: str(value) for name, value in request.POST.items() if name != TOKEN and value}
        try:
            found = actions.count(office, taps=[tap], sent_by_clock=now, by=request.user, at=now)
            if found.refused:
                raise Refused(next(iter(found.refused.values())))
        except Refused as error:
            refusal = error
        else:
            label = TOPICS[tap["topic"]].label
            messages.success(request, _("Counted: %(topic)s.") % {"topic": label})
            return redirect("services:tally", pk=pk)
    languages = tongues("services:tally", pk)
    places = tongues("services:counter", office.territory.slug)
    pages = [url for _code, url, _name in (*languages, *places)]
    days = list(office.outreach_days.filter(state=OutreachState.PLANNED))
    today = now.astimezone(ZoneInfo(office.time_zone)).date()
    context = {
        "office": office,
        "refusal": refusal,
        "key": uuid4(),
        "days": days,
        "chosen_day": next((day.pk for day in days if day.held_on == today), None),
        "sexes": _last_first(Sex.choices),
        "ages": _last_first(Age.choices),
        "buttons": [(key, TOPICS[key].label) for key in office.topics],
        "selects": _selects(office),
        "month": f"{now:%Y-%m}",
        "tongues": languages,
        "kit": kit(f"office-{pk}", pages, made=timezone.localdate(now)),
    }
    return render(request, "services/tally/tally.html", context, status=409 if refusal else 200)


def _last_first(choices: list[Any]) -> list[Any]:
    """With "not noted" in front: it is what stands until something is chosen."""
    return [choices[-1], *choices[:-1]]


def _selects(office: Office) -> list[dict[str, Any]]:
    countries = {t.code: t.local_name for t in Territory.objects.filter(code__in=office.origins)}
    origins = [(code, countries.get(code, code)) for code in office.origins]
    spoken = [(code, language_name(code)) for code in office.languages]
    other = [("other", _("Other"))]
    near = queries.found(queries.Asked(place=office.territory), at=timezone.now(), size=MOST_SERVICES)
    services = sorted((hit.service for hit in near.hits), key=lambda service: fold(service.name))
    unsaid = _("Not noted")
    return [
        {"name": "origin", "label": _("Where from"), "none": unsaid, "options": [*origins, *other]},
        {"name": "language", "label": _("Language"), "none": unsaid, "options": [*spoken, *other]},
        {
            "name": "referred",
            "label": _("Referred to"),
            "none": _("Nowhere else"),
            "options": [(service.pk, service.name) for service in services],
        },
    ]


@open_to(Audience.MEMBER, why=WHY)
@require_POST
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a phone kept while the line was down, or just now: each tap counted once."""
    office = _office(request, pk)
    now = timezone.now()
    try:
        given = _given(request)
        clock = given.get("now")
        sent = now
        if isinstance(clock, int | float) and 0 < clock < 1e13:
            sent = datetime.fromtimestamp(clock / 1000, UTC)
        taps = [tap for tap in given.get("taps") or [] if isinstance(tap, dict)]
        found = actions.count(office, taps=taps, sent_by_clock=sent, by=request.user, at=now)
    except Refused as error:
        return JsonResponse({"refused": str(error)}, status=409)
    return JsonResponse({"counted": found.counted, "known": found.known, "refused": found.refused})


@open_to(Audience.MEMBER, why=WHY)
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back a tap by mistake."""
    office = _office(request, pk)
    try:
        given = _given(request)
        done = actions.take_back(office, key=str(given.get("key", "")), by=request.user, at=timezone.now())
    except Refused as error:
        return JsonResponse({"refused": str(error)}, status=409)
    return JsonResponse({"undone": done})


def _given(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > MOST_BYTES:
        raise Refused(_("Too much at once."))
    try:
        given = json.loads(request.body)
    except ValueError as error:
        raise Refused(_("This cannot be read.")) from error
    if not isinstance(given, dict):
        raise Refused(_("This cannot be read."))
    return given


@open_to(Audience.EDITOR, why=gettext_lazy("Editors set up the counters of their organisation."))
@require_http_methods(["GET", "POST"])
def office_new(request: SignedInRequest) -> HttpResponse:
    """Open a counter."""
    organisation = one_of(my_organisations(request), request.GET.get("for", ""))
    if organisation is None or organisation.territory is None:
        return redirect("services:offices")
    territory = organisation.territory
    begun = {"name": _("Counter"), "topics": list(TOPICS)[:8], "languages": ["es", "pt", "en", "fr", "ht"]}
    form = OfficeForm(request.POST or None, initial=begun, is_new=True)
    refusal = None
    if form.is_valid():
        zone = of_country(organisation.country.code)
        refusal = tried(
            lambda: actions.open_office(
                organisation,
                territory=territory,
                time_zone=zone,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        )
        if refusal is None:
            messages.success(request, _("The counter is open: count with one tap."))
            return redirect("services:offices")
    return form_page(request, _page(_("A new counter"), _("Open it")), form, refusal=refusal)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors set up the counters of their organisation."))
@require_http_methods(["GET", "POST"])
def office_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a counter's buttons, or close it."""
    office = _office(request, pk)
    names = ("name", "topics", "origins", "languages", "is_open")
    form = OfficeForm(request.POST or None, initial={name: getattr(office, name) for name in names})
    refusal = None
    if form.is_valid():
        values = form.cleaned_data
        refusal = tried(lambda: actions.change_office(office, by=request.user, at=timezone.now(), **values))
        if refusal is None:
            messages.success(request, _("Saved."))
            return redirect("services:offices")
    title = _("Change “%(service)s”") % {"service": office.name}
    return form_page(request, _page(title, _("Save")), form, refusal=refusal)


def _page(title: str, label: str) -> Page:
    back = reverse("services:offices")
    return Page(
        title=title,
        label=label,
        back=back,
        crumbs=[(back, _("Counters and days out")), ("", title)],
        audience=_("Only your organisation sees its counters."),
    )
