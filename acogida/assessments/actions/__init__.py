"""What people do to assessments: one function a deed, one transaction, one audit line."""

from acogida.assessments.actions.answers import (
    Given,
    Outcome,
    StaleAnswer,
    clear_answer,
    save_answer,
    save_answers,
)
from acogida.assessments.actions.discussions import check_answer, discuss, reply, resolve
from acogida.assessments.actions.evidence import add_evidence, remove_evidence, reuse_evidence
from acogida.assessments.actions.instrument import load_instrument
from acogida.assessments.actions.life import announce_ready, publish, reopen, start
from acogida.assessments.actions.links import (
    address_of,
    finish_part,
    forget_addresses,
    give_link,
    open_link,
    withdraw_link,
)
from acogida.assessments.actions.openness import let_public_know, share_in_band
from acogida.assessments.actions.presence import be_here
from acogida.assessments.actions.rounds import move_to
from acogida.assessments.actions.spreadsheet import import_answers

__all__ = [
    "Given",
    "Outcome",
    "StaleAnswer",
    "add_evidence",
    "address_of",
    "announce_ready",
    "be_here",
    "check_answer",
    "clear_answer",
    "discuss",
    "finish_part",
    "forget_addresses",
    "give_link",
    "import_answers",
    "let_public_know",
    "load_instrument",
    "move_to",
    "open_link",
    "publish",
    "remove_evidence",
    "reopen",
    "reply",
    "resolve",
    "reuse_evidence",
    "save_answer",
    "save_answers",
    "share_in_band",
    "start",
    "withdraw_link",
]
