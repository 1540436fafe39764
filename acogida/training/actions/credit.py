"""Parts done elsewhere or earlier: presented by the participant, recognised by the secretariat."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.documents.files import keep
from acogida.training import rules
from acogida.training.actions.closing import require_going
from acogida.training.models import Component, Credit, Nomination
from acogida.training.states import Kind, State


@transaction.atomic
def present_earlier(
    nomination: Nomination,
    *,
    component: Component,
    upload: "UploadedFile[Any]",
    note: str,
    by: object,
    at: datetime,
) -> Credit:
    """Present a certificate of an earlier course for a course of this edition; somebody looks at it."""
    person = (
        Nomination.objects.select_for_update(of=("self",)).select_related("edition").get(pk=nomination.pk)
    )
    require_going(person.edition)
    if person.state != State.ACCEPTED or component.edition_id != person.edition_id:
        raise Refused(_("Only who takes part presents certificates."))
    if component.kind != Kind.COURSE:
        raise Refused(_("An earlier certificate counts for a course only."))
    there = Credit.objects.filter(nomination=person, component=component).first()
    if there and there.verdict == Credit.Verdict.RECOGNISED:
        raise Refused(_("This course counts for you already."))
    stored = keep(upload, by=by, at=at)
    found, _new = Credit.objects.update_or_create(
        nomination=person,
        component=component,
        defaults={
            "how": Credit.How.EARLIER,
            "verdict": Credit.Verdict.PRESENTED,
            "file": stored,
            "note": note.strip()[:300],
            "reason": "",
            "given_at": at,
            "decided_by": None,
        },
    )
    audit.record("training.certificate_presented", found, by=by, at=at)
    return found


@transaction.atomic
def decide_credit(credit: Credit, *, recognised: bool, reason: str = "", by: User, at: datetime) -> Credit:
    """Recognise an earlier certificate, or say why not."""
    found = (
        Credit.objects.select_for_update(of=("self",)).select_related("component__edition").get(pk=credit.pk)
    )
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat recognises certificates."))
    require_going(found.component.edition)
    if not recognised and not reason.strip():
        raise Refused(_("Say why: the participant reads it."))
    found.verdict = Credit.Verdict.RECOGNISED if recognised else Credit.Verdict.REFUSED
    found.reason, found.decided_by = reason.strip()[:300], by
    found.save(update_fields=["verdict", "reason", "decided_by"])
    audit.record("training.credit_decided", found, by=by, at=at, detail={"recognised": recognised})
    return found


@transaction.atomic
def credit(nomination: Nomination, *, component: Component, by: User, at: datetime) -> Credit:
    """Note that somebody passed a course on another platform, or took part in group work."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat notes what was done elsewhere."))
    require_going(component.edition)
    if component.kind not in {Kind.COURSE, Kind.GROUP_WORK} or component.edition_id != nomination.edition_id:
        raise Refused(_("This part cannot be noted by hand."))
    how = Credit.How.ELSEWHERE if component.kind == Kind.COURSE else Credit.How.TOOK_PART
    found, _new = Credit.objects.update_or_create(
        nomination=nomination,
        component=component,
        defaults={
            "how": how,
            "verdict": Credit.Verdict.RECOGNISED,
            "given_at": at,
            "decided_by": by,
            "reason": "",
        },
    )
    audit.record("training.credited", found, by=by, at=at, detail={"how": how})
    return found
