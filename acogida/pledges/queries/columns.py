"""Public pledges as columns of numbers, kept by each process: what dashboard and map count.

A deed on a pledge writes a line of the audit trail in its own transaction. The pledges named by the lines
since the last look are read again, nothing else. A line has its id before it is committed, so the last few
hundred are looked at each time; and everything is read anew every ten minutes, for what changes without a
deed.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from acogida.compact.models import EntityKind
from acogida.core.models import AuditEvent
from acogida.core.text import fold
from acogida.pledges.masks import contribution_bit, mask_of
from acogida.pledges.models import Form, Framework, Pledge, Route
from acogida.pledges.queries.asked import Asked, objectives_of
from acogida.pledges.queries.lights import FRESH_DAYS, SAME_NAME, STALE_DAYS
from acogida.pledges.states import CLOSINGS, Delivery, Freshness, State
from acogida.territories.models import Territory

KEPT_SECONDS = 600
LOOK_BACK = 300

# Words become their place in these lists, from 1 on; 0 is none, as for numbers and days.
WORDS: dict[str, tuple[str, ...]] = {
    "form": tuple(Form.values),
    "route": tuple(Route.values),
    "framework": tuple(Framework.values),
    "state": tuple(State.values),
    "delivery": tuple(Delivery.values),
    "freshness": tuple(Freshness.values),
}
DAYS = ("next_due_on", "starts_on", "last_reported_on", "announced_on")
NUMBERS = ("pk", "country", "territory", "year", "steps", "is_offer")
MASKS = ("objectives_mask", "principles_mask", "contributions_mask")
STORED = ("form", "route", "framework", "state", "entity_kind", *DAYS, *NUMBERS, *MASKS)

Column = NDArray[np.int64]
Counts = dict[Any, int]


@dataclass(frozen=True)
class Columns:
    """All public pledges; `seen` are the lines of the audit trail that are in them already."""

    values: dict[str, Column]
    words: dict[str, tuple[str, ...]]
    seen: frozenset[int]
    until: float

    def code(self, name: str, word: str) -> int:
        """The number of a word; one that no pledge has where it is unknown."""
        known = self.words[name]
        return known.index(word) + 1 if word in known else -1

    def only(self, where: NDArray[np.bool_]) -> "Columns":
        return Columns({k: v[where] for k, v in self.values.items()}, self.words, self.seen, self.until)

    def total(self) -> int:
        return len(self.values["pk"])

    def counted(self, name: str) -> Counts:
        """The values of a column with how many pledges have them."""
        found, counts = np.unique(self.values[name], return_counts=True)
        pairs = [(int(value), int(n)) for value, n in zip(found, counts, strict=True) if value]
        words = self.words.get(name)
        return {words[value - 1] if words else value: n for value, n in pairs}

    def apart(self, name: str, keys: Iterable[Any]) -> Counts:
        """How many pledges have each bit of a mask; the first key is the first bit."""
        sums = {key: int((self.values[name] >> bit & 1).sum()) for bit, key in enumerate(keys)}
        return {key: n for key, n in sums.items() if n}


class Shelf:
    """The columns of one process, brought up to date whenever they are taken."""

    def __init__(self) -> None:
        self._kept: Columns | None = None
        self._lock = Lock()

    def now(self) -> Columns:
        if not settings.REMEMBER_SECONDS:
            return _read_all()
        with self._lock:
            kept = self._kept
            is_old = kept is None or kept.until < time.monotonic()
            self._kept = _read_all() if kept is None or is_old else _brought_up(kept)
            return self._kept

    def forget(self) -> None:
        self._kept = None


shelf = Shelf()


def left_by(asked: Asked, on: date) -> Columns:
    """The public pledges that a question leaves, with their lights on a day; the same as `narrowed`."""
    found = shelf.now()
    values = {**found.values, "delivery": _delivery(found, on), "freshness": _freshness(found, on)}
    found = Columns(values, found.words, found.seen, found.until)
    where = np.ones(found.total(), dtype=bool)
    for name, wanted in _wanted(asked, found):
        where &= values[name] == wanted
    for name, mask in _masks(asked):
        where &= (values[name] & mask) != 0
    for word in fold(asked.q).split():
        having = Pledge.objects.public().filter(search_text__contains=word).values_list("pk", flat=True)
        where &= np.isin(values["pk"], list(having.order_by()))
    return found.only(where)


def _wanted(asked: Asked, found: Columns) -> Iterable[tuple[str, int]]:
    for name in ("form", "route", "framework", "delivery", "freshness"):
        if word := getattr(asked, name):
            yield name, found.code(name, word)
    if asked.entity:
        yield "entity_kind", found.code("entity_kind", asked.entity)
    for name in ("country", "territory"):
        if code := getattr(asked, name):
            yield name, Territory.objects.filter(code=code).values_list("pk", flat=True).first() or -1
    if asked.year:
        yield "year", asked.year
    if asked.offers:
        yield "is_offer", 1


def _masks(asked: Asked) -> Iterable[tuple[str, int]]:
    if asked.objective:
        yield "objectives_mask", mask_of([asked.objective])
    if asked.round_table:
        yield "objectives_mask", mask_of(objectives_of(asked.round_table))
    if asked.principle:
        yield "principles_mask", mask_of([asked.principle])
    if asked.contribution:
        yield "contributions_mask", 1 << contribution_bit(asked.contribution)


def _delivery(found: Columns, on: date) -> Column:
    """`lights.delivery`, for all at once."""
    of, day = found.values, on.toordinal()
    due, starts = of["next_due_on"], of["starts_on"]
    rules = [
        (of["state"] == found.code("state", State.RECORDED), Delivery.NOT_REPORTED),
        *((of["state"] == found.code("state", state), Delivery(state)) for state in SAME_NAME),
        (of["steps"] == 0, Delivery.NO_STEPS),
        (due == 0, Delivery.COMPLETE),
        (due < day, Delivery.BEHIND),
        ((starts > day) & (of["last_reported_on"] == 0), Delivery.NOT_STARTED),
    ]
    return _first_that_fits(found, "delivery", rules, Delivery.ON_TRACK)


def _freshness(found: Columns, on: date) -> Column:
    """`lights.freshness`, for all at once."""
    of, day = found.values, on.toordinal()
    last = np.where(of["last_reported_on"] > 0, of["last_reported_on"], of["announced_on"])
    closed = [found.code("state", state) for state in CLOSINGS]
    rules = [
        (of["state"] == found.code("state", State.RECORDED), Freshness.UNREPORTED),
        (np.isin(of["state"], closed), Freshness.FINAL),
        (day - last > STALE_DAYS, Freshness.STALE),
        (day - last > FRESH_DAYS, Freshness.AGEING),
    ]
    return _first_that_fits(found, "freshness", rules, Freshness.FRESH)


def _first_that_fits(found: Columns, name: str, rules: Sequence[tuple[Any, str]], otherwise: str) -> Column:
    codes = [found.code(name, light) for _where, light in rules]
    return np.select([where for where, _light in rules], codes, found.code(name, otherwise))


def _read_all() -> Columns:
    seen = _lines_after(0 if (last := _last_line()) is None else last - LOOK_BACK)
    words = {**WORDS, "entity_kind": tuple(EntityKind.objects.values_list("key", flat=True))}
    return Columns(_read(Pledge.objects.public(), words), words, frozenset(seen), _later())


def _brought_up(kept: Columns) -> Columns:
    """The same columns where nobody did anything to a pledge; else with those pledges read again."""
    lines = _lines_after(max(kept.seen, default=0) - LOOK_BACK)
    new = [line for pk, line in lines.items() if pk not in kept.seen]
    if not new:
        return kept
    changed = sorted({pk for line in new for pk in line})
    values = kept.values
    if changed:
        fresh = _read(Pledge.objects.public().filter(pk__in=changed), kept.words)
        others = ~np.isin(values["pk"], changed)
        values = {name: np.concatenate([values[name][others], fresh[name]]) for name in STORED}
    return Columns(values, kept.words, frozenset(lines), kept.until)


def _last_line() -> int | None:
    return AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first()


def _lines_after(line: int) -> dict[int, list[int]]:
    """Lines of the audit trail, each with the pledge it changed, if any."""
    found = AuditEvent.objects.filter(pk__gt=line).order_by("pk")
    return {
        pk: _pledge_in(name, subject, detail)
        for pk, name, subject, detail in found.values_list("pk", "name", "subject", "detail")
    }


def _pledge_in(name: str, subject: str, detail: dict[str, Any]) -> list[int]:
    if not name.startswith("pledges."):
        return []
    label, _colon, pk = subject.partition(":")
    if label == Pledge._meta.label:
        return [int(pk)]
    return [detail["pledge"]] if "pledge" in detail else []


def _read(pledges: Any, words: dict[str, tuple[str, ...]]) -> dict[str, Column]:
    rows = list(pledges.order_by().values_list(*STORED))
    columns = zip(*rows, strict=True) if rows else [()] * len(STORED)
    return {name: _numbers(name, column, words) for name, column in zip(STORED, columns, strict=True)}


def _numbers(name: str, column: Iterable[Any], words: dict[str, tuple[str, ...]]) -> Column:
    if name in words:
        codes: dict[Any, int] = {word: n for n, word in enumerate(words[name], 1)}
        return np.array([codes.get(word, 0) for word in column], dtype=np.int64)
    if name in DAYS:
        return np.array([day.toordinal() if day else 0 for day in column], dtype=np.int64)
    return np.array([number or 0 for number in column], dtype=np.int64)


def _later() -> float:
    return time.monotonic() + KEPT_SECONDS
