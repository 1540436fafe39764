"""Deadlines of countries and parts, and the end of an edition."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.training.actions import closing as deeds
from acogida.training.forms.closing import DeadlineForm, PartForm
from acogida.training.forms.nomination import ReasonForm
from acogida.training.models import Component, CountryDeadline
from acogida.training.presenters import words
from acogida.training.views.ground import (
    STAFF,
    Page,
    desk_crumbs,
    edition_of,
    form_page,
    removal,
    submitted,
    tried,
)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def deadlines(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which countries have a deadline of their own, and why."""
    edition = edition_of(request, pk)
    form = DeadlineForm(edition, submitted(request))
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.set_deadline(edition, by=request.user, at=timezone.now(), **form.cleaned_data)
        )
        if done.done:
            messages.success(request, _("Saved."))
            return redirect("training:deadlines", pk=pk)
        refusal = done.refusal
    own = CountryDeadline.objects.filter(edition=edition).select_related("country")
    context = {
        "edition": edition,
        "crumbs": desk_crumbs(edition, ("", _("Deadlines"))),
        "closes": words.moment(edition.nominations_close_at, edition.time_zone),
        "own": [(one, words.moment(one.closes_at, edition.time_zone)) for one in own],
        "form": form,
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "training/desk/deadlines.html", context, status=status)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def part(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a part is called, from when until when it can be done, and whether it is a condition."""
    component = get_object_or_404(Component.objects.select_related("edition"), pk=pk)
    edition = edition_of(request, component.edition_id)
    form = PartForm(component, submitted(request))
    page = Page(
        title=str(component),
        label=_("Save"),
        back=reverse("training:desk", args=[edition.pk]),
        crumbs=desk_crumbs(edition, ("", str(component))),
        audience=_("Everybody reads it on the page of the edition."),
        remove=removal(component),
    )
    refusal = None
    if form.is_valid():
        done = tried(lambda: deeds.set_part(component, by=request.user, at=timezone.now(), **form.values()))
        if done.done:
            messages.success(request, _("Saved."))
            return redirect("training:desk", pk=edition.pk)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close an edition that is over."""
    edition = edition_of(request, pk)
    done = tried(lambda: deeds.close_edition(edition, by=request.user, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    else:
        messages.success(request, _("The edition is closed. Its figures stand."))
    return redirect("training:desk", pk=pk)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a closed edition again, with the reason."""
    edition = edition_of(request, pk)
    form = ReasonForm(submitted(request))
    page = Page(
        title=_("Open the edition again"),
        label=_("Open it"),
        back=reverse("training:desk", args=[pk]),
        crumbs=desk_crumbs(edition, ("", _("Open the edition again"))),
        danger=True,
    )
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.reopen_edition(
                edition, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        )
        if done.done:
            return redirect("training:desk", pk=pk)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)
