"""Consultations: their rule, their results, and the rows to count them again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.core.frozen import hash_of
from acogida.dialogues.models import Ballot, Consultation, Method, Option, Place, Stage
from acogida.dialogues.queries import tally
from acogida.dialogues.queries.opinion import opinion_of
from acogida.dialogues.rules import voice_of
from acogida.evidence.disclosure import protect

PARTS = ("group", "country", "gender")


def rule_of(found: Consultation) -> dict[str, Any]:
    """What is fixed before a consultation opens, and hashed."""
    return {
        "question": found.question,
        "method": found.method,
        "limit": found.limit,
        "shows_live": found.shows_live,
        "may_add": found.may_add,
        "closes_on": found.closes_on.isoformat(),
        "one_ballot": "an organisation",
        "tie": "order of the list; in a runoff fewest Borda points, then later on the list",
        "options": [[o.number, o.text] for o in found.options.filter(place=Place.STANDING, was_added=False)],
    }


def standing(found: Consultation) -> list[Option]:
    return list(found.options.filter(place=Place.STANDING).order_by("number"))


def results_of(found: Consultation) -> dict[str, Any]:
    """Everything that is counted. Breakdowns hold only what may be shown: small numbers are None."""
    numbers = [option.number for option in standing(found)]
    ballots = list(found.ballots.order_by("pk"))
    choices = [ballot.choices for ballot in ballots]
    counted: dict[str, Any] = {"method": found.method, "ballots": len(ballots)}
    match found.method:
        case Method.APPROVE:
            counted["counts"] = tally.approvals(choices, numbers)
        case Method.DOTS:
            counted["counts"] = tally.dots(choices, numbers)
        case Method.RANK:
            counted["borda"] = tally.borda(choices, numbers)
            counted["rounds"] = [
                {"counts": {str(k): n for k, n in r.counts.items()}, "out": r.out}
                for r in tally.runoff(choices, numbers)
            ]
        case Method.STATEMENTS:
            counted["statements"] = tally.statements(choices, numbers)
            opinion = opinion_of(choices, numbers)
            counted["opinion"] = asdict(opinion) | {
                "agreement": {str(k): v for k, v in (opinion.agreement or {}).items()},
                "common": opinion.common(),
                "divisive": opinion.divisive(),
            }
    counted["turnout"] = {part: _hidden(Counter(getattr(b, part) for b in ballots)) for part in PARTS}
    counted["by"] = {part: _by(found.method, ballots, part, numbers) for part in PARTS}
    return counted


def _hidden(counts: Counter[str]) -> dict[str, int | None]:
    cells: dict[tuple[str, ...], float] = {("all",): float(sum(counts.values()))}
    cells |= {(key,): float(n) for key, n in counts.items()}
    hidden = protect(cells, threshold=settings.SMALL_CELL_THRESHOLD)
    return {key: None if (key,) in hidden else n for key, n in sorted(counts.items())}


def _by(method: str, ballots: list[Ballot], part: str, numbers: list[int]) -> dict[str, list[Any]]:
    """What each value chose, by option, only for values with enough ballots to be shown: how many approved
    it, its dots, its Borda points, or how many agree, disagree and pass.

    A value with few ballots is left out whole: even a nought would say how somebody voted. Should what is
    left out be few itself, nothing is shown, for the totals would give it away.
    """
    threshold = settings.SMALL_CELL_THRESHOLD
    sizes = Counter(getattr(ballot, part) for ballot in ballots)
    shown = sorted(value for value, n in sizes.items() if n >= threshold)
    if 0 < len(ballots) - sum(sizes[value] for value in shown) < threshold:
        return {}
    return {
        value: _cells(method, [b.choices for b in ballots if getattr(b, part) == value], numbers)
        for value in shown
    }


def _cells(method: str, choices: list[Any], numbers: list[int]) -> list[Any]:
    """One row of a breakdown, in the order of the options."""
    match method:
        case Method.STATEMENTS:
            return [list(counts) for _option, *counts in tally.statements(choices, numbers)]
        case Method.DOTS:
            counted = dict(tally.dots(choices, numbers))
        case Method.RANK:
            counted = dict(tally.borda(choices, numbers))
        case _:
            counted = dict(tally.approvals(choices, numbers))
    return [counted[number] for number in numbers]


def rows(found: Consultation) -> Iterator[list[object]]:
    """The ballots to count again, without organisation, group, country or gender, in an order that tells
    nothing: by the hash of what they say.
    """
    options = standing(found)
    yield ["ballot", *(f"{o.number}. {o.text}" for o in options)]
    said = sorted(
        (ballot.choices for ballot in found.ballots.all()), key=lambda c: hash_of({"c": c, "s": found.slug})
    )
    for number, choices in enumerate(said, 1):
        yield [number, *(_cell(found.method, choices, option.number) for option in options)]


def _cell(method: str, choices: Any, number: int) -> object:
    if method == Method.APPROVE:
        return int(number in choices)
    if method == Method.RANK:
        return choices.index(number) + 1 if number in choices else ""
    return choices.get(str(number), "")


def to_do(user: Any, today: date) -> list[tuple[str, str, date | None]]:
    """Open consultations whose ballot this person's organisation has not cast, as (words, address, day)."""
    voice = voice_of(user, today)
    if voice is None:
        return []
    waiting = Consultation.objects.filter(state=Stage.OPEN, closes_on__gte=today).exclude(
        ballots__member=voice.member
    )
    return [
        (
            _("Give your organisation's voice: %(title)s") % {"title": one.title},
            reverse("dialogues:consultation", args=[one.slug]),
            one.closes_on,
        )
        for one in waiting.order_by("closes_on", "pk")[:10]
    ]
