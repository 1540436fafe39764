"""The attendance desk: reports brought in, names decided on, disputes ruled; all of it undoable."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.training import rules
from acogida.training.actions.closing import require_going
from acogida.training.clock import is_zone
from acogida.training.intervals import within
from acogida.training.matching import Matcher, Participant
from acogida.training.meeting_files import read, spans_as_text
from acogida.training.models import AttendanceReport, Guest, Nomination, Ruling, Session
from acogida.training.states import State


@transaction.atomic
def bring_report(
    session: Session, *, data: bytes, name: str, zone: str, by: User, at: datetime
) -> AttendanceReport:
    """Bring in a report of the meeting; several of one session add up. Nobody is present by it yet.

    `zone` are the clocks that the report was written by. Refused where none of its times falls within
    the session: then it is of another meeting, or of another zone.
    """
    _require_running(by, session)
    if not is_zone(zone):
        raise Refused(_("There is no such time zone."))
    sha256 = hashlib.sha256(data).hexdigest()
    there = AttendanceReport.objects.filter(session=session, sha256=sha256, withdrawn_at__isnull=True)
    if there.exists():
        raise Refused(_("This very report is here already."))
    meeting = read(data, zone=zone, day=session.starts_at.astimezone(ZoneInfo(zone)).date())
    bounds = [(session.starts_at, session.ends_at)]
    if not any(within(attendee.spans, bounds) for attendee in meeting.attendees):
        first = min(span[0] for attendee in meeting.attendees for span in attendee.spans)
        raise Refused(
            _(
                "None of its times falls within the session: it begins on %(when)s UTC. "
                "It seems to be of another meeting, or written by the clocks of another zone."
            )
            % {"when": f"{first:%Y-%m-%d %H:%M}"}
        )
    report = AttendanceReport.objects.create(
        session=session, kind=meeting.kind, name=name[:200], sha256=sha256, imported_by=by, imported_at=at
    )
    matcher = Matcher(participants(session))
    guests = []
    for attendee in meeting.attendees:
        proposal = matcher.propose(attendee.name, attendee.email)
        guests.append(
            Guest(
                report=report,
                name=attendee.name,
                email=attendee.email,
                spans=spans_as_text(attendee.spans),
                proposed=list(proposal.pks),
                why=proposal.why,
            )
        )
    Guest.objects.bulk_create(guests, batch_size=500)
    audit.record("training.report_brought", report, by=by, at=at, detail={"guests": len(guests)})
    return report


def participants(session: Session) -> list[Participant]:
    """Who takes part in the session's edition, as the matcher compares them."""
    people = Nomination.objects.filter(edition=session.component.edition_id, state=State.ACCEPTED)
    return [Participant(*row) for row in people.values_list("pk", "name_key", "email").order_by("pk")]


def _require_running(by: User, session: Session) -> None:
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat decides on attendance."))
    require_going(session.component.edition)


@transaction.atomic
def withdraw_report(report: AttendanceReport, *, by: User, at: datetime) -> AttendanceReport:
    """Take a report back: it no longer counts, and can be brought again."""
    found = (
        AttendanceReport.objects.select_for_update(of=("self",))
        .select_related("session__component__edition")
        .get(pk=report.pk)
    )
    _require_running(by, found.session)
    if found.withdrawn_at:
        raise Refused(_("This report no longer counts."))
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    audit.record("training.report_withdrawn", found, by=by, at=at)
    return found


@transaction.atomic
def decide_guest(guest: Guest, *, people: Iterable[Nomination], by: User, at: datetime) -> Guest:
    """Say who a name in the report is: one participant, several on one device, or none of them."""
    found = _guest(guest, by)
    chosen = list(people)
    edition = found.report.session.component.edition_id
    if any(person.edition_id != edition or person.state != State.ACCEPTED for person in chosen):
        raise Refused(_("This person does not take part in this session."))
    found.people.set(chosen)
    found.verdict = Guest.Verdict.MATCHED if chosen else Guest.Verdict.NOBODY
    found.decided_by, found.decided_at = by, at
    found.save(update_fields=["verdict", "decided_by", "decided_at"])
    audit.record("training.guest_decided", found, by=by, at=at, detail={"people": [p.pk for p in chosen]})
    return found


def _guest(guest: Guest, by: User) -> Guest:
    found = (
        Guest.objects.select_for_update(of=("self",))
        .select_related("report__session__component__edition")
        .get(pk=guest.pk)
    )
    _require_running(by, found.report.session)
    return found


@transaction.atomic
def undo_guest(guest: Guest, *, by: User, at: datetime) -> Guest:
    """Open the question of who a name is again."""
    found = _guest(guest, by)
    found.people.clear()
    found.verdict, found.decided_by, found.decided_at = Guest.Verdict.OPEN, None, None
    found.save(update_fields=["verdict", "decided_by", "decided_at"])
    audit.record("training.guest_undone", found, by=by, at=at)
    return found


@transaction.atomic
def accept_addresses(session: Session, *, by: User, at: datetime) -> int:
    """Decide at once on every name whose address is a participant's own; how many."""
    _require_running(by, session)
    guests = list(
        Guest.objects.counting()
        .select_for_update(of=("self",))
        .filter(report__session=session, verdict=Guest.Verdict.OPEN, why="email")
    )
    for guest in guests:
        guest.people.set(guest.proposed)
        guest.verdict, guest.decided_by, guest.decided_at = Guest.Verdict.MATCHED, by, at
    Guest.objects.bulk_update(guests, ["verdict", "decided_by", "decided_at"], batch_size=500)
    audit.record(
        "training.addresses_accepted", session, by=by, at=at, detail={"guests": [g.pk for g in guests]}
    )
    return len(guests)


@transaction.atomic
def rule(
    session: Session, *, nomination: Nomination, attended: bool | None, reason: str, by: User, at: datetime
) -> Ruling | None:
    """Decide a dispute against what was counted, with its reason; None takes the decision back."""
    _require_running(by, session)
    if nomination.edition_id != session.component.edition_id:
        raise Refused(_("This person does not take part in this session."))
    if attended is None:
        Ruling.objects.filter(session=session, nomination=nomination).delete()
        audit.record("training.ruling_undone", nomination, by=by, at=at, detail={"session": session.pk})
        return None
    if not reason.strip():
        raise Refused(_("Say why: the participant reads it."))
    found, _new = Ruling.objects.update_or_create(
        session=session,
        nomination=nomination,
        defaults={"attended": attended, "reason": reason.strip()[:300], "ruled_by": by, "ruled_at": at},
    )
    audit.record("training.ruled", found, by=by, at=at, detail={"attended": attended})
    return found
