"""How a channel stands in the database. Modules register; the live process asks when it needs to know."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]


@dataclass(frozen=True)
class State:
    """The channel's last number and its items, each with its own: pairs of number and item."""

    number: int
    items: Sequence[tuple[int, Item]]


SOURCES: dict[str, Callable[[str], State]] = {}


def register(prefix: str, state_of: Callable[[str], State]) -> None:
    """Called once from an `AppConfig.ready`; `state_of` is given a channel `prefix.…` and asks few queries.

    An item is JSON with a `key`: a later one with the same key stands in its place.
    """
    SOURCES[prefix] = state_of


def state_of(channel: str) -> State:
    """How the channel stands now; empty for one that nobody registered."""
    asked = SOURCES.get(channel.split(".")[0])
    return asked(channel) if asked else State(0, [])
