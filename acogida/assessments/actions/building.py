"""Writing a questionnaire's tree into the database. Called inside the deeds of `drafting`."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from acogida.assessments.models import Dimension, Instrument, Question, QuestionLink, SubDimension
from acogida.assessments.queries.instruments import Tree
from acogida.compact.models import Objective


def build(instrument: Instrument, tree: Tree) -> None:
    """Let a draft hold what the tree says, and nothing else."""
    instrument.title, instrument.warning = tree["title"], tree["warning"]
    instrument.evidence_words = tree["evidence_words"]
    instrument.save()
    instrument.dimensions.all().delete()
    made: list[tuple[Question, Tree]] = []
    for number, dimension in enumerate(tree["dimensions"], 1):
        row = Dimension.objects.create(
            instrument=instrument,
            number=number,
            **{name: dimension[name] for name in ("key", "name", "long_name", "focus")},
        )
        for place, section in enumerate(dimension["sections"], 1):
            sub = SubDimension.objects.create(
                dimension=row, number=place, key=section["key"], name=section["name"]
            )
            made += [(_question(sub, n, one), one) for n, one in enumerate(section["questions"], 1)]
    Question.objects.bulk_create([question for question, _tree in made])
    _tie(instrument, made)


def _question(sub: SubDimension, number: int, row: Tree) -> Question:
    return Question(
        sub_dimension=sub,
        number=number,
        code=row["code"],
        topic=row["topic"],
        text=row["text"],
        guidance={"example": row["example"], "look": row["look"]},
        evidence_types=row["evidence"],
        sdg=row["sdg"],
        seal=row["seal"],
        source=row["source"],
    )


def _tie(instrument: Instrument, made: list[tuple[Question, Tree]]) -> None:
    """Objectives, and the questions of the version before."""
    objectives = dict(Objective.objects.values_list("number", "pk"))
    through = Question.objectives.through
    through.objects.bulk_create(
        through(question_id=question.pk, objective_id=objectives[number])
        for question, row in made
        for number in row["objectives"]
        if number in objectives
    )
    before: dict[str, Any] = dict(
        Question.objects.filter(sub_dimension__dimension__instrument=instrument.based_on_id).values_list(
            "code", "pk"
        )
    )
    QuestionLink.objects.bulk_create(
        QuestionLink(question=question, earlier_id=before[link["code"]], kind=link["kind"])
        for question, row in made
        for link in row["earlier"]
    )


def next_number(section: SubDimension) -> int:
    """The number of a question that is added at the end of a section."""
    return int(section.questions.aggregate(most=Max("number"))["most"] or 0) + 1


def renumber(questions: Iterable[Question]) -> None:
    """Number questions in the order given."""
    row = list(questions)
    for number, question in enumerate(row, 1):
        question.number = number
    Question.objects.bulk_update(row, ["number"])
