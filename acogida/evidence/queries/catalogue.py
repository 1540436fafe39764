"""What the catalogue holds, and how much of each data set is in the store."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from acogida.compact.models import Objective
from acogida.evidence import store
from acogida.evidence.models import Dataset, Indicator
from acogida.evidence.queries.desk import by_sex, open_desk, origins, through_time
from acogida.evidence.queries.figures import VISIBLE, reader, series
from acogida.evidence.queries.lines import Breakdown, Line, make_line
from acogida.evidence.queries.names import places_by_code
from acogida.territories.models import Territory


class Extent(NamedTuple):
    """How much of a data set is in the store: rows, places, first and last year (None where empty)."""

    rows: int
    places: int
    first: int | None
    last: int | None


def datasets(user: Any) -> QuerySet[Dataset]:
    """The data sets this person may see, with their indicators, in the catalogue's order."""
    indicators = Prefetch("indicators", Indicator.objects.prefetch_related("objectives"))
    return (
        Dataset.objects.visible_to(user)
        .select_related("organisation")
        .prefetch_related(indicators)
        .order_by("order", "code")
    )


def extent(dataset: Dataset) -> Extent:
    [(rows, places, first, last)] = store.ask(
        "SELECT count(*), count(DISTINCT territory), min(year), max(year) FROM observation "
        "WHERE dataset = $code",
        {"code": dataset.code},
    )
    return Extent(rows, places, first, last)


def extents() -> dict[str, Extent]:
    """How much the store holds of each data set, by code, in one look."""
    found = store.ask(
        "SELECT dataset, count(*), count(DISTINCT territory), min(year), max(year) "
        "FROM observation GROUP BY dataset"
    )
    return {code: Extent(*rest) for code, *rest in found}


class Parts(NamedTuple):
    """The sexes, ages and notes found in a data set."""

    sexes: list[str]
    ages: list[str]
    flags: list[str]


def parts_of(dataset: Dataset) -> Parts:
    """What the columns of a data set's downloads hold, for its dictionary."""
    [found] = store.ask(
        "SELECT list_sort(list(DISTINCT sex)), list_sort(list(DISTINCT age)), list_sort(list(DISTINCT flag)) "
        "FROM observation WHERE dataset = $code",
        {"code": dataset.code},
    )
    return Parts(*(part or [] for part in found))


def editions_of(dataset: Dataset, user: Any) -> list[Dataset]:
    """Every edition kept of the same series, newest first; the data set itself is among them."""
    if not dataset.series:
        return [dataset]
    kept = Dataset.objects.visible_to(user).filter(series=dataset.series)
    return sorted(kept, key=lambda one: one.edition, reverse=True)


def indicators_of(objective: Objective, user: Any) -> list[Indicator]:
    """The indicators that inform an objective, with their data set; one query, for anybody."""
    return list(
        Indicator.objects.visible_to(user)
        .filter(objectives=objective)
        .select_related("dataset")
        .order_by("order", "code")
    )


def places_of(dataset: str) -> list[Territory]:
    """The territories named in a data set, as places and as origins."""
    codes = store.ask(
        "SELECT DISTINCT territory FROM observation WHERE dataset = $code "
        "UNION SELECT DISTINCT origin FROM observation WHERE dataset = $code",
        {"code": dataset},
    )
    return places_by_code(code for (code,) in codes)


def places_with(indicator: str, *, user: Any, limit: int = 300) -> list[Territory]:
    """The places that have this indicator, countries and regions first, by name; bounded."""
    codes = [
        code
        for (code,) in store.ask(
            "SELECT DISTINCT territory FROM observation WHERE indicator = $indicator AND origin = 'all' "
            f"AND {VISIBLE} ORDER BY territory LIMIT {int(limit)}",
            {"indicator": indicator, "datasets": reader(user).datasets},
        )
    ]
    return sorted(Territory.objects.filter(code__in=codes), key=str)


@dataclass(frozen=True)
class IndicatorView:
    """One indicator in one place: its newest figure, its breakdowns and its rows through time."""

    line: Line | None
    rows: list[Line]
    breakdowns: list[Breakdown]


def view_of(indicator: Indicator, place: Territory, *, user: Any) -> IndicatorView:
    desk = open_desk(place, None, user=user, year=timezone.localdate().year, only=[indicator])
    line = desk.line(indicator.code, place)
    parts = [
        through_time(desk, place, indicator.code),
        origins(desk, place, indicator.code),
        by_sex(desk, place, indicator.code),
    ]
    rows = series(indicator.code, place.code, user=desk.user)
    return IndicatorView(
        line,
        [make_line(row, indicator, place) for row in reversed(rows)],
        [b for b in parts if b and len(b.rows) > 1],
    )
