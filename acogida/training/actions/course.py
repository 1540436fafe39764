"""Writing courses: what they are called, their units in order, their quizzes, where they are asked for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.core.text import in_language
from acogida.documents.files import keep
from acogida.training import rules
from acogida.training.models import Component, Course, CoursePart, Quiz, Unit
from acogida.training.states import Kind

Upload = UploadedFile[Any]


def require_author(by: User) -> None:
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat writes courses."))


@transaction.atomic
def make_course(*, slug: str, values: Mapping[str, Any], by: User, at: datetime) -> Course:
    """A new course, a draft until it is published."""
    require_author(by)
    if Course.objects.filter(slug=slug).exists():
        raise Refused(_("There is already a course with this address. Choose another one."))
    made = Course.objects.create(slug=slug, created_at=at, **values)
    audit.record("training.course_made", made, by=by, at=at)
    return made


@transaction.atomic
def edit_course(course: Course, *, values: Mapping[str, Any], by: User, at: datetime) -> Course:
    """Change what a course is called, its languages, whether everybody may take it."""
    require_author(by)
    found = Course.objects.select_for_update().get(pk=course.pk)
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=list(values))
    audit.record("training.course_edited", found, by=by, at=at, detail={"fields": sorted(values)})
    changed("course", found.pk)
    return found


@transaction.atomic
def publish_course(course: Course, *, by: User, at: datetime) -> Course:
    """Let it be taken: by everybody where it is open, else in the editions that ask for it."""
    require_author(by)
    found = Course.objects.select_for_update().get(pk=course.pk)
    if found.published_at is not None:
        raise Refused(_("This course is published already."))
    units = list(found.units.select_related("quiz"))
    if not units:
        raise Refused(_("A course without units cannot be published."))
    for unit in units:
        require_questions(unit)
    found.published_at = at
    found.save(update_fields=["published_at"])
    audit.record("training.course_published", found, by=by, at=at)
    changed("course", found.pk)
    return found


def require_questions(unit: Unit) -> None:
    """Raise Refused where the bank has fewer questions than the unit's quiz draws."""
    quiz = getattr(unit, "quiz", None)
    if quiz is None:
        return
    pool = unit.course.questions.filter(retired_at__isnull=True)
    there = (pool.filter(topic=quiz.topic) if quiz.topic else pool).count()
    if there < quiz.draws:
        raise Refused(
            _("“%(unit)s” draws %(asked)s questions, and the bank has %(n)s of its topic.")
            % {"unit": unit, "asked": quiz.draws, "n": there}
        )


@transaction.atomic
def keep_unit(
    course: Course,
    *,
    unit: Unit | None = None,
    values: Mapping[str, Any],
    quiz: Mapping[str, Any] | None = None,
    picture: Upload | None = None,
    file: Upload | None = None,
    by: User,
    at: datetime,
) -> Unit:
    """Write a unit, new at the end or an old one; `quiz` None takes its questions away.

    A quiz with attempts stays: what learners have sent hangs from it.
    """
    require_author(by)
    found = Course.objects.select_for_update().get(pk=course.pk)
    kept = unit or Unit(course=found, key=_key(found, values), order=_last(found) + 1)
    for name, value in values.items():
        setattr(kept, name, value)
    for name, upload in (("picture", picture), ("file", file)):
        if upload is not None:
            stored = keep(upload, by=by, at=at)
            if name == "picture" and not stored.content_type.startswith("image/"):
                raise Refused(_("The picture is not an image. Send a PNG or a JPEG."))
            setattr(kept, name, stored)
    if kept.picture is not None and not any(kept.picture_alt.values()):
        raise Refused(_("Say in words what the picture shows, for who cannot see it."))
    kept.save()
    _keep_quiz(kept, quiz)
    if found.published_at is not None:
        require_questions(Unit.objects.select_related("course", "quiz").get(pk=kept.pk))
    audit.record("training.unit_kept", kept, by=by, at=at)
    changed("course", found.pk)
    return kept


def _last(course: Course) -> int:
    return course.units.aggregate(last=Max("order"))["last"] or 0


def _key(course: Course, values: Mapping[str, Any]) -> str:
    """A name for the unit within its course, from its title."""
    stem = slugify(in_language(values.get("title", {})))[:50] or "unit"
    taken = set(course.units.values_list("key", flat=True))
    return next(key for n in range(len(taken) + 1) if (key := f"{stem}-{n + 1}" if n else stem) not in taken)


def _keep_quiz(unit: Unit, said: Mapping[str, Any] | None) -> None:
    there = Quiz.objects.filter(unit=unit).first()
    if said is not None:
        if hasattr(unit, "package"):
            raise Refused(_("A unit has questions of its own or a package, not both."))
        Quiz.objects.update_or_create(unit=unit, defaults=dict(said))
    elif there is not None:
        if there.attempts.exists():
            raise Refused(_("People have answered these questions already, so they stay."))
        there.delete()


@transaction.atomic
def move_unit(unit: Unit, *, earlier: bool, by: User, at: datetime) -> None:
    """Put a unit one place earlier or later. The first stays first, the last stays last."""
    require_author(by)
    Course.objects.select_for_update().get(pk=unit.course_id)
    units = list(Unit.objects.filter(course=unit.course_id).order_by("order", "pk"))
    place = next(n for n, one in enumerate(units) if one.pk == unit.pk)
    other = place + (-1 if earlier else 1)
    if not 0 <= other < len(units):
        return
    units[place], units[other] = units[other], units[place]
    for order, one in enumerate(units, 1):
        one.order = order
    Unit.objects.bulk_update(units, ["order"])
    audit.record("training.unit_moved", unit, by=by, at=at, detail={"earlier": earlier})


@transaction.atomic
def remove_unit(unit: Unit, *, by: User, at: datetime) -> None:
    """Take a unit out of a course, before anybody has begun it."""
    require_author(by)
    course = Course.objects.select_for_update().get(pk=unit.course_id)
    if course.learners.exists():
        raise Refused(_("People take this course already: change the unit instead of removing it."))
    audit.record("training.unit_removed", unit, by=by, at=at, detail={"key": unit.key})
    unit.delete()


@transaction.atomic
def ask_for(component: Component, *, course: Course | None, by: User, at: datetime) -> None:
    """Let an edition's component be met by passing a course here; None takes that back."""
    require_author(by)
    found = Component.objects.select_for_update().get(pk=component.pk)
    if found.kind != Kind.COURSE:
        raise Refused(_("Only a course can be taken here."))
    CoursePart.objects.filter(component=found).delete()
    if course is not None:
        CoursePart.objects.create(component=found, course=course)
    detail = {"course": course.slug if course else ""}
    audit.record("training.course_asked_for", found, by=by, at=at, detail=detail)
