"""A pledge in a list, and its words in the page's language."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.pledges.models import Pledge, Route
from acogida.pledges.presenters import words
from acogida.pledges.presenters.words import Light
from acogida.pledges.queries.lights import delivery, freshness

NATIVE = {"es": "español", "pt": "português", "en": "English", "fr": "français"}


@dataclass(frozen=True)
class Words:
    """Title and description as the page shows them: `language` is theirs, `note` says what they are."""

    title: str
    description: str
    language: str
    note: str = ""


def words_of(pledge: Pledge) -> Words:
    """In the page's language where somebody wrote them so, else as they were written."""
    wanted = (get_language() or "es")[:2]
    if wanted != pledge.language and (found := pledge.translations.get(wanted)):
        whose = _("our translation") if pledge.is_recorded else _("translated by its pledger")
        return Words(found["title"], found["description"], wanted, whose)
    return Words(pledge.title, pledge.description, pledge.language)


@dataclass(frozen=True)
class Card:
    """What a list shows of a pledge."""

    pledge: Pledge
    words: "Words"
    delivery: Light
    freshness: Light
    who: str
    where: str
    period: str
    last: str
    kinds: str
    route: str
    objectives_note: str


def card(pledge: Pledge, on: date) -> Card:
    """Uses the relations of `queries.public.with_relations`."""
    place = str(pledge.territory) if pledge.territory and not pledge.place else pledge.place
    places = [place, str(pledge.country) if pledge.country else ""]
    together = [p.organisation.name for p in getattr(pledge, "confirmed", [])]
    return Card(
        pledge=pledge,
        words=words_of(pledge),
        delivery=words.delivery_light(delivery(pledge, on)),
        freshness=words.freshness_light(freshness(pledge, on)),
        who=", ".join([pledge.pledger_name, *together]),
        where=", ".join(dict.fromkeys(part for part in places if part)),
        period=words.period(pledge),
        last=words.said_last(pledge),
        kinds=", ".join(str(label) for label in pledge.contribution_labels),
        route="" if pledge.route == Route.HERE else str(Route(pledge.route).label),
        objectives_note=str(pledge.get_objectives_basis_display()),
    )
