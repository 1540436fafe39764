"""What a plan would want to know of a place and the figures cannot say, with what to gather and where."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from acogida.territories.models import Level, Territory

POPULATION = {"census-population-mexico", "projected-population-chile", "conapo-population"}
AT_PLACE = {"place-refugees", "place-asylum-seekers", "place-others-in-need"}


@dataclass(frozen=True)
class Gap:
    """Something not known here, and what to gather and where to ask."""

    what: str
    gather: str


def gaps_of(place: Territory, have: set[str]) -> list[Gap]:
    """What is missing of a place; `have` are the codes of the figures it has of its own."""
    if place.is_country:
        return _of_country(have)
    if place.level in {Level.WORLD, Level.REGION}:
        return []
    return _of_place(have)


def _of_place(have: set[str]) -> list[Gap]:
    gaps = []
    if not have & POPULATION:
        gaps.append(
            Gap(
                _("The official population of this place"),
                _("Ask the statistics office for the last census and its projection for this place."),
            )
        )
    if "foreign-residents-chile" not in have:
        gaps.append(
            Gap(
                _("How many people born in another country live here, and where they come from"),
                _("Ask the national statistics office for the census by municipality and place of birth."),
            )
        )
    if not have & AT_PLACE:
        gaps.append(
            Gap(
                _("Refugees and asylum-seekers who live here"),
                _("Ask the national refugee authority or UNHCR’s office for counts by municipality."),
            )
        )
    return [
        *gaps,
        Gap(
            _("Who uses local services"),
            _("Count attentions at health posts, schools and the town hall by origin, sex and age band."),
        ),
        Gap(
            _("People in transit and people who returned"),
            _("Ask shelters, the migration service and consulates for monthly counts."),
        ),
        Gap(
            _("Families who receive remittances"),
            _("Ask the central bank for remittances by municipality, and the census for households."),
        ),
    ]


def _of_country(have: set[str]) -> list[Gap]:
    gaps = []
    if "missing-migrants" not in have:
        gaps.append(
            Gap(
                _("Lives lost on the way"),
                _("No case is documented here; that does not mean there were none."),
            )
        )
    if "sdg-10-7-2" not in have:
        gaps.append(
            Gap(
                _("What the government reported for SDG indicator 10.7.2"),
                _("No answer of 2019 is published; ask the ministry that answers the United Nations."),
            )
        )
    if "remittances-received" not in have:
        gaps.append(
            Gap(_("Remittances"), _("No figure is published for this country; ask the central bank."))
        )
    return [
        *gaps,
        Gap(
            _("The age of migrants"),
            _("No figure shipped here says it; ask the national statistics office for the census by age."),
        ),
    ]
