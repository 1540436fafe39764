"""Reporting on a pledge, confirming a report, saying how it stands, changing its contacts."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Membership, Organisation, User
from acogida.accounts.rules import today
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.documents.files import keep
from acogida.pledges import actions, rules
from acogida.pledges.actions import Shown
from acogida.pledges.forms.report import ConfirmForm, ReportForm
from acogida.pledges.forms.steps import ContactsForm, EventForm, StandingForm
from acogida.pledges.models import Confirmation, IndicatorValue, Pledge, Update
from acogida.pledges.presenters.page import told
from acogida.pledges.presenters.words import day
from acogida.pledges.queries.counterparts import counterparts
from acogida.pledges.views.ground import Page, crumbs, form_page, mine_in, pledge_of, tried


@open_to(Audience.EDITOR, why=gettext_lazy("Those who make a pledge report on it."))
@require_http_methods(["GET", "POST"])
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Report on one's part of a pledge; a draft that an event left is filled in."""
    pledge = pledge_of(request, pk)
    mine = mine_in(request, pledge)
    if not mine:
        raise Http404
    chosen = next((one for one in mine if str(one.pk) == request.GET.get("for")), mine[0])
    draft = pledge.updates.filter(published_at__isnull=True, organisation=chosen).first()
    begun = {"reported_on": draft.reported_on, "narrative": draft.narrative} if draft else {}
    form = ReportForm(
        pledge.indicators.filter(organisation=chosen),
        pledge.milestones.filter(organisation=chosen, done_on__isnull=True),
        timezone.localdate(),
        request.POST or None,
        request.FILES or None,
        initial=begun,
    )
    refusal = None
    if form.is_valid():
        refusal = tried(lambda: _report(request, pledge, chosen, form, draft))
        if refusal is None:
            messages.success(request, _("The report is saved and public."))
            return redirect("pledges:public", slug=pledge.slug)
    context = {
        "pledge": pledge,
        "organisation": chosen,
        "others": [one for one in mine if one.pk != chosen.pk],
        "crumbs": crumbs(pledge, ("", _("Report"))),
        "form": form,
        "draft": draft,
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "pledges/work/report.html", context, status=status)


def _report(
    request: SignedInRequest, pledge: Pledge, chosen: Organisation, form: ReportForm, draft: Update | None
) -> None:
    """The files and the report are kept together or not at all."""
    now, data = timezone.now(), form.cleaned_data
    with transaction.atomic():
        evidence = [
            Shown(title, url, keep(upload, by=request.user, at=now) if upload else None)
            for title, url, upload in form.shown()
        ]
        actions.report(
            pledge,
            chosen,
            reported_on=data["reported_on"],
            narrative=data["narrative"],
            values=form.reported(),
            done=data["done"],
            evidence=evidence,
            draft=draft,
            by=request.user,
            at=now,
        )


