"""What people do to plans: one function a deed, one transaction, one audit line."""

from acogida.plans.actions.adoption import adopt, ask_adoption
from acogida.plans.actions.budget import Line, set_budget
from acogida.plans.actions.challenges import (
    challenge_by_hand,
    challenge_from_answer,
    challenge_from_figure,
    edit_challenge,
    remove_challenge,
)
from acogida.plans.actions.design import add_action, edit_action, remove_action
from acogida.plans.actions.ground import Stale
from acogida.plans.actions.indicators import add_indicator, edit_indicator, remove_indicator
from acogida.plans.actions.particulars import Risk, set_needs, set_reach, set_risks
from acogida.plans.actions.partners import answer_partner, ask_partner, withdraw_partner
from acogida.plans.actions.plan import create, edit
from acogida.plans.actions.prioritisation import (
    choose_priorities,
    close_scoring,
    lock_weights,
    reconsider_priorities,
    score,
    set_weights,
)
from acogida.plans.actions.progress import Reported, remind_of_reports, report_progress

__all__ = [
    "Line",
    "Reported",
    "Risk",
    "Stale",
    "add_action",
    "add_indicator",
    "adopt",
    "answer_partner",
    "ask_adoption",
    "ask_partner",
    "challenge_by_hand",
    "challenge_from_answer",
    "challenge_from_figure",
    "choose_priorities",
    "close_scoring",
    "create",
    "edit",
    "edit_action",
    "edit_challenge",
    "edit_indicator",
    "lock_weights",
    "reconsider_priorities",
    "remind_of_reports",
    "remove_action",
    "remove_challenge",
    "remove_indicator",
    "report_progress",
    "score",
    "set_budget",
    "set_needs",
    "set_reach",
    "set_risks",
    "set_weights",
    "withdraw_partner",
]
