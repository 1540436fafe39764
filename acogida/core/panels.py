"""Panels: what upper modules show on a lower module's page, without the lower one knowing them.

A territory's page shows its profile, assessments and plans; an objective's page what is tied to it.
A template writes `{% panels "territory" territory %}`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from acogida.core.gathered import ShortList, told_each


@dataclass(frozen=True)
class Panel:
    """`context(subject, user)` gives the template's context, or None where there is nothing to show.

    A panel that `asks` for short lists is given what each of them tells as a third argument: those of all
    panels of a page are asked for in one query.
    """

    name: str
    place: str
    order: int
    template: str
    context: Callable[..., dict[str, Any] | None]
    asks: Callable[[Any, Any], list[ShortList[Any]]] | None = None


PANELS: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Called once from a module's `AppConfig.ready`."""
    PANELS[panel.name] = panel


def of(place: str) -> list[Panel]:
    """The panels of one place, in their order."""
    return sorted((p for p in PANELS.values() if p.place == place), key=lambda p: (p.order, p.name))


def shown(place: str, subject: Any, user: Any) -> list[tuple[Panel, dict[str, Any]]]:
    """The panels of a place that have something to show of a thing to a person, each with its context."""
    asked = [(panel, panel.asks(subject, user) if panel.asks else None) for panel in of(place)]
    told = iter(told_each([one for _panel, lists in asked for one in lists or ()]))
    found = []
    for panel, lists in asked:
        given = () if lists is None else ([next(told) for _one in lists],)
        context = panel.context(subject, user, *given)
        if context is not None:
            found.append((panel, context))
    return found
