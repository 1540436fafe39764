"""Results of questionnaires, only for groups large enough that nobody is recognised."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from acogida.core.text import fold
from acogida.training.answers import is_right
from acogida.training.models import Edition, Response, Survey, Wave
from acogida.training.sealing import unseal
from acogida.training.statistics import Change, change

FEWEST_PAIRS = 5
Texts = dict[str, str]
Counted = tuple[Texts, list[tuple[Texts, int]]]
Written = tuple[Texts, list[str]]


@dataclass(frozen=True)
class WaveResult:
    """How many answered a wave; `score` is the mean of the knowledge questions, in percent.

    `counts` are questions with their options and how often each was chosen, both as texts by language;
    `written` what people wrote in their own words, in the order of the alphabet: nothing of when or who.
    """

    wave: str
    n: int
    score: float | None
    counts: list[Counted]
    written: list[Written]


@dataclass(frozen=True)
class Results:
    """What may be told of an edition. `paired` are people who answered both; below `fewest` nothing is."""

    waves: list[WaveResult]
    change: Change | None
    later: Change | None
    paired: int
    unpaired: int
    fewest: int


def results(edition: Edition, *, at: datetime | None = None) -> Results:
    """All waves of an edition; nothing of a wave that fewer than the threshold answered.

    What was written in own words comes only of waves closed by `at`: while one is open, who looks twice
    would see whose words are new.
    """
    fewest = max(settings.SMALL_CELL_THRESHOLD, FEWEST_PAIRS)
    surveys = Survey.objects.filter(component__edition=edition).select_related("questionnaire", "component")
    scores: dict[str, dict[str, float]] = {}
    waves = []
    for survey in surveys.order_by("component__order"):
        answers = {
            response.pair: json.loads(unseal("answers", bytes(response.sealed)))
            for response in Response.objects.filter(survey=survey)
        }
        items = [item for item in survey.questionnaire.items if survey.wave in item["waves"]]
        scores[survey.wave] = {pair: score(items, given) for pair, given in answers.items()}
        enough = len(answers) >= fewest
        closes_at = survey.component.closes_at
        is_closed = at is not None and closes_at is not None and closes_at < at
        told = list(scores[survey.wave].values())
        waves.append(
            WaveResult(
                survey.wave,
                len(answers),
                sum(told) / len(told) if enough else None,
                _counts(items, list(answers.values()), fewest) if enough else [],
                _written(items, list(answers.values()), fewest) if enough and is_closed else [],
            )
        )
    entry, last = scores.get(Wave.ENTRY, {}), scores.get(Wave.EXIT, {})
    both = sorted(entry.keys() & last.keys())
    return Results(
        waves=waves,
        change=_change(entry, last, fewest),
        later=_change(entry, scores.get(Wave.LATER, {}), fewest),
        paired=len(both),
        unpaired=len(entry.keys() ^ last.keys()),
        fewest=fewest,
    )


def score(items: list[dict[str, Any]], given: dict[str, Any]) -> float:
    """The part of the knowledge questions answered rightly, in percent; one left out is not right."""
    asked = [item for item in items if "answer" in item]
    if not asked:
        return 0.0
    right = [item for item in asked if is_right(item, given.get(item["key"]))]
    return 100 * len(right) / len(asked)


def _change(before: dict[str, float], after: dict[str, float], fewest: int) -> Change | None:
    both = sorted(before.keys() & after.keys())
    if len(both) < fewest:
        return None
    return change([before[pair] for pair in both], [after[pair] for pair in both])


def _counts(items: list[dict[str, Any]], answers: list[dict[str, Any]], fewest: int) -> list[Counted]:
    """How often each option was chosen, of questions that are about opinions; small counts are left out."""
    found = []
    for item in items:
        if item["kind"] not in {"one", "several"} or "answer" in item:
            continue
        chosen = Counter(key for given in answers for key in _keys(given.get(item["key"])))
        rows = [(label, chosen[key]) for key, label in item["options"].items()]
        if all(count == 0 or count >= fewest for _label, count in rows):
            found.append((item["label"], rows))
    return found


def _written(items: list[dict[str, Any]], answers: list[dict[str, Any]], fewest: int) -> list[Written]:
    """What was written to open questions, where enough people wrote something."""
    found = []
    for item in items:
        if item["kind"] == "text" and "answer" not in item:
            texts = [words for given in answers if (words := str(given.get(item["key"], "")).strip())]
            if len(texts) >= fewest:
                found.append((item["label"], sorted(texts, key=fold)))
    return found


def _keys(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []
