"""What people do to practices: one function a deed, one transaction, one audit line."""

from acogida.practices.actions.answers import answer
from acogida.practices.actions.calls import open_call
from acogida.practices.actions.compiled import held_back, load
from acogida.practices.actions.desk import appeal, ask, decide, enrol, give_back, invite
from acogida.practices.actions.drafts import discard, start, write
from acogida.practices.actions.files import attach, detach
from acogida.practices.actions.ground import Stale
from acogida.practices.actions.life import adapt, archive, confirm_active, publish_update, remind, reopen
from acogida.practices.actions.readers import enquire, keep_search, let_search_go, reply, tell_searches
from acogida.practices.actions.reviews import declare, give, mark, step_aside
from acogida.practices.actions.submission import confirm, link_of, refuse, send, take_back
from acogida.practices.actions.translations import bring_draft, translate

__all__ = [
    "Stale",
    "adapt",
    "answer",
    "appeal",
    "archive",
    "ask",
    "attach",
    "bring_draft",
    "confirm",
    "confirm_active",
    "decide",
    "declare",
    "detach",
    "discard",
    "enquire",
    "enrol",
    "give",
    "give_back",
    "held_back",
    "invite",
    "keep_search",
    "let_search_go",
    "link_of",
    "load",
    "mark",
    "open_call",
    "publish_update",
    "refuse",
    "remind",
    "reopen",
    "reply",
    "send",
    "start",
    "step_aside",
    "take_back",
    "tell_searches",
    "translate",
    "write",
]
