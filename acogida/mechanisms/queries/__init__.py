"""Reading the registry: who is where, where efforts meet, and what nobody covers."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from acogida.mechanisms.models import Mechanism, Part, Participation, Status
from acogida.territories.models import Territory

# An index of shared efforts says nothing of what no longer meets.
WORKING = (Status.ACTIVE, Status.UNKNOWN)


def registry(*, kind: str = "", reach: str = "", objective: int | None = None) -> QuerySet[Mechanism]:
    found = Mechanism.objects.prefetch_related("themes")
    if kind:
        found = found.filter(kind=kind)
    if reach:
        found = found.filter(reach=reach)
    if objective:
        found = found.filter(codes__objective=objective)
    return found


def participations(day: date, mechanisms: Iterable[Mechanism] | None = None) -> list[Participation]:
    """Who takes part on a day, as now known, with the country."""
    found = Participation.objects.on(day).select_related("country")
    if mechanisms is not None:
        found = found.filter(mechanism__in=list(mechanisms))
    return list(found)


def of_country(country: Territory, day: date) -> list[Participation]:
    """In what a country takes part on a day, members first."""
    order = list(Part.values)
    found = Participation.objects.on(day).filter(country=country).select_related("mechanism")
    return sorted(found, key=lambda p: (order.index(p.part), p.mechanism.position))
