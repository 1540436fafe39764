"""Asking others to promise together, and their answer: by a personal link, once, by the one it was for."""

import secrets
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

from acogida.accounts.models import Organisation, User
from acogida.accounts.queries import hash_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.pledges import rules
from acogida.pledges.actions.draft import require_shares
from acogida.pledges.actions.ground import freeze, locked, refresh, require_writer
from acogida.pledges.actions.tell import cut, tell_approvers, tell_editors
from acogida.pledges.models import Answer, Form, Partner, Pledge
from acogida.pledges.states import CLOSINGS, State

LASTS = timedelta(days=30)


@transaction.atomic
def invite_partner(
    pledge: Pledge,
    organisation: Organisation,
    *,
    part: str = "",
    share: int | None = None,
    email: str = "",
    by: User,
    at: datetime,
) -> tuple[Partner, str]:
    """Ask an organisation to promise together: the partner, unseen until it confirms, and its link's token.

    The token is kept nowhere. The link goes to the address once the deed is kept; whoever asks may also
    hand it over themselves.
    """
    pledge = locked(pledge)
    require_writer(pledge, by)
    if pledge.state in CLOSINGS:
        raise Refused(_("This pledge is closed: nobody can join it any more."))
    if pledge.form not in {Form.COMMON, Form.PARTNERSHIP}:
        raise Refused(_("Make it a common pledge or a partnership first: then others can promise with you."))
    if organisation.pk == pledge.organisation_id:
        raise Refused(_("Your own organisation makes this pledge already."))
    if pledge.partners.filter(
        organisation=organisation, answer__in=[Answer.WAITING, Answer.CONFIRMED]
    ).exists():
        raise Refused(
            _("%(organisation)s was asked already. Take that invitation back first to ask again.")
            % {"organisation": organisation}
        )
    require_shares(pledge, lead=pledge.share, more=share or 0)
    token = secrets.token_urlsafe(32)
    asked = Partner.objects.create(
        pledge=pledge,
        organisation=organisation,
        part=part.strip(),
        share=share,
        email=email.strip().lower(),
        token_hash=hash_of(token),
        invited_by=by,
        invited_at=at,
        expires_at=at + LASTS,
    )
    audit.record("pledges.partner_asked", asked, by=by, at=at)
    tell_approvers(
        organisation,
        format_lazy(
            gettext_lazy(
                "{asker} asks you to promise together: “{pledge}”. Answer by the personal link you were sent."
            ),
            asker=pledge.pledger_name,
            pledge=cut(pledge.title),
        ),
        by=by,
        at=at,
    )
    if asked.email:
        transaction.on_commit(partial(_send, asked, token))
    return asked, token


def link_of(token: str) -> str:
    """The whole address of a personal link."""
    return settings.SITE_URL + reverse("pledges:answer", args=[token])


def _send(asked: Partner, token: str) -> None:
    with translation.override(asked.pledge.language):
        words = {
            "asker": asked.pledge.pledger_name,
            "pledge": asked.pledge.title,
            "organisation": asked.organisation.name,
            "date": date_format(asked.expires_at),
        }
        lines = [
            _("%(asker)s asks %(organisation)s to promise together: “%(pledge)s”.") % words,
            _(
                "Read it, and confirm or decline, by your personal link. It works once, until %(date)s, "
                "for an approver of your organisation:"
            )
            % words,
            link_of(token),
            _("Until you confirm, nobody sees your name beside it."),
        ]
        send_mail(
            subject=_("A pledge to make together: %(pledge)s") % {"pledge": cut(asked.pledge.title)},
            message="\n\n".join(lines),
            from_email=None,
            recipient_list=[asked.email],
        )


@transaction.atomic
def confirm(partner: Partner, *, part: str | None = None, by: User, at: datetime) -> Partner:
    """Promise together. From here on the organisation is shown, and owns its milestones."""
    pledge, partner = _answerable(partner, by=by, at=at)
    if part is not None:
        partner.part = part.strip()
    _answered(partner, Answer.CONFIRMED, by=by, at=at)
    if pledge.state != State.DRAFT:
        reason = _("%(organisation)s confirmed that it promises together.") % {
            "organisation": partner.organisation
        }
        freeze(pledge, reason=reason, by=by, at=at)
    refresh(pledge)
    _tell_lead(pledge, partner, gettext_lazy("{partner} confirmed: you promise together “{pledge}”."), at=at)
    return partner


@transaction.atomic
def decline(partner: Partner, *, reason: str = "", by: User, at: datetime) -> Partner:
    """Say no. Nobody but the organisation that asked ever knows that it was asked."""
    pledge, partner = _answerable(partner, by=by, at=at)
    partner.decline_reason = reason.strip()
    _answered(partner, Answer.DECLINED, by=by, at=at)
    _tell_lead(pledge, partner, gettext_lazy("{partner} declined to join “{pledge}”."), at=at)
    return partner


@transaction.atomic
def take_back(partner: Partner, *, by: User, at: datetime) -> Partner:
    """Take an invitation back before it is answered: its link stops working."""
    pledge = locked(partner.pledge)
    require_writer(pledge, by)
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    if partner.answer != Answer.WAITING:
        raise Refused(_("This invitation was answered already."))
    partner.answer = Answer.REVOKED
    partner.save(update_fields=["answer"])
    audit.record("pledges.partner_taken_back", partner, by=by, at=at)
    return partner


def _answerable(partner: Partner, *, by: User, at: datetime) -> tuple[Pledge, Partner]:
    pledge = locked(partner.pledge)
    partner = (
        Partner.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=partner.pk)
    )
    if sentence := rules.why_closed(partner, pledge, at=at):
        raise Refused(sentence)
    if not rules.may_answer(by, partner):
        raise Refused(
            _("This link is for %(organisation)s: only one of its approvers can answer.")
            % {"organisation": partner.organisation}
        )
    return pledge, partner


def _answered(partner: Partner, answer: Answer, *, by: User, at: datetime) -> None:
    partner.answer, partner.answered_by, partner.answered_at = answer, by, at
    partner.save()
    audit.record(f"pledges.partner_{answer.value}", partner, by=by, at=at)


def _tell_lead(pledge: Pledge, partner: Partner, text: object, *, at: datetime) -> None:
    tell_editors(
        pledge,
        format_lazy(text, partner=partner.organisation.name, pledge=cut(pledge.title)),  # type: ignore[arg-type] # lazy words
        url=reverse("pledges:desk", args=[pledge.pk]),
        by=None,
        at=at,
    )
