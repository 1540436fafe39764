"""What modules above plans have on offer for a priority: they register, plans ask."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from acogida.plans.models import Challenge
from acogida.plans.queries.suggestions import is_dismissed

MOST_OFFERS = 6


@dataclass(frozen=True)
class Offer:
    """`reason` says in one sentence why it fits; `url` is its own page."""

    key: str
    title: str
    reason: str
    url: str


SOURCES: dict[str, Callable[[Challenge], Iterable[Offer]]] = {}


def register(kind: str, source: Callable[[Challenge], Iterable[Offer]]) -> None:
    """Called once from a module's `AppConfig.ready`. `kind` names the offers where one is dismissed."""
    SOURCES[kind] = source


def offers_for(challenge: Challenge) -> list[tuple[str, Offer]]:
    """Kind and offer, at most six a kind, those dismissed left out."""
    found = []
    for kind, source in sorted(SOURCES.items()):
        kept = [offer for offer in source(challenge) if not is_dismissed(challenge, kind, offer.key)]
        found += [(kind, offer) for offer in kept[:MOST_OFFERS]]
    return found
