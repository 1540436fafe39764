"""Reading that more than one page needs, and what the modules above ask of plans."""

from acogida.plans.queries.achievement import Achievement, achievement
from acogida.plans.queries.content import content_of
from acogida.plans.queries.money import Money, money_of, totals
from acogida.plans.queries.public import confirmed_partners, practice_here, practice_of, read_back_actions
from acogida.plans.queries.published import public_content, published
from acogida.plans.queries.ranking import Ranked, default_priorities, ranking, scores_of, turnout
from acogida.plans.queries.readiness import is_as_adopted, missing, open_priorities
from acogida.plans.queries.schedule import (
    adopted_actions,
    adopted_ids,
    current_actions,
    due_days,
    next_due,
    reports_due,
)
from acogida.plans.queries.suggestions import Suggestion, suggestions
from acogida.plans.queries.unfunded import Unfunded, unfunded
from acogida.plans.queries.week import Due, due_for, plans_of, waiting

__all__ = [
    "Achievement",
    "Due",
    "Money",
    "Ranked",
    "Suggestion",
    "Unfunded",
    "achievement",
    "adopted_actions",
    "adopted_ids",
    "confirmed_partners",
    "content_of",
    "current_actions",
    "default_priorities",
    "due_days",
    "due_for",
    "is_as_adopted",
    "missing",
    "money_of",
    "next_due",
    "open_priorities",
    "plans_of",
    "practice_here",
    "practice_of",
    "public_content",
    "published",
    "ranking",
    "read_back_actions",
    "reports_due",
    "scores_of",
    "suggestions",
    "totals",
    "turnout",
    "unfunded",
    "waiting",
]
