"""Where dialogues appear beyond their own pages: panels of a territory and an objective, and the search."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from acogida.compact.models import Objective
from acogida.core import panels
from acogida.core.search import sources
from acogida.dialogues.queries import events, initiatives, recommendations
from acogida.territories.models import Territory

MOST = 12


def of_territory(territory: Territory, _user: Any) -> dict[str, Any] | None:
    """What its governments answered to recommendations."""
    found = recommendations.of_territory(territory)
    return {"answers": found} if found else None


def of_objective(objective: Objective, _user: Any) -> dict[str, Any] | None:
    """Recommendations tied to it, the newest first."""
    found = list(recommendations.of_objective(objective)[:MOST])
    return {"recommendations": found, "objective": objective} if found else None


def of_directory(place: Territory, _user: Any) -> dict[str, Any] | None:
    """Initiatives of civil society beside the directory of services of a place."""
    found = list(initiatives.around(place)[: MOST + 1])
    return {"initiatives": found[:MOST], "has_more": len(found) > MOST, "place": place} if found else None


def register() -> None:
    panels.register(
        panels.Panel("initiatives", "directory", 50, "dialogues/panels/directory.html", of_directory)
    )
    sources.register(
        sources.Source("initiative", _("Initiatives of civil society"), 63, initiatives.search_entries)
    )
    panels.register(
        panels.Panel("dialogues", "territory", 60, "dialogues/panels/territory.html", of_territory)
    )
    panels.register(
        panels.Panel("dialogues-objective", "objective", 60, "dialogues/panels/objective.html", of_objective)
    )
    sources.register(
        sources.Source("recommendation", _("Recommendations"), 60, recommendations.search_entries)
    )
    sources.register(sources.Source("event", _("Events of the dialogue"), 62, events.search_entries))
