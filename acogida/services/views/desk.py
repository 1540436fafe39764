"""Keeping the directory: the list with its ages, writing, publishing, checking, closing."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.clocks import of_country
from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Organisation, Role
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.services import actions, rules
from acogida.services.actions import Stale
from acogida.services.forms import CheckForm, ReasonForm, ServiceForm
from acogida.services.models import Service
from acogida.services.presenters.directory import line_of
from acogida.services.states import CorrectionState, ServiceState
from acogida.services.views.ground import Page, form_page, my_organisations, one_of, service_of, tried

WHY_SEE = gettext_lazy("Colleagues see everything their organisation keeps.")
WHY_WRITE = gettext_lazy("Editors keep the directory of their organisation.")
PAGE = 30
EVERY_ROLE = tuple(Role.values)


@open_to(Audience.MEMBER, why=WHY_SEE)
@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    """Everything one's organisations keep, the oldest check first."""
    organisations = my_organisations(request, EVERY_ROLE)
    today = timezone.localdate()
    rows = Service.objects.of_colleagues(request.user).whole()
    show = request.GET.get("show", "")
    chosen = {
        "check": Q(state=ServiceState.PUBLISHED, check_due_on__lte=today),
        "draft": Q(state=ServiceState.DRAFT),
        "closed": Q(state=ServiceState.CLOSED),
    }
    rows = rows.filter(chosen[show]) if show in chosen else rows.exclude(state=ServiceState.CLOSED)
    rows = rows.annotate(
        waiting=Count("corrections", filter=Q(corrections__state=CorrectionState.WAITING))
    ).order_by("check_due_on", "pk")
    after = request.GET.get("after", "")
    start = int(after) if after.isdigit() and len(after) < 6 else 0
    page = list(rows[start : start + PAGE + 1])
    now = timezone.now()
    context = {
        "lines": [(line_of(found, at=now, on=today), vars(found)["waiting"]) for found in page[:PAGE]],
        "next": f"?show={show}&after={start + PAGE}" if len(page) > PAGE else "",
        "show": show,
        "tabs": _tabs(show),
        "may_write": bool(my_organisations(request)),
        "organisations": organisations,
    }
    return render(request, "services/desk/list.html", context)


def _tabs(show: str) -> list[tuple[str, str, bool]]:
    here = reverse("services:desk")
    kinds = [("", _("In the directory")), ("check", _("To check again")), ("draft", _("Drafts"))]
    kinds.append(("closed", _("Closed")))
    return [(f"{here}?show={key}" if key else here, label, key == show) for key, label in kinds]


def _form(organisation: Organisation, data: Any = None, initial: Any = None) -> ServiceForm:
    return ServiceForm(data, initial=initial, country=organisation.country.iso2)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Write an entry; it is published with the date of its first check."""
    organisation = one_of(my_organisations(request), request.GET.get("for", ""))
    if organisation is None or organisation.territory is None:
        return redirect("services:desk")
    begun = {
        "provider": organisation.name,
        "provider_kind": "municipal",
        "time_zone": of_country(organisation.country.code),
        "closed_on_holidays": True,
        "languages": ["es"],
    }
    form = _form(organisation, request.POST or None, begun)
    page = _page(_("A new service"), _("Save"), reverse("services:desk"))
    refusal = None
    if form.is_valid():
        try:
            made = actions.create(
                organisation,
                territory=organisation.territory,
                values=form.values(),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("Saved as a draft. Check it, then publish it."))
            return redirect("services:work", pk=made.pk)
    return form_page(request, page, form, refusal=refusal, template="services/desk/write.html")


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change an entry."""
    found = service_of(request, pk)
    form = _form(found.organisation, request.POST or None, ServiceForm.of(found))
    page = _page(_("Change “%(service)s”") % {"service": found.name}, _("Save"), _work(found), found)
    refusal, stands = None, None
    if form.is_valid():
        revision = form.cleaned_data.get("revision") or 1
        try:
            actions.edit(found, values=form.values(), revision=revision, by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error
            stands = error.current if isinstance(error, Stale) else None
            if stands is not None:
                form = _form(found.organisation, _renewed(request, stands.revision))
                form.is_valid()
        else:
            messages.success(request, _("Saved."))
            return redirect("services:work", pk=pk)
    return form_page(
        request, page, form, refusal=refusal, template="services/desk/write.html", stands=stands, found=found
    )


def _renewed(request: SignedInRequest, revision: int) -> Any:
    """What was typed, ready to be saved over what a colleague saved: that was shown."""
    data = request.POST.copy()
    data["revision"] = str(revision)
    return data


def _work(service: Service) -> str:
    return reverse("services:work", args=[service.pk])


def _page(title: str, label: str, back: str, service: Service | None = None) -> Page:
    crumbs = [(reverse("services:desk"), _("Our directory"))]
    if service:
        crumbs.append((_work(service), service.name))
    audience = (
        _("Everyone sees the change at once.")
        if service and service.state == ServiceState.PUBLISHED
        else _("Only your organisation sees it until it is published.")
    )
    return Page(title=title, label=label, back=back, crumbs=[*crumbs, ("", title)], audience=audience)


@open_to(Audience.MEMBER, why=WHY_SEE)
@require_http_methods(["GET", "POST"])
def work(request: SignedInRequest, pk: int) -> HttpResponse:
    """One entry at work: how it reads, publishing and checking with a day, corrections that wait."""
    found = service_of(request, pk)
    now = timezone.now()
    form = CheckForm(request.POST or None, initial={"checked_on": timezone.localdate(now)})
    refusal = None
    if form.is_valid():
        is_check = found.state == ServiceState.PUBLISHED
        deed = actions.check if is_check else actions.publish
        day = form.cleaned_data["checked_on"]
        refusal = tried(lambda: deed(found, checked_on=day, by=request.user, at=now))
        if refusal is None:
            done = _("The check is noted.") if is_check else _("Published: everyone can be sent there.")
            messages.success(request, done)
            return redirect("services:work", pk=pk)
    context = {
        "line": line_of(found, at=now, on=timezone.localdate(now)),
        "service": found,
        "form": form,
        "refusal": refusal,
        "may_write": rules.may_write(request.user, found),
        "waiting": list(found.corrections.filter(state=CorrectionState.WAITING)),
        "crumbs": [(reverse("services:desk"), _("Our directory")), ("", found.name)],
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "services/desk/work.html", context, status=status)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a service is no longer there."""
    found = service_of(request, pk)
    form = ReasonForm(request.POST or None)
    title = _("Close “%(service)s”") % {"service": found.name}
    page = Page(
        title=title,
        label=_("Close it"),
        back=_work(found),
        crumbs=[(reverse("services:desk"), _("Our directory")), (_work(found), found.name), ("", _("Close"))],
        audience=_("Nobody is sent there any more; its page stays and says so."),
        tone="danger",
    )
    refusal = None
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        refusal = tried(lambda: actions.close(found, reason=reason, by=request.user, at=timezone.now()))
        if refusal is None:
            messages.success(request, _("Closed."))
            return redirect("services:desk")
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_POST
def checked_today(request: SignedInRequest, pk: int) -> HttpResponse:
    """One click from the list: I called, it is as written."""
    found = service_of(request, pk)
    now = timezone.now()
    refusal = tried(lambda: actions.check(found, checked_on=timezone.localdate(now), by=request.user, at=now))
    if refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(service)s”: checked today.") % {"service": found.name})
    return redirect(f"{reverse('services:desk')}?show=check")
