"""What can be worked out from a choice of figures, each with the figures it was worked out from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from acogida.evidence import derived
from acogida.evidence.disclosure import ALL
from acogida.evidence.queries.exploring import Choice
from acogida.evidence.queries.figures import Reader, latest, series
from acogida.evidence.store import Row
from acogida.territories.models import Territory

COUNTED = {"persons", "events", "usd"}
# Whose population a count is compared with: the first that the place has for that very year.
POPULATIONS = ("population", "conapo-population", "census-population-mexico", "projected-population-chile")
# Figures that are themselves populations, or already hold one: their share would say nothing.
OF_EVERYBODY = {*POPULATIONS, "net-migration", "census-population-mexico"}
# Counts whose source also gives the share of the population, by place and year.
SHARES = {"foreign-residents-chile": "foreign-share-chile"}


@dataclass(frozen=True)
class Worked:
    """One derived figure: `kind` names its formula, `unit` its unit, `of` the figures it comes from."""

    kind: str
    value: float
    unit: str
    of: Sequence[Row]
    years: int = 0


def work_out(choice: Choice, rows: Sequence[Row], *, user: Reader) -> list[Worked]:
    """Every derived figure that this place's figures allow. `rows` are one place's, oldest first."""
    whole = [row for row in rows if row.value is not None and row.flag != "incomplete"]
    if not whole or len(choice.places) != 1:
        return []
    place = choice.places[0]
    found = [
        *_through_time(whole, choice.indicator.unit),
        *_of_population(whole, choice, user),
        *_of_women(whole, choice, user),
        *_against_country(whole[-1], choice.indicator.code, place, user),
    ]
    return list(found)


def _through_time(rows: Sequence[Row], unit: str) -> Iterator[Worked]:
    first, last = rows[0], rows[-1]
    years = last.year - first.year
    if unit not in COUNTED or years <= 0:
        return
    difference = derived.change(first.value, last.value)
    if difference is not None:
        yield Worked("change", difference, unit, (first, last), years)
    rate = derived.growth(first.value, last.value, years=years)
    if rate is not None:
        yield Worked("growth", rate, "percent", (first, last), years)


def _of_population(rows: Sequence[Row], choice: Choice, user: Reader) -> Iterator[Worked]:
    """The share of the population, in the newest year that both figures have."""
    if choice.indicator.unit != "persons" or choice.indicator.code in OF_EVERYBODY:
        return
    place = choice.places[0].code
    for code in POPULATIONS:
        people = {row.year: row for row in series(code, place, user=user)}
        shared = [row for row in rows if row.year in people]
        if not shared:
            continue
        row = shared[-1]
        value = derived.share(row.value, people[row.year].value)
        if value is not None:
            yield Worked("share", value, "percent", (row, people[row.year]))
        return


def _of_women(rows: Sequence[Row], choice: Choice, user: Reader) -> Iterator[Worked]:
    if choice.indicator.unit != "persons" or choice.sex != ALL:
        return
    asked = {"origin": choice.origin, "age": choice.age, "user": user}
    women = {
        row.period: row
        for row in series(choice.indicator.code, choice.places[0].code, sex="female", **asked)  # type: ignore[arg-type] # strings and a reader
    }
    both = [row for row in rows if row.period in women]
    if both:
        value = derived.share(women[both[-1].period].value, both[-1].value)
        if value is not None:
            yield Worked("women", value, "percent", (women[both[-1].period], both[-1]))


def _against_country(row: Row, code: str, place: Territory, user: Reader) -> Iterator[Worked]:
    """The location quotient, where the source gives the share of the place and of its country."""
    shares = SHARES.get(code, code if code in SHARES.values() else "")
    if shares and place.country_id and not place.is_country:
        country = Territory.objects.get(pk=place.country_id).code
        local = {r.year: r for r in series(shares, place.code, user=user)}.get(row.year)
        national = {r.year: r for r in series(shares, country, user=user)}.get(row.year)
        if local and national:
            value = derived.location_quotient(local.value, national.value)
            if value is not None:
                yield Worked("quotient", value, "", (local, national))
    if code == "remittances-received":
        found = latest(["remittances-gdp"], [place.code], year=row.year, user=user)
        dependency = found.get(("remittances-gdp", place.code))
        if dependency and dependency.value is not None and dependency.year == row.year:
            yield Worked("dependency", dependency.value, "percent", (row,))
