"""What people do to pledges: one function a deed, one transaction, one audit line."""

from acogida.pledges.actions.attachments import attach, detach, send_with_form
from acogida.pledges.actions.backing import agree_backing, end_backing, propose_backing
from acogida.pledges.actions.contacts import remind, remind_all, set_contacts
from acogida.pledges.actions.draft import create, edit
from acogida.pledges.actions.events import tie_event
from acogida.pledges.actions.ground import Stale
from acogida.pledges.actions.partners import confirm, decline, invite_partner, link_of, take_back
from acogida.pledges.actions.report import freeze_report
from acogida.pledges.actions.shipped import load_public_pledges
from acogida.pledges.actions.sign import amend, ask_signature, sign
from acogida.pledges.actions.standing import declare
from acogida.pledges.actions.steps import (
    add_indicator,
    add_milestone,
    edit_indicator,
    edit_milestone,
    remove_indicator,
    remove_milestone,
)
from acogida.pledges.actions.updates import Reported, Shown, confirm_update, draft_report, report

__all__ = [
    "Reported",
    "Shown",
    "Stale",
    "add_indicator",
    "add_milestone",
    "agree_backing",
    "amend",
    "ask_signature",
    "attach",
    "confirm",
    "confirm_update",
    "create",
    "declare",
    "decline",
    "detach",
    "draft_report",
    "edit",
    "edit_indicator",
    "edit_milestone",
    "end_backing",
    "freeze_report",
    "invite_partner",
    "link_of",
    "load_public_pledges",
    "propose_backing",
    "remind",
    "remind_all",
    "remove_indicator",
    "remove_milestone",
    "report",
    "send_with_form",
    "set_contacts",
    "sign",
    "take_back",
    "tie_event",
]
