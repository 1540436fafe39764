"""The plan of a municipality: challenges with their causes, priorities, actions, indicators, progress."""

from acogida.plans.models.action import Action, ActionIndicator, Direction
from acogida.plans.models.challenge import (
    DEFAULT_WEIGHT,
    Challenge,
    Criterion,
    CriterionKey,
    CurrentQuerySet,
    Horizon,
    Score,
)
from acogida.plans.models.plan import Context, Plan, PlanQuerySet, PlanVersion
from acogida.plans.models.progress import Condition, IndicatorValue, Progress

__all__ = [
    "DEFAULT_WEIGHT",
    "Action",
    "ActionIndicator",
    "Challenge",
    "Condition",
    "Context",
    "Criterion",
    "CriterionKey",
    "CurrentQuerySet",
    "Direction",
    "Horizon",
    "IndicatorValue",
    "Plan",
    "PlanQuerySet",
    "PlanVersion",
    "Progress",
    "Score",
]
