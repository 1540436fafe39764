"""What the pages of the workspace share: fetching, trying a deed, showing a form again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.accounts.http import SignedInRequest
from acogida.core.errors import Refused
from acogida.plans.actions import Stale
from acogida.plans.forms.fields import Fresh
from acogida.plans.models import Action, ActionIndicator, Challenge, Plan
from acogida.plans.presenters import cycle

Crumbs = list[tuple[str, str]]


def plan_of(request: SignedInRequest, pk: int, *more: str) -> Plan:
    """A plan of one's own organisations, and what `more` it leads to, else 404."""
    found = Plan.objects.of_colleagues(request.user).select_related(
        "organisation", "territory__country", "current_version", *more
    )
    return get_object_or_404(found, pk=pk)


def action_of(request: SignedInRequest, pk: int) -> Action:
    found: QuerySet[Action] = Action.objects.filter(
        plan__in=Plan.objects.of_colleagues(request.user), withdrawn_at__isnull=True
    ).select_related(
        "plan__organisation",
        "plan__territory__country",
        "plan__current_version",
        "challenge",
        "objective",
        "local_action",
        "responsible",
    )
    return get_object_or_404(found, pk=pk)


def challenge_of(request: SignedInRequest, pk: int, *more: str) -> Challenge:
    """A challenge of one's own organisations with its plan, and what `more` it leads to, else 404."""
    found: QuerySet[Challenge] = Challenge.objects.filter(
        plan__in=Plan.objects.of_colleagues(request.user), withdrawn_at__isnull=True
    ).select_related("plan__organisation", "plan__territory__country", "plan__current_version", *more)
    return get_object_or_404(found, pk=pk)


def indicator_of(request: SignedInRequest, pk: int) -> ActionIndicator:
    found: QuerySet[ActionIndicator] = ActionIndicator.objects.filter(
        action__plan__in=Plan.objects.of_colleagues(request.user), withdrawn_at__isnull=True
    ).select_related("action__plan__organisation")
    return get_object_or_404(found, pk=pk)


def crumbs(plan: Plan, *more: tuple[str, str]) -> Crumbs:
    """From one's plans to here; the last is this page."""
    return [
        (reverse("plans:mine"), _("My plans")),
        (reverse("plans:desk", args=[plan.pk]) if more else "", plan.title),
        *more,
    ]


def standing(plan: Plan) -> dict[str, Any]:
    """What every page of a plan's workspace shows: its stages."""
    return {"plan": plan, "steps": cycle.steps(plan)}


def tried(deed: Callable[[], Any]) -> Refused | None:
    """Do it; the refusal to show, or none."""
    try:
        deed()
    except Refused as refusal:
        return refusal
    return None


@dataclass(frozen=True)
class Page:
    """A page that holds one form: what it is called, what its button says and who will see the effect.

    `offers` are things to begin from: what, where it comes from, the address.
    """

    title: str
    label: str
    back: str
    crumbs: Crumbs
    audience: str = ""
    intro: str = ""
    has_file: bool = False
    offers: Sequence[tuple[str, str, str]] = ()


def form_page(
    request: HttpRequest,
    page: Page,
    form: Any,
    *,
    refusal: Refused | None = None,
    current: dict[str, Any] | None = None,
) -> HttpResponse:
    """The form, with what was typed, the refusal, and both versions where a colleague saved first."""
    rows: list[dict[str, str]] = []
    if isinstance(refusal, Stale) and current is not None and isinstance(form, Fresh):
        rows = form.beside(current)
        form.renew(current["revision"])
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    context = {"page": page, "form": form, "refusal": refusal, "stale_rows": rows}
    return render(request, "plans/work/form.html", context, status=status)
