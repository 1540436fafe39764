"""The content of an edition: everything it says, as plain data that never changes again."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from acogida.assessments.models import Answer, Assessment, EvidenceItem, Question
from acogida.assessments.queries import questions_of
from acogida.assessments.queries.profile import by_dimension
from acogida.assessments.states import Grade

SCHEMA = 1


def content_of(assessment: Assessment, *, edition: int, at: str) -> dict[str, Any]:
    """What an edition of this assessment says today. `at` is the moment of publication, ISO 8601, UTC.

    No person is named in it: the institution answers.
    """
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
                "sub_dimensions": [],
            },
        )
        if sub.pk not in subs:
            subs[sub.pk] = {"key": sub.key, "name": sub.name, "questions": []}
            dimension["sub_dimensions"].append(subs[sub.pk])
        subs[sub.pk]["questions"].append(_question(question, answers.get(question.pk)))
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


def _question(question: Question, answer: Answer | None) -> dict[str, Any]:
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
    return {
        "answered": len(answered),
        "documented": sum(question["grade"] == Grade.DOCUMENTED for question in answered),
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
