"""Minutes of attendance, from everything that is known of a session."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from acogida.training.intervals import Span, minutes, united, within, without
from acogida.training.meeting_files import spans_from_text
from acogida.training.models import Guest, Nomination, Presence, Ruling, Session
from acogida.training.states import State


@dataclass(frozen=True)
class Attendance:
    """What one person attended of one session, in whole minutes; `ruling` is a person's decision."""

    minutes: int
    needed: int
    total: int
    ruling: Ruling | None = None
    by_link_at: datetime | None = None
    on_sheet: bool = False

    @property
    def attended(self) -> bool:
        return self.ruling.attended if self.ruling else self.minutes >= self.needed


def counted_spans(session: Session) -> list[Span]:
    """The time that counts: what the agenda fills, without its breaks; all of it where it has no agenda."""
    items = list(session.items.all())
    breaks = [(item.starts_at, item.ends_at) for item in items if item.is_break]
    filled = [(item.starts_at, item.ends_at) for item in items if not item.is_break]
    return without(filled or [(session.starts_at, session.ends_at)], breaks)


def attendance(
    sessions: Iterable[Session], *, percent: int, nominations: Iterable[int] | None = None
) -> dict[tuple[int, int], Attendance]:
    """(session, nomination) → attendance, for those accepted (or these); four queries for any number.

    Cancelled sessions are left out. Sessions come with their `items`.
    """
    held = [session for session in sessions if session.cancelled_at is None]
    if not held:
        return {}
    pks = [session.pk for session in held]
    chosen = None if nominations is None else set(nominations)
    if chosen is None:
        edition = held[0].component.edition_id
        chosen = set(
            Nomination.objects.filter(edition=edition, state=State.ACCEPTED).values_list("pk", flat=True)
        )
    noted = list(Presence.objects.filter(session__in=pks))
    spans = _spans(held, pks, noted)
    links = {(p.session_id, p.nomination_id): p.at for p in noted if p.kind == Presence.Kind.LINK}
    signed = {(p.session_id, p.nomination_id) for p in noted if p.kind == Presence.Kind.SHEET}
    rulings = {
        (r.session_id, r.nomination_id): r
        for r in Ruling.objects.filter(session__in=pks).select_related("ruled_by")
    }
    found = {}
    for session in held:
        counted = counted_spans(session)
        total = round(minutes(counted))
        for pk in chosen:
            key = (session.pk, pk)
            found[key] = Attendance(
                minutes=int(minutes(within(spans[key], counted)) + 1e-9) if key in spans else 0,
                needed=math.ceil(total * percent / 100),
                total=total,
                ruling=rulings.get(key),
                by_link_at=links.get(key),
                on_sheet=key in signed,
            )
    return found


def _spans(
    sessions: list[Session], pks: list[int], noted: list[Presence]
) -> dict[tuple[int, int], list[Span]]:
    """When each person was there, by reports decided on and by door and sheet."""
    found: dict[tuple[int, int], list[Span]] = defaultdict(list)
    people = Guest.people.through.objects.filter(
        guest__report__session__in=pks, guest__report__withdrawn_at__isnull=True
    ).values_list("guest__report__session_id", "nomination_id", "guest__spans")
    for session_pk, nomination_pk, spans in people:
        found[session_pk, nomination_pk] += spans_from_text(spans)
    by_pk = {session.pk: session for session in sessions}
    for presence in noted:
        if presence.kind == Presence.Kind.LINK:
            continue
        session = by_pk[presence.session_id]
        start = session.starts_at if presence.kind == Presence.Kind.SHEET else presence.at
        found[session.pk, presence.nomination_id].append((start, session.ends_at))
    return {key: united(spans) for key, spans in found.items()}