@open_to(Audience.EVERYONE, why=gettext_lazy("Published reports are public, with what shows them."))
@require_safe
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its words, values, evidence, and who confirmed it."""
    found = get_object_or_404(
        Update.objects.filter(published_at__isnull=False)
        .select_related("pledge", "organisation")
        .prefetch_related(
            "evidence",
            Prefetch("values", IndicatorValue.objects.select_related("indicator")),
            Prefetch("confirmations", Confirmation.objects.select_related("organisation")),
            "milestones_done",
        ),
        pk=pk,
        pledge__in=Pledge.objects.visible_to(request.user),
    )
    context = {
        "update": found,
        "row": told([found])[0],
        "confirmations": [(c, day(c.confirmed_at.date())) for c in found.confirmations.all()],
        "may_confirm": _mine_among(request.user, found) is not None,
        "crumbs": [
            (reverse("pledges:index"), _("Pledges")),
            (reverse("pledges:public", args=[found.pledge.slug]), found.pledge.title),
            ("", day(found.reported_on)),
        ],
        "form": ConfirmForm(),
    }
    return render(request, "pledges/public/update.html", context)


def _mine_among(user: Any, update: Update) -> Organisation | None:
    """The counterpart for which this person may confirm the report, if they have not yet."""
    if not user.is_authenticated:
        return None
    done = {confirmation.organisation_id for confirmation in update.confirmations.all()}
    among = counterparts(update)
    return next((one for one in among if one.pk not in done and rules.may_confirm(user, update, one)), None)


@open_to(
    Audience.EDITOR,
    why=gettext_lazy("A counterpart that knows it first hand confirms a report of others."),
)
@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm a report for one's organisation."""
    found = get_object_or_404(
        Update.objects.filter(published_at__isnull=False).select_related("pledge", "organisation"),
        pk=pk,
        pledge__in=Pledge.objects.visible_to(request.user),
    )
    form = ConfirmForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""

    def deed() -> None:
        mine = _mine_among(request.user, found)
        if mine is None:
            raise Refused(
                _("Only who takes part in the pledge, receives it or adds to it can confirm a report.")
            )
        actions.confirm_update(found, mine, words=words, by=request.user, at=timezone.now())

    if refusal := tried(deed):
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your organisation has confirmed the report."))
    return redirect("pledges:update", pk=found.pk)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors say that a pledge is delayed; approvers close it."))
@require_http_methods(["GET", "POST"])
def standing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say how the pledge stands, openly."""
    pledge = pledge_of(request, pk)
    form = StandingForm(pledge, request.POST or None, may_close=rules.may_sign(request.user, pledge))
    here = _("Say how it stands")
    page = Page(
        title=here,
        label=_("Publish"),
        back=reverse("pledges:desk", args=[pledge.pk]),
        crumbs=crumbs(pledge, ("", here)),
        audience=_("Everybody sees it at once, with its reason."),
        intro=pledge.title,
    )
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.declare(pledge, **form.cleaned_data, by=request.user, at=timezone.now())
        )
        if refusal is None:
            messages.success(request, _("Saved."))
            return redirect("pledges:public", slug=pledge.slug)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors say who answers for a pledge of their organisation."))
@require_http_methods(["GET", "POST"])
def contacts(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the contact and the second contact."""
    pledge = pledge_of(request, pk)
    members = Membership.objects.on(today()).filter(organisation=pledge.organisation_id)
    people = User.objects.filter(pk__in=members.values("user"), is_active=True)
    begun = {"contact": pledge.contact, "second_contact": pledge.second_contact}
    form = ContactsForm(people, request.POST or None, initial=begun)
    here = _("Who answers for the pledge")
    page = Page(
        title=here,
        label=_("Save"),
        back=reverse("pledges:desk", args=[pledge.pk]),
        crumbs=crumbs(pledge, ("", here)),
        audience=_("Only your organisation sees their names."),
    )
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.set_contacts(pledge, **form.cleaned_data, by=request.user, at=timezone.now())
        )
        if refusal is None:
            messages.success(request, _("Saved."))
            return redirect(page.back)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors say which event serves their pledge."))
@require_http_methods(["GET", "POST"])
def event(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name an event that serves the pledge: when it closes, the report is drafted."""
    pledge = pledge_of(request, pk)
    form = EventForm(request.POST or None)
    here = _("An event that serves it")
    page = Page(
        title=here,
        label=_("Save"),
        back=reverse("pledges:desk", args=[pledge.pk]),
        crumbs=crumbs(pledge, ("", here)),
        audience=_("When the event closes, you find the report half written; nobody else sees it before."),
        intro=pledge.title,
    )
    refusal = None
    if form.is_valid():
        chosen = form.cleaned_data["event"]
        refusal = tried(lambda: actions.tie_event(pledge, chosen, by=request.user, at=timezone.now()))
        if refusal is None:
            messages.success(request, _("Saved."))
            return redirect(page.back)
    return form_page(request, page, form, refusal=refusal)
