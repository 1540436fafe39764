"""Figures as rows of a file: codes and names side by side, hidden values never."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from acogida.evidence.models import Dataset
from acogida.evidence.sentences import hidden, special_origin
from acogida.evidence.store import Row

HEADERS = (
    "indicator",
    "territory",
    "territory_name",
    "period",
    "origin",
    "origin_name",
    "sex",
    "age",
    "value",
    "unit",
    "note",
    "dataset",
    "edition",
)


def headers() -> list[str]:
    """Column names of a download: the same in every language, so that files can be joined."""
    return list(HEADERS)


def as_cells(
    rows: Iterable[Row], *, names: Mapping[str, str], units: Mapping[str, str]
) -> Iterator[list[Any]]:
    """Each row as cells under HEADERS. `names` are those of territories and origins by code."""
    for row in rows:
        shown = (
            row.value if row.value is not None else hidden(row.flag, threshold=settings.SMALL_CELL_THRESHOLD)
        )
        if isinstance(shown, float) and shown.is_integer():
            shown = int(shown)
        yield [
            row.indicator,
            row.territory,
            names.get(row.territory, row.territory),
            row.period,
            row.origin,
            "" if row.origin == "all" else names.get(row.origin) or special_origin(row.origin),
            row.sex,
            row.age,
            shown,
            units.get(row.indicator, ""),
            row.flag,
            row.dataset,
            row.edition,
        ]


def coverage(dataset: Dataset, *, places: int, first: int | None, last: int | None, rows: int) -> list[Any]:
    """Facts of a data set: who, on what terms, which edition, how much."""
    years = f"{first}–{last}" if first != last else f"{first}"
    return [
        (_("Publisher"), dataset.publisher),
        (_("Licence"), dataset.terms),
        (_("Edition"), dataset.edition),
        (_("Retrieved on"), dataset.retrieved_on),
        (_("Figures here"), rows),
        (_("Places"), places),
        (_("Years"), years if first else "–"),
    ]
