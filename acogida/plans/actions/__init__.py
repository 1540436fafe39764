"""What people do to plans: one function a deed, one transaction, one audit line."""

from acogida.plans.actions.adoption import adopt, ask_adoption
from acogida.plans.actions.budget import Line, set_budget
from acogida.plans.actions.challenges import (
    challenge_by_hand,
    challenge_from_answer,
    challenge_from_figure,
    challenge_from_tally,
    edit_challenge,
    remove_challenge,
)
from acogida.plans.actions.closing import CARRY, DROP, begin_next, close
from acogida.plans.actions.design import add_action, edit_action, remove_action
from acogida.plans.actions.entrusting import entrust
from acogida.plans.actions.evaluation import (
    add_finding,
    add_lesson,
    add_recommendation,
    follow_up,
    open_evaluation,
    publish_evaluation,
    remove_part,
    respond,
)
from acogida.plans.actions.ground import Stale
from acogida.plans.actions.handover import read_back
from acogida.plans.actions.heard import (
    challenge_from_dialogue,
    challenge_from_group_work,
    dismiss,
    draft_practice,
)
from acogida.plans.actions.indicators import add_indicator, edit_indicator, remove_indicator
from acogida.plans.actions.monitoring import SheetReport, faults_of, take_reports
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
from acogida.plans.actions.workshop import (
    challenges_from_workshop,
    dissent,
    remove_sheet,
    type_sheet,
)

__all__ = [
    "CARRY",
    "DROP",
    "Line",
    "Reported",
    "Risk",
    "SheetReport",
    "Stale",
    "add_action",
    "add_finding",
    "add_indicator",
    "add_lesson",
    "add_recommendation",
    "adopt",
    "answer_partner",
    "ask_adoption",
    "ask_partner",
    "begin_next",
    "challenge_by_hand",
    "challenge_from_answer",
    "challenge_from_dialogue",
    "challenge_from_figure",
    "challenge_from_group_work",
    "challenge_from_tally",
    "challenges_from_workshop",
    "choose_priorities",
    "close",
    "close_scoring",
    "create",
    "dismiss",
    "dissent",
    "draft_practice",
    "edit",
    "edit_action",
    "edit_challenge",
    "edit_indicator",
    "entrust",
    "faults_of",
    "follow_up",
    "lock_weights",
    "open_evaluation",
    "publish_evaluation",
    "read_back",
    "reconsider_priorities",
    "remind_of_reports",
    "remove_action",
    "remove_challenge",
    "remove_indicator",
    "remove_part",
    "remove_sheet",
    "report_progress",
    "respond",
    "score",
    "set_budget",
    "set_needs",
    "set_reach",
    "set_risks",
    "set_weights",
    "take_reports",
    "type_sheet",
    "withdraw_partner",
]
