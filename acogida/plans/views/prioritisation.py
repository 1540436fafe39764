"""Weights, scores, the ranking and the priorities."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.plans import actions, queries, rules
from acogida.plans.forms import PrioritiesForm, ScoreForm, WeightsForm
from acogida.plans.forms.workshop import DissentForm
from acogida.plans.models import Plan
from acogida.plans.presenters import ranking as shown
from acogida.plans.presenters import words, workshop
from acogida.plans.queries.sensitivity import changes
from acogida.plans.states import State
from acogida.plans.views.ground import crumbs, plan_of, standing, tried

USUAL_PRIORITIES = 3
DISSENTING = {State.PRIORITISATION, State.DESIGN}


@open_to(Audience.MEMBER, why=gettext_lazy("A plan at work is for its organisation until it is adopted."))
@require_http_methods(["GET"])
def prioritisation(request: SignedInRequest, pk: int) -> HttpResponse:
    """The weights before, the turnout during, the ranking after the scoring."""
    return _page(request, plan_of(request, pk))


@open_to(Audience.EDITOR, why=gettext_lazy("Editors set and lock the weights."))
@require_POST
def weights(request: SignedInRequest, pk: int) -> HttpResponse:
    """Save the weights; with `lock`, fix them and open the scoring."""
    plan = plan_of(request, pk)
    form = WeightsForm(plan.criteria.all(), words.criterion_labels(), request.POST)
    if not form.is_valid():
        return _page(request, plan, weights_form=form, status=422)

    def deed() -> None:
        actions.set_weights(plan, weights=form.cleaned_data, by=request.user, at=timezone.now())
        if "lock" in request.POST:
            actions.lock_weights(plan, by=request.user, at=timezone.now())

    if refusal := tried(deed):
        return _page(request, plan, weights_form=form, refusal=refusal, status=409)
    if "lock" in request.POST:
        messages.success(request, _("The weights are locked and the scoring is open. Your colleagues know."))
    else:
        messages.success(request, _("The weights are saved."))
    return redirect("plans:prioritisation", pk=plan.pk)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors close the scoring."))
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the scoring and show the ranking."""
    plan = plan_of(request, pk)
    if refusal := tried(lambda: actions.close_scoring(plan, by=request.user, at=timezone.now())):
        return _page(request, plan, refusal=refusal, status=409)
    messages.success(request, _("The scoring is closed. This is the ranking."))
    return redirect("plans:prioritisation", pk=plan.pk)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors choose the priorities."))
