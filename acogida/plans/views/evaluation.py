"""Evaluating a plan: opening, writing, publishing, answering recommendations."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.plans import actions, queries, rules
from acogida.plans.forms.evaluation import (
    EvaluationForm,
    FindingForm,
    FollowUpForm,
    LessonForm,
    RecommendationForm,
    ResponseForm,
)
from acogida.plans.models import Evaluation, Finding, Lesson, Plan, Recommendation
from acogida.plans.presenters import evaluation as shown
from acogida.plans.states import State
from acogida.plans.views.ground import Page, crumbs, form_page, plan_of, standing, tried

WHY_WRITE = gettext_lazy("Editors write the evaluations of their organisation's plan.")
PARTS: dict[str, Any] = {
    "finding": (FindingForm, actions.add_finding, Finding),
    "lesson": (LessonForm, actions.add_lesson, Lesson),
    "recommendation": (RecommendationForm, actions.add_recommendation, Recommendation),
}


def evaluation_of(request: SignedInRequest, pk: int) -> Evaluation:
    found: QuerySet[Evaluation] = Evaluation.objects.filter(
        plan__in=Plan.objects.of_colleagues(request.user)
    ).select_related("plan__organisation", "plan__territory__country", "plan__current_version")
    return get_object_or_404(found, pk=pk)


@open_to(
    Audience.MEMBER,
    why=gettext_lazy("A plan at work is for its organisation; the public reads what is published."),
)
@require_http_methods(["GET", "POST"])
def evaluations(request: SignedInRequest, pk: int) -> HttpResponse:
    """The evaluations of a plan; what is left to do until it is closed; a new evaluation."""
    plan = plan_of(request, pk)
    may_write = rules.may_write(request.user, plan)
    form = EvaluationForm(request.POST or None)
    refusal = None
    if form.is_valid():
        try:
            made = actions.open_evaluation(plan, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("The evaluation is open. Targets and actuals are below."))
            return redirect("plans:evaluation", pk=made.pk)
    found = list(plan.evaluations.order_by("opened_at", "pk"))
    context = standing(plan) | {
        "crumbs": crumbs(plan, ("", _("Evaluation"))),
        "refusal": refusal,
        "evaluations": found,
        "recommendations": shown.recommendations(plan, timezone.localdate()),
        "form": form,
        "may_open": may_write
        and plan.state == State.IMPLEMENTATION
        and all(one.published_at for one in found),
        "may_write": may_write,
        "may_close": rules.may_adopt(request.user, plan)
        and plan.state == State.EVALUATION
        and all(one.published_at for one in found),
        "may_begin_next": may_write
        and any(one.kind == "final" and one.published_at for one in found)
        and not plan.followed_by.exists(),
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "plans/work/evaluations.html", context, status=status)


@open_to(Audience.MEMBER, why=gettext_lazy("A plan at work is for its organisation until it is adopted."))
@require_safe
def evaluation(request: SignedInRequest, pk: int) -> HttpResponse:
    """One evaluation at work: targets against actuals, criteria with findings, lessons, recommendations."""
    return _desk(request, evaluation_of(request, pk), {})


def _desk(
    request: SignedInRequest,
    found: Evaluation,
    bound: dict[str, forms.Form],
    refusal: Refused | None = None,
) -> HttpResponse:
    plan = found.plan
    may_write = rules.may_write(request.user, plan) and found.published_at is None
    context = standing(plan) | {
        "crumbs": crumbs(
            plan,
            (reverse("plans:evaluations", args=[plan.pk]), _("Evaluation")),
            ("", found.get_kind_display()),
        ),
        "evaluation": found,
        "shown": shown.desk(found),
        "refusal": refusal,
        "finished": list(plan.actions.current().filter(progress__condition="done").distinct())
        if found.published_at and rules.may_write(request.user, plan)
        else [],
        "may_write": may_write,
        "may_publish": rules.may_adopt(request.user, plan) and found.published_at is None,
        "forms": shown.part_forms(
            {
                name: bound.get(name) or (form() if name == "recommendation" else form(plan))
                for name, (form, _deed, _model) in PARTS.items()
            }
        )
        if may_write
        else [],
    }
    status = 409 if refusal else 422 if bound else 200
    return render(request, "plans/work/evaluation.html", context, status=status)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_POST
def part_new(request: SignedInRequest, pk: int, part: str) -> HttpResponse:
    """Add a finding, a lesson or a recommendation."""
    if part not in PARTS:
        raise Http404
    found = evaluation_of(request, pk)
    kind, deed, _model = PARTS[part]
    form = kind(request.POST) if part == "recommendation" else kind(found.plan, request.POST)
    if not form.is_valid():
        return _desk(request, found, {part: form})
    if refusal := tried(lambda: deed(found, by=request.user, at=timezone.now(), **form.cleaned_data)):
        return _desk(request, found, {part: form}, refusal)
    messages.success(request, _("Saved."))
    return redirect("plans:evaluation", pk=found.pk)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_POST
def part_remove(request: SignedInRequest, part: str, pk: int) -> HttpResponse:
    """Take a finding, a lesson or a recommendation out."""
    if part not in PARTS:
        raise Http404
    _form, _deed, model = PARTS[part]
    mine = Plan.objects.of_colleagues(request.user)
    found = get_object_or_404(model.objects.filter(evaluation__plan__in=mine), pk=pk)
    evaluation = found.evaluation_id
    if refusal := tried(lambda: actions.remove_part(found, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
    return redirect("plans:evaluation", pk=evaluation)


@open_to(Audience.EDITOR, why=gettext_lazy("Approvers publish; others are told that only they can."))
@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Freeze an evaluation and show it to everybody."""
    found = evaluation_of(request, pk)
    refusal = tried(lambda: actions.publish_evaluation(found, by=request.user, at=timezone.now()))
    if refusal:
        return _desk(request, found, {}, refusal)
    messages.success(request, _("The evaluation is published. Now answer its recommendations."))
    return redirect("plans:evaluations", pk=found.plan_id)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors write what the municipality answers."))
