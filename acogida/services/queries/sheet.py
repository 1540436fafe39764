"""What was counted, as it may be shown: small numbers hidden, with others that would give them away.

Every page, file, data set and answer to other modules goes through here; nothing else reads cells.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import CharField, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast

from acogida.accounts.models import Organisation
from acogida.evidence.disclosure import ALL, Hidden, protect
from acogida.services.models import Cell, OutreachDay
from acogida.territories.models import Territory

CROSSED = ("sex", "age")
KEYED = {"referred", "office"}
ALONE = ("origin", "language", "referred", "office", "day")
NONE = "-"  # not noted, or not referred: a part like any other, so that parts add up
Key = tuple[str, ...]
Counted = tuple[Any, ...]  # topic, sex, age, count


@dataclass(frozen=True)
class Shown:
    """A count as it may be shown: its number, or why it is hidden."""

    value: int | None
    hidden: Hidden | None = None


@dataclass(frozen=True)
class Sheet:
    """Counts by topic (with sex and age) and by each other question alone, ready to be shown.

    `topics`: topic → {"all": …, "f": …, "0-11": …}; `totals` the same for all topics together.
    `by[question][answer]`. What was withheld is left out. `threshold` is the least that is shown.
    """

    total: Shown
    topics: dict[str, dict[str, Shown]] = field(default_factory=dict)
    totals: dict[str, Shown] = field(default_factory=dict)
    by: dict[str, dict[str, Shown]] = field(default_factory=dict)
    threshold: int = 5

    @property
    def is_empty(self) -> bool:
        return self.total.value == 0


def of_month(organisation: Organisation, month: str) -> Sheet:
    """What an organisation's counters counted in a month (`2026-11`)."""
    return _sheet(Cell.objects.filter(organisation=organisation, month=month))


def of_day_out(day: OutreachDay) -> Sheet:
    """What was counted on an outreach day."""
    return _sheet(Cell.objects.filter(outreach=day))


def months_of(organisation: Organisation) -> list[str]:
    """The months in which anything was counted, newest first."""
    rows = Cell.objects.filter(organisation=organisation).order_by("-month")
    return list(rows.values_list("month", flat=True).distinct())


@dataclass(frozen=True)
class Tallied:
    """Attentions over whole months: the sum of what may be shown, and how many months hide theirs."""

    value: int
    months: int
    hidden_months: int


@dataclass(frozen=True)
class Book:
    """What counters counted over whole months: by organisation and month (`2026-11`) the total and each
    topic as the month's sheet shows them; no topics where the sheet shows none. `is_demonstration` where
    some of it was counted in an invented place.
    """

    months: Mapping[tuple[int, str], tuple[Shown, Mapping[str, Shown]]]
    is_demonstration: bool = False

    def told(
        self, *, topics: Iterable[str] = (), since: date | None = None, until: date | None = None
    ) -> Tallied:
        """The sum for some topics or for all, over some months of the book or all of it."""
        chosen, value, hidden, months = list(topics), 0, 0, set()
        for (_pk, month), (total, by_topic) in self.months.items():
            if (since and month < f"{since:%Y-%m}") or (until and month > f"{until:%Y-%m}"):
                continue
            shown = [by_topic[key] for key in chosen if key in by_topic] if chosen else [total]
            value += sum(found.value or 0 for found in shown)
            hidden += any(found.value is None for found in shown) or bool(chosen and not by_topic)
            months.add(month)
        return Tallied(value, len(months), hidden)

    def asked_most(self) -> list[tuple[str, Tallied]]:
        """Each topic of which a number may be told, the most asked first."""
        topics = {topic for _total, by_topic in self.months.values() for topic in by_topic}
        told = [(topic, self.told(topics=[topic])) for topic in topics]
        return sorted((row for row in told if row[1].value), key=lambda row: (-row[1].value, row[0]))


def tallied(
    where: Organisation | Territory, *, since: date, until: date, topics: Iterable[str] = ()
) -> Tallied:
    """How many were attended from the month of `since` to that of `until`, for some topics or for all.

    By an organisation, or by all organisations of a municipality, a division or a country. For plans and
    reports. A sum of numbers that are shown anyway, so that no difference of two sums gives a hidden one
    back; `hidden_months` are the months' sheets of which something is hidden. One query.
    """
    return book(where, since=since, until=until).told(topics=topics)


