"""Prioritising with people in a room: groups, printed sheets, dissent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.plans import actions, rules
from acogida.plans.forms.workshop import DissentForm, SheetForm, WorkshopForm
from acogida.plans.models import Plan, ScoringSheet
from acogida.plans.presenters import words
from acogida.plans.presenters import workshop as shown
from acogida.plans.views.ground import crumbs, plan_of, standing, tried

WHY = gettext_lazy("A plan at work is for its organisation until it is adopted.")
WHY_TYPE = gettext_lazy("The facilitator, an editor of the organisation, types the printed sheets in.")


@open_to(Audience.MEMBER, why=WHY)
@require_http_methods(["GET", "POST"])
def workshop(request: SignedInRequest, pk: int) -> HttpResponse:
    """What each group has named for the short, medium and long term, and how many are still missing."""
    plan = plan_of(request, pk)
    form = WorkshopForm(request.POST or None, initial={"session": request.session.get("workshop", "")})
    refusal = None
    if form.is_valid():
        data = form.cleaned_data
        refusal = tried(
            lambda: actions.challenges_from_workshop(
                plan,
                **{**data, "titles": data["titles"].splitlines()},
                by=request.user,
                at=timezone.now(),
            )
        )
        if refusal is None:
            request.session["workshop"] = data["session"]
            messages.success(request, _("Taken down. They are challenges of the plan."))
            return redirect("plans:workshop", pk=plan.pk)
    context = standing(plan) | {
        "crumbs": crumbs(
            plan, (reverse("plans:diagnosis", args=[plan.pk]), _("Diagnosis")), ("", _("Workshop"))
        ),
        "refusal": refusal,
        "groups": shown.groups(plan),
        "form": form,
        "may_write": rules.may_write(request.user, plan) and not plan.scoring_closed_at,
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "plans/work/workshop.html", context, status=status)


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sheet to print: each challenge, each criterion, an empty box."""
    plan = plan_of(request, pk)
    report = shown.paper(plan, today=timezone.localdate())
    return document_response(to_pdf(report), name=f"{plan.slug}-scores.pdf", kind="pdf")


@open_to(Audience.EDITOR, why=WHY_TYPE)
@require_http_methods(["GET", "POST"])
def sheets(request: SignedInRequest, pk: int) -> HttpResponse:
    """Type printed sheets in, one after another."""
    plan = plan_of(request, pk)
    form = SheetForm(
        plan.challenges.current().order_by("pk"),
        [c for c in plan.criteria.all() if c.weight],
        words.criterion_labels(),
        request.POST or None,
    )
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.type_sheet(
                plan,
                values=form.marks(),
                label=form.cleaned_data["label"],
                by=request.user,
                at=timezone.now(),
            )
        )
        if refusal is None:
            messages.success(request, _("The sheet is typed in. Here is room for the next."))
            return redirect("plans:sheets", pk=plan.pk)
    context = standing(plan) | {
        "crumbs": crumbs(
            plan,
            (reverse("plans:prioritisation", args=[plan.pk]), _("Prioritisation")),
            ("", _("Printed sheets")),
        ),
        "refusal": refusal,
        "form": form,
        "criteria": [words.criterion_labels()[c.key] for c in form.criteria],
        "typed": list(plan.sheets.order_by("number")),
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "plans/work/sheets.html", context, status=status)


@open_to(Audience.EDITOR, why=WHY_TYPE)
@require_POST
def sheet_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a sheet out that was typed wrongly."""
    mine = Plan.objects.of_colleagues(request.user)
    found = get_object_or_404(ScoringSheet.objects.filter(plan__in=mine).select_related("plan"), pk=pk)
    plan = found.plan_id
    if refusal := tried(lambda: actions.remove_sheet(found, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
    return redirect("plans:sheets", pk=plan)


@open_to(Audience.MEMBER, why=gettext_lazy("Everybody who scores may say what they would decide otherwise."))
@require_POST
def dissent(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep what somebody would decide otherwise."""
    plan = plan_of(request, pk)
    form = DissentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say what you would decide otherwise, and why."))
    elif refusal := tried(
        lambda: actions.dissent(plan, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
    ):
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Your dissent is kept. It is published with the plan, without your name.")
        )
    return redirect("plans:prioritisation", pk=plan.pk)
