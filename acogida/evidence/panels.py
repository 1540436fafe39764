"""What figures show on the page of a place and of an objective."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from acogida.compact.models import Objective
from acogida.core import panels
from acogida.core.gathered import ShortList, whole
from acogida.core.search.sources import Source
from acogida.core.search.sources import register as register_source
from acogida.evidence import queries
from acogida.evidence.models import PublicFact
from acogida.evidence.queries import search_entries
from acogida.territories.models import Territory

FACTS_SHOWN = 4
FACT = ("text", "source_names", "source_url", "locator", "year", "grade")


def asked_of_territory(territory: Territory, user: Any) -> list[ShortList[Any]]:
    """The local data sets this person may read, and what is public about the place."""
    facts = PublicFact.objects.filter(territory=territory).order_by("order", "pk").values_list(*FACT)
    return [ShortList(queries.readable(user), str), ShortList(facts, _fact)]


def _fact(text: Any, names: Any, *rest: Any) -> PublicFact:
    return PublicFact(text=whole(text), source_names=whole(names), **dict(zip(FACT[2:], rest, strict=True)))


def of_territory(territory: Territory, user: Any, told: list[list[Any]]) -> dict[str, Any] | None:
    datasets, facts = told
    lines = queries.headline(territory, user, reads=queries.Reader(datasets))
    if not lines and not facts:
        return None
    return {
        "territory": territory,
        "lines": lines,
        "facts": facts[:FACTS_SHOWN],
        "more_facts": max(len(facts) - FACTS_SHOWN, 0),
        "of_country": any(line.is_country for line in lines),
    }


def of_objective(objective: Objective, user: Any) -> dict[str, Any] | None:
    indicators = queries.indicators_of(objective, user)
    return {"indicators": indicators} if indicators else None


def register() -> None:
    panels.register(
        panels.Panel(
            "evidence", "territory", 10, "evidence/panel_territory.html", of_territory, asked_of_territory
        )
    )
    panels.register(
        panels.Panel("evidence-objective", "objective", 20, "evidence/panel_objective.html", of_objective)
    )
    register_source(Source("indicator", _("Figures"), 60, search_entries.indicators))
    register_source(Source("dataset", _("Data sets"), 70, search_entries.datasets))
