"""The content of an edition: everything it says, as plain data that never changes again."""

from collections import Counter
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from acogida.assessments.models import Answer, Assessment, Discussion, EvidenceItem, Question
from acogida.assessments.queries import WEAK, questions_of
from acogida.assessments.queries.profile import by_dimension
from acogida.assessments.states import Grade

SCHEMA = 2
# The grades of answers that show something.
FOUNDED = (Grade.DOCUMENTED, Grade.CONFIRMED)


def content_of(assessment: Assessment, *, edition: int, at: str, sections: Collection[str]) -> dict[str, Any]:
    """What an edition of this assessment says today. `at` is the moment of publication, ISO 8601, UTC.

    `sections` are the keys of the dimensions that the municipality agreed to publish; the others are named
    as withheld, without their questions. No person is named in it: the institution answers, and what
    validators questioned stands under the name of who validated.
    """
    said = validation_of(assessment)
    answers = {
        answer.question_id: answer
        for answer in assessment.answers.prefetch_related("evidence__file").order_by("pk")
    }
    dimensions: dict[int, dict[str, Any]] = {}
    subs: dict[int, dict[str, Any]] = {}
    for question in questions_of(assessment.instrument):
        sub = question.sub_dimension
        dimension = dimensions.setdefault(
            sub.dimension_id,
            {
                "key": sub.dimension.key,
                "number": sub.dimension.number,
                "name": sub.dimension.name,
                "focus": sub.dimension.focus,
                "withheld": sub.dimension.key not in sections,
                "sub_dimensions": [],
            },
        )
        if dimension["withheld"]:
            continue
        if sub.pk not in subs:
            subs[sub.pk] = {"key": sub.key, "name": sub.name, "questions": []}
            dimension["sub_dimensions"].append(subs[sub.pk])
        subs[sub.pk]["questions"].append(
            _question(question, answers.get(question.pk), said.get(question.pk, []))
        )
    instrument, territory = assessment.instrument, assessment.territory
    return {
        "schema": SCHEMA,
        "assessment": assessment.pk,
        "edition": edition,
        "published_at": at,
        "year": assessment.year,
        "organisation": assessment.organisation.name,
        "territory": {
            "code": territory.code,
            "name": territory.name,
            "country": territory.country.code if territory.country else "",
            "is_demonstration": territory.is_demonstration,
        },
        "instrument": {
            "code": instrument.code,
            "version": instrument.version,
            "title": instrument.title,
            "warning": instrument.warning,
        },
        "dimensions": list(dimensions.values()),
    }


def validation_of(assessment: Assessment) -> dict[int, list[dict[str, Any]]]:
    """By question: who validated from outside, what they hold, what they asked and what was replied."""
    found: dict[int, list[dict[str, Any]]] = {}
    asked: dict[tuple[int, int | None], list[Discussion]] = {}
    for discussion in (
        assessment.discussions.filter(is_question=True).prefetch_related("comments__link").order_by("pk")
    ):
        asked.setdefault((discussion.question_id, discussion.link_id), []).append(discussion)
    for check in assessment.checks.select_related("link").order_by("pk"):
        discussions = asked.get((check.question_id, check.link_id), [])
        found.setdefault(check.question_id, []).append(
            {
                "by": check.link.name,
                "stance": check.stance,
                "revision": check.revision,
                "at": check.checked_at.date().isoformat(),
                "resolved": all(discussion.resolved_at for discussion in discussions),
                "said": [
                    {"by": comment.link.name if comment.link else "", "text": comment.text}
                    for discussion in discussions
                    for comment in discussion.comments.all()
                ],
            }
        )
    return found


def _question(question: Question, answer: Answer | None, validation: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "code": question.code,
        "topic": question.topic,
        "text": question.text,
        "objectives": [objective.number for objective in question.objectives.all()],
        "answer": answer.pk if answer else None,
        "value": answer.value if answer else "",
        "explanation": answer.explanation if answer else "",
        "grade": answer.grade if answer and answer.value else "",
        "evidence": [_evidence(item) for item in answer.evidence.all()] if answer else [],
        "validation": validation if answer and answer.value else [],
    }


def _evidence(item: EvidenceItem) -> dict[str, Any]:
    file = item.file
    return {
        "id": item.pk,
        "kind": item.kind,
        "title": item.title,
        "detail": item.detail,
        "link": item.link,
        "dated": item.dated.isoformat() if item.dated else "",
        "file": (
            {
                "id": file.pk if item.file_is_public else None,
                "name": file.name,
                "size": file.size,
                "sha256": file.sha256,
            }
            if file
            else None
        ),
    }


def all_questions(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        question
        for dimension in content["dimensions"]
        for sub in dimension["sub_dimensions"]
        for question in sub["questions"]
    ]


def summary_of(content: dict[str, Any]) -> dict[str, Any]:
    """What lists and counts need of an edition, so that they need not read all of it."""
    questions = all_questions(content)
    answered = [question for question in questions if question["value"]]
    objectives = Counter(str(number) for question in answered for number in question["objectives"])
    weak = Counter(
        str(number) for question in answered if question["value"] in WEAK for number in question["objectives"]
    )
    return {
        "answered": len(answered),
        "documented": sum(question["grade"] in FOUNDED for question in answered),
        "confirmed": sum(question["grade"] == Grade.CONFIRMED for question in answered),
        "weak": dict(weak),
        "total": len(questions),
        "objectives": dict(objectives),
        "dimensions": {topic.key: asdict(topic.tally) for topic in by_dimension(content)},
        "files": [
            item["file"]["id"]
            for question in questions
            for item in question["evidence"]
            if item["file"] and item["file"]["id"]
        ],
    }
