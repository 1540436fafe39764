"""What people do with services: one function a deed, one transaction, one audit line."""

from acogida.services.actions.corrections import approve, decline, send_correction
from acogida.services.actions.directory import check, close, create, edit, publish, remind_of_checks, reopen
from acogida.services.actions.ground import Stale
from acogida.services.actions.importing import Tried, import_table, rows_of, try_table
from acogida.services.actions.outreach import cancel_day, close_day, plan_day, tick
from acogida.services.actions.protocols import (
    ask_institutions,
    put_in_force,
    sign,
    sign_on_paper,
    take_back_protocol,
    write_protocol,
)
from acogida.services.actions.sending import send_month
from acogida.services.actions.tally import (
    Counted,
    change_office,
    count,
    forget_receipts,
    open_office,
    take_back,
)

__all__ = [
    "Counted",
    "Stale",
    "Tried",
    "approve",
    "ask_institutions",
    "cancel_day",
    "change_office",
    "check",
    "close",
    "close_day",
    "count",
    "create",
    "decline",
    "edit",
    "forget_receipts",
    "import_table",
    "open_office",
    "plan_day",
    "publish",
    "put_in_force",
    "remind_of_checks",
    "reopen",
    "rows_of",
    "send_correction",
    "send_month",
    "sign",
    "sign_on_paper",
    "take_back",
    "take_back_protocol",
    "tick",
    "try_table",
    "write_protocol",
]
