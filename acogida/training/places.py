"""Where training appears beyond its own pages: the search, and the objectives that groups spoke of."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from acogida.compact.models import Objective
from acogida.core import chores, panels
from acogida.core.search import sources
from acogida.core.search.sources import Entry
from acogida.core.text import LANGUAGES, in_language
from acogida.training.actions.learner import forget_strangers
from acogida.training.models import Course, Edition, GroupWorkItem

MOST = 10
REMEMBERED = timedelta(days=365)


def of_objective(objective: Objective, _user: Any) -> dict[str, Any] | None:
    """Challenges of working groups that touch it, the newest editions first."""
    items = (
        GroupWorkItem.objects.filter(objectives=objective, shared_at__isnull=False, withdrawn_at__isnull=True)
        .select_related("group__component__edition")
        .order_by("-group__component__edition__starts_on", "pk")[:MOST]
    )
    found = [(item, item.group.component.edition) for item in items]
    return {"items": found} if found else None


def entries(keys: Iterable[str] | None) -> Iterator[Entry]:
    """Published editions, one entry a language: title, summary, parts and agenda."""
    found = Edition.objects.filter(published_at__isnull=False).select_related("programme")
    if keys is not None:
        found = found.filter(pk__in=[key for key in keys if key.isdigit()])
    for edition in found.prefetch_related("components__session__items"):
        for language in LANGUAGES:
            words = [in_language(edition.summary, language), in_language(edition.programme.title, language)]
            for part in edition.components.all():
                words.append(in_language(part.title, language))
                session = getattr(part, "session", None)
                words += (
                    [in_language(item.title, language) for item in session.items.all()] if session else []
                )
            yield Entry(
                key=str(edition.pk),
                language=language,
                title=in_language(edition.title, language),
                body="\n".join(words),
                view="training:edition",
                args=(edition.slug,),
                note=str(edition.starts_on.year),
            )


def courses(keys: Iterable[str] | None) -> Iterator[Entry]:
    """Courses open to everybody, one entry a language: title, summary, the titles of their units."""
    found = Course.objects.open()
    if keys is not None:
        found = found.filter(pk__in=[key for key in keys if key.isdigit()])
    for course in found.prefetch_related("units"):
        for language in LANGUAGES:
            words = [in_language(unit.title, language) for unit in course.units.all()]
            yield Entry(
                key=str(course.pk),
                language=language,
                title=in_language(course.title, language),
                body="\n".join([in_language(course.summary, language), *words]),
                view="training:course",
                args=(course.slug,),
                note="",
            )


def _forget(at: datetime) -> None:
    forget_strangers(before=at - REMEMBERED)


def register() -> None:
    chores.register("training.learners", _forget)
    panels.register(
        panels.Panel("training-groups", "objective", 60, "training/panels/objective.html", of_objective)
    )
    sources.register(sources.Source("course", _("Courses"), 61, courses))
    sources.register(sources.Source("edition", _("Training"), 60, entries))
