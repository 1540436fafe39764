"""Closing a plan, and the next one."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.plans import actions
from acogida.plans.forms.evaluation import ClosingForm, NextForm
from acogida.plans.queries.evaluation import unfinished
from acogida.plans.views.ground import Page, crumbs, form_page, plan_of, tried


@open_to(Audience.EDITOR, why=gettext_lazy("Approvers close; others are told that only they can."))
@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what becomes of each unfinished action, and end the plan."""
    plan = plan_of(request, pk)
    form = ClosingForm(unfinished(plan), request.POST if request.method == "POST" else None)
    back = reverse("plans:evaluations", args=[plan.pk])
    page = Page(
        title=_("Close the plan"),
        label=_("Close the plan"),
        back=back,
        crumbs=crumbs(plan, (back, _("Evaluation")), ("", _("Close the plan"))),
        audience=_("Everybody sees what became of each action. A closed plan no longer changes."),
        intro=_("What becomes of the actions that are not finished?")
        if form.unfinished
        else _("Every action is finished."),
    )
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.close(plan, outcomes=form.outcomes(), by=request.user, at=timezone.now())
        )
        if refusal is None:
            messages.success(request, _("The plan is closed."))
            return redirect(back)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors begin plans for their organisation."))
@require_http_methods(["GET", "POST"])
def following(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin the next plan from what this one leaves."""
    plan = plan_of(request, pk)
    length = plan.ends_on - plan.starts_on
    starts_on = plan.ends_on + timedelta(days=1)
    ends_on = date(starts_on.year + round(length.days / 365), 12, 31)
    initial = {"title": plan.title, "starts_on": starts_on, "ends_on": max(ends_on, starts_on + length)}
    form = NextForm(request.POST or None, initial=initial)
    back = reverse("plans:evaluations", args=[plan.pk])
    page = Page(
        title=_("Begin the next plan"),
        label=_("Begin the plan"),
        back=back,
        crumbs=crumbs(plan, (back, _("Evaluation")), ("", _("Begin the next plan"))),
        audience=_("Only your organisation sees it until it is adopted."),
        intro=_(
            "It begins with what this one leaves: challenges unfinished or left for later, and accepted "
            "recommendations not done. Each keeps its cause."
        ),
    )
    refusal: Refused | None = None
    if form.is_valid():
        try:
            made = actions.begin_next(plan, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("The plan has begun. First, the diagnosis."))
            return redirect("plans:diagnosis", pk=made.pk)
    return form_page(request, page, form, refusal=refusal)
