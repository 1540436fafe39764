"""What visitors say is out of date, and what the keepers of the directory make of it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.accounts.models import EDITING, Membership, User
from acogida.accounts.rules import day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.notices.actions import notify
from acogida.notices.models import NoticeClass
from acogida.services.actions import directory
from acogida.services.actions.ground import require_text, require_writer
from acogida.services.models import ONE_CLICK, Correction, Service, Wrong
from acogida.services.states import CORRECTION_MOVES, CorrectionState, ServiceState

MOST_WAITING = 20
LONGEST = 400


@transaction.atomic
def send_correction(service: Service, *, wrong: str, text: str, at: datetime) -> Correction:
    """A visitor says what is wrong. Nothing changes in the directory until its keepers approve."""
    service = (
        Service.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=service.pk)
    )
    if service.state != ServiceState.PUBLISHED:
        raise Refused(_("This service is no longer in the directory."))
    if wrong not in Wrong.values:
        raise Refused(_("Choose what is out of date."))
    text = text.strip()
    if wrong != Wrong.GONE:
        text = require_text(text, _("Write how it is now."))
    if len(text) > LONGEST:
        raise Refused(_("Please say it in %(most)s letters at most.") % {"most": LONGEST})
    waiting = service.corrections.filter(state=CorrectionState.WAITING)
    if same := waiting.filter(wrong=wrong, text=text).first():
        return same
    if waiting.count() >= MOST_WAITING:
        raise Refused(
            _("Many corrections of this service already wait to be read. Thank you: come back soon.")
        )
    before = getattr(service, wrong, "") if wrong in ONE_CLICK else ""
    made = Correction.objects.create(service=service, wrong=wrong, before=before, text=text, sent_at=at)
    audit.record("services.correction_sent", made, by="visitor", at=at)
    _tell_keepers(service, at=at)
    return made


@transaction.atomic
def approve(correction: Correction, *, by: User, at: datetime) -> Correction:
    """Take it over. A telephone, address, web page or name is put right at once; a service that is gone
    is closed; the rest is for the keeper to write into the entry.
    """
    correction = _locked(correction, CorrectionState.APPROVED, by)
    service = correction.service
    if correction.wrong in ONE_CLICK:
        directory.edit(
            service, values={correction.wrong: correction.text}, revision=service.revision, by=by, at=at
        )
    if correction.wrong == Wrong.GONE:
        reason = correction.text or _("A visitor found it gone; we checked.")
        directory.close(service, reason=reason, by=by, at=at)
    elif service.state == ServiceState.PUBLISHED:
        directory.check(service, checked_on=max(day_of(at), service.checked_on or day_of(at)), by=by, at=at)
    return _decided(correction, CorrectionState.APPROVED, by=by, at=at)


@transaction.atomic
def decline(correction: Correction, *, reason: str, by: User, at: datetime) -> Correction:
    """Leave the entry as it is, with the reason."""
    correction = _locked(correction, CorrectionState.DECLINED, by)
    correction.answer = require_text(reason, _("Say why the entry stays as it is."))[:300]
    return _decided(correction, CorrectionState.DECLINED, by=by, at=at)


def _locked(correction: Correction, to: CorrectionState, by: User) -> Correction:
    correction = (
        Correction.objects.select_for_update(of=("self",))
        .select_related("service__organisation", "service__territory__country")
        .get(pk=correction.pk)
    )
    require_writer(correction.service, by)
    if to not in CORRECTION_MOVES[CorrectionState(correction.state)]:
        raise Refused(_("A colleague has already decided on this correction."))
    return correction


def _decided(correction: Correction, state: CorrectionState, *, by: User, at: datetime) -> Correction:
    correction.state, correction.decided_by, correction.decided_at = state, by, at
    correction.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    audit.record(f"services.correction_{state}", correction, by=by, at=at)
    return correction


def _tell_keepers(service: Service, *, at: datetime) -> None:
    editors = (
        Membership.objects.on(day_of(at))
        .filter(organisation=service.organisation_id, role__in=EDITING)
        .select_related("user")
        .order_by("user")
    )
    notify(
        [held.user for held in editors],
        notice_class=NoticeClass.WORK,
        text=format_lazy(gettext_lazy("A visitor corrects “{service}”."), service=service.name[:90]),
        url=reverse("services:corrections"),
        at=at,
    )
