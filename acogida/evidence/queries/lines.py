"""One figure, and the parts or years of one, as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from acogida.evidence.disclosure import ALL
from acogida.evidence.models import Dataset, Indicator
from acogida.evidence.sentences import sentence, written
from acogida.evidence.store import Row
from acogida.territories.models import Territory


@dataclass(frozen=True)
class Line:
    """One figure as a page shows it. `is_country` marks a country's figure on a smaller place's profile;
    `dimensions` is what `actions.cite` takes.
    """

    indicator: Indicator
    row: Row
    territory: Territory
    value: str
    sentence: str
    is_country: bool = False

    @property
    def label(self) -> str:
        return str(self.indicator)

    @property
    def period(self) -> str:
        return self.row.period

    @property
    def dataset(self) -> Dataset:
        return self.indicator.dataset

    @property
    def source(self) -> str:
        return f"{self.dataset.publisher}, {self.dataset.edition}"

    @property
    def url(self) -> str:
        return self.dataset.source_url

    @property
    def note(self) -> str:
        """What must stand beside the number: whose it is, and what kind."""
        return {"projection": _("projection"), "incomplete": _("incomplete year")}.get(self.row.flag, "")

    @property
    def whose(self) -> str:
        """The note, with the country's name where the figure is the country's."""
        return "; ".join(filter(None, [str(self.territory) if self.is_country else "", self.note]))

    @property
    def dimensions(self) -> dict[str, str]:
        named = {"sex": self.row.sex, "age": self.row.age, "origin": self.row.origin}
        return {name: value for name, value in named.items() if value != ALL}


@dataclass(frozen=True)
class Breakdown:
    """Parts of a figure, or a figure through time, to be drawn: `kind` is `bar` or `line`."""

    key: str
    title: str
    kind: str
    indicator: Indicator
    rows: Sequence[tuple[str, Row]]
    sentence: str

    @property
    def source(self) -> str:
        return f"{self.indicator.dataset.publisher}, {self.indicator.dataset.edition}"


def make_line(
    row: Row, indicator: Indicator, territory: Territory, *, is_country: bool = False, origin: str = ""
) -> Line:
    """A row as a page shows it, in the page's language; `origin` is that origin's name."""
    threshold = settings.SMALL_CELL_THRESHOLD
    return Line(
        indicator=indicator,
        row=row,
        territory=territory,
        value=written(row, indicator.unit, threshold=threshold),
        sentence=sentence(row, indicator, place=str(territory), origin=origin, threshold=threshold),
        is_country=is_country,
    )
