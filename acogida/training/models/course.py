"""Courses: units to read, watch and try, and how far each learner is."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import User
from acogida.accounts.rules import may_oversee
from acogida.core.text import in_language
from acogida.documents.models import StoredFile
from acogida.training.models.nomination import Nomination
from acogida.training.models.programme import Component


class CourseQuerySet(models.QuerySet["Course"]):
    def open(self) -> Self:
        """Those everybody may take."""
        return self.filter(published_at__isnull=False, is_open=True)

    def visible_to(self, user: Any) -> Self:
        """Published ones open to everybody; whoever oversees sees all. Others come by a learner's link."""
        return self if may_oversee(user) else self.open()


class Course(models.Model):
    """What can be learned here, in one or several languages with one progress.

    `title`, `summary` map language codes to text; `languages` are those its units are written in.
    An open course may be taken by anybody; another one only as a part of an edition.
    """

    slug = models.SlugField(max_length=120, unique=True)
    title = models.JSONField()
    summary = models.JSONField(default=dict)
    source = models.JSONField(default=dict)
    languages = models.JSONField(default=list)
    is_open = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return in_language(self.title)


class Unit(models.Model):
    """A step of a course: a text (Markdown), perhaps a picture, a link to a video, a file.

    Besides, it may hold a quiz or a SCORM package; then it is done when that is passed or completed.
    A video is only ever a link: nothing of a third party is shown inside the page.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="units")
    key = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()
    title = models.JSONField()
    body = models.JSONField(default=dict)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), default=10)
    picture = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    picture_alt = models.JSONField(default=dict)
    video_url = models.URLField(max_length=300, blank=True)
    video_title = models.JSONField(default=dict)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    file_title = models.JSONField(default=dict)

    class Meta:
        ordering = ["course", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "key"], name="a_unit_is_named_once_a_course"),
            models.CheckConstraint(
                name="a_picture_is_also_said_in_words", condition=Q(picture__isnull=True) | ~Q(picture_alt={})
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.title)


class CoursePart(models.Model):
    """A course as a component of an edition: passing it here is what the component asks."""

    component = models.OneToOneField(Component, models.CASCADE, related_name="course_part")
    course = models.ForeignKey(Course, models.PROTECT, related_name="parts")

    class Meta:
        ordering = ["component"]

    def __str__(self) -> str:
        return str(self.course)


class Learner(models.Model):
    """Somebody on their way through a course: signed in, nominated for an edition, or nobody we know.

    `key` stands in the address of their pages and is all that is needed to go on, on any device.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="learners")
    key = models.CharField(max_length=32, unique=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    nomination = models.ForeignKey(Nomination, models.CASCADE, null=True, related_name="learners")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["course", "started_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "user"], name="a_person_takes_a_course_once"),
            models.UniqueConstraint(fields=["course", "nomination"], name="a_nominee_takes_a_course_once"),
            models.CheckConstraint(
                name="a_learner_is_a_user_or_a_nominee_or_unknown",
                condition=Q(user__isnull=True) | Q(nomination__isnull=True),
            ),
            models.CheckConstraint(
                name="a_course_is_completed_after_it_is_begun",
                condition=Q(completed_at__isnull=True) | Q(completed_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} · {self.pk}"


class UnitDone(models.Model):
    """That a learner has done a unit, whatever the language."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="done")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["learner", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "unit"], name="a_unit_is_done_once_a_learner")
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.unit}"
