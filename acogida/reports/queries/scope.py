"""What a report is about: which places, which objectives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, QuerySet
from django.utils.translation import override

from acogida.compact.models import Objective, RoundTable
from acogida.core.gathered import Gathered
from acogida.mechanisms.models import Mechanism, ObjectiveCode, Participation
from acogida.reports.kinds import Kind
from acogida.territories.models import Level, Territory

Texts = dict[str, str]


@dataclass(frozen=True)
class Scope:
    """`countries` and `objectives` are None where all count; `titled` says what it is about in words."""

    kind: Kind
    subject: str
    titled: Callable[[], str]
    countries: frozenset[int] | None = None
    objectives: tuple[int, ...] | None = None
    country: Territory | None = None
    mechanism: Mechanism | None = None


def countries() -> QuerySet[Territory]:
    """The countries that have a report of their own."""
    return Territory.objects.filter(level=Level.COUNTRY, is_lac=True).select_related("parent")


def scope_of(kind: str, subject: str, on: date) -> Scope | None:
    """The subject of an address, or None where there is no such thing."""
    match kind:
        case Kind.COUNTRY:
            return _of_country(subject)
        case Kind.OBJECTIVE if subject.isdecimal():
            return _of_objective(int(subject))
        case Kind.ROUND_TABLE if subject.isdecimal():
            return _of_round_table(int(subject))
        case Kind.MECHANISM:
            return _of_mechanism(subject, on)
    return None


def _of_country(code: str) -> Scope | None:
    country = countries().filter(code=code.upper()).first()
    if country is None:
        return None
    return Scope(
        Kind.COUNTRY,
        country.code.lower(),
        lambda: country.local_name,
        countries=frozenset([country.pk]),
        country=country,
    )


def _of_objective(number: int) -> Scope | None:
    objective = Objective.objects.filter(number=number).first()
    if objective is None:
        return None
    return Scope(Kind.OBJECTIVE, str(number), lambda: f"{number}. {objective}", objectives=(number,))


def _of_round_table(number: int) -> Scope | None:
    numbers = Objective.objects.filter(round_table=OuterRef("pk")).order_by("number")
    table = (
        RoundTable.objects.filter(number=number)
        .annotate(numbers=Gathered(numbers.values(gathered=F("number"))))
        .first()
    )
    if table is None:
        return None
    return Scope(Kind.ROUND_TABLE, str(number), lambda: f"{number}. {table}", objectives=tuple(table.numbers))


def _of_mechanism(key: str, on: date) -> Scope | None:
    held = Participation.objects.on(on).members().filter(mechanism=OuterRef("pk")).order_by()
    codes = ObjectiveCode.objects.filter(mechanism=OuterRef("pk")).order_by("objective")
    mechanism = (
        Mechanism.objects.filter(key=key)
        .annotate(
            member_countries=Gathered(held.values(gathered=F("country_id"))),
            numbers=Gathered(codes.values(gathered=F("objective_id"))),
        )
        .first()
    )
    if mechanism is None:
        return None
    return Scope(
        Kind.MECHANISM,
        mechanism.key,
        lambda: str(mechanism),
        countries=frozenset(mechanism.member_countries),
        objectives=tuple(mechanism.numbers),
        mechanism=mechanism,
    )


def said(languages: Sequence[str], thing: object, attribute: str = "") -> Texts:
    """What a thing is called, or an attribute of it, in each of the languages."""
    texts = {}
    for language in languages:
        with override(language):
            texts[language] = str(getattr(thing, attribute) if attribute else thing)
    return texts


def titled(scope: Scope, languages: Sequence[str]) -> Texts:
    """The title of a report in each of the languages."""
    texts = {}
    for language in languages:
        with override(language):
            texts[language] = scope.titled()
    return texts
