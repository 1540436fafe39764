"""What municipalities put in themselves, as rows for the figures store."""

import re

from acogida.evidence.models import Observation
from acogida.evidence.store import Row
from acogida.territories.models import Territory

YEAR = re.compile(r"\d{4}")


def local_rows() -> list[Row]:
    """Every observation of every import, true counts: only the store, which hides the small ones, asks."""
    found = Observation.objects.select_related("indicator__dataset", "territory").order_by(
        "indicator__code", "territory__code", "period", "pk"
    )
    return [
        Row(
            dataset=o.indicator.dataset.code,
            edition=o.indicator.dataset.edition,
            indicator=o.indicator.code,
            territory=o.territory.code,
            origin=o.origin,
            period=o.period,
            year=year_of(o.period),
            sex=o.sex,
            age=o.age,
            value=o.value,
            flag="",
        )
        for o in found.iterator(chunk_size=2000)
    ]


def local_parents() -> dict[str, str]:
    """Which place holds which, among the places that municipalities put figures in for, by code."""
    used = Territory.objects.filter(pk__in=Observation.objects.values("territory")).select_related(
        "parent__parent"
    )
    held: dict[str, str] = {}
    for place in used:
        below = place
        while below.parent and not below.is_country:
            held[below.code] = below.parent.code
            below = below.parent
    return held


def year_of(period: str) -> int:
    """The year of `2024`, `2024-03` or `2024-Q1`."""
    found = YEAR.match(period)
    return int(found.group()) if found else 0
