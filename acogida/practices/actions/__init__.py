"""What people do to practices: one function a deed, one transaction, one audit line."""

from acogida.practices.actions.answers import answer
from acogida.practices.actions.calls import open_call
from acogida.practices.actions.compiled import load
from acogida.practices.actions.desk import appeal, ask, decide, enrol, give_back, invite
from acogida.practices.actions.drafts import discard, start, write
from acogida.practices.actions.ground import Stale
from acogida.practices.actions.life import adapt, archive, confirm_active, publish_update, remind, reopen
from acogida.practices.actions.reviews import declare, give, mark, step_aside
from acogida.practices.actions.submission import confirm, link_of, refuse, send, take_back

__all__ = [
    "Stale",
    "adapt",
    "answer",
    "appeal",
    "archive",
    "ask",
    "confirm",
    "confirm_active",
    "decide",
    "declare",
    "discard",
    "enrol",
    "give",
    "give_back",
    "invite",
    "link_of",
    "load",
    "mark",
    "open_call",
    "publish_update",
    "refuse",
    "remind",
    "reopen",
    "send",
    "start",
    "step_aside",
    "take_back",
    "write",
]
