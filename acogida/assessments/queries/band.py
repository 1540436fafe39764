"""The band: where similar municipalities that agreed to it lie, without names, and only from five on."""

from dataclasses import dataclass

from acogida.assessments.models import Assessment
from acogida.assessments.queries.profile import Tally

FEWEST = 5
YEARS_APART = 2
# Upper bounds of the size classes, in inhabitants.
SIZES = (20_000, 100_000, 500_000)


@dataclass(frozen=True)
class Band:
    """The middle half of the shares of one dimension among the others, as shares from 0 to 1."""

    key: str
    low: float
    high: float
    number: int


def size_class(population: int | None) -> int | None:
    """0 to 3 by inhabitants; None where the population is not known."""
    return None if population is None else sum(population >= bound for bound in SIZES)


def others_like(assessment: Assessment) -> list[Assessment]:
    """The newest published assessments of other municipalities of the same size that share theirs.

    Same questionnaire, at most two years apart, one a municipality. Empty where the size is not known.
    """
    size = size_class(assessment.territory.population)
    if size is None:
        return []
    found = (
        Assessment.objects.filter(
            shares_band=True,
            current_publication__isnull=False,
            instrument__code=assessment.instrument.code,
            year__range=(assessment.year - YEARS_APART, assessment.year + YEARS_APART),
            territory__population__isnull=False,
        )
        .exclude(organisation=assessment.organisation_id)
        .select_related("territory", "current_publication")
        .defer("current_publication__content")
        .order_by("-year", "-pk")
    )
    newest: dict[int, Assessment] = {}
    for one in found:
        if size_class(one.territory.population) == size:
            newest.setdefault(one.organisation_id, one)
    return list(newest.values())


def bands_for(assessment: Assessment) -> list[Band]:
    """By dimension, the quartiles of the others' shares; none of fewer than five that can be counted.

    Only who shares its own may look: ask `assessment.shares_band` first.
    """
    shares: dict[str, list[float]] = {}
    for one in others_like(assessment):
        summary = one.current_publication.summary if one.current_publication else {"dimensions": {}}
        for key, tally in summary["dimensions"].items():
            if (share := Tally(**tally).share) is not None:
                shares.setdefault(key, []).append(share)
    return [
        Band(key, quantile(values, 0.25), quantile(values, 0.75), len(values))
        for key, values in shares.items()
        if len(values) >= FEWEST
    ]


def quantile(values: list[float], part: float) -> float:
    """The value below which `part` of the values lie, interpolated between the two nearest."""
    ordered = sorted(values)
    place = part * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
