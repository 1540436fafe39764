"""The diagnosis page: weak answers by dimension, the territory's figures, the challenges taken up."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from acogida.assessments.queries import WeakAnswer, weak_answers
from acogida.core import written
from acogida.core.text import in_language
from acogida.evidence.queries import Line, lines_of
from acogida.plans.models import Challenge, Plan
from acogida.plans.presenters import words
from acogida.plans.queries import counted

MOST_TOPICS = 8
TONES = {"no": "error", "partly": "warning", "unknown": "neutral"}


@dataclass(frozen=True)
class WeakRow:
    weak: WeakAnswer
    question: str
    value: str
    tone: str
    taken: Challenge | None


@dataclass(frozen=True)
class FigureRow:
    line: Line
    address: str
    taken: Challenge | None


def taken_up(plan: Plan) -> list[Challenge]:
    """The challenges of the plan in the order they were taken up, with their objectives and figures."""
    return list(
        plan.challenges.current()
        .select_related("figure__indicator", "figure__territory")
        .prefetch_related("objectives")
        .order_by("pk")
    )


def weak_groups(plan: Plan, known: list[Challenge]) -> list[tuple[str, list[WeakRow]]]:
    """By dimension, in the instrument's order; what is already a challenge says so."""
    taken = {c.answer_id: c for c in known if c.answer_id}
    groups: dict[Any, list[WeakRow]] = {}
    for weak in weak_answers(plan.organisation):
        dimension = weak.question.sub_dimension.dimension
        groups.setdefault(dimension, []).append(
            WeakRow(
                weak,
                in_language(weak.question.text),
                str(weak.answer.get_value_display()),
                TONES[weak.value],
                taken.get(weak.answer.pk),
            )
        )
    return [(str(d), groups[d]) for d in sorted(groups, key=lambda d: d.number)]


def figure_lines(plan: Plan, known: list[Challenge], user: Any) -> list[FigureRow]:
    """The figures of the territory's profile, each with the address that cites it."""
    taken = {
        (c.figure.indicator.code, c.figure.territory.code, c.figure.period, _key(c.figure.dimensions)): c
        for c in known
        if c.figure
    }
    rows = []
    for line in lines_of(plan.territory, user):
        if line.row.value is None:
            continue
        code = line.indicator.code
        address = json.dumps([code, line.territory.code, line.period, line.dimensions])
        found = taken.get((code, line.territory.code, line.period, _key(line.dimensions)))
        rows.append(FigureRow(line, address, found))
    return rows


@dataclass(frozen=True)
class TopicRow:
    """What people asked for: the topic in words, how many attentions, what the sum leaves out."""

    key: str
    label: str
    number: str
    hidden: str
    objectives: tuple[int, ...]
    taken: Challenge | None


def topics(plan: Plan, known: list[Challenge], on: date) -> tuple[str, list[TopicRow]]:
    """The months in words, and what the plan's counters were asked most in them; one query."""
    taken = {c.topic: c for c in known if c.topic}
    rows = counted.asked_most(plan.organisation, on)[:MOST_TOPICS]
    if not rows:
        return "", []
    period = _("%(since)s to %(until)s") % {
        "since": counted.month(rows[0].since),
        "until": counted.month(rows[0].until),
    }
    return period, [
        TopicRow(
            row.topic.key,
            str(row.topic.label),
            written.number(row.told.value),
            counted.hidden(row.told.hidden_months),
            row.topic.objectives,
            taken.get(row.topic.key),
        )
        for row in rows
    ]


def _key(dimensions: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(dimensions.items()))


def challenges(known: list[Challenge]) -> list[dict[str, Any]]:
    """Those of the plan, with their cause in a sentence."""
    return [
        {
            "challenge": challenge,
            "cause": words.cause(challenge.cause, challenge.reason),
            "source": words.cause_source(challenge.cause),
        }
        for challenge in known
    ]
