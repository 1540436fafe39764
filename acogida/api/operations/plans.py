"""Adopted plans: the version in force, frozen, and how far it has come."""

from typing import Any

from django.db.models import F
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from acogida.api.links import api_url, page_url
from acogida.api.operations.territories import place_ref
from acogida.api.paging import answer, page_of
from acogida.api.schemas.asking import Asked, Problem
from acogida.api.schemas.publications import PlanOut, PlanPage, PlansAsked
from acogida.plans import queries
from acogida.plans.models import Action, PlanQuerySet
from acogida.plans.queries import parts
from acogida.plans.queries.achievement import achievement
from acogida.plans.queries.budget import reached_by_group
from acogida.plans.queries.money import money_of
from acogida.plans.queries.schedule import adopted_actions

router = Router(tags=["plans"])


@router.get(
    "plans",
    response={200: PlanPage, 400: Problem},
    summary=gettext_noop("Adopted local migration plans"),
)
def plans(request: HttpRequest, asked: Query[PlansAsked]) -> dict[str, Any]:
    rows = _published().defer("current_version__content")
    if asked.country:
        rows = rows.filter(territory__country__code=asked.country)
    if asked.territory:
        rows = rows.filter(territory__code=asked.territory)
    found, cursor = page_of(rows, key="pk", after=asked.cursor, limit=asked.limit)
    return answer(request, found, cursor, _brief)


@router.get(
    "plans/{int:number}",
    response={200: PlanOut, 400: Problem, 404: Problem},
    summary=gettext_noop("One adopted plan: its version in force, frozen, and its progress"),
)
def plan(request: HttpRequest, number: Path[int], asked: Query[Asked]) -> dict[str, Any]:
    found = _published().filter(pk=number).first() if number < 2**63 else None
    if found is None or found.current_version is None:
        raise Http404(_("There is no adopted plan with this number."))
    progress = [_progress(action) for action in adopted_actions(found)]
    return {**_brief(found), "content": queries.public_content(found), "progress": progress}


def _published() -> PlanQuerySet:
    """Adopted plans with what their version calls them: the live words may be of a draft amendment."""
    words = ("title", "starts_on", "ends_on", "contexts")
    adopted = {f"adopted_{word}": F(f"current_version__content__{word}") for word in words}
    return queries.published().annotate(**adopted)


def _progress(action: Action) -> dict[str, Any]:
    money = money_of(action)
    reports = sorted(action.progress.all(), key=lambda report: (report.reported_on, report.pk))
    return {
        "action": action.pk,
        "currency": money.currency,
        "spent": money.spent,
        "reached": parts.people_shown(reached_by_group(reports)),
        "reports": reports,
        "indicators": [
            {
                "indicator": indicator.pk,
                **vars(achievement(indicator)),
                "parts": parts.last_shown(indicator.reported),
            }
            for indicator in action.indicators.all()
        ],
    }


def _brief(plan: Any) -> dict[str, Any]:
    version = plan.current_version
    return {
        "id": plan.pk,
        "slug": plan.slug,
        "title": plan.adopted_title,
        "organisation": plan.organisation.name,
        "territory": place_ref(plan.territory),
        "starts_on": plan.adopted_starts_on,
        "ends_on": plan.adopted_ends_on,
        "contexts": plan.adopted_contexts,
        "state": plan.state,
        "first_adopted_at": plan.first_adopted_at,
        "version": {"number": version.number, "at": version.adopted_at, "sha256": version.sha256},
        "url": api_url("plans", plan.pk),
        "page": page_url("plans:public", plan.slug),
    }
