"""What somebody asks of the pledges: filters that live in the address, and the pledges they leave."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet

from acogida.compact.models import Objective
from acogida.core.text import fold
from acogida.pledges.masks import contribution_bit, mask_of
from acogida.pledges.models import Contribution, Form, Framework, Pledge, Route
from acogida.pledges.queries.lights import with_lights
from acogida.pledges.states import Delivery, Freshness

ROUND_TABLES = (1, 2, 3, 4)
CHOICES: dict[str, tuple[str, ...]] = {
    "contribution": tuple(Contribution.values),
    "form": tuple(Form.values),
    "route": tuple(Route.values),
    "framework": tuple(Framework.values),
    "delivery": tuple(Delivery.values),
    "freshness": tuple(Freshness.values),
}


@dataclass(frozen=True)
class Asked:
    """Filters, each "" or 0 where nothing is asked. What was not understood is left out."""

    q: str = ""
    objective: int = 0
    principle: int = 0
    round_table: int = 0
    contribution: str = ""
    form: str = ""
    route: str = ""
    framework: str = ""
    entity: str = ""
    country: str = ""
    territory: str = ""
    year: int = 0
    delivery: str = ""
    freshness: str = ""
    offers: int = 0

    def query(self, **instead: object) -> str:
        """The same question as a query string, with some of it changed; "" where nothing is asked."""
        words = {**asdict(self), **instead}
        kept = {name: value for name, value in words.items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    def but(self, **instead: Any) -> "Asked":
        return replace(self, **instead)

    @property
    def is_empty(self) -> bool:
        return self == Asked()


def asked(given: Mapping[str, str]) -> Asked:
    """The question in an address; a value that makes no sense is as none."""
    words = {name: _one_of(given.get(name, ""), allowed) for name, allowed in CHOICES.items()}
    return Asked(
        q=" ".join(given.get("q", "").replace("\x00", "").split())[:80],
        objective=_number(given.get("objective", ""), 23),
        principle=_number(given.get("principle", ""), 10),
        round_table=_number(given.get("round_table", ""), 4),
        entity=_plain(given.get("entity", "")),
        country=_plain(given.get("country", "")),
        territory=_plain(given.get("territory", "")),
        year=_number(given.get("year", ""), 2200),
        offers=_number(given.get("offers", ""), 1),
        **words,
    )


def _one_of(text: str, allowed: tuple[str, ...]) -> str:
    return text if text in allowed else ""


def _number(text: str, most: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) <= most else 0


def _plain(text: str) -> str:
    return text if text.isprintable() and len(text) <= 40 else ""


def narrowed(pledges: "QuerySet[Pledge]", asked: Asked, on: date) -> Any:
    """The pledges that the question leaves, with their lights on that day."""
    found = with_lights(pledges, on)
    for word in fold(asked.q).split():
        found = found.filter(search_text__contains=word)
    found = _by_bits(found, asked)
    plain = {
        "form": asked.form,
        "route": asked.route,
        "framework": asked.framework,
        "entity_kind": asked.entity,
        "country__code": asked.country,
        "territory__code": asked.territory,
        "year": asked.year,
        "delivery_light": asked.delivery,
        "freshness_light": asked.freshness,
        "is_offer": bool(asked.offers),
    }
    return found.filter(**{name: value for name, value in plain.items() if value})


def _by_bits(found: Any, asked: Asked) -> Any:
    if asked.objective:
        found = serving(found, [asked.objective])
    if asked.principle:
        found = _with_any(found, "principles_mask", mask_of([asked.principle]))
    if asked.contribution:
        found = _with_any(found, "contributions_mask", 1 << contribution_bit(asked.contribution))
    if asked.round_table:
        found = serving(found, objectives_of(asked.round_table))
    return found


def serving(pledges: "QuerySet[Pledge]", objectives: Iterable[int]) -> Any:
    """The pledges that serve any of these objectives."""
    return _with_any(pledges, "objectives_mask", mask_of(objectives))


def _with_any(found: Any, name: str, mask: int) -> Any:
    return found.alias(**{f"{name}_{mask}": F(name).bitand(mask)}).exclude(**{f"{name}_{mask}": 0})


def objectives_of(round_table: int) -> list[int]:
    """The objectives that a round table of the Forum takes up."""

    return list(Objective.objects.filter(round_table=round_table).values_list("number", flat=True))
