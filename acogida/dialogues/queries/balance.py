"""Is a panel balanced? Against the formula agreed on, and against who is in the Mechanism."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from acogida.dialogues.models import Event, Gender, Member, Panellist, Sector, Theme

SIDES = ("civil_society", "national", "local")
MOST_OF_ONE = 2 / 3  # of those who said: beyond it one gender has too much of the panel


def side_of(sector: str) -> str:
    """Which part of the formula a sector counts for; the United Nations moderate and count for none."""
    if sector in {Sector.NATIONAL, Sector.LOCAL}:
        return str(sector)
    return "" if sector == Sector.UN else "civil_society"


@dataclass(frozen=True)
class Weighed:
    """One side of the formula: how many there are and how many were agreed on."""

    side: str
    has: int
    wanted: int

    @property
    def is_met(self) -> bool:
        return self.has == self.wanted


@dataclass(frozen=True)
class Balance:
    """The panel of one theme on the scales.

    `genders` count what was said; `repeated` are countries with more than one seat; `absent` are countries
    with the most members of the Mechanism and no seat.
    """

    theme: Theme
    sides: Sequence[Weighed]
    genders: Counter[str]
    countries: Counter[str]
    absent: Sequence[tuple[str, int]]

    @property
    def meets_formula(self) -> bool:
        return all(weighed.is_met for weighed in self.sides)

    @property
    def repeated(self) -> list[str]:
        return sorted(country for country, n in self.countries.items() if n > 1)

    @property
    def has_gender_balance(self) -> bool | None:
        """None where fewer than two said: then nobody can tell."""
        said = {k: n for k, n in self.genders.items() if k != Gender.UNSAID}
        total = sum(said.values())
        return None if total < 2 else max(said.values()) / total <= MOST_OF_ONE

    @property
    def is_even(self) -> bool:
        return self.meets_formula and self.has_gender_balance is not False and not self.repeated


def weigh(event: Event, themes: Iterable[Theme]) -> list[Balance]:
    """Each theme's panel on the scales. `themes` come with their panel and its countries."""
    members: Counter[str] = Counter(
        str(m.organisation.country) for m in Member.objects.speaking().select_related("organisation__country")
    )
    return [_weighed(event, theme, list(theme.panel.all()), members) for theme in themes]


def _weighed(event: Event, theme: Theme, panel: list[Panellist], members: Counter[str]) -> Balance:
    has = Counter(side_of(one.sector) for one in panel)
    countries = Counter(str(one.country) for one in panel)
    return Balance(
        theme=theme,
        sides=[Weighed(side, has[side], int(event.formula.get(side, 0))) for side in SIDES if event.formula],
        genders=Counter(one.gender for one in panel),
        countries=countries,
        absent=[(country, n) for country, n in members.most_common() if country not in countries][:3],
    )
