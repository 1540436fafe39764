"""Recordings and resources: handed out at the desk, taken away by who may."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.documents.http import download_response
from acogida.training.actions import material as deeds
from acogida.training.actions import nomination as nomination_deeds
from acogida.training.forms.material import HowForm, MaterialForm, ReleaseForm
from acogida.training.models import Material
from acogida.training.presenters import materials as shown
from acogida.training.states import State
from acogida.training.views.ground import (
    PERSONAL,
    STAFF,
    Page,
    desk_crumbs,
    edition_of,
    form_page,
    submitted,
    tried,
)
from acogida.training.views.seat import seat_of

RELEASED = gettext_lazy("What the secretariat released to everybody is for everybody.")


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """What an edition hands out, and what it told everybody."""
    edition = edition_of(request, pk)
    posted = submitted(request)
    form = MaterialForm(edition, posted, request.FILES if posted is not None else None)
    refusal = None
    if form.is_valid():
        values = dict(form.cleaned_data)
        at = timezone.now()
        upload = values.pop("file")
        values["participants_from"] = values["participants_from"] or at
        done = tried(
            lambda: deeds.add_material(edition, upload=upload or None, by=request.user, at=at, **values)
        )
        if done.done:
            messages.success(request, _("It is handed out."))
            return redirect("training:materials", pk=pk)
        refusal = done.refusal
    found = Material.objects.standing().filter(edition=edition)
    told = shown.announcements(edition, timezone.now())
    context: dict[str, Any] = {
        "edition": edition,
        "crumbs": desk_crumbs(edition, ("", _("Recordings and resources"))),
        "form": form,
        "refusal": refusal,
        "materials": [
            shown.at_desk(m) for m in found.select_related("edition", "session__component").order_by("pk")
        ],
        "refusing": deeds.refusing(edition),
        "announcements": told,
        "mailing": any(one["works"] or (one["waits"] and one["is_fresh"]) for one in told),
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "training/desk/materials.html", context, status=status)


def _material(request: SignedInRequest, pk: int) -> Material:
    found = get_object_or_404(Material.objects.standing().select_related("edition"), pk=pk)
    edition_of(request, found.edition_id)
    return found


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a recording or a resource to everybody from a moment on."""
    found = _material(request, pk)
    back = reverse("training:materials", args=[found.edition_id])
    form = ReleaseForm(
        found.edition.time_zone,
        submitted(request),
        initial={"public_from": found.public_from, "consent": found.consent},
    )
    page = Page(
        title=str(found),
        intro=_("Left without a day, it is for participants only."),
        label=_("Save"),
        back=back,
        crumbs=desk_crumbs(found.edition, (back, _("Recordings and resources")), ("", _("For everybody"))),
        audience=_("From that day on everybody finds it on the page of the edition."),
    )
    refusal = None
    if form.is_valid():
        done = tried(lambda: deeds.release(found, by=request.user, at=timezone.now(), **form.cleaned_data))
        if done.done:
            messages.success(request, _("Saved."))
            return redirect(back)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a recording or a resource away."""
    found = _material(request, pk)
    done = tried(lambda: deeds.withdraw_material(found, by=request.user, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    return redirect("training:materials", pk=found.edition_id)


@open_to(Audience.EVERYONE, why=RELEASED)
@require_safe
def public(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file that everybody may have, or the secretariat."""
    found = get_object_or_404(Material.objects.standing().select_related("edition", "file"), pk=pk)
    if not (found.edition.published_at and Material.objects.public(timezone.now()).filter(pk=pk).exists()):
        edition_of(request, found.edition_id)  # type: ignore[arg-type] # whoever runs it is signed in
    return _sent(found)


@open_to(Audience.LINK, why=PERSONAL)
@require_safe
def personal(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """A file for who takes part."""
    person = seat_of(token)
    if person.state != State.ACCEPTED:
        raise Http404
    mine = Material.objects.for_participants(timezone.now()).filter(edition=person.edition)
    return _sent(get_object_or_404(mine.select_related("file"), pk=pk))


def _sent(found: Material) -> HttpResponseBase:
    return download_response(found.file) if found.file else redirect(found.url)


@open_to(Audience.LINK, why=PERSONAL)
@require_POST
def how(request: HttpRequest, token: str) -> HttpResponse:
    """Say where one takes part, and whether a public recording may show one."""
    person = seat_of(token)
    form = HowForm(person, request.POST)
    if form.is_valid():
        done = tried(
            lambda: nomination_deeds.say_how(
                person,
                where=form.cleaned_data.get("where", ""),
                in_recordings=form.agrees(),
                by=person.email,
                at=timezone.now(),
            )
        )
        if done.done:
            messages.success(request, _("Saved."))
        else:
            messages.error(request, str(done.refusal))
    return redirect("training:seat", token=token)
