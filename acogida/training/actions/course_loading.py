"""Putting in the courses the package ships with."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from acogida.core import audit
from acogida.core.search.sources import changed
from acogida.training.models import Course, Question, QuestionKind, Quiz, Unit
from acogida.training.questions.shape import Content, Draft, require_sound

SHIPPED = Path(__file__).parents[1] / "data" / "courses.yaml"
Said = Mapping[str, Any]


@transaction.atomic
def load_courses(*, at: datetime, path: Path = SHIPPED) -> int:
    """Put the shipped courses in, or bring them up to date; how many. Safe to repeat.

    A question whose words have changed is a new one, and the old is retired, as in the bank; one that has
    another name now says in `was` which it replaces.
    """
    said = yaml.safe_load(path.read_text())
    for one in said:
        plain = {name: one[name] for name in ("title", "summary", "source", "languages")}
        course, _new = Course.objects.update_or_create(
            slug=one["slug"],
            defaults=plain,
            create_defaults=plain | {"created_at": at, "published_at": at, "is_open": one.get("open", True)},
        )
        for question in one["questions"]:
            _load_question(course, question, at=at)
        for order, unit in enumerate(one["units"], 1):
            _load_unit(course, order, unit)
        audit.record("training.course_loaded", course, by="acogida", at=at)
        changed("course", course.pk)
    return len(said)


def _load_unit(course: Course, order: int, said: Said) -> None:
    values = {name: said[name] for name in ("title", "body", "minutes")} | {"order": order}
    unit, _new = Unit.objects.update_or_create(course=course, key=said["key"], defaults=values)
    if quiz := said.get("quiz"):
        Quiz.objects.update_or_create(unit=unit, defaults={"topic": said["key"], **quiz})


def _load_question(course: Course, said: Said, *, at: datetime) -> None:
    content = _content(said)
    require_sound(Draft(said["name"], said["kind"], content))
    current = Question.objects.filter(course=course, topic=said["topic"], retired_at__isnull=True)
    there = current.filter(name=said["name"]).first() or current.filter(name=said.get("was", "")).first()
    same = (said["name"], said["kind"], content)
    if there is not None and (there.name, there.kind, there.content) == same:
        return
    if there is not None:
        there.retired_at = at
        there.save(update_fields=["retired_at"])
    Question.objects.create(
        course=course,
        topic=said["topic"],
        name=said["name"],
        kind=said["kind"],
        content=content,
        created_at=at,
        replaces=there,
    )


def _content(said: Said) -> Content:
    """The shape of `questions` from the shorter one of the file: `right` marks, `say` answers."""
    made: Content = {"format": "markdown", "text": said["text"], "feedback": said.get("say", {})}
    match said["kind"]:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            right = sum(1 for choice in said["choices"] if choice.get("right"))
            wrong = len(said["choices"]) - right
            several = said["kind"] == QuestionKind.MULTIPLE
            worth = {True: 100.0 / right, False: -100.0 / max(wrong, 1) if several else 0.0}
            made["choices"] = [
                {
                    "text": choice["text"],
                    "percent": round(worth[bool(choice.get("right"))], 5),
                    "feedback": choice.get("say", {}),
                }
                for choice in said["choices"]
            ]
        case QuestionKind.TRUE_FALSE:
            made |= {"correct": said["correct"], "when": said.get("when", {})}
        case QuestionKind.MATCHING:
            made |= {"pairs": said["pairs"], "others": said.get("others", [])}
        case QuestionKind.SHORT:
            made["accepted"] = [{"text": text, "percent": 100.0, "feedback": {}} for text in said["accepted"]]
        case QuestionKind.NUMERICAL:
            number = {"value": float(said["value"]), "tolerance": float(said.get("tolerance", 0))}
            made["numbers"] = [{**number, "percent": 100.0, "feedback": {}}]
        case _ordering:
            made["items"] = said["items"]
    return made
