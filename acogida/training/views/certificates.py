"""Certificates at the desk and on the participant's own page."""

from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.documents.http import document_response, download_response
from acogida.training import paper, tasks
from acogida.training.actions import certificate as deeds
from acogida.training.actions import credit as credit_deeds
from acogida.training.forms.certificate import EarlierForm, ReissueForm
from acogida.training.forms.nomination import ReasonForm
from acogida.training.models import Batch, Certificate, Component, Credit, Nomination
from acogida.training.presenters import standing as shown
from acogida.training.queries.completion import standings
from acogida.training.states import Kind
from acogida.training.views.ground import (
    PERSONAL,
    STAFF,
    Page,
    desk_crumbs,
    edition_of,
    form_page,
    nomination_of,
    submitted,
    tried,
)
from acogida.training.views.seat import seat_of

PAGE = 60


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_safe
def desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who has met what, earlier certificates to decide on, what was issued."""
    edition = edition_of(request, pk)
    people = (
        Nomination.objects.accepted()
        .filter(edition=edition)
        .select_related("country", "edition")
        .order_by("pk")
    )
    after = request.GET.get("after", "")
    if after.isdigit() and len(after) < 18:
        people = people.filter(pk__gt=int(after))
    mine = Certificate.objects.filter(nomination=OuterRef("pk"), revoked_at__isnull=True)
    people = people.annotate(
        certificate_pk=Subquery(mine.values("pk")[:1]), certificate_code=Subquery(mine.values("code")[:1])
    )
    found = list(people[: PAGE + 1])
    stand = standings(edition, found[:PAGE])
    parts = stand[0].parts if stand else []
    context = {
        "edition": edition,
        "crumbs": desk_crumbs(edition, ("", _("Certificates"))),
        "people": [(standing, shown.missing(standing, timezone.now())) for standing in stand],
        "by_hand": [p.component for p in parts if p.component.kind in {Kind.COURSE, Kind.GROUP_WORK}],
        "after": found[PAGE - 1].pk if len(found) > PAGE else None,
        "batch": Batch.objects.filter(edition=edition).first() if "batch" in request.GET else None,
        "presented": [
            part.credit
            for standing in stand
            for part in standing.parts
            if part.credit and part.credit.verdict == Credit.Verdict.PRESENTED
        ],
    }
    return render(request, "training/desk/certificates.html", context)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_POST
def issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """Issue certificates to everybody who has met all conditions, in the background."""
    edition = edition_of(request, pk)
    done = tried(lambda: deeds.begin_batch(edition, by=request.user, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    else:
        tasks.issue_certificates.enqueue(done.result.pk)
        messages.success(request, _("Certificates are being issued. This page shows how far it is."))
    return redirect(reverse("training:certificates", args=[pk]) + "?batch=1")


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_POST
def mark(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note a part done elsewhere, or decide on an earlier certificate."""
    person = nomination_of(request, pk)
    edition_of(request, person.edition_id)
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    press, number = request.POST.get("press", ""), request.POST.get("number", "")
    if not number.isdigit() or len(number) > 17:
        raise Http404
    if press == "done":
        component = get_object_or_404(Component, pk=int(number), edition=person.edition_id)
        done = tried(lambda: credit_deeds.credit(person, component=component, **who))
    else:
        credit = get_object_or_404(Credit, pk=int(number), nomination=person)
        done = tried(
            lambda: credit_deeds.decide_credit(
                credit, recognised=press == "yes", reason=request.POST.get("reason", ""), **who
            )
        )
    if done.refusal:
        messages.error(request, str(done.refusal))
    return redirect("training:certificates", pk=person.edition_id)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_safe
def presented(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The file of an earlier certificate."""
    found = get_object_or_404(Credit.objects.select_related("nomination", "file").exclude(file=None), pk=pk)
    edition_of(request, found.nomination.edition_id)
    assert found.file is not None  # asked for above
    return download_response(found.file)


def _certificate(request: SignedInRequest, pk: int) -> Certificate:
    found = get_object_or_404(Certificate.objects.select_related("nomination__edition"), pk=pk)
    edition_of(request, found.nomination.edition_id)
    return found


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """Declare a certificate void."""
    found = _certificate(request, pk)
    edition = found.nomination.edition
    back = reverse("training:certificates", args=[edition.pk])
    form = ReasonForm(submitted(request))
    page = Page(
        title=_("Revoke the certificate of %(name)s") % {"name": found.nomination.name},
        label=_("Revoke"),
        back=back,
        crumbs=desk_crumbs(edition, (back, _("Certificates")), ("", _("Revoke"))),
        audience=_("Everybody who checks it reads that it is revoked, and why."),
        danger=True,
    )
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.revoke(
                found, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        )
        if done.done:
            return redirect(back)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def reissue(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a certificate with the right name in the place of another."""
    found = _certificate(request, pk)
    edition = found.nomination.edition
    back = reverse("training:certificates", args=[edition.pk])
    names = {"first_name": found.nomination.first_name, "last_name": found.nomination.last_name}
    form = ReissueForm(submitted(request), initial=names)
    page = Page(
        title=_("Certificate of %(name)s, anew") % {"name": found.nomination.name},
        label=_("Issue anew"),
        back=back,
        crumbs=desk_crumbs(edition, (back, _("Certificates")), ("", _("Anew"))),
        audience=_("The old one is revoked; whoever checks it reads why."),
    )
    refusal = None
    if form.is_valid():
        done = tried(lambda: deeds.reissue(found, **form.cleaned_data, by=request.user, at=timezone.now()))
        if done.done:
            return redirect(back)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.LINK, why=PERSONAL)
@require_http_methods(["GET", "POST"])
def earlier(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Present the certificate of an earlier course."""
    person = seat_of(token)
    component = get_object_or_404(Component, pk=pk, edition=person.edition, kind=Kind.COURSE)
    form = EarlierForm(submitted(request), request.FILES if request.method == "POST" else None)
    page = Page(
        title=_("I have done this course before"),
        intro=str(component),
        label=_("Present the certificate"),
        back=reverse("training:seat", args=[token]),
        crumbs=[
            (reverse("training:seat", args=[token]), str(person.edition)),
            ("", _("Earlier certificate")),
        ],
        audience=_("Only the secretariat sees the file, and says whether it counts."),
        files=True,
    )
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: credit_deeds.present_earlier(
                person,
                component=component,
                upload=form.cleaned_data["file"],
                note=form.cleaned_data["note"],
                by=person.email,
                at=timezone.now(),
            )
        )
        if done.done:
            messages.success(request, _("Thank you. The secretariat will look at it."))
            return redirect("training:seat", token=token)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.LINK, why=PERSONAL)
@require_safe
def download(request: HttpRequest, token: str) -> HttpResponse:
    """One's certificate as PDF."""
    person = seat_of(token)
    found = get_object_or_404(Certificate, nomination=person, revoked_at__isnull=True)
    return document_response(paper.to_pdf(found), name=f"{person.edition.slug}.pdf", kind="pdf")
