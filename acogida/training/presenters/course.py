"""Courses as their pages show them, and what a device keeps of one."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from acogida.core.text import in_language, language_shown
from acogida.training import course_text
from acogida.training.models import Course, Learner, Unit
from acogida.training.queries.course import Step, Way

ASSETS = ("design/built/acogida.css", "training/course.js", "design/mark.svg")


def card(course: Course, minutes: int, units: int) -> dict[str, Any]:
    return {
        "course": course,
        "title": str(course),
        "summary": in_language(course.summary),
        "time": _("%(n)s minutes") % {"n": minutes},
        "units": units,
        "languages": languages(course),
    }


def languages(course: Course) -> str:
    own = dict(settings.LANGUAGES)
    return ", ".join(own.get(code, code) for code in course.languages)


def tongues(course: Course, view: str, *args: object) -> list[tuple[str, str, str]]:
    """(code, address, own name) of a page in each language the course is written in, and the page's own."""
    spoken = {*course.languages, (get_language() or "es")[:2]}
    found = []
    for code, own in settings.LANGUAGES:
        if code in spoken:
            with override(code):
                found.append((code, reverse(view, args=args), own))
    return found


def unit(found: Unit, learner: Learner | None) -> dict[str, Any]:
    """The text of a unit with its picture, video link and file, in the nearest language there is."""
    key = learner.key if learner else "0"
    return {
        "title": str(found),
        "language": language_shown(found.body or found.title),
        "body": course_text.shown(in_language(found.body)),
        "picture": reverse("training:unit_picture", args=[key, found.pk]) if found.picture else "",
        "alt": in_language(found.picture_alt),
        "video": found.video_url,
        "video_title": in_language(found.video_title) or found.video_url,
        "file": reverse("training:unit_file", args=[key, found.pk]) if found.file else "",
        "file_title": in_language(found.file_title) or (found.file.name if found.file else ""),
        "file_size": f"{max(found.file.size // 1024, 1)} kB" if found.file else "",
    }


def steps(way: Way) -> list[dict[str, Any]]:
    """The units as a list: done or not, and what is still missing of each, in words."""
    return [
        {
            "unit": step.unit,
            "url": reverse("training:unit", args=[way.learner.key, step.unit.pk]),
            "done": step.done,
            "words": _missing(step),
            "time": _("%(n)s minutes") % {"n": step.unit.minutes},
        }
        for step in way.steps
    ]


def _missing(step: Step) -> str:
    if step.done:
        return (
            _("Done. Best result: %(n)s %%.") % {"n": round(step.best)}
            if step.best is not None
            else _("Done.")
        )
    if step.quiz is not None and step.best is not None:
        said = {"best": round(step.best), "asked": step.quiz.pass_percent}
        return _("Not passed yet: %(best)s %% of the %(asked)s %% it asks for.") % said
    if step.quiz is not None:
        return _("To read, and questions to pass with %(asked)s %%.") % {"asked": step.quiz.pass_percent}
    if step.package is not None:
        return _("An exercise to complete.")
    return _("To read.")


def kit(learner: Learner, units: list[Unit]) -> dict[str, Any]:
    """What a device keeps: every page of the course in every language of it, and what they need.

    `pages` are those of each unit, to be fetched again when it changes; `scopes` are where the worker
    may answer: this learner's pages and nothing else.
    """
    home = [url for _c, url, _n in tongues(learner.course, "training:learner", learner.key)]
    pages = {
        unit.pk: [url for _c, url, _n in tongues(learner.course, "training:unit", learner.key, unit.pk)]
        for unit in units
    }
    pictures = [reverse("training:unit_picture", args=[learner.key, u.pk]) for u in units if u.picture]
    urls = [*home, *(url for found in pages.values() for url in found), *pictures, *map(static, ASSETS)]
    made = [(u.pk, u.title, u.body) for u in units]
    stamp = hashlib.sha256(json.dumps([made, urls], ensure_ascii=False).encode()).hexdigest()[:16]
    return {
        "name": learner.key,
        "urls": urls,
        "home": home,
        "pages": pages,
        "scopes": home,
        "stamp": stamp,
        "worker": reverse("course_worker"),
        "send": reverse("training:learner_send", args=[learner.key]),
    }
