"""Who is nominated: a country's board, one by one or as a list, substitution, likely duplicates."""

import base64

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.territories.models import Territory
from acogida.training import rules, tasks
from acogida.training.actions import duplicates, nominees
from acogida.training.actions import nomination as deeds
from acogida.training.forms.nomination import ListForm, NominationForm, ReasonForm, SubstituteForm
from acogida.training.models import DuplicatePair, Edition, Nomination
from acogida.training.presenters import words
from acogida.training.queries.fill import balance, deadline_of, matrix
from acogida.training.queries.links import address_of
from acogida.training.views.ground import (
    FOCAL,
    STAFF,
    Crumbs,
    Page,
    country_of,
    edition_of,
    form_page,
    nomination_of,
    submitted,
    tried,
)

PAGE = 50
MOST_FAULTS = 50


def _edition(request: SignedInRequest, pk: int) -> Edition:
    """An edition that this person may at least look at; the country is asked apart."""
    return get_object_or_404(Edition.objects.visible_to(request.user).select_related("programme"), pk=pk)


def _crumbs(
    request: SignedInRequest, edition: Edition, country: Territory | None, *more: tuple[str, str]
) -> Crumbs:
    here = country.local_name if country else _("Observers")
    board = reverse("training:country", args=[edition.pk, country.code if country else "observers"])
    desk = (
        reverse("training:desk", args=[edition.pk])
        if rules.may_run(request.user)
        else reverse("training:edition", args=[edition.slug])
    )
    return [
        (reverse("training:desks"), _("Training desk")),
        (desk, str(edition)),
        (board if more else "", here),
        *more,
    ]


def _country(request: SignedInRequest, edition: Edition, code: str) -> Territory | None:
    """The country of the board; none for that of the observers, which is the secretariat's."""
    if code != "observers":
        return country_of(request, edition, code)
    if not rules.may_run(request.user):
        raise Http404
    return None


