"""The secretariat's desk: editions, their seats, what is open."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.territories.models import Territory
from acogida.training import rules
from acogida.training.actions import programme as deeds
from acogida.training.actions import unused
from acogida.training.forms.programme import CopyForm, EditionForm, SeatsForm
from acogida.training.models import DuplicatePair, Edition, Quota
from acogida.training.presenters import words
from acogida.training.queries.fill import balance, matrix
from acogida.training.states import Kind
from acogida.training.views.ground import (
    FOCAL,
    STAFF,
    Page,
    desk_crumbs,
    edition_of,
    form_page,
    submitted,
    tried,
)


@open_to(Audience.FOCAL_POINT, also=(Audience.OVERSIGHT,), why=FOCAL)
@require_safe
def desks(request: SignedInRequest) -> HttpResponse:
    """The editions one works on: all for the secretariat, one's country's for a focal point."""
    countries = list(Territory.objects.filter(pk__in=rules.countries_of(request.user)))
    runs = rules.may_run(request.user)
    if not runs and not countries:
        raise Http404
    editions = Edition.objects.select_related("programme")
    if not runs:
        editions = editions.filter(
            slots__quotas__country__in=countries, published_at__isnull=False
        ).distinct()
    context = {
        "editions": [(e, words.period(e)) for e in editions],
        "countries": countries,
        "runs": runs,
    }
    return render(request, "training/desk/desks.html", context)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_safe
def desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """One edition at work: the quota matrix, the balance, what waits for a decision."""
    edition = edition_of(request, pk)
    seats = matrix(edition)
    context = {
        "edition": edition,
        "crumbs": desk_crumbs(edition),
        "seats": seats,
        "rows": words.fill(seats),
        "balance": words.shares(balance(edition)),
        "period": words.period(edition),
        "closes": words.moment(edition.nominations_close_at, edition.time_zone),
        "pairs": DuplicatePair.objects.filter(first__edition=edition, verdict="").count(),
        "parts": _parts(edition),
        "kinds": Kind.choices if not edition.closed_at else (),
        "is_over": edition.ends_on < timezone.localdate(),
    }
    return render(request, "training/desk/desk.html", context)


def _parts(edition: Edition) -> list[dict[str, Any]]:
    """What an edition is made of, each with its moment, the desk it has, and where it is changed."""
    rows = []
    for component in edition.components.select_related("session"):
        held = getattr(component, "session", None)
        url, edit_url = "", reverse("training:part", args=[component.pk])
        when = words.moment(held.starts_at if held else component.closes_at, edition.time_zone)
        if held:
            url, edit_url = (
                reverse("training:attendance", args=[held.pk]),
                reverse("training:session_edit", args=[held.pk]),
            )
        elif component.kind == Kind.GROUP_WORK:
            url = reverse("training:board", args=[component.pk])
        if held and held.cancelled_at:
            when = f"{when} · {pgettext('session', 'cancelled')}"
        rows.append(
            {
                "component": component,
                "kind": Kind(component.kind).label,
                "when": when,
                "url": url,
                "edit_url": edit_url,
            }
        )
    return rows


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new edition like this one."""
    edition = edition_of(request, pk)
    form = CopyForm(submitted(request), initial={"title_es": edition.title.get("es", "")})
    page = Page(
        title=_("New edition from this one"),
        label=_("Make the edition"),
        back=reverse("training:desk", args=[pk]),
        crumbs=desk_crumbs(edition, ("", _("New edition"))),
        intro=_("Profiles, seats, parts and agenda are taken along, moved to the new days. People are not."),
        audience=_("Only the secretariat sees it until it is published."),
    )
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.copy_edition(
                edition,
                slug=form.cleaned_data["slug"],
                title=form.title(),
                starts_on=form.cleaned_data["starts_on"],
                by=request.user,
                at=timezone.now(),
            )
        )
        if done.done:
            messages.success(request, _("The edition is made. Look through its days and seats."))
            return redirect("training:desk", pk=done.result.pk)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change place, deadline or the attendance that counts."""
    edition = edition_of(request, pk)
    form = EditionForm(edition.time_zone, submitted(request), initial=EditionForm.of(edition))
    page = Page(
        title=_("Change the edition"),
        label=_("Save"),
        back=reverse("training:desk", args=[pk]),
        crumbs=desk_crumbs(edition, ("", _("Change"))),
        audience=_("Everybody reads it on the edition's page."),
    )
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.edit_edition(edition, values=form.cleaned_data, by=request.user, at=timezone.now())
        )
        if done.done:
            messages.success(request, _("Saved."))
            return redirect("training:desk", pk=pk)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the edition to everybody."""
    edition = edition_of(request, pk)
    done = tried(lambda: deeds.publish_edition(edition, by=request.user, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    return redirect("training:desk", pk=pk)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_POST
def offer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Offer seats that stayed unused to who waits in the same profile."""
    edition = edition_of(request, pk)
    done = tried(lambda: unused.offer_unused(edition, by=request.user, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    else:
        messages.success(request, _("People who got a seat: %(n)s.") % {"n": len(done.result)})
    return redirect("training:desk", pk=pk)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def seats(request: SignedInRequest, pk: int) -> HttpResponse:
    """The seats of a country in a profile."""
    quota = get_object_or_404(Quota.objects.select_related("slot__edition", "country"), pk=pk)
    edition = edition_of(request, quota.slot.edition_id)
    form = SeatsForm(submitted(request), initial={"seats": quota.seats})
    page = Page(
        title=_("Seats of %(country)s") % {"country": quota.country},
        intro=str(quota.slot),
        label=_("Save"),
        back=reverse("training:country", args=[edition.pk, quota.country.code]),
        crumbs=desk_crumbs(edition, ("", _("Seats"))),
    )
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.set_seats(
                quota, seats=form.cleaned_data["seats"], by=request.user, at=timezone.now()
            )
        )
        if done.done:
            messages.success(request, _("Saved."))
            return redirect("training:country", pk=edition.pk, code=quota.country.code)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)
