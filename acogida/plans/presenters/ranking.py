"""The prioritisation pages: weights in words, who has scored, the ranking with its spread."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.design.charts import Chart, bar_chart
from acogida.plans.models import Challenge, Plan
from acogida.plans.presenters import words
from acogida.plans.queries import Ranked, turnout

# Where people stand this far apart (on a scale of four points), talking helps more than counting.
DIVIDED = 1.0


def weights(plan: Plan) -> list[tuple[str, str, str]]:
    """Label, share of the whole, and what 1 and 5 mean; criteria left out are not shown."""
    criteria = [c for c in plan.criteria.all() if c.weight]
    total = sum(c.weight for c in criteria)
    labels, hints = words.criterion_labels(), words.criterion_hints()
    return [(labels[c.key], words.percent(c.weight / total), hints[c.key]) for c in criteria]


def turnout_words(plan: Plan, user: Any) -> dict[str, Any]:
    """How many have scored, and nothing of what they said."""
    found = turnout(plan)
    return {
        "finished": ngettext(
            "%(n)s person has scored everything.", "%(n)s people have scored everything.", found.finished
        )
        % {"n": found.finished},
        "begun": ngettext("%(n)s has begun.", "%(n)s have begun.", found.begun) % {"n": found.begun},
        "by_challenge": [
            (challenge, found.by_challenge.get(challenge.pk, 0))
            for challenge in plan.challenges.current().order_by("pk")
        ],
    }


@dataclass(frozen=True)
class Row:
    ranked: Ranked
    mean: str
    spread: str
    range: str
    is_divided: bool
    is_ticked: bool
    criteria: list[tuple[str, str]]


def rows(ranked: list[Ranked], ticked: set[str]) -> list[Row]:
    labels = words.criterion_labels()
    return [
        Row(
            row,
            words.number(round(row.mean, 2)) if row.mean is not None else "–",
            words.number(round(row.spread, 2)) if row.spread is not None else "–",
            f"{words.number(round(row.low, 2))} – {words.number(round(row.high, 2))}"
            if row.low is not None and row.high is not None
            else "–",
            row.spread is not None and row.spread >= DIVIDED,
            str(row.challenge.pk) in ticked,
            [(labels[key], words.number(mean)) for key, mean in row.by_criterion.items()],
        )
        for row in ranked
    ]


def chart(ranked: list[Ranked]) -> Chart:
    first = ranked[0]
    return bar_chart(
        _("Weighted mean of the scores, 1 to 5"),
        [(row.challenge.title, row.mean) for row in ranked],
        unit=_("points"),
        sentence=_("“%(challenge)s” comes first with %(mean)s of 5, scored by %(people)s.")
        % {
            "challenge": first.challenge.title,
            "mean": words.number(round(first.mean or 0, 2)),
            "people": ngettext("%(n)s person", "%(n)s people", first.scorers) % {"n": first.scorers},
        },
        source=_("scores of the organisation's own people"),
    )


def is_scored(challenge: Challenge, mine: Mapping[tuple[int, int], int], criteria: int) -> bool:
    return sum(1 for pk, _criterion in mine if pk == challenge.pk) >= criteria


def one_of(
    challenges: list[Challenge], asked: str | None, mine: Mapping[tuple[int, int], int], criteria: int
) -> Challenge | None:
    """The challenge asked for, else the first that waits for this person, else the first."""
    for challenge in challenges:
        if str(challenge.pk) == asked:
            return challenge
    waiting = [c for c in challenges if not is_scored(c, mine, criteria)]
    return next(iter([*waiting, *challenges]), None)


def score_tabs(
    plan: Plan,
    challenges: list[Challenge],
    here: Challenge | None,
    mine: Mapping[tuple[int, int], int],
    criteria: int,
) -> list[tuple[str, str, bool]]:
    address = reverse("plans:score", args=[plan.pk])
    return [
        (
            f"{address}?challenge={c.pk}",
            f"{place} ✓" if is_scored(c, mine, criteria) else str(place),
            here is not None and c.pk == here.pk,
        )
        for place, c in enumerate(challenges, 1)
    ]
