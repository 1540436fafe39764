"""Corridors: how many people born in one country live in another, read from the bilateral stock.

A pair that the source does not have means "not estimated", never zero: it is absent here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from acogida.evidence import store
from acogida.evidence.disclosure import ALL
from acogida.evidence.store import Row

# The bilateral stock of each edition, with the indicator that counts a country's people abroad.
EDITIONS = {"2024": ("migrant-stock", "emigrants"), "2020": ("migrant-stock-2020", "emigrants-2020")}
MOST = 10


@dataclass(frozen=True)
class Corridors:
    """Origins across destinations in one year, with the source's own totals of each.

    `cells` by (origin, destination); `arrived` are all migrants of a destination, `left` all people
    of an origin who live abroad, as the source counts them: they hold countries not chosen here too.
    """

    year: int
    sex: str
    origins: Sequence[str]
    destinations: Sequence[str]
    cells: Mapping[tuple[str, str], Row]
    arrived: Mapping[str, Row]
    left: Mapping[str, Row]


def corridor_years(edition: str) -> list[int]:
    """The years of an edition, newest first."""
    stock, _left = EDITIONS[edition]
    found = store.ask(
        "SELECT DISTINCT year FROM observation WHERE indicator = $stock AND origin <> 'all' "
        "ORDER BY year DESC",
        {"stock": stock},
    )
    return [year for (year,) in found]


def corridors(
    origins: Sequence[str],
    destinations: Sequence[str],
    *,
    year: int,
    sex: str = ALL,
    edition: str = "2024",
    among: Sequence[str] = (),
) -> Corridors:
    """The table for these countries; where one side is empty, the largest partners of the other fill it.

    Where both are, the largest destinations `among` some countries begin.
    """
    stock, abroad = EDITIONS[edition]
    asked = {"stock": stock, "year": year, "sex": sex}
    if not origins and not destinations:
        destinations = _largest("territory", "territory", among, asked)
    if not destinations:
        destinations = _largest("territory", "origin", origins, asked)
    if not origins:
        origins = _largest("origin", "territory", destinations, asked)
    cells = store.rows(
        "indicator = $stock AND year = $year AND sex = $sex "
        "AND list_contains($origins, origin) AND list_contains($destinations, territory)",
        {**asked, "origins": list(origins), "destinations": list(destinations)},
    )
    totals = store.rows(
        "list_contains($indicators, indicator) AND year = $year AND sex = $sex AND origin = 'all' "
        "AND list_contains($places, territory)",
        {
            "indicators": [stock, abroad],
            "year": year,
            "sex": sex,
            "places": [*origins, *destinations],
        },
    )
    return Corridors(
        year,
        sex,
        origins,
        destinations,
        {(row.origin, row.territory): row for row in cells},
        {row.territory: row for row in totals if row.indicator == stock},
        {row.territory: row for row in totals if row.indicator == abroad},
    )


def _largest(side: str, other: str, given: Sequence[str], asked: dict[str, object]) -> list[str]:
    """The countries on one side with the most people to or from those given (or from anywhere)."""
    only = f"AND list_contains($given, {other})" if given else ""
    found = store.ask(
        f"SELECT {side} FROM observation WHERE indicator = $stock AND year = $year AND sex = $sex "
        f"AND origin <> 'all' AND length(origin) = 3 AND origin NOT IN ('OOO', 'OOS') "
        f"AND length(territory) = 3 {only} GROUP BY {side} ORDER BY sum(value) DESC, {side} LIMIT {MOST}",
        {**asked, "given": list(given)} if given else asked,
    )
    return [code for (code,) in found]


def corridor_through_time(
    origin: str, destination: str, *, sex: str = ALL, edition: str = "2024"
) -> list[Row]:
    """One corridor's figures, oldest first."""
    stock, _left = EDITIONS[edition]
    return store.rows(
        "indicator = $stock AND origin = $origin AND territory = $destination AND sex = $sex",
        {"stock": stock, "origin": origin, "destination": destination, "sex": sex},
    )


def corridors_through_time(found: Corridors, *, edition: str = "2024", most: int = 5) -> list[list[Row]]:
    """The largest corridors of a table, each through time."""
    order = sorted(found.cells, key=lambda pair: -(found.cells[pair].value or 0))
    return [corridor_through_time(o, d, sex=found.sex, edition=edition) for o, d in order[:most]]
