"""What people do with the registry of mechanisms."""

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
    "record_joint_action",
    "record_participation",
    "take_up",
]
