"""What people do to assessments: one function a deed, one transaction, one audit line."""

from acogida.assessments.actions.answers import (
    Given,
    Outcome,
    StaleAnswer,
    clear_answer,
    save_answer,
    save_answers,
)
from acogida.assessments.actions.evidence import add_evidence, remove_evidence
from acogida.assessments.actions.instrument import load_instrument
from acogida.assessments.actions.life import announce_ready, publish, reopen, start

__all__ = [
    "Given",
    "Outcome",
    "StaleAnswer",
    "add_evidence",
    "announce_ready",
    "clear_answer",
    "load_instrument",
    "publish",
    "remove_evidence",
    "reopen",
    "save_answer",
    "save_answers",
    "start",
]
