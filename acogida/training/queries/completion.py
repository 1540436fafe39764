"""What each participant has done and still misses, in numbers, while it can be mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from acogida.training.models import Component, Credit, Edition, Nomination
from acogida.training.queries.attendance import Attendance, attendance
from acogida.training.queries.course import ways_of
from acogida.training.states import Kind


@dataclass(frozen=True)
class Part:
    """A required part of an edition for one person: whether it is met, and by what.

    `units` are those done and all there are, of a course begun here.
    """

    component: Component
    met: bool
    credit: Credit | None = None
    attendance: Attendance | None = None
    units: tuple[int, int] | None = None


@dataclass(frozen=True)
class Standing:
    """All required parts of one person."""

    nomination: Nomination
    parts: list[Part]

    @property
    def complete(self) -> bool:
        return bool(self.parts) and all(part.met for part in self.parts)

    @property
    def missing(self) -> list[Part]:
        return [part for part in self.parts if not part.met]


def is_open(part: Component, now: datetime) -> bool:
    """Whether a part can be done now, by its own opening and closing."""
    return not (part.opens_at and now < part.opens_at) and not (part.closes_at and now > part.closes_at)


def parts_of(edition: Edition) -> list[Component]:
    """An edition's parts with all that standings and pages ask of them, in three queries."""
    parts = edition.components.select_related("session", "survey", "course_part__course")
    return list(parts.prefetch_related("groups", "session__items"))


def standings(
    edition: Edition, people: Iterable[Nomination], *, parts: Iterable[Component] | None = None
) -> list[Standing]:
    """Where these participants stand; eight queries for any number. A cancelled session is not asked.

    `parts` are the edition's, where the caller has them already (`parts_of`).
    """
    chosen = list(people)
    pks = [person.pk for person in chosen]
    required = [part for part in (parts_of(edition) if parts is None else parts) if part.is_required]
    sessions = [part.session for part in required if hasattr(part, "session")]
    counted = attendance(sessions, percent=edition.attendance_percent, nominations=pks)
    by_component = {session.component_id: session for session in sessions}
    given = {
        (credit.nomination_id, credit.component_id): credit
        for credit in Credit.objects.filter(nomination__in=pks).select_related("file")
    }
    courses = {part.pk: part.course_part.course_id for part in required if hasattr(part, "course_part")}
    ways = ways_of(pks, list(courses.values())) if courses else {}
    found = []
    for person in chosen:
        rows = []
        for component in required:
            if component.kind == Kind.SESSION:
                session = by_component.get(component.pk)
                if session is None or session.cancelled_at:
                    continue
                there = counted.get((session.pk, person.pk))
                rows.append(Part(component, bool(there and there.attended), attendance=there))
            else:
                credit = given.get((person.pk, component.pk))
                met = credit is not None and credit.verdict == Credit.Verdict.RECOGNISED
                units = ways.get((person.pk, courses.get(component.pk, 0)))
                rows.append(Part(component, met, credit=credit, units=units))
        found.append(Standing(person, rows))
    return found


def standing(nomination: Nomination) -> Standing:
    return standings(nomination.edition, [nomination])[0]
