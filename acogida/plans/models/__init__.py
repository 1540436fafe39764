"""The plan of a municipality: challenges with their causes, priorities, actions, indicators, progress."""

from acogida.plans.models.action import (
    EXTERNAL,
    Action,
    ActionIndicator,
    Competence,
    Dimension,
    Direction,
    Funding,
    Group,
    Level,
)
from acogida.plans.models.challenge import (
    DEFAULT_WEIGHT,
    Challenge,
    Criterion,
    CriterionKey,
    CurrentQuerySet,
    Horizon,
    Score,
    ScoringSheet,
)
from acogida.plans.models.evaluation import (
    Dac,
    Evaluation,
    EvaluationKind,
    Finding,
    FollowUp,
    Lesson,
    Recommendation,
    Response,
)
from acogida.plans.models.plan import Context, Plan, PlanQuerySet, PlanVersion
from acogida.plans.models.progress import Condition, IndicatorValue, Progress
from acogida.plans.models.together import Partner, PartnerState

__all__ = [
    "DEFAULT_WEIGHT",
    "EXTERNAL",
    "Action",
    "ActionIndicator",
    "Challenge",
    "Competence",
    "Condition",
    "Context",
    "Criterion",
    "CriterionKey",
    "CurrentQuerySet",
    "Dac",
    "Dimension",
    "Direction",
    "Evaluation",
    "EvaluationKind",
    "Finding",
    "FollowUp",
    "Funding",
    "Group",
    "Horizon",
    "IndicatorValue",
    "Lesson",
    "Level",
    "Partner",
    "PartnerState",
    "Plan",
    "PlanQuerySet",
    "PlanVersion",
    "Progress",
    "Recommendation",
    "Response",
    "Score",
    "ScoringSheet",
]
