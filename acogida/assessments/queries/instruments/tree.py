"""One version of a questionnaire as a tree of plain data, as its files hold it.

    {"code": "…", "version": "1.1", "based_on": "1", "title": {"es": …}, "warning": {…},
     "evidence_words": {"budget": {"es": …}},
     "dimensions": [{"key": "rights", "name": {…}, "long_name": {…}, "focus": {…},
       "sections": [{"key": "health", "name": {…},
         "questions": [{"code": "D1-01", "topic": "…", "text": {…}, "example": {…}, "look": {…},
           "evidence": ["norm"], "objectives": [7, 15], "sdg": ["3.8"], "seal": [6],
           "source": "…", "earlier": [{"code": "D1-01", "kind": "same"}]}]}]}]}

`earlier` says which questions of `based_on` a question was; it is empty for a new one.
"""

from typing import Any

from django.db.models import Prefetch

from acogida.assessments.models import Instrument, Question, QuestionLink
from acogida.assessments.queries import IN_ORDER
from acogida.compact.models import Objective

Tree = dict[str, Any]


def tree_of(instrument: Instrument) -> Tree:
    """The whole of one version, in its order; in four queries."""
    dimensions: dict[int, Tree] = {}
    sections: dict[int, Tree] = {}
    for dimension in instrument.dimensions.prefetch_related("sub_dimensions").order_by("number"):
        dimensions[dimension.pk] = {
            "key": dimension.key,
            "name": dimension.name,
            "long_name": dimension.long_name,
            "focus": dimension.focus,
            "sections": [],
        }
        for sub in sorted(dimension.sub_dimensions.all(), key=lambda sub: sub.number):
            sections[sub.pk] = {"key": sub.key, "name": sub.name, "questions": []}
            dimensions[dimension.pk]["sections"].append(sections[sub.pk])
    for question in _questions(instrument):
        sections[question.sub_dimension_id]["questions"].append(_question(question))
    return {
        "code": instrument.code,
        "version": instrument.version,
        "based_on": instrument.based_on.version if instrument.based_on else "",
        "title": instrument.title,
        "warning": instrument.warning,
        "evidence_words": instrument.evidence_words,
        "dimensions": list(dimensions.values()),
    }


def _questions(instrument: Instrument) -> list[Question]:
    return list(
        Question.objects.filter(sub_dimension__dimension__instrument=instrument)
        .prefetch_related(
            Prefetch("objectives", Objective.objects.only("number").order_by("number")),
            Prefetch("links", QuestionLink.objects.select_related("earlier").order_by("earlier__code")),
        )
        .order_by(*IN_ORDER)
    )


def _question(question: Question) -> Tree:
    return {
        "code": question.code,
        "topic": question.topic,
        "text": question.text,
        "example": question.guidance.get("example", {}),
        "look": question.guidance.get("look", {}),
        "evidence": question.evidence_types,
        "objectives": [objective.number for objective in question.objectives.all()],
        "sdg": question.sdg,
        "seal": question.seal,
        "source": question.source,
        "earlier": [{"code": link.earlier.code, "kind": link.kind} for link in question.links.all()],
    }


def questions_in_tree(tree: Tree) -> list[Tree]:
    return [
        question
        for dimension in tree["dimensions"]
        for section in dimension["sections"]
        for question in section["questions"]
    ]


def retired_from(draft: Instrument) -> list[Question]:
    """The questions of the version before that nothing in this one goes back to, in their order."""
    if draft.based_on is None:
        return []
    kept = QuestionLink.objects.filter(question__sub_dimension__dimension__instrument=draft)
    return list(
        Question.objects.filter(sub_dimension__dimension__instrument=draft.based_on)
        .exclude(pk__in=kept.values("earlier"))
        .select_related("sub_dimension__dimension")
        .order_by(*IN_ORDER)
    )


def next_version(code: str, base: str) -> str:
    """The number of a version made from `base` here: 1.1 from 1, 1.2 from 1.1; the first that is free.

    It always has a point: whole numbers are of the questionnaire that is shipped.
    """
    taken = set(Instrument.objects.filter(code=code).values_list("version", flat=True))
    stem, point, last = base.rpartition(".")
    if not (point and last.isdigit()):
        stem, last = base, "0"
    number = int(last) + 1
    while f"{stem}.{number}" in taken:
        number += 1
    return f"{stem}.{number}"