@require_POST
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the priorities from the ranking, or others with a reason."""
    plan = plan_of(request, pk)
    form = PrioritiesForm(plan.challenges.current(), request.POST)
    if not form.is_valid():
        return _page(request, plan, priorities_form=form, status=422)
    refusal = tried(
        lambda: actions.choose_priorities(plan, by=request.user, at=timezone.now(), **form.cleaned_data)
    )
    if refusal:
        return _page(request, plan, priorities_form=form, refusal=refusal, status=409)
    messages.success(request, _("The priorities are chosen. Now write the actions."))
    return redirect("plans:design", pk=plan.pk)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors choose the priorities."))
@require_POST
def reconsider(request: SignedInRequest, pk: int) -> HttpResponse:
    """Go back from the design to choose again."""
    plan = plan_of(request, pk)
    if refusal := tried(lambda: actions.reconsider_priorities(plan, by=request.user, at=timezone.now())):
        return _page(request, plan, refusal=refusal, status=409)
    return redirect("plans:prioritisation", pk=plan.pk)


def _page(
    request: SignedInRequest,
    plan: Plan,
    *,
    weights_form: WeightsForm | None = None,
    priorities_form: PrioritiesForm | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    ranked = queries.ranking(plan) if plan.scoring_closed_at else []
    current = [row.challenge for row in ranked]
    chosen = {c.pk for c in current if c.is_priority} or queries.default_priorities(
        current, count=min(USUAL_PRIORITIES, len(current))
    )
    is_scoring = plan.state == State.PRIORITISATION and not plan.scoring_closed_at
    form = priorities_form or PrioritiesForm(
        plan.challenges.current(), initial={"reason": plan.priorities_reason}
    )
    ticked = set(request.POST.getlist("challenges")) if priorities_form else {str(pk) for pk in chosen}
    context = standing(plan) | {
        "crumbs": crumbs(plan, ("", _("Prioritisation"))),
        "refusal": refusal,
        "may_write": rules.may_write(request.user, plan),
        "weights_form": None
        if plan.weights_locked_at
        else weights_form or WeightsForm(plan.criteria.all(), words.criterion_labels()),
        "weights": shown.weights(plan),
        "challenges": list(plan.challenges.current().order_by("pk")),
        "is_scoring": is_scoring,
        "turnout": shown.turnout_words(plan, request.user) if is_scoring else None,
        "ranked": shown.rows(ranked, ticked),
        "changes": workshop.changes(changes(ranked, list(plan.criteria.all()))) if ranked else [],
        "dissents": plan.dissents,
        "dissent_form": DissentForm() if plan.state in DISSENTING and plan.scoring_closed_at else None,
        "is_choosing": plan.state == State.PRIORITISATION and plan.scoring_closed_at,
        "priorities_form": form,
        "chart": shown.chart(ranked) if ranked else None,
    }
    return render(request, "plans/work/prioritisation.html", context, status=status)


@open_to(
    Audience.MEMBER, why=gettext_lazy("Everybody of the organisation scores, and sees only their own scores.")
)
@require_http_methods(["GET", "POST"])
def score(request: SignedInRequest, pk: int) -> HttpResponse:
    """One's own scores: one challenge at a time on a phone, all of them on one page if wished."""
    plan = plan_of(request, pk)
    challenges = list(plan.challenges.current().order_by("pk"))
    criteria = [c for c in plan.criteria.all() if c.weight]
    mine = queries.scores_of(plan, request.user)
    sent = request.POST if request.method == "POST" else None
    labels, hints = words.criterion_labels(), words.criterion_hints()
    here = shown.one_of(challenges, request.GET.get("challenge"), mine, len(criteria))
    asked = challenges if request.GET.get("all") or here is None else [here]
    forms = [ScoreForm(c, criteria, labels, hints, mine, sent) for c in asked]
    refusal, status = None, 200
    if sent is not None:
        valid = [form.is_valid() for form in forms]  # each, so that every form shows its errors
        if all(valid):
            values = {cell: mark for form in forms for cell, mark in form.scores().items()}
            refusal = tried(lambda: actions.score(plan, values=values, by=request.user, at=timezone.now()))
            if refusal is None:
                return _scored(request, plan, asked[-1].pk if here and not request.GET.get("all") else None)
        status = 409 if refusal else 422
    context = standing(plan) | {
        "crumbs": crumbs(
            plan, (reverse("plans:prioritisation", args=[plan.pk]), _("Prioritisation")), ("", _("My scores"))
        ),
        "refusal": refusal,
        "is_open": plan.state == State.PRIORITISATION and not plan.scoring_closed_at,
        "entries": [(form, words.cause(form.challenge.cause, form.challenge.reason)) for form in forms],
        "everything": bool(request.GET.get("all")),
        "tabs": shown.score_tabs(plan, challenges, here, mine, len(criteria)),
        "done": sum(1 for c in challenges if shown.is_scored(c, mine, len(criteria))),
        "total": len(challenges),
    }
    return render(request, "plans/work/score.html", context, status=status)


def _scored(request: SignedInRequest, plan: Plan, last: int | None) -> HttpResponse:
    """After one challenge the next that waits; after the last, the page of the prioritisation."""
    challenges = list(plan.challenges.current().order_by("pk"))
    criteria = plan.criteria.filter(weight__gt=0).count()
    mine = queries.scores_of(plan, request.user)
    waiting = [c.pk for c in challenges if not shown.is_scored(c, mine, criteria)]
    if last and waiting:
        after = next((pk for pk in waiting if pk > last), waiting[0])
        return redirect(f"{reverse('plans:score', args=[plan.pk])}?challenge={after}")
    if waiting:
        messages.info(request, _("Your scores are saved. Some challenges still wait for you."))
    else:
        messages.success(request, _("You have scored every challenge. Thank you."))
    return redirect("plans:prioritisation", pk=plan.pk)
