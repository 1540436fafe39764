"""Who adapted from whom: the practices and towns that a practice came from, and those that came of it."""

from dataclasses import dataclass

from django.db.models import Q

from acogida.practices.models import Adaptation, Practice
from acogida.practices.states import PUBLIC

DEEPEST = 6


@dataclass(frozen=True)
class Line:
    """One adaptation: `into` is the public practice it became, where it was told here."""

    adaptation: Adaptation
    source: Practice
    into: Practice | None


def lineage(practice: Practice) -> list[Line]:
    """Every adaptation tied to a public practice, by its ancestors and descendants, oldest first.

    One query a generation, six at most.
    """
    seen: dict[int, Line] = {}
    ring, known = {practice.pk}, {practice.pk}
    for _generation in range(DEEPEST):
        found = (
            Adaptation.objects.filter(Q(practice__in=ring) | Q(told_as__in=ring))
            .filter(practice__state__in=PUBLIC)
            .select_related("practice__current_version", "told_as__current_version", "organisation__country")
        )
        for one in found:
            into = one.told_as if one.told_as and one.told_as.state in PUBLIC else None
            seen[one.pk] = Line(one, one.practice, into)
        ring = {p.pk for line in seen.values() for p in (line.source, line.into) if p} - known
        known |= ring
        if not ring:
            break
    return sorted(seen.values(), key=lambda line: (line.adaptation.year, line.adaptation.pk))
