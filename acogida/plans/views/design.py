"""Actions by priority, with what the Compact suggests; each action with its indicators."""

from typing import Any

from babel.numbers import get_territory_currencies
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.compact.models import LocalAction
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.plans import actions, queries, rules
from acogida.plans.actions import Stale
from acogida.plans.forms import ActionForm, IndicatorForm
from acogida.plans.models import Action, Plan
from acogida.plans.presenters import design as shown
from acogida.plans.presenters import progress as progress_shown
from acogida.plans.presenters import ribbon, smart, words
from acogida.plans.presenters.particulars import sees
from acogida.plans.queries.counted import has_counters
from acogida.plans.states import WRITING
from acogida.plans.views.ground import (
    Page,
    action_of,
    crumbs,
    form_page,
    indicator_of,
    plan_of,
    standing,
    tried,
)
from acogida.practices.models import Practice

WHY_WORK = gettext_lazy("A plan at work is for its organisation until it is adopted.")
WHY_WRITE = gettext_lazy("Editors write the actions of their organisation's plan.")


@open_to(Audience.MEMBER, why=WHY_WORK)
@require_safe
def design(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each priority with its actions and the suggestions for it."""
    plan = plan_of(request, pk)
    written = shown.written(plan)
    context = standing(plan) | {
        "crumbs": crumbs(plan, ("", _("Design"))),
        "may_write": rules.may_write(request.user, plan) and plan.state in WRITING,
        "priorities": shown.priorities(plan, written),
        "others": shown.without_challenge(written),
        "gaps": queries.missing(plan, queries.content_of(plan, actions=written)),
        "may_reconsider": plan.state == "design",
    }
    return render(request, "plans/work/design.html", context)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def action_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write an action, by hand or begun from a suggestion."""
    plan = plan_of(request, pk)
    form = ActionForm(plan, request.POST or None, initial=_begun(request, plan))
    back = reverse("plans:design", args=[plan.pk])
    page = Page(
        title=_("Write an action"),
        label=_("Add the action"),
        back=back,
        crumbs=crumbs(plan, (back, _("Design")), ("", _("Write an action"))),
        audience=sees(plan),
    )
    refusal = None
    if form.is_valid():
        try:
            made = actions.add_action(plan, values=form.values(), by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("The action is added. Now say how its result is measured."))
            return redirect("plans:indicator_new", pk=made.pk)
    return form_page(request, page, form, refusal=refusal)


def _begun(request: SignedInRequest, plan: Plan) -> dict[str, Any]:
    """What a suggestion fills in (priority, local action, objective); dates and currency of the plan."""
    country = plan.territory.country
    found = get_territory_currencies(country.iso2) if country and country.iso2 else []
    begun: dict[str, Any] = {
        "starts_on": max(plan.starts_on, timezone.localdate())
        if plan.ends_on > timezone.localdate()
        else plan.starts_on,
        "ends_on": plan.ends_on,
        "currency": found[0] if found else "",
    }
    priorities = plan.challenges.current().filter(is_priority=True)
    if request.GET.get("challenge", "").isdigit():
        begun["challenge"] = priorities.filter(pk=request.GET["challenge"]).first()
    if request.GET.get("practice", "").isdigit():
        begun["inspired_by"] = Practice.objects.public().filter(pk=request.GET["practice"]).first()
    local = (
        LocalAction.objects.select_related("objective")
        .filter(code=request.GET.get("local_action", ""))
        .first()
    )
    if local:
        begun |= {"local_action": local, "objective": local.objective, "title": str(local).rstrip(".")[:200]}
    asked = request.GET.get("earlier", "")
    earlier = Action.objects.filter(plan=plan.follows_id, pk=asked).first() if asked.isdigit() else None
    if earlier:
        begun |= {
            name: getattr(earlier, name)
            for name in ("title", "description", "objective", "local_action", "responsible_unit", "partners")
        }
    return begun


@open_to(Audience.MEMBER, why=WHY_WORK)
@require_safe
def action(request: SignedInRequest, pk: int) -> HttpResponse:
    """One action: why, who, when, with what money, how measured, how it goes."""
    found = action_of(request, pk)
    prefetch_related_objects([found], progress_shown.with_evidence())
    plan = found.plan
    is_adopted = found.pk in queries.adopted_ids(plan)
    indicators = [
        row | {"advice": smart.advice(row["indicator"], found)} for row in progress_shown.indicators(found)
    ]
    reports = progress_shown.reports(found)
    practice = queries.practice_of(found.inspired_by_id)
    context = standing(plan) | {
        "crumbs": crumbs(plan, (reverse("plans:design", args=[plan.pk]), _("Design")), ("", found.title)),
        "action": found,
        "facts": shown.facts(found),
        "cause": shown.cause_of(found),
        "on": shown.stands_on(found),
        "indicators": indicators,
        "reports": reports,
        "strand": ribbon.of_action(found, indicators, reports, practice),
        "practice": practice,
        "practice_title": words.practice(practice) if practice else "",
        "practice_elsewhere": words.practice_elsewhere(found.told_of(found.practice_number)),
        "spending": progress_shown.spending(found),
        "is_adopted": is_adopted,
        "may_write": rules.may_write(request.user, plan),
        "is_writing": plan.state in WRITING,
    }
    return render(request, "plans/work/action.html", context)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def action_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change an action."""
    found = action_of(request, pk)
    form = ActionForm(found.plan, request.POST or None, initial=ActionForm.of(found), lines=bool(found.lines))
    back = reverse("plans:action", args=[found.pk])
    page = Page(
        title=_("Change the action"),
        label=_("Save"),
        back=back,
        crumbs=crumbs(found.plan, (back, found.title), ("", _("Change the action"))),
        audience=sees(found.plan),
    )
    refusal, current = None, None
    if form.is_valid():
        try:
            actions.edit_action(
                found, values=form.values(), revision=form.opened_on(), by=request.user, at=timezone.now()
            )
        except Refused as error:
            refusal = error
            current = ActionForm.of(_whole(error.current)) if isinstance(error, Stale) else None
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    return form_page(request, page, form, refusal=refusal, current=current)


def _whole(found: Action) -> Action:
    whole: Action = Action.objects.select_related("challenge", "objective", "local_action").get(pk=found.pk)
    return whole


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_POST
def action_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an action out of the plan."""
    found = action_of(request, pk)
    if refusal := tried(lambda: actions.remove_action(found, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
        return redirect("plans:action", pk=found.pk)
    messages.success(request, _("The action is out of the plan."))
    return redirect("plans:design", pk=found.plan_id)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def indicator_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say how an action's result is measured."""
    found = action_of(request, pk)
    initial = {
        "target_on": found.ends_on,
        "baseline_on": min(timezone.localdate(), found.starts_on),
        **smart.begun(request.GET.get("template", "")),
    }
    counters = has_counters(found.plan.organisation)
    form = IndicatorForm(request.POST or None, initial=initial, has_counters=counters)
    back = reverse("plans:action", args=[found.pk])
    page = Page(
        title=_("How is it measured?"),
        label=_("Add the indicator"),
        back=back,
        crumbs=crumbs(found.plan, (back, found.title), ("", _("Indicator"))),
        audience=sees(found.plan),
        intro=found.title,
        offers=smart.offers(found),
    )
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.add_indicator(found, values=form.values(), by=request.user, at=timezone.now())
        )
        if refusal is None:
            messages.success(request, _("The indicator is added."))
            return redirect(back)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def indicator_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change an indicator."""
    found = indicator_of(request, pk)
    counters = has_counters(found.action.plan.organisation)
    form = IndicatorForm(request.POST or None, initial=IndicatorForm.of(found), has_counters=counters)
    back = reverse("plans:action", args=[found.action_id])
    page = Page(
        title=_("Change the indicator"),
        label=_("Save"),
        back=back,
        crumbs=crumbs(found.action.plan, (back, found.action.title), ("", found.title)),
        audience=sees(found.action.plan),
    )
    refusal, current = None, None
    if form.is_valid():
        try:
            actions.edit_indicator(
                found, values=form.values(), revision=form.opened_on(), by=request.user, at=timezone.now()
            )
        except Refused as error:
            refusal = error
            current = IndicatorForm.of(error.current) if isinstance(error, Stale) else None
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    return form_page(request, page, form, refusal=refusal, current=current)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_POST
def indicator_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an indicator out."""
    found = indicator_of(request, pk)
    if refusal := tried(lambda: actions.remove_indicator(found, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The indicator is out of the plan."))
    return redirect("plans:action", pk=found.action_id)
