"""What people do with services: one function a deed, one transaction, one audit line."""

from acogida.services.actions.corrections import approve, decline, send_correction
from acogida.services.actions.directory import check, close, create, edit, publish, remind_of_checks, reopen
from acogida.services.actions.ground import Stale

__all__ = [
    "Stale",
    "approve",
    "check",
    "close",
    "create",
    "decline",
    "edit",
    "publish",
    "remind_of_checks",
    "reopen",
    "send_correction",
]
