"""Reading the registry: who is where, where efforts meet, and what nobody covers."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Case, QuerySet, When

from acogida.mechanisms.models import (
    Commitment,
    Document,
    Fact,
    Mechanism,
    Part,
    Participation,
    Status,
)
from acogida.mechanisms.models.dated import standing
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


def participations(
    day: date, mechanisms: Iterable[Mechanism] | None = None, *, known: datetime | None = None
) -> list[Participation]:
    """Who takes part on a day, as known at a moment (by default now), with the country."""
    found = Participation.objects.on(day, known=known).select_related("country")
    if mechanisms is not None:
        found = found.filter(mechanism__in=list(mechanisms))
    return list(found)


def facts(mechanism: Mechanism, *, known: datetime | None = None) -> list[Fact]:
    return list(mechanism.facts.filter(standing(known)))


def documents(mechanism: Mechanism, day: date, *, known: datetime | None = None) -> list[Document]:
    """What it had adopted by a day, the latest first. Dates are as exact as their source: text, in order."""
    return list(mechanism.documents.filter(standing(known), dated__lte=day.isoformat()))


def commitments(mechanism: Mechanism, day: date, *, known: datetime | None = None) -> list[Commitment]:
    """What it had committed to by a day, each with its objectives and the document it stands in."""
    found = mechanism.commitments.filter(standing(known), dated__lte=day.isoformat())
    return list(found.select_related("document").prefetch_related("objectives"))


def of_country(country: Territory, day: date) -> QuerySet[Participation]:
    """In what a country takes part on a day, members first, with the mechanism."""
    order = Case(*(When(part=part, then=n) for n, part in enumerate(Part.values)))
    found: QuerySet[Participation] = Participation.objects.on(day).filter(country=country)
    return found.select_related("mechanism").order_by(order, "mechanism__position", "mechanism")
