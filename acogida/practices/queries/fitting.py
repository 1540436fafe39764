"""Practices that fit a municipality, each with its reason. Deterministic: the same question, the same answer.

The weights below are the whole rule, and the guide prints them. Nothing is learned from what people
click, and no municipality is compared with another: only what it needs with what was done.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Sum, Value, When
from django.utils.translation import gettext as _

from acogida.compact.models import Objective
from acogida.practices.models import Grade
from acogida.practices.models.practice import Context, Practice
from acogida.practices.models.text import Traits
from acogida.territories.models import Level, Territory

PRIMARY, SECONDARY = 10, 4
CONTEXT = 5
BORDER = 6
SAME_SIZE, NEAR_SIZE = 4, 2
SAME_COUNTRY, SAME_SUBREGION = 3, 2
SHARED_ORIGIN = 3
WITHIN_BUDGET = 2
GOOD, REPLICABLE = 2, 1
NO_LONGER_ACTIVE = -3

SIZES = (20_000, 100_000, 500_000)
BORDER_KM = 40.0
BUDGETS = ("small", "medium", "large", "huge")
MOST_REASONS = 3


@dataclass(frozen=True)
class Fit:
    """A practice with its score, and one sentence made of its strongest reasons."""

    practice: Practice
    score: int
    reason: str


@dataclass(frozen=True)
class Town:
    """What a municipality is matched by."""

    country: str
    subregion: str
    size: int | None
    is_border: bool
    contexts: tuple[str, ...]
    origins: tuple[str, ...]
    budget: str


def fitting(
    territory: Territory,
    *,
    objectives: Iterable[int] = (),
    contexts: Iterable[str] = (),
    origins: Iterable[str] = (),
    budget: str = "",
    limit: int = 5,
    labels: Mapping[int, Objective] | None = None,
) -> list[Fit]:
    """Public practices for a municipality, the best fit first; equal ones by year, then by age here.

    `objectives` are those of its weak answers or priorities: a practice that serves none of them does
    not fit. Without objectives every practice is weighed by the rest. `contexts` are of
    `models.Context`, `origins` country codes, `budget` the most it could spend (`models.Budget`).
    Four queries, however many practices there are; one less where `labels`, objectives by number, are known.
    """
    numbers = sorted({int(number) for number in objectives if 1 <= int(number) <= 23})
    town = traits_of(territory, contexts=contexts, origins=origins, budget=budget)
    best: list[Any] = list(_scored(town, numbers)[: max(limit, 0)])
    practices = {
        p.pk: p
        for p in Practice.objects.filter(pk__in=[t.practice_id for t in best]).select_related(
            "current_version"
        )
    }
    if labels is None:
        labels = {o.pk: o for o in Objective.objects.filter(pk__in=numbers)}
    return [
        Fit(practices[t.practice_id], t.score, _reason(t, town, numbers, labels))
        for t in best
        if t.practice_id in practices
    ]


def traits_of(
    territory: Territory, *, contexts: Iterable[str] = (), origins: Iterable[str] = (), budget: str = ""
) -> Town:
    """A municipality as it is matched."""
    country = territory if territory.is_country else territory.country
    return Town(
        country=country.code if country else "",
        subregion=country.parent.code if country and country.parent else "",
        size=size_of(territory),
        is_border=is_border(territory),
        contexts=tuple(c for c in Context.values if c in set(contexts)),
        origins=tuple(sorted(set(origins))),
        budget=budget if budget in BUDGETS else "",
    )


def size_of(territory: Territory) -> int | None:
    """0 to 3 by published population: under 20,000, 100,000, 500,000, or more; None where not known."""
    if territory.population is None or territory.level not in (Level.MUNICIPALITY, Level.PLACE):
        return None
    return sum(1 for bound in SIZES if territory.population >= bound)


def is_border(territory: Territory) -> bool:
    """Whether a municipality of another country lies within 40 km of it, as the crow flies."""
    lat, lon = territory.lat, territory.lon
    if lat is None or lon is None or territory.level not in (Level.MUNICIPALITY, Level.PLACE):
        return False
    high = BORDER_KM / 111.0
    wide = high / max(math.cos(math.radians(lat)), 0.1)
    near = Territory.objects.filter(
        level__in=[Level.MUNICIPALITY, Level.PLACE],
        lat__range=(lat - high, lat + high),
        lon__range=(lon - wide, lon + wide),
        is_demonstration=False,
    ).exclude(country=territory.country_id)
    return any(
        ((other_lat - lat) / high) ** 2 + ((other_lon - lon) / wide) ** 2 <= 1
        for other_lat, other_lon in near.values_list("lat", "lon")
        if other_lat is not None and other_lon is not None
    )


def _scored(town: Town, numbers: Sequence[int]) -> QuerySet[Traits]:
    """Every practice that comes into question with its score, in one query."""
    score: Any = _rest(town)
    rows = Traits.objects.all()
    if numbers:
        rows = Traits.objects.filter(served__objective__in=numbers).annotate(
            points=Sum(
                Case(When(served__is_primary=True, then=PRIMARY), default=SECONDARY),
                output_field=IntegerField(),
            )
        )
        score = F("points") + score
    return rows.annotate(score=score).prefetch_related("served").order_by("-score", "-year", "practice_id")


def _rest(town: Town) -> Any:
    """The points beyond the objectives, as one expression."""
    whens: list[list[When]] = [
        [When(grade=Grade.GOOD_PRACTICE, then=GOOD), When(grade=Grade.REPLICABLE, then=REPLICABLE)],
        [When(is_active=False, then=NO_LONGER_ACTIVE)],
        [When(country=town.country, then=SAME_COUNTRY), When(subregion=town.subregion, then=SAME_SUBREGION)],
    ]
    whens += [[When(**{f"for_{context}": True}, then=CONTEXT)] for context in town.contexts]
    if town.is_border:
        whens.append([When(is_border=True, then=BORDER)])
    if town.size is not None:
        near = [size for size in (town.size - 1, town.size + 1) if 0 <= size <= len(SIZES)]
        whens.append([When(size=town.size, then=SAME_SIZE), When(size__in=near, then=NEAR_SIZE)])
    whens += [[When(origins__contains=f"|{code}|", then=SHARED_ORIGIN)] for code in town.origins]
    if town.budget:
        within = BUDGETS[: BUDGETS.index(town.budget) + 1]
        whens.append([When(budget__in=within, then=WITHIN_BUDGET)])
    total: Any = Value(0)
    for cases in whens:
        total = total + Case(*cases, default=0, output_field=IntegerField())
    return total


def _reason(traits: Traits, town: Town, numbers: Sequence[int], labels: Mapping[int, Objective]) -> str:
    """Its strongest reasons in one sentence."""
    found = sorted(_reasons(traits, town, numbers, labels), key=lambda pair: -pair[0])[:MOST_REASONS]
    if not found:
        return _("No reason stands out: it is shown because it is recent.")
    words = [text for _weight, text in found]
    said = (
        words[0]
        if len(words) == 1
        else _("%(first)s and %(last)s")
        % {
            "first": ", ".join(words[:-1]),
            "last": words[-1],
        }
    )
    return said[0].upper() + said[1:] + "."


def _reasons(
    traits: Traits, town: Town, numbers: Sequence[int], labels: Mapping[int, Objective]
) -> Iterable[tuple[int, str]]:
    served = sorted(
        (row for row in traits.served.all() if row.objective in numbers),
        key=lambda row: (not row.is_primary, row.objective),
    )
    if served:
        first = served[0]
        label = labels[first.objective].short if first.objective in labels else ""
        words = {"number": first.objective, "label": label.lower()}
        if first.is_primary:
            yield 100, _("it serves objective %(number)s (%(label)s) first of all") % words
        else:
            yield 100, _("it also serves objective %(number)s (%(label)s)") % words
    if town.is_border and traits.is_border:
        yield BORDER, _("it was done in a border town")
    for context in town.contexts:
        if getattr(traits, f"for_{context}"):
            yield CONTEXT, _contexts()[context]
            break
    if town.size is not None and traits.size == town.size:
        yield SAME_SIZE, _("the town is of similar size")
    if town.origins and (shared := [c for c in town.origins if f"|{c}|" in traits.origins]):
        names = {t.code: str(t) for t in Territory.objects.filter(code__in=shared[:2])}
        yield (
            SHARED_ORIGIN,
            _("it works with people from %(countries)s") % {"countries": ", ".join(names.values())},
        )
    if traits.country and traits.country == town.country:
        yield SAME_COUNTRY, _("it was done in your country")
    elif traits.subregion and traits.subregion == town.subregion:
        yield SAME_SUBREGION, _("it was done in your region")
    if town.budget and traits.budget and traits.budget in BUDGETS[: BUDGETS.index(town.budget) + 1]:
        yield WITHIN_BUDGET, _("its cost is within your budget")
    if traits.grade == Grade.GOOD_PRACTICE:
        yield GOOD, _("peers found it a good practice")


def _contexts() -> dict[str, str]:
    return {
        Context.ORIGIN: _("it works where people leave from"),
        Context.TRANSIT: _("it works with people passing through"),
        Context.DESTINATION: _("it works where people come to stay"),
        Context.RETURN: _("it works with people who come back"),
    }
