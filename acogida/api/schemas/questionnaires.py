"""Questionnaires that municipalities assess themselves with."""

from ninja import Field, Schema

from acogida.api.schemas.asking import Texts


class QuestionOut(Schema):
    dimension: str
    sub_dimension: str
    code: str
    text: Texts
    objectives: list[int]
    sdg: list[str]
    source: str


class QuestionnaireBrief(Schema):
    id: int
    code: str
    version: str
    label: str
    title: Texts
    warning: Texts = Field(description="What it is not.")
    url: str
    page: str


class QuestionnaireOut(QuestionnaireBrief):
    questions: list[QuestionOut]
