"""Panels: what upper modules show on a lower module's page, without the lower one knowing them.

A territory's page shows its profile, assessments and plans; an objective's page what is tied to it.
A template writes `{% panels "territory" territory %}`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Panel:
    """`context(subject, user)` gives the template's context, or None where there is nothing to show."""

    name: str
    place: str
    order: int
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]


PANELS: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Called once from a module's `AppConfig.ready`."""
    PANELS[panel.name] = panel


def of(place: str) -> list[Panel]:
    """The panels of one place, in their order."""
    return sorted((p for p in PANELS.values() if p.place == place), key=lambda p: (p.order, p.name))
