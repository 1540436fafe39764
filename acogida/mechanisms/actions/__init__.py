"""What people do with the registry of mechanisms."""

from acogida.mechanisms.actions.adopted import (
    propose_adopted,
    record_commitment,
    record_document,
    take_off,
)
from acogida.mechanisms.actions.load import load_shipped
from acogida.mechanisms.actions.registry import (
    add_meeting,
    answer_proposal,
    change_fact,
    end_participation,
    propose,
    record_participation,
)
from acogida.mechanisms.actions.session import record_joint_action, take_up

__all__ = [
    "add_meeting",
    "answer_proposal",
    "change_fact",
    "end_participation",
    "load_shipped",
    "propose",
    "propose_adopted",
    "record_commitment",
    "record_document",
    "record_joint_action",
    "record_participation",
    "take_off",
    "take_up",
]