@require_http_methods(["GET", "POST"])
def recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer a recommendation; once it is accepted, say what came of it."""
    mine = Plan.objects.of_colleagues(request.user)
    found = get_object_or_404(
        Recommendation.objects.filter(evaluation__plan__in=mine).select_related(
            "evaluation__plan__organisation"
        ),
        pk=pk,
    )
    plan = found.evaluation.plan
    follows = found.response in {"accepted", "partly"} and "again" not in request.GET
    kind: Any = FollowUpForm if follows else ResponseForm
    form = kind(request.POST or None, initial=kind.of(found))
    back = reverse("plans:evaluations", args=[plan.pk])
    page = Page(
        title=_("What came of it?") if follows else _("What does the municipality answer?"),
        label=_("Save"),
        back=back,
        crumbs=crumbs(plan, (back, _("Evaluation")), ("", _("Recommendation"))),
        audience=_("Everybody sees it on the page of the evaluation."),
        intro=found.text,
    )
    deed = actions.follow_up if follows else actions.respond
    refusal = None
    if form.is_valid():
        refusal = tried(lambda: deed(found, by=request.user, at=timezone.now(), **form.cleaned_data))
        if refusal is None:
            messages.success(request, _("Saved."))
            return redirect(back)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.EVERYONE, why=gettext_lazy("Published evaluations are public, as they were frozen."))
@require_safe
def public(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A published evaluation, with what the municipality answered and did since."""
    plan = get_object_or_404(queries.published(), slug=slug)
    found = get_object_or_404(plan.evaluations.filter(published_at__isnull=False), pk=pk)
    context = {
        "plan": plan,
        "evaluation": found,
        "shown": shown.published(found),
        "crumbs": [
            (reverse("plans:index"), _("Plans")),
            (reverse("plans:public", args=[slug]), queries.public_content(plan)["title"]),
            ("", found.get_kind_display()),
        ],
    }
    return render(request, "plans/public/evaluation.html", context)
