"""Adopted plans: the version in force, frozen, and how far it has come."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.resources.territories import place_ref
from acogida.api.schemas.publications import PlanBrief, PlanOut
from acogida.plans import queries
from acogida.plans.models import Action, PlanQuerySet
from acogida.plans.queries import parts
from acogida.plans.queries.achievement import achievement
from acogida.plans.queries.budget import reached_by_group
from acogida.plans.queries.money import money_of
from acogida.plans.queries.schedule import adopted_actions

router = Router()


def _published() -> PlanQuerySet:
    """Adopted plans with what their version calls them: the live words may be of a draft amendment."""
    words = ("title", "starts_on", "ends_on", "contexts")
    adopted = {f"adopted_{word}": F(f"current_version__content__{word}") for word in words}
    return queries.published().annotate(**adopted).defer("current_version__content")


def _progress(action: Action) -> Said:
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


def _brief(plan: Any) -> Said:
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


def _whole(plan: Any) -> Said:
    progress = [_progress(action) for action in adopted_actions(plan)]
    return {**_brief(plan), "content": queries.public_content(plan), "progress": progress}


def _in_force(rows: Any, year: int) -> Any:
    """Those whose adopted time holds some of the year; dates are kept as text in a version."""
    return rows.filter(adopted_starts_on__lte=f"{year:04}-12-31", adopted_ends_on__gte=f"{year:04}-01-01")


mount(
    router,
    Resource(
        name="plans",
        one="plan",
        lists=gettext_noop("Adopted local migration plans"),
        shows=gettext_noop("One adopted plan: its version in force, frozen, and its progress"),
        missing=gettext_lazy("There is no adopted plan with this number."),
        rows=_published,
        whole_rows=lambda rows: rows.defer(None),
        brief=_brief,
        whole=_whole,
        shape=PlanBrief,
        whole_shape=PlanOut,
        filters={
            "country": "territory__country__code",
            "territory": "territory__code",
            "state": "state",
            "year": _in_force,
        },
        words="plan",
    ),
)
