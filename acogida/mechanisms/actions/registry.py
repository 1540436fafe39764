"""Keeping the registry: nothing is overwritten, so that what was known on a day can be read again."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.rules import day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.mechanisms import rules
from acogida.mechanisms.actions.adopted import take_up_proposal
from acogida.mechanisms.models import (
    Confidence,
    Fact,
    Field,
    Mechanism,
    Meeting,
    Participation,
    Proposal,
    Subject,
)
from acogida.mechanisms.states import MOVES, State
from acogida.territories.models import Territory


@transaction.atomic
def propose(mechanism: Mechanism, *, field: str, text: str, source: str, by: User, at: datetime) -> Proposal:
    """Propose what a fact should say, with where it can be read. Raises Refused without a source."""
    if not rules.may_propose(by):
        raise Refused(_("Sign in to propose a correction."))
    if not (text.strip() and source.strip()):
        raise Refused(_("Say what should stand there and where it can be read."))
    proposal = Proposal.objects.create(
        mechanism=mechanism,
        field=field,
        text=text.strip(),
        source=source.strip(),
        proposed_by=by,
        proposed_at=at,
    )
    audit.record("mechanisms.proposed", proposal, by=by, at=at)
    return proposal


@transaction.atomic
def answer_proposal(
    proposal: Proposal, *, accept: bool, answer: str = "", by: User, at: datetime
) -> Proposal:
    """Accept a proposal, which changes the fact, or decline it with a reason."""
    _require_editor(by)
    found = Proposal.objects.select_for_update(of=("self",)).select_related("mechanism").get(pk=proposal.pk)
    state = State.ACCEPTED if accept else State.DECLINED
    if state not in MOVES[State(found.state)]:
        raise Refused(_("This proposal has been answered already."))
    if not accept and not answer.strip():
        raise Refused(_("Say why it is declined: whoever proposed it will read it."))
    found.state, found.answer, found.answered_by, found.answered_at = state, answer.strip(), by, at
    found.save()
    audit.record(f"mechanisms.{state}", found, by=by, at=at)
    if accept and found.field in {Subject.DOCUMENT, Subject.COMMITMENT}:
        take_up_proposal(found, by=by, at=at)
    elif accept:
        change_fact(found.mechanism, field=found.field, text=found.text, sources=[found.source], by=by, at=at)
    return found


@transaction.atomic
def change_fact(
    mechanism: Mechanism, *, field: str, text: str, sources: list[str], by: User, at: datetime
) -> Fact:
    """What is known from now on; what stood there ends, and can still be read as of an earlier day.

    Notes are added to, every other field has one text.
    """
    _require_editor(by)
    if not (text.strip() and any(source.strip() for source in sources)):
        raise Refused(_("Say what should stand there and where it can be read."))
    Mechanism.objects.select_for_update().get(pk=mechanism.pk)
    if field != Field.NOTE:
        Fact.objects.filter(mechanism=mechanism, field=field, ended_at__isnull=True).update(ended_at=at)
    fact = Fact.objects.create(
        mechanism=mechanism,
        field=field,
        text={"": text.strip()},
        confidence=Confidence.MEDIUM,
        sources=[source.strip() for source in sources if source.strip()],
        checked_on=day_of(at),
        recorded_at=at,
    )
    _touched(mechanism, at=at)
    audit.record("mechanisms.fact_changed", fact, by=by, at=at)
    return fact


@transaction.atomic
def record_participation(
    mechanism: Mechanism,
    *,
    country: Territory,
    part: str,
    starts_on: date | None,
    ends_on: date | None,
    source: str,
    by: User,
    at: datetime,
) -> Participation:
    """A country takes part from a day on, or from a day not known; an overlapping row of it ends."""
    _require_editor(by)
    if not source.strip():
        raise Refused(_("Say where this can be read."))
    if starts_on and ends_on and ends_on <= starts_on:
        raise Refused(_("The last day must come after the first."))
    Mechanism.objects.select_for_update().get(pk=mechanism.pk)
    Participation.objects.filter(
        mechanism=mechanism, country=country, ended_at__isnull=True, ends_on__isnull=True
    ).update(ended_at=at)
    kept = Participation.objects.create(
        mechanism=mechanism,
        country=country,
        part=part,
        starts_on=starts_on,
        ends_on=ends_on,
        confidence=Confidence.MEDIUM,
        sources=[source.strip()],
        checked_on=day_of(at),
        recorded_at=at,
    )
    _touched(mechanism, at=at)
    audit.record("mechanisms.participation_recorded", kept, by=by, at=at)
    return kept


@transaction.atomic
def end_participation(
    participation: Participation, *, ends_on: date, source: str, by: User, at: datetime
) -> Participation:
    """A country leaves: the row with its last day replaces the open one, which is kept as it was known."""
    _require_editor(by)
    old = Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    if old.ended_at or old.ends_on:
        raise Refused(_("This was ended already."))
    return record_participation(
        old.mechanism,
        country=old.country,
        part=old.part,
        starts_on=old.starts_on,
        ends_on=ends_on,
        source=source,
        by=by,
        at=at,
    )


@transaction.atomic
def add_meeting(mechanism: Mechanism, *, values: dict[str, Any], by: User, at: datetime) -> Meeting:
    """A meeting with its days, place and source. Raises Refused where it ends before it begins."""
    _require_editor(by)
    if not str(values.get("source", "")).strip():
        raise Refused(_("Say where this can be read."))
    first, last = values["starts_on"], values.get("ends_on") or values["starts_on"]
    if last < first:
        raise Refused(_("The last day must come after the first."))
    meeting = Meeting.objects.create(
        mechanism=mechanism,
        titles={"": values["title"]},
        starts_on=first,
        ends_on=last,
        place=values.get("place", ""),
        country=values.get("country"),
        confidence=Confidence.MEDIUM,
        sources=[values["source"]],
        checked_on=day_of(at),
    )
    audit.record("mechanisms.meeting_added", meeting, by=by, at=at)
    return meeting


def _require_editor(by: User) -> None:
    if not rules.may_edit(by):
        raise Refused(_("Only the secretariat keeps the registry."))


def _touched(mechanism: Mechanism, *, at: datetime) -> None:
    Mechanism.objects.filter(pk=mechanism.pk).update(checked_on=day_of(at))
    changed("mechanism", mechanism.key)
