"""Personal links: given, withdrawn, opened, finished."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.accounts.models import User
from acogida.accounts.queries import hash_of
from acogida.assessments import rules
from acogida.assessments.actions.tell import tell_editors
from acogida.assessments.models import Assessment, LinkPurpose, PersonalLink, SubDimension
from acogida.assessments.states import State
from acogida.core import audit
from acogida.core.errors import Refused

LONGEST = 60  # days a link may last
KEPT = timedelta(days=365)


@transaction.atomic
def give_link(
    assessment: Assessment,
    *,
    purpose: str,
    name: str,
    email: str = "",
    language: str,
    sections: Collection[SubDimension],
    days: int,
    by: User,
    at: datetime,
) -> tuple[PersonalLink, str]:
    """Let somebody without an account work on some sections: the link and its token, kept nowhere.

    With an address the link goes by mail once the deed is kept; without one it is handed over.
    """
    assessment = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if not rules.may_give_links(by, assessment):
        raise Refused(_("Only people who edit for this municipality can give links."))
    if assessment.state == State.PUBLISHED:
        raise Refused(_("This assessment is published. Reopen it to prepare its next edition."))
    name = name.strip()
    if purpose not in LinkPurpose.values or not name or not sections:
        raise Refused(_("Say what the link is for, who will hold it and for which sections."))
    if any(section.dimension.instrument_id != assessment.instrument_id for section in sections):
        raise Refused(_("This section belongs to another questionnaire."))
    if not 1 <= days <= LONGEST:
        raise Refused(_("A link lasts from 1 to %(most)s days.") % {"most": LONGEST})
    token = secrets.token_urlsafe(32)
    link = PersonalLink.objects.create(
        assessment=assessment,
        purpose=purpose,
        name=name,
        email=email.strip().lower(),
        language=language,
        token_hash=hash_of(token),
        made_by=by,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    link.sections.set(sections)
    audit.record(
        "assessments.link_given",
        link,
        by=by,
        at=at,
        detail={"purpose": purpose, "sections": sorted(section.key for section in sections)},
    )
    if link.email:
        transaction.on_commit(partial(_send, link, token))
    return link, token


def address_of(link: PersonalLink, token: str) -> str:
    """The whole address of a link, in its holder's language."""
    with translation.override(link.language):
        return settings.SITE_URL + reverse("assessments:link", args=[token])


def _send(link: PersonalLink, token: str) -> None:
    with translation.override(link.language):
        words = {
            "who": link.made_by.name,
            "organisation": link.assessment.organisation.name,
            "place": link.assessment.territory,
            "year": link.assessment.year,
            "date": date_format(link.expires_at),
        }
        asked = {
            LinkPurpose.ANSWER: _("to answer some sections of the self-assessment of %(place)s, %(year)s."),
            LinkPurpose.CONSULT: _("to comment on the self-assessment of %(place)s, %(year)s."),
            LinkPurpose.VALIDATE: _(
                "to read the self-assessment of %(place)s, %(year)s, and say whether you agree with it."
            ),
        }[LinkPurpose(link.purpose)]
        lines = [
            _("%(who)s, %(organisation)s, asks you") % words + " " + asked % words,
            _("You need no account. Open your personal link; it works until %(date)s:") % words,
            address_of(link, token),
            _("Do not pass it on: whoever holds it writes in your name."),
        ]
        send_mail(
            subject=_("Self-assessment of %(place)s, %(year)s: your part") % words,
            message="\n\n".join(lines),
            from_email=None,
            recipient_list=[link.email],
        )


@transaction.atomic
def withdraw_link(link: PersonalLink, *, by: User, at: datetime) -> PersonalLink:
    """End a link at once. What was written with it stays."""
    link = _locked(link)
    if not rules.may_give_links(by, link.assessment):
        raise Refused(_("Only people who edit for this municipality can withdraw links."))
    if link.revoked_at:
        raise Refused(_("It has already been withdrawn."))
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    audit.record("assessments.link_withdrawn", link, by=by, at=at)
    return link


@transaction.atomic
def open_link(link: PersonalLink, *, at: datetime) -> None:
    """Note the first time that a link is opened, so that who gave it knows that it arrived."""
    if not link.opened_at and PersonalLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=at):
        audit.record("assessments.link_opened", link, by=link, at=at)


@transaction.atomic
def finish_part(link: PersonalLink, *, at: datetime) -> PersonalLink:
    """Its holder says that their part is done; the editors are told. They can still change it."""
    link = _locked(link)
    still_open(link, at=at)
    if link.finished_at:
        raise Refused(_("You have already said so. You can still change what you wrote."))
    link.finished_at = at
    link.save(update_fields=["finished_at"])
    audit.record("assessments.link_finished", link, by=link, at=at)
    tell_editors(
        link.assessment,
        format_lazy(
            gettext_lazy("{who} has finished their part of the self-assessment of {place}, {year}."),
            who=link.name,
            place=link.assessment.territory.name,
            year=link.assessment.year,
        ),
        url=reverse("assessments:links", args=[link.assessment_id]),
        at=at,
    )
    return link


@transaction.atomic
def forget_addresses(*, by: object, at: datetime) -> int:
    """Take the e-mail addresses off links that ended more than a year ago; of how many."""
    old = PersonalLink.objects.filter(expires_at__lt=at - KEPT).exclude(email="")
    number = old.update(email="")
    if number:
        audit.record("assessments.link_addresses_forgotten", PersonalLink(), by=by, at=at)
    return number


def still_open(link: PersonalLink, *, at: datetime) -> None:
    """Refused where the link, as it stands now, cannot be used."""
    now = PersonalLink.objects.select_related("assessment").get(pk=link.pk)
    if sentence := rules.why_closed(now, at=at):
        raise Refused(sentence)


def _locked(link: PersonalLink) -> PersonalLink:
    return (
        PersonalLink.objects.select_for_update(of=("self",))
        .select_related("assessment__organisation", "assessment__territory", "made_by")
        .get(pk=link.pk)
    )
