"""Rows of the figures store, asked by what they measure, where and when. All values are bound."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from acogida.evidence import store
from acogida.evidence.disclosure import ALL
from acogida.evidence.models import Dataset
from acogida.evidence.store import LOCAL, Row

PAGE = 500
# What a person may see: everything shipped, and the local data sets open to them.
VISIBLE = f"(NOT starts_with(dataset, '{LOCAL}') OR list_contains($datasets, dataset))"


@dataclass(frozen=True)
class Reader:
    """A person, with the local data sets they may see looked up once for many questions."""

    datasets: list[str]


def reader(user: Any) -> Reader:
    """Ask once what this person may see; every query here takes it in place of the user."""
    return Reader(_datasets(user))


def _datasets(user: Any) -> list[str]:
    """The codes of the local data sets this person may see."""
    if isinstance(user, Reader):
        return user.datasets
    return [code for (code,) in readable(user)]


def readable(user: Any) -> QuerySet[Any, Any]:
    """The codes of the local data sets this person may see, each as a row."""
    local = Dataset.objects.visible_to(user).filter(organisation__isnull=False)
    return local.order_by("order", "code").values_list("code")


def series(
    indicator: str,
    territory: str,
    *,
    user: Any = None,
    origin: str = ALL,
    sex: str = ALL,
    age: str = ALL,
    until: int | None = None,
) -> list[Row]:
    """One line through time: an indicator in a place for one origin, sex and age, oldest first."""
    return store.rows(
        f"indicator = $indicator AND territory = $territory AND origin = $origin AND sex = $sex "
        f"AND age = $age AND year <= $until AND {VISIBLE}",
        {
            "indicator": indicator,
            "territory": territory,
            "origin": origin,
            "sex": sex,
            "age": age,
            "until": until or 9999,
            "datasets": _datasets(user),
        },
        order="year, period",
    )


def cross(
    indicator: str,
    *,
    by: str,
    period: str,
    territory: str = "",
    origin: str = "",
    user: Any = None,
    limit: int = 60,
) -> list[Row]:
    """The parts of one period along a dimension, largest first, hidden ones last.

    `by` is `origin`, `sex`, `age` or `territory`; the other dimensions stay at their totals, except
    that `origin` may be fixed where destinations are asked (`by="territory"`).
    """
    fixed = {name: ALL for name in ("sex", "age", "origin") if name != by}
    if by == "territory":
        fixed["origin"] = origin or ALL
    conditions = [f"{name} = ${name}" for name in fixed]
    conditions += ["territory = $territory"] if by != "territory" else ["NOT starts_with(territory, 'M49:')"]
    parameters: dict[str, Any] = {
        "indicator": indicator,
        "period": period,
        "datasets": _datasets(user),
        **fixed,
    }
    if by != "territory":
        parameters["territory"] = territory
        conditions.append(f"{_column(by)} <> 'all'")
    return store.rows(
        " AND ".join(["indicator = $indicator", "period = $period", VISIBLE, *conditions]),
        parameters,
        order=f"value DESC NULLS LAST, {_column(by)}",
        limit=limit,
    )


def _column(name: str) -> str:
    """A column's name, known to be one of ours."""
    if name not in {"origin", "sex", "age", "territory"}:
        raise ValueError(f"no dimension {name!r}")
    return name


def latest(
    indicators: Collection[str], territories: Collection[str], *, year: int, user: Any = None
) -> dict[tuple[str, str], Row]:
    """For each indicator and territory its newest total not after `year`.

    An estimate goes before a projection and a whole year before an incomplete one, where there is one.
    """
    found = store.rows(
        # Joined to the places asked for, not compared with each: half the time.
        "list_contains($indicators, indicator) AND territory IN (SELECT unnest($territories)) "
        f"AND year <= $year AND origin = 'all' AND sex = 'all' AND age = 'all' AND {VISIBLE} "
        "QUALIFY row_number() OVER (PARTITION BY indicator, territory "
        "ORDER BY indicator <> 'conapo-population' AND flag IN ('projection', 'incomplete'), "
        "year DESC, period DESC) = 1",
        {
            "indicators": list(indicators),
            "territories": list(territories),
            "year": year,
            "datasets": _datasets(user),
        },
        order="indicator, territory",
    )
    return {(row.indicator, row.territory): row for row in found}


def figures(
    *,
    user: Any = None,
    indicators: Sequence[str] = (),
    territories: Sequence[str] = (),
    dataset: str = "",
    origin: str = "",
    sex: str = "",
    age: str = "",
    year_from: int | None = None,
    year_to: int | None = None,
    after: Sequence[str] = (),
    limit: int | None = PAGE,
) -> Iterator[Row]:
    """Rows that meet every filter given, in a lasting order; an empty filter is no filter.

    `after` is the key of the last row of the page before (`key_of`); `limit` None gives all, in
    blocks, so that an export of any size stays small in memory.
    """
    conditions, parameters = [VISIBLE], {"datasets": _datasets(user)}
    for name, value in {"dataset": dataset, "origin": origin, "sex": sex, "age": age}.items():
        if value:
            conditions.append(f"{name} = ${name}")
            parameters[name] = value  # type: ignore[assignment] # bound values are lists or strings
    for name, many in {"indicator": indicators, "territory": territories}.items():
        if many:
            conditions.append(f"list_contains(${name}s, {name})")
            parameters[f"{name}s"] = list(many)
    if year_from is not None:
        conditions.append("year >= $year_from")
        parameters["year_from"] = year_from  # type: ignore[assignment] # as above
    if year_to is not None:
        conditions.append("year <= $year_to")
        parameters["year_to"] = year_to  # type: ignore[assignment] # as above
    yield from _paged(" AND ".join(conditions), dict(parameters), after=after, limit=limit)


KEY = ("indicator", "territory", "period", "origin", "sex", "age")


def key_of(row: Row) -> list[str]:
    """What names a row among all: the cursor of a page."""
    return [str(getattr(row, name)) for name in KEY]


def _paged(
    where: str, parameters: dict[str, Any], *, after: Sequence[str], limit: int | None
) -> Iterator[Row]:
    left = limit
    while left is None or left > 0:
        block = 5000 if left is None else min(left, 5000)
        bound = dict(parameters)
        condition = where
        if len(after) == len(KEY):
            bound |= {f"after_{name}": value for name, value in zip(KEY, after, strict=True)}
            condition += f" AND ({', '.join(KEY)}) > ({', '.join(f'$after_{name}' for name in KEY)})"
        found = store.rows(condition, bound, order=", ".join(KEY), limit=block)
        yield from found
        if len(found) < block:
            return
        after = key_of(found[-1])
        left = None if left is None else left - len(found)


def total_of_local(territory: str, *, user: Any = None) -> list[Row]:
    """The totals a municipality put in itself, each indicator's newest, as this person may see them."""
    return store.rows(
        f"starts_with(dataset, '{LOCAL}') AND list_contains($datasets, dataset) AND territory = $territory "
        "AND origin = 'all' AND sex = 'all' AND age = 'all' "
        "QUALIFY row_number() OVER (PARTITION BY indicator ORDER BY year DESC, period DESC) = 1",
        {"territory": territory, "datasets": _datasets(user)},
        order="indicator",
    )


def newly_local_code(organisation: int, imported: int, words: str) -> str:
    """The code of a new local data set and its indicator: never that of another."""
    return f"{LOCAL}{organisation}-{imported}-{words}".rstrip("-")
