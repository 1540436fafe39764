"""One pledge with everything its page shows: the same few questions for one update or three hundred."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from acogida.compact.models import Objective, Principle
from acogida.core.text import in_language
from acogida.pledges.models import (
    Backing,
    Indicator,
    IndicatorValue,
    Milestone,
    Partner,
    Pledge,
    Update,
    UpdateEvidence,
)
from acogida.pledges.states import State

NEWEST = 5


@dataclass(frozen=True)
class Whole:
    """A pledge, who confirmed it, its milestones and indicators, its newest updates, what it backs."""

    pledge: Pledge
    partners: list[Partner]
    milestones: list[Milestone]
    indicators: list[Indicator]
    updates: list[Update]
    backings: list[Backing] = field(default_factory=list)


def seen(user: Any) -> QuerySet[Pledge]:
    """The pledges this person may see, each with what its page names."""
    return (
        Pledge.objects.visible_to(user)
        .select_related(
            "entity_kind", "country", "territory", "organisation__kind", "matches", "current_version"
        )
        .prefetch_related(Prefetch("objectives", Objective.objects.order_by("number")))
        .annotate(matched=Count("matched_by", filter=~Q(matched_by__state__in=[State.DRAFT]), distinct=True))
    )


def whole(pledge: Pledge, *, with_backings: bool = True) -> Whole:
    """Everything around a pledge of `seen`; nothing is asked of one that was only recorded.

    A draft has no updates and backs nothing yet, so neither is asked for.
    """
    if pledge.is_recorded:
        return Whole(pledge, [], [], [], [])
    is_draft = pledge.state == State.DRAFT
    return Whole(
        pledge,
        list(pledge.partners.confirmed().select_related("organisation")),
        list(pledge.milestones.select_related("organisation")),
        list(indicators(pledge)),
        [] if is_draft else list(updates(pledge)[:NEWEST]),
        list(agreed_backings(pledge)) if with_backings and not is_draft else [],
    )


def indicators(pledge: Pledge) -> QuerySet[Indicator]:
    """Each with its last value (`actual`), its source and day; None where none was reported."""
    last = (
        IndicatorValue.objects.filter(indicator=OuterRef("pk"), update__published_at__isnull=False)
        .order_by("-update__reported_on", "-update_id")
        .values("value")
    )
    return pledge.indicators.select_related("organisation").annotate(
        actual=Subquery(last[:1]),
        actual_source=Subquery(last.values("source")[:1]),
        actual_on=Subquery(last.values("update__reported_on")[:1]),
    )


def updates(pledge: Pledge) -> QuerySet[Update]:
    """Published updates, the newest first, each with what shows it."""
    return (
        pledge.updates.filter(published_at__isnull=False)
        .select_related("organisation")
        .prefetch_related(Prefetch("evidence", UpdateEvidence.objects.select_related("file")))
        .order_by("-reported_on", "-pk")
    )


def agreed_backings(pledge: Pledge) -> QuerySet[Backing]:
    """The plan actions it backs, agreed by both sides."""
    return pledge.backings.agreed().select_related("action__plan__territory")


def principles_of(pledge: Pledge) -> list[str]:
    """Their titles in the page's language: as signed where it was signed."""
    if pledge.current_version is not None:
        return [in_language(one["title"]) for one in pledge.current_version.content["principles"]]
    return [str(one) for one in Principle.objects.filter(pledges=pledge)]
