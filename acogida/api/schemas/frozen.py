"""What was frozen to be quoted: reports and evaluations, each with the hash that proves it."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from acogida.api.schemas.publications import FROZEN


class FrozenBrief(Schema):
    id: int
    sha256: str = Field(description=FROZEN)
    frozen_at: datetime
    url: str
    page: str


class SubjectReportBrief(FrozenBrief):
    kind: str
    subject: str = Field(description="A country's code, an objective's or round table's number, a key.")
    as_of: date


class SubjectReportOut(SubjectReportBrief):
    content: dict[str, Any]


class AnnualReportBrief(FrozenBrief):
    year: int
    as_of: date


class AnnualReportOut(AnnualReportBrief):
    content: dict[str, Any]


class EvaluationBrief(FrozenBrief):
    plan: int
    kind: str
    evaluator: str


class AdviceOut(Schema):
    text: str
    response: str
    response_text: str
    unit: str
    due_on: date | None
    state: str
    state_text: str


class EvaluationOut(EvaluationBrief):
    content: dict[str, Any]
    recommendations: list[AdviceOut] = Field(description="As answered and followed up since.")


class OutcomeReportBrief(FrozenBrief):
    event: str
    title: str
    held_on: date
    language: str


class OutcomeReportOut(OutcomeReportBrief):
    content: dict[str, Any]