def book(where: Organisation | Territory, *, since: date, until: date) -> Book:
    """The same counts month by month, for whoever asks for several sums; one query."""
    rows = Cell.objects.filter(
        organisation__in=[where] if isinstance(where, Organisation) else _organisations_of(where),
        month__gte=f"{since:%Y-%m}",
        month__lte=f"{until:%Y-%m}",
    )
    found: dict[tuple[int, str], list[Counted]] = defaultdict(list)
    columns = ("organisation", "month", "organisation__territory__is_demonstration", "topic", "sex", "age")
    invented = False
    for pk, month, is_invented, *counted in rows.order_by().values_list(*columns).annotate(n=Sum("count")):
        found[pk, month].append(tuple(counted))
        invented = invented or bool(is_invented)
    return Book({key: _by_topic(*_crossed(counted)) for key, counted in sorted(found.items())}, invented)


def _by_topic(crossed: Mapping[Key, float], total: int) -> tuple[Shown, dict[str, Shown]]:
    threshold = settings.SMALL_CELL_THRESHOLD
    hidden = protect(crossed, threshold=threshold)
    if 0 < total < threshold:
        return _shown(total, Hidden.SMALL), {}
    if _is_total_hidden("topic", hidden):
        return _shown(total, None), {}
    topics, _totals = _topics(crossed, hidden)
    return _shown(total, None), {topic: columns[ALL] for topic, columns in topics.items() if ALL in columns}


def _organisations_of(place: Territory) -> QuerySet[Organisation]:
    return Organisation.objects.filter(
        Q(territory=place) | Q(territory__parent=place) | Q(territory__country=place)
    )


def _sheet(rows: QuerySet[Cell]) -> Sheet:
    threshold = settings.SMALL_CELL_THRESHOLD
    counted = rows.order_by().values_list("topic", "sex", "age").annotate(n=Sum("count"))
    crossed, total = _crossed(counted)
    tables: dict[str, dict[Key, float]] = {"topic": crossed}
    for question, answers in _alone(rows).items():
        tables[question] = {(ALL,): total, **answers}
    hidden = {name: protect(table, threshold=threshold) for name, table in tables.items()}
    if 0 < total < threshold:
        return Sheet(_shown(total, Hidden.SMALL), threshold=threshold)
    for name, found in hidden.items():
        if _is_total_hidden(name, found):
            # It would keep for itself the total that others show: it goes without its parts instead.
            hidden[name] = dict.fromkeys(tables[name], Hidden.WITHHELD)
    topics, totals = _topics(tables["topic"], hidden["topic"])
    by = {
        name: {
            key[0]: _shown(n, hidden[name].get(key))
            for key, n in tables[name].items()
            if key != (ALL,) and hidden[name].get(key) != Hidden.WITHHELD
        }
        for name in ALONE
    }
    return Sheet(_shown(total, None), topics, totals, by, threshold)


def _crossed(rows: Iterable[Counted]) -> tuple[dict[Key, float], int]:
    """(topic, sex, age) → count: all margins, topic by sex and topic by age, not all three."""
    table: dict[Key, float] = defaultdict(int)
    for topic, sex, age, n in rows:
        for t in (topic, ALL):
            table[t, ALL, ALL] += n
            table[t, sex or NONE, ALL] += n
            table[t, ALL, age or NONE] += n
    return dict(table), int(table.get((ALL, ALL, ALL), 0))


def _alone(rows: QuerySet[Cell]) -> dict[str, dict[Key, int]]:
    """The answers to each other question with their counts: one query, a part of it for each question."""
    parts = [
        rows.order_by()
        .annotate(
            question=Value(name),
            answer=Cast(f"{name}_id" if name in KEYED else name, CharField()),
        )
        .values_list("question", "answer")
        .annotate(n=Sum("count"))
        for name in ALONE
    ]
    found: dict[str, dict[Key, int]] = {name: {} for name in ALONE}
    for name, answer, n in sorted(parts[0].union(*parts[1:], all=True), key=lambda row: row[1] or ""):
        found[name][answer or NONE,] = n
    return found


def _is_total_hidden(name: str, hidden: Mapping[Key, Hidden]) -> bool:
    return ((ALL, ALL, ALL) if name == "topic" else (ALL,)) in hidden


def _topics(
    table: Mapping[Key, float], hidden: Mapping[Key, Hidden]
) -> tuple[dict[str, dict[str, Shown]], dict[str, Shown]]:
    topics: dict[str, dict[str, Shown]] = {}
    for (topic, sex, age), n in table.items():
        why = hidden.get((topic, sex, age))
        if why == Hidden.WITHHELD:
            continue
        column = f"sex:{sex}" if sex != ALL else f"age:{age}" if age != ALL else ALL
        topics.setdefault(topic, {})[column] = _shown(n, why)
    totals = topics.pop(ALL, {})
    return topics, totals


def _shown(n: float, why: Hidden | None) -> Shown:
    return Shown(None if why else int(n), why)
