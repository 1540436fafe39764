"""How full an edition is: seats by country and profile, and the balance of who takes them."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from acogida.territories.models import Territory
from acogida.training.models import CountryDeadline, Edition, Nomination, Quota, Slot
from acogida.training.states import HOLDING, OPEN, State


@dataclass(frozen=True)
class Cell:
    """Seats of a country in a slot: how many there are, held, accepted, and who waits."""

    quota: Quota
    held: int
    accepted: int
    waiting: int

    @property
    def free(self) -> int:
        return max(0, self.quota.seats - self.held)


@dataclass(frozen=True)
class Line:
    country: Territory
    cells: list[Cell]

    @property
    def seats(self) -> int:
        return sum(cell.quota.seats for cell in self.cells)

    @property
    def held(self) -> int:
        return sum(cell.held for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    slots: list[Slot]
    lines: list[Line]
    observers: int = 0

    @property
    def seats(self) -> int:
        return sum(line.seats for line in self.lines)

    @property
    def held(self) -> int:
        return sum(line.held for line in self.lines)


def matrix(edition: Edition, *, countries: list[int] | None = None) -> Matrix:
    """Country × profile, in three queries; only these countries where some are named."""
    slots = list(edition.slots.filter(is_observer=False))
    quotas = Quota.objects.filter(slot__edition=edition).select_related("country", "slot")
    if countries is not None:
        quotas = quotas.filter(country__in=countries)
    counts: Counter[tuple[int | None, str]] = Counter()
    observers = 0
    states = Nomination.objects.filter(edition=edition, state__in=OPEN)
    for quota_id, state in states.values_list("quota_id", "state"):
        observers += quota_id is None
        counts[quota_id, state] += 1
    by_country: dict[int, list[Cell]] = defaultdict(list)
    places: dict[int, Territory] = {}
    for quota in sorted(quotas, key=lambda q: (q.country.local_name, q.slot.order)):
        places[quota.country_id] = quota.country
        by_country[quota.country_id].append(
            Cell(
                quota,
                held=sum(counts[quota.pk, state] for state in HOLDING),
                accepted=counts[quota.pk, State.ACCEPTED],
                waiting=counts[quota.pk, State.WAITING],
            )
        )
    return Matrix(slots, [Line(places[pk], cells) for pk, cells in by_country.items()], observers)


@dataclass
class Balance:
    """Who holds the seats: numbers by gender and by experience."""

    people: int = 0
    gender: Counter[str] = field(default_factory=Counter)
    experience: Counter[str] = field(default_factory=Counter)


def balance(edition: Edition, *, country: int | None = None) -> Balance:
    found = Balance()
    held = Nomination.objects.filter(edition=edition, state__in=HOLDING)
    if country is not None:
        held = held.filter(country=country)
    for gender, experience in held.values_list("gender", "experience"):
        found.people += 1
        found.gender[gender] += 1
        found.experience[experience] += 1
    return found


def deadline_of(edition: Edition, country_id: int | None) -> datetime | None:
    """Until when a country may nominate: its own deadline where it has one, else the edition's."""
    own = CountryDeadline.objects.filter(edition=edition, country=country_id).first() if country_id else None
    return own.closes_at if own else edition.nominations_close_at
