"""What others found and ask for, what could be done about a priority, and what others may learn."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.dialogues.models import Recommendation as Heard
from acogida.plans import actions, rules
from acogida.plans.models import Action, Evaluation, Plan
from acogida.plans.presenters import suggestions as shown
from acogida.plans.states import WRITING
from acogida.plans.views.ground import challenge_of, crumbs, plan_of, standing, tried
from acogida.practices.states import State as PracticeState
from acogida.training.models import GroupWorkItem

MOST = 60


@open_to(Audience.MEMBER, why=gettext_lazy("A plan at work is for its organisation until it is adopted."))
@require_http_methods(["GET", "POST"])
def heard(request: SignedInRequest, pk: int) -> HttpResponse:
    """What groups of trainings shared and dialogues ask for, one click from a challenge."""
    plan = plan_of(request, pk)
    shared = GroupWorkItem.objects.filter(shared_at__isnull=False, withdrawn_at__isnull=True)
    asked = Heard.objects.public()
    refusal = None
    if request.method == "POST":
        refusal = tried(lambda: _take(request, plan))
        if refusal is None:
            messages.success(request, _("It is a challenge of the plan now. Better its words when you like."))
            return redirect("plans:heard", pk=plan.pk)
    taken = plan.challenges.current()
    context = standing(plan) | {
        "crumbs": crumbs(
            plan,
            (reverse("plans:diagnosis", args=[plan.pk]), _("Diagnosis")),
            ("", _("From trainings and dialogues")),
        ),
        "refusal": refusal,
        "may_write": rules.may_write(request.user, plan)
        and (not plan.scoring_closed_at or plan.first_adopted_at),
        "items": list(shared.select_related("group").order_by("-shared_at", "-pk")[:MOST]),
        "recommendations": list(asked.select_related("event", "theme")[:MOST]),
        "taken_items": set(taken.values_list("group_work", flat=True)),
        "taken_heard": set(taken.values_list("heard", flat=True)),
    }
    return render(request, "plans/work/heard.html", context, status=409 if refusal else 200)


def _take(request: SignedInRequest, plan: Plan) -> None:
    by, at = request.user, timezone.now()
    item, asked = request.POST.get("item", ""), request.POST.get("heard", "")
    if item.isdigit():
        actions.challenge_from_group_work(plan, item=get_object_or_404(GroupWorkItem, pk=item), by=by, at=at)
    elif asked.isdigit():
        found = get_object_or_404(Heard.objects.public(), pk=asked)
        actions.challenge_from_dialogue(plan, heard=found, by=by, at=at)
    else:
        raise Refused(_("Choose one of those on the page."))


@open_to(Audience.MEMBER, why=gettext_lazy("A plan at work is for its organisation until it is adopted."))
@require_safe
def suggestions(request: SignedInRequest, pk: int) -> HttpResponse:
    """What could be done about a priority, each with its reason, and what was dismissed."""
    found = challenge_of(request, pk, "plan__territory__country__parent")
    prefetch_related_objects([found], "objectives")
    context = standing(found.plan) | {
        "crumbs": crumbs(
            found.plan,
            (reverse("plans:design", args=[found.plan_id]), _("Design")),
            ("", _("Suggestions")),
        ),
        "challenge": found,
        "rows": shown.suggested(found),
        "dismissed": found.dismissed,
        "may_write": rules.may_write(request.user, found.plan) and found.plan.state in WRITING,
    }
    return render(request, "plans/work/suggestions.html", context)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors write the actions of their organisation's plan."))
@require_POST
def dismiss(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say why a suggestion does not fit."""
    found = challenge_of(request, pk)
    said = {name: request.POST.get(name, "")[:400] for name in ("kind", "key", "why")}
    if refusal := tried(lambda: actions.dismiss(found, by=request.user, at=timezone.now(), **said)):
        messages.error(request, str(refusal))
    return redirect("plans:suggestions", pk=found.pk)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors tell others what their organisation did."))
@require_POST
def practice(request: SignedInRequest, pk: int, action: int) -> HttpResponse:
    """Begin a practice from a finished action, or open the one that was begun from it."""
    mine = Plan.objects.of_colleagues(request.user)
    evaluation = get_object_or_404(Evaluation.objects.filter(plan__in=mine), pk=pk)
    found = get_object_or_404(Action.objects.filter(plan=evaluation.plan_id), pk=action)
    try:
        made = actions.draft_practice(evaluation, action=found, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("plans:evaluation", pk=evaluation.pk)
    if made.pk == found.told_as_id:
        messages.info(request, _("The practice “%(title)s” was begun from it before.") % {"title": made})
    else:
        messages.success(
            request, _("The practice “%(title)s” is begun as a draft of your organisation.") % {"title": made}
        )
    if made.state != PracticeState.DRAFT:
        return redirect("practices:work", pk=made.pk)
    return redirect("practices:write", pk=made.pk, step="story")
