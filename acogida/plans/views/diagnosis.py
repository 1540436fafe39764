"""Weak answers and figures side by side, and the challenges taken up from them."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.assessments.models import Answer, Assessment
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.evidence.actions import cite
from acogida.plans import actions, rules
from acogida.plans.actions import Stale
from acogida.plans.forms import ChallengeForm
from acogida.plans.models import Plan
from acogida.plans.presenters import diagnosis as shown
from acogida.plans.presenters import ribbon, words
from acogida.plans.views.ground import Page, challenge_of, crumbs, form_page, plan_of, standing, tried
from acogida.territories.models import Territory


@open_to(Audience.MEMBER, why=gettext_lazy("A plan at work is for its organisation until it is adopted."))
@require_http_methods(["GET", "POST"])
def diagnosis(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is weak, what the figures and the counters say, and one click from each to a challenge."""
    plan = plan_of(request, pk, "territory__parent")
    refusal = None
    if request.method == "POST":
        try:
            _take(request, plan)
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("It is a challenge of the plan now. Better its words when you like."))
            return redirect("plans:diagnosis", pk=plan.pk)
    known = shown.taken_up(plan)
    period, topics = shown.topics(plan, known, timezone.localdate())
    context = standing(plan) | {
        "crumbs": crumbs(plan, ("", _("Diagnosis"))),
        "refusal": refusal,
        "may_write": rules.may_write(request.user, plan),
        "is_open": not plan.scoring_closed_at or plan.first_adopted_at,
        "groups": shown.weak_groups(plan, known),
        "lines": shown.figure_lines(plan, known, request.user),
        "challenges": shown.challenges(known),
        "period": period,
        "topics": topics,
    }
    return render(request, "plans/work/diagnosis.html", context, status=409 if refusal else 200)


def _take(request: SignedInRequest, plan: Plan) -> None:
    """One click: `answer` holds an answer's pk, `topic` one of the tally, `figure` a figure's address as the
    page wrote it.
    """
    by, at = request.user, timezone.now()
    if topic := request.POST.get("topic", ""):
        actions.challenge_from_tally(plan, topic=topic, by=by, at=at)
        return
    if request.POST.get("answer", "").isdigit():
        mine = Answer.objects.filter(assessment__in=Assessment.objects.of_colleagues(by))
        answer = get_object_or_404(mine, pk=request.POST["answer"])
        actions.challenge_from_answer(plan, answer=answer, by=by, at=at)
        return
    try:
        code, territory, period, dimensions = json.loads(request.POST.get("figure", ""))
        dimensions = {str(k): str(v) for k, v in dict(dimensions).items()}
    except (ValueError, TypeError) as error:
        raise Refused(_("Choose an answer, a figure or a topic of this page.")) from error
    place = get_object_or_404(Territory, code=str(territory))
    # Refused as a challenge, a cited figure is only a figure kept: nothing half done.
    figure = cite(str(code), place, str(period), dimensions, by=by, at=at)
    actions.challenge_from_figure(plan, figure=figure, by=by, at=at)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors write the challenges of their organisation's plan."))
@require_http_methods(["GET", "POST"])
def challenge_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write a challenge by hand, with its cause in words."""
    plan = plan_of(request, pk)
    form = ChallengeForm(request.POST or None)
    here = _("Write a challenge")
    page = Page(
        title=here,
        label=_("Add the challenge"),
        back=reverse("plans:diagnosis", args=[plan.pk]),
        crumbs=crumbs(plan, (reverse("plans:diagnosis", args=[plan.pk]), _("Diagnosis")), ("", here)),
        audience=_(
            "Only your organisation sees it until the plan is adopted. Then challenge and cause are public."
        ),
    )
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.challenge_by_hand(plan, by=request.user, at=timezone.now(), **form.values())
        )
        if refusal is None:
            messages.success(request, _("The challenge is added."))
            return redirect("plans:diagnosis", pk=plan.pk)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.MEMBER, why=gettext_lazy("A plan at work is for its organisation until it is adopted."))
@require_http_methods(["GET"])
def challenge(request: SignedInRequest, pk: int) -> HttpResponse:
    """One challenge: its cause, its scores, its actions, its place on the thread."""
    found = challenge_of(request, pk)
    actions_ = list(found.actions.current())
    context = standing(found.plan) | {
        "crumbs": crumbs(
            found.plan,
            (reverse("plans:diagnosis", args=[found.plan_id]), _("Diagnosis")),
            ("", found.title),
        ),
        "challenge": found,
        "cause": words.cause(found.cause, found.reason),
        "source": words.cause_source(found.cause),
        "objectives": found.objectives.all(),
        "actions": actions_,
        "strand": ribbon.of_challenge(found, actions_),
        "may_write": rules.may_write(request.user, found.plan),
    }
    return render(request, "plans/work/challenge.html", context)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors write the challenges of their organisation's plan."))
@require_http_methods(["GET", "POST"])
def challenge_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Better a challenge's words."""
    found = challenge_of(request, pk)
    form = ChallengeForm(
        request.POST or None,
        initial=ChallengeForm.of(found),
        has_cause=found.cause.get("kind") != "reason",
    )
    back = reverse("plans:challenge", args=[found.pk])
    page = Page(
        title=_("Better the words"),
        label=_("Save"),
        back=back,
        crumbs=crumbs(found.plan, (back, found.title), ("", _("Better the words"))),
        intro=words.cause(found.cause, ""),
    )
    refusal, current = None, None
    if form.is_valid():
        try:
            actions.edit_challenge(
                found, revision=form.opened_on(), by=request.user, at=timezone.now(), **form.values()
            )
        except Refused as error:
            refusal = error
            current = ChallengeForm.of(error.current) if isinstance(error, Stale) else None
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    return form_page(request, page, form, refusal=refusal, current=current)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors write the challenges of their organisation's plan."))
@require_POST
def challenge_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a challenge out of the plan."""
    found = challenge_of(request, pk)
    if refusal := tried(lambda: actions.remove_challenge(found, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
        return redirect("plans:challenge", pk=found.pk)
    messages.success(request, _("The challenge is out of the plan."))
    return redirect("plans:diagnosis", pk=found.plan_id)
