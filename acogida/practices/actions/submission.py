"""Sending a practice: alone or for another, whose focal point confirms by a personal link."""

import secrets
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.queries import hash_of
from acogida.accounts.rules import day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.practices import rules
from acogida.practices.actions import tell
from acogida.practices.actions.ground import locked, move
from acogida.practices.models import Call, FocalPoint, Practice
from acogida.practices.queries.checks import checks_of
from acogida.practices.states import State

LASTS = timedelta(days=30)


@transaction.atomic
def send(
    practice: Practice,
    *,
    call: Call | None = None,
    focal_name: str = "",
    focal_email: str = "",
    by: User,
    at: datetime,
) -> tuple[Practice, str]:
    """Send a finished draft to the secretariat, and the focal point's token where there is one.

    With a focal point it waits until that person, of the main implementer, has confirmed by link.
    """
    practice = locked(practice)
    if not rules.may_submit(by, practice):
        raise Refused(_("Only approvers of this organisation send a practice."))
    if stops := [check.text for check in checks_of(practice) if check.stops]:
        raise Refused(stops[0])
    if call and not Call.objects.open_on(day_of(at)).filter(pk=call.pk).exists():
        raise Refused(_("This call is closed. Send it without a call: it is read all the same."))
    asked = bool(focal_email.strip())
    if asked and not focal_name.strip():
        raise Refused(_("Write the name of the focal point too."))
    move(practice, State.WAITING if asked else State.SUBMITTED, _("It has already been sent."))
    practice.submitted_by, practice.submitted_at = by, at
    practice.call, practice.on_behalf = call, asked
    practice.save(update_fields=["state", "submitted_by", "submitted_at", "call", "on_behalf"])
    FocalPoint.objects.filter(practice=practice).delete()
    audit.record("practices.sent", practice, by=by, at=at, detail={"on_behalf": asked})
    if not asked:
        tell.to_desk(practice, tell.SENT, by=by, at=at)
        return practice, ""
    return practice, _ask(practice, focal_name.strip(), focal_email.strip().lower(), by=by, at=at)


def _ask(practice: Practice, name: str, email: str, *, by: User, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    focal = FocalPoint.objects.create(
        practice=practice,
        name=name[:120],
        email=email,
        token_hash=hash_of(token),
        asked_at=at,
        expires_at=at + LASTS,
    )
    transaction.on_commit(partial(_mail, focal, token, by.name))
    return token


def link_of(practice: Practice, token: str) -> str:
    """The whole address of the focal point's link, in the language of the practice."""
    with translation.override(practice.original_language):
        return settings.SITE_URL + reverse("practices:focal_point", args=[token])


def _mail(focal: FocalPoint, token: str, sender: str) -> None:
    practice = focal.practice
    with translation.override(practice.original_language):
        words = {
            "sender": sender,
            "title": tell.title_of(practice),
            "name": focal.name,
            "date": date_format(focal.expires_at),
        }
        lines = [
            _("Dear %(name)s:") % words,
            _("%(sender)s sends the practice “%(title)s” in the name of your institution.") % words,
            _("Read it and say whether it may go to peer review. The link works until %(date)s:") % words,
            link_of(practice, token),
            _("If you do nothing, it is not sent."),
        ]
        send_mail(
            subject=_("Please confirm: “%(title)s”") % words,
            message="\n\n".join(lines),
            from_email=None,
            recipient_list=[focal.email],
        )


@transaction.atomic
def confirm(focal: FocalPoint, *, remark: str = "", at: datetime) -> Practice:
    """The focal point says yes: the practice goes to the secretariat."""
    practice = _answer(focal, at=at)
    FocalPoint.objects.filter(pk=focal.pk).update(confirmed_at=at, remark=remark.strip()[:2000])
    move(practice, State.SUBMITTED, _("This practice no longer waits for an answer."))
    practice.save(update_fields=["state"])
    audit.record("practices.confirmed", practice, by="focal point", at=at)
    tell.to_people(practice, tell.CONFIRMED, at=at)
    tell.to_desk(practice, tell.SENT, at=at)
    return practice


@transaction.atomic
def refuse(focal: FocalPoint, *, remark: str, at: datetime) -> Practice:
    """The focal point says no, with the reason: it goes back to whoever wrote it."""
    if not remark.strip():
        raise Refused(_("Write why, so that they can mend it."))
    practice = _answer(focal, at=at)
    FocalPoint.objects.filter(pk=focal.pk).update(refused_at=at, remark=remark.strip()[:2000])
    move(practice, State.DRAFT, _("This practice no longer waits for an answer."))
    practice.save(update_fields=["state"])
    audit.record("practices.not_confirmed", practice, by="focal point", at=at)
    tell.to_people(practice, tell.REFUSED, at=at)
    return practice


def _answer(focal: FocalPoint, *, at: datetime) -> Practice:
    practice = locked(focal.practice)
    focal = FocalPoint.objects.get(pk=focal.pk)
    if focal.confirmed_at or focal.refused_at:
        raise Refused(_("This link has already been used."))
    if focal.expires_at <= at:
        raise Refused(_("This link has expired. Ask who sent the practice for a new one."))
    return practice


@transaction.atomic
def take_back(practice: Practice, *, by: User, at: datetime) -> Practice:
    """Take back what still waits for its focal point."""
    practice = locked(practice)
    if not rules.may_submit(by, practice):
        raise Refused(_("Only approvers of this organisation take a practice back."))
    if practice.state != State.WAITING:
        raise Refused(_("It no longer waits for its focal point."))
    move(practice, State.DRAFT, "")
    practice.save(update_fields=["state"])
    FocalPoint.objects.filter(practice=practice).delete()
    audit.record("practices.taken_back", practice, by=by, at=at)
    return practice
