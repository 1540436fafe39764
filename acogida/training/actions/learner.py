"""What a learner does in a course: beginning, doing a unit, and what follows when all are done."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.training.models import (
    Component,
    Course,
    Credit,
    Learner,
    Nomination,
    Unit,
    UnitDone,
)
from acogida.training.states import State


def who(learner: Learner) -> str:
    """Who the trail says it was: never more than is known already."""
    if learner.user is not None:
        return str(learner.user)
    return learner.nomination.email if learner.nomination is not None else "learner"


@transaction.atomic
def begin(course: Course, *, user: User | None = None, at: datetime) -> Learner:
    """Take a course that is open to everybody. Who is signed in goes on where they were."""
    found = Course.objects.select_for_update().get(pk=course.pk)
    if not found.is_open or found.published_at is None:
        raise Refused(_("This course is not open to everybody."))
    there = Learner.objects.filter(course=found, user=user).first() if user is not None else None
    return there or _begin(found, user=user, nomination=None, at=at)


@transaction.atomic
def begin_part(nomination: Nomination, *, component: Component, at: datetime) -> Learner:
    """Take the course of an edition's component, as who takes part; go on where one was."""
    person = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
    if person.state != State.ACCEPTED or component.edition_id != person.edition_id:
        raise Refused(_("Only who takes part takes its courses."))
    if component.opens_at and at < component.opens_at:
        raise Refused(_("This course is not open yet."))
    course = component.course_part.course
    if course.published_at is None:
        raise Refused(_("This course is not open yet."))
    there = Learner.objects.filter(course=course, nomination=person).first()
    return there or _begin(course, user=None, nomination=person, at=at)


def _begin(course: Course, *, user: User | None, nomination: Nomination | None, at: datetime) -> Learner:
    made = Learner.objects.create(
        course=course, key=secrets.token_hex(16), user=user, nomination=nomination, started_at=at, seen_at=at
    )
    audit.record("training.course_begun", made, by=who(made), at=at)
    return made


@transaction.atomic
def finish_unit(learner: Learner, *, unit: Unit, at: datetime) -> UnitDone:
    """Note that a unit was read. One with a quiz or a package is done by passing that."""
    person = locked(learner)
    if unit.course_id != person.course_id:
        raise Refused(_("This unit belongs to another course."))
    if hasattr(unit, "quiz") or hasattr(unit, "package"):
        raise Refused(_("This unit is done when its questions or its exercise are passed."))
    return note_done(person, unit=unit, at=at)


def locked(learner: Learner) -> Learner:
    """The learner's row, held until the deed is done."""
    return (
        Learner.objects.select_for_update(of=("self",))
        .select_related("user", "nomination", "course")
        .get(pk=learner.pk)
    )


def note_done(person: Learner, *, unit: Unit, at: datetime) -> UnitDone:
    """Keep that a unit is done, once, and complete the course with its last one. Inside a deed."""
    found, new = UnitDone.objects.get_or_create(learner=person, unit=unit, defaults={"at": at})
    if new:
        audit.record("training.unit_done", person, by=who(person), at=at, detail={"unit": unit.pk})
        person.seen_at = at
        person.save(update_fields=["seen_at"])
    missing = person.course.units.exclude(pk__in=person.done.values("unit"))
    if person.completed_at is None and not missing.exists():
        person.completed_at = at
        person.save(update_fields=["completed_at"])
        audit.record("training.course_completed", person, by=who(person), at=at)
        _credit(person, at=at)
    return found


def _credit(person: Learner, *, at: datetime) -> None:
    """The components of the nominee's edition that ask for this course are met, until their deadline."""
    if person.nomination is None:
        return
    parts = Component.objects.filter(
        edition=person.nomination.edition_id, course_part__course=person.course_id
    )
    for component in parts:
        if component.closes_at and at > component.closes_at:
            continue
        Credit.objects.update_or_create(
            nomination=person.nomination,
            component=component,
            defaults={
                "how": Credit.How.COURSE,
                "verdict": Credit.Verdict.RECOGNISED,
                "given_at": at,
                "reason": "",
            },
        )


@transaction.atomic
def forget_strangers(*, before: datetime) -> int:
    """Delete the progress of people we do not know who have not come since; how many."""
    found = Learner.objects.filter(user__isnull=True, nomination__isnull=True, seen_at__lt=before)
    count = found.count()
    found.delete()
    return count
