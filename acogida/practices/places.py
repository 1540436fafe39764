"""Where practices appear beyond their own pages: panels of a territory and an objective, and the search."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from acogida.compact.models import Objective
from acogida.core import panels
from acogida.core.search import sources
from acogida.practices import queries
from acogida.practices.models import Practice
from acogida.practices.queries.published import KIND
from acogida.territories.models import Territory

MOST = 10


def _rows(practices: list[Practice]) -> list[dict[str, Any]]:
    language = get_language() or "es"
    found = []
    for practice in practices:
        content = queries.public_content(practice)
        where = ", ".join(place["name"] for place in content["places"]) or content["places_text"]
        found.append(
            {
                "slug": practice.slug,
                "title": queries.title_of(content, language),
                "language": content["title_language"] or queries.language_shown(content, language),
                "where": where,
                "is_compiled": not content["grade"],
            }
        )
    return found


def of_territory(territory: Territory, _user: Any) -> dict[str, Any] | None:
    """Public practices carried out there, newest first."""
    rows = _rows(queries.of_territory(territory, MOST))
    return {"rows": rows, "code": territory.code if territory.is_country else ""} if rows else None


def of_objective(objective: Objective, _user: Any) -> dict[str, Any] | None:
    """Public practices that serve it, those that serve it first of all before."""
    rows = _rows(queries.of_objective(objective.pk, MOST))
    return {"rows": rows, "number": objective.pk} if rows else None


def register() -> None:
    panels.register(
        panels.Panel("practices", "territory", 50, "practices/panels/territory.html", of_territory)
    )
    panels.register(
        panels.Panel("practices-objective", "objective", 50, "practices/panels/objective.html", of_objective)
    )
    sources.register(sources.Source(KIND, _("Good practices"), 50, queries.search_entries))