@open_to(Audience.FOCAL_POINT, also=(Audience.OVERSIGHT,), why=FOCAL)
@require_safe
def country(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """A country's board: its seats, the balance, its people."""
    edition = _edition(request, pk)
    place = _country(request, edition, code)
    people = Nomination.objects.filter(edition=edition).select_related("slot", "replaces")
    people = people.filter(country=place) if place else people.filter(slot__is_observer=True)
    after = request.GET.get("after", "")
    people = people.order_by("pk")
    if after.isdigit():
        people = people.filter(pk__gt=int(after))
    shown = list(people[: PAGE + 1])
    seats = matrix(edition, countries=[place.pk]) if place else None
    closes = deadline_of(edition, place.pk if place else None)
    context = {
        "edition": edition,
        "country": place,
        "code": code,
        "crumbs": _crumbs(request, edition, place),
        "cells": list(zip(seats.slots, seats.lines[0].cells, strict=False)) if seats and seats.lines else [],
        "balance": words.shares(balance(edition, country=place.pk)) if place else [],
        "closes": words.moment(closes, edition.time_zone),
        "is_late": bool(closes and timezone.now() > closes),
        "people": [words.nominee(person) for person in shown[:PAGE]],
        "after": shown[PAGE - 1].pk if len(shown) > PAGE else None,
        "runs": rules.may_run(request.user),
    }
    return render(request, "training/desk/country.html", context)


@open_to(Audience.FOCAL_POINT, also=(Audience.OVERSIGHT,), why=FOCAL)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Nominate one person."""
    edition = _edition(request, pk)
    place = _country(request, edition, code)
    form = NominationForm(edition, submitted(request), observers=place is None)
    page = Page(
        title=_("Nominate a person"),
        label=_("Nominate"),
        back=reverse("training:country", args=[pk, code]),
        crumbs=_crumbs(request, edition, place, ("", _("Nominate"))),
        audience=_(
            "The person gets a personal link by mail. Only your country and the secretariat see the list."
        ),
    )
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.nominate(
                edition,
                slot=form.cleaned_data["slot"],
                country=place,
                person=form.person(),
                by=request.user,
                at=timezone.now(),
            )
        )
        if done.done:
            messages.success(request, f"{done.result.name}: {done.result.state_label}")
            return redirect("training:country", pk=pk, code=code)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.FOCAL_POINT, also=(Audience.OVERSIGHT,), why=FOCAL)
@require_http_methods(["GET", "POST"])
def bring(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Bring a list: first what it would do, then all of it or nothing."""
    edition = _edition(request, pk)
    place = _country(request, edition, code) if code != "all" else None
    if code == "all" and not rules.may_run(request.user):
        raise Http404
    form, run, refusal, kept = ListForm(), None, None, ""
    if request.method == "POST":
        if request.POST.get("kept"):
            data, name = base64.b64decode(request.POST["kept"]), request.POST.get("name", "")
        else:
            form = ListForm(request.POST, request.FILES)
            data = form.cleaned_data["file"].read() if form.is_valid() else b""
            name = form.cleaned_data["file"].name if form.is_valid() else ""
        if data:
            deed = nominees.import_nominees if "keep" in request.POST else nominees.look_through
            done = tried(
                lambda: deed(edition, data=data, name=name, country=place, by=request.user, at=timezone.now())
            )
            refusal = done.refusal
            if done.done and "keep" in request.POST:
                tasks.send_links.enqueue([person.pk for person in done.result])
                messages.success(request, _("People nominated: %(n)s.") % {"n": len(done.result)})
                back = (
                    reverse("training:desk", args=[pk])
                    if code == "all"
                    else reverse("training:country", args=[pk, code])
                )
                return redirect(back)
            run = done.result
            kept = base64.b64encode(data).decode()
    context = {
        "edition": edition,
        "code": code,
        "crumbs": _crumbs(request, edition, place, ("", _("A list"))),
        "form": form,
        "run": run,
        "faults": run.faults[:MOST_FAULTS] if run else [],
        "pairs": run.pairs[:MOST_FAULTS] if run else [],
        "kept": kept,
        "name": name if run else "",
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "training/desk/list.html", context, status=status)


@open_to(Audience.FOCAL_POINT, also=(Audience.OVERSIGHT,), why=FOCAL)
@require_safe
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """One nomination: where it stands, its trail, its personal link."""
    found = nomination_of(request, pk)
    code = found.country.code if found.country else "observers"
    context = {
        "shown": words.nominee(found),
        "nomination": found,
        "edition": found.edition,
        "crumbs": _crumbs(request, found.edition, found.country, ("", found.name)),
        "link": address_of(found),
        "replaced_by": getattr(found, "replaced_by", None),
        "code": code,
    }
    return render(request, "training/desk/person.html", context)


@open_to(Audience.FOCAL_POINT, also=(Audience.OVERSIGHT,), why=FOCAL)
@require_http_methods(["GET", "POST"])
def substitute(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put another person in this one's seat."""
    found = nomination_of(request, pk)
    form = SubstituteForm(
        submitted(request), initial={"municipality": found.municipality, "language": found.language}
    )
    page = Page(
        title=_("Somebody else instead of %(name)s") % {"name": found.name},
        label=_("Replace"),
        back=reverse("training:person", args=[pk]),
        crumbs=_crumbs(request, found.edition, found.country, ("", _("Replace"))),
        audience=_("The new person gets a personal link; the old link stops working. Both stay on record."),
    )
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.substitute(
                found,
                person=form.person(),
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        )
        if done.done:
            return redirect("training:person", pk=done.result.pk)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.FOCAL_POINT, also=(Audience.OVERSIGHT,), why=FOCAL)
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a nomination back."""
    found = nomination_of(request, pk)
    form = ReasonForm(submitted(request))
    code = found.country.code if found.country else "observers"
    page = Page(
        title=_("Withdraw the nomination of %(name)s") % {"name": found.name},
        label=_("Withdraw"),
        back=reverse("training:person", args=[pk]),
        crumbs=_crumbs(request, found.edition, found.country, ("", _("Withdraw"))),
        intro=_("The seat goes to who waits longest in the same profile of this country."),
        danger=True,
    )
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.withdraw(
                found, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        )
        if done.done:
            return redirect("training:country", pk=found.edition_id, code=code)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.FOCAL_POINT, also=(Audience.OVERSIGHT,), why=FOCAL)
@require_POST
def renew(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make the personal link anew."""
    found = nomination_of(request, pk)
    done = tried(lambda: deeds.renew_link(found, by=request.user, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    else:
        messages.success(request, _("The link is new and was sent; the old one no longer works."))
    return redirect("training:person", pk=pk)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def pairs(request: SignedInRequest, pk: int) -> HttpResponse:
    """People who may be the same: proposed with a reason, decided by a person."""
    edition = edition_of(request, pk)
    if request.method == "POST":
        pair = get_object_or_404(DuplicatePair, pk=request.POST.get("pair") or 0, first__edition=edition)
        done = tried(
            lambda: duplicates.decide_pair(
                pair, verdict=request.POST.get("verdict", ""), by=request.user, at=timezone.now()
            )
        )
        if done.refusal:
            messages.error(request, str(done.refusal))
        return redirect("training:pairs", pk=pk)
    found = DuplicatePair.objects.filter(first__edition=edition).select_related(
        "first__country", "second__country", "second__edition", "decided_by"
    )
    context = {
        "edition": edition,
        "crumbs": [
            (reverse("training:desks"), _("Training desk")),
            (reverse("training:desk", args=[pk]), str(edition)),
            ("", _("The same person?")),
        ],
        "pairs": found.order_by("verdict", "-likeness", "pk")[:PAGE],
    }
    return render(request, "training/desk/pairs.html", context)
