"""What mechanisms adopted: the secretariat records and corrects it, anyone signed in proposes it."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.rules import day_of
from acogida.compact.models import Objective
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.mechanisms import rules
from acogida.mechanisms.models import Commitment, Confidence, Document, Mechanism, Proposal, Subject

# A day, a month or a year, as the source writes it.
DATED = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@transaction.atomic
def record_document(
    mechanism: Mechanism,
    *,
    title: str,
    kind: str,
    dated: str,
    source: str,
    instead_of: Document | None = None,
    by: User,
    at: datetime,
) -> Document:
    """A document the mechanism adopted, with its source; one it stands instead of ends, and is kept."""
    _require(by, title, source, dated)
    _end(instead_of, at=at)
    made = Document.objects.create(
        mechanism=mechanism,
        titles={"": title.strip()},
        type=kind,
        dated=dated,
        sources=[source.strip()],
        recorded_at=at,
    )
    if instead_of:
        Commitment.objects.filter(document=instead_of, ended_at__isnull=True).update(document=made)
    _touched(mechanism, at=at)
    audit.record("mechanisms.document_recorded", made, by=by, at=at)
    return made


@transaction.atomic
def record_commitment(
    mechanism: Mechanism,
    *,
    text: str,
    dated: str,
    until: str = "",
    document: Document | None = None,
    objectives: Collection[Objective],
    because: str,
    source: str,
    instead_of: Commitment | None = None,
    by: User,
    at: datetime,
) -> Commitment:
    """What the mechanism committed to, coded to objectives with the sentence that justifies it."""
    _require(by, text, source, dated)
    if not (objectives and because.strip()):
        raise Refused(_("Say which objectives of the Compact it serves, and why."))
    if until:
        _check_date(until)
        length = min(len(until), len(dated))
        if until[:length] < dated[:length]:
            raise Refused(_("It cannot be due before it was adopted."))
    if document and document.mechanism_id != mechanism.pk:
        raise Refused(_("That document belongs to another mechanism."))
    _end(instead_of, at=at)
    made = Commitment.objects.create(
        mechanism=mechanism,
        document=document,
        texts={"": text.strip()},
        dated=dated,
        until=until,
        because={"": because.strip()},
        confidence=Confidence.MEDIUM,
        sources=[source.strip()],
        checked_on=day_of(at),
        recorded_at=at,
    )
    made.objectives.set(objectives)
    _touched(mechanism, at=at)
    audit.record("mechanisms.commitment_recorded", made, by=by, at=at)
    return made


@transaction.atomic
def take_off(adopted: Document | Commitment, *, reason: str, by: User, at: datetime) -> None:
    """Take something off the page that was recorded by mistake; as of an earlier day it can still be read."""
    if not rules.may_edit(by):
        raise Refused(_("Only the secretariat keeps the registry."))
    if not reason.strip():
        raise Refused(_("Say why it is taken off."))
    _end(adopted, at=at)
    _touched(adopted.mechanism, at=at)
    audit.record("mechanisms.taken_off", adopted, by=by, at=at, detail={"reason": reason.strip()})


@transaction.atomic
def propose_adopted(
    mechanism: Mechanism,
    *,
    subject: str,
    text: str,
    source: str,
    values: dict[str, Any],
    by: User,
    at: datetime,
) -> Proposal:
    """Propose a document or a commitment, `values` its particulars; the secretariat answers."""
    if not rules.may_propose(by):
        raise Refused(_("Sign in to propose a correction."))
    if not (text.strip() and source.strip()):
        raise Refused(_("Say what should stand there and where it can be read."))
    _check_date(values["dated"])
    proposal = Proposal.objects.create(
        mechanism=mechanism,
        field=Subject(subject),
        text=text.strip(),
        source=source.strip(),
        values=values,
        proposed_by=by,
        proposed_at=at,
    )
    audit.record("mechanisms.proposed", proposal, by=by, at=at)
    return proposal


def take_up_proposal(proposal: Proposal, *, by: User, at: datetime) -> Document | Commitment:
    """Record what an accepted proposal says."""
    values = dict(proposal.values)
    if proposal.field == Subject.DOCUMENT:
        return record_document(
            proposal.mechanism, title=proposal.text, source=proposal.source, **values, by=by, at=at
        )
    objectives = Objective.objects.filter(pk__in=values.pop("objectives"))
    document = proposal.mechanism.documents.filter(pk=values.pop("document", None)).first()
    return record_commitment(
        proposal.mechanism,
        text=proposal.text,
        source=proposal.source,
        document=document,
        objectives=list(objectives),
        **values,
        by=by,
        at=at,
    )


def _require(by: User, text: str, source: str, dated: str) -> None:
    if not rules.may_edit(by):
        raise Refused(_("Only the secretariat keeps the registry."))
    if not (text.strip() and source.strip()):
        raise Refused(_("Say what should stand there and where it can be read."))
    _check_date(dated)


def _check_date(words: str) -> None:
    if not DATED.fullmatch(words):
        raise Refused(_("Write the date as a year, a month or a day: 2024, 2024-05 or 2024-05-17."))


def _end(adopted: Document | Commitment | None, *, at: datetime) -> None:
    if adopted is None:
        return
    standing = type(adopted)._default_manager.filter(pk=adopted.pk, ended_at__isnull=True)
    if not standing.update(ended_at=at):
        raise Refused(_("Somebody has corrected this meanwhile. Look at it again."))


def _touched(mechanism: Mechanism, *, at: datetime) -> None:
    Mechanism.objects.filter(pk=mechanism.pk).update(checked_on=day_of(at))
    changed("mechanism", mechanism.key)
