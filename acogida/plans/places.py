"""Where plans appear beyond their own pages: panels of a territory and an objective, and the search."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from acogida.compact.models import Objective
from acogida.core import panels
from acogida.core.search import sources
from acogida.core.search.sources import Entry
from acogida.core.text import LANGUAGES
from acogida.plans.models import Plan
from acogida.plans.queries import practice_here, public_content, published, read_back_actions
from acogida.practices.models import Practice
from acogida.territories.models import Territory

MOST_ACTIONS = 20


def of_territory(territory: Territory, _user: Any) -> dict[str, Any] | None:
    """Its adopted plans, newest first."""
    plans = list(
        published()
        .filter(territory=territory)
        .defer("current_version__content")
        .order_by("-starts_on", "-pk")
    )
    return {"plans": plans} if plans else None


def of_objective(objective: Objective, _user: Any) -> dict[str, Any] | None:
    """Actions of adopted plans that serve it, by place; only as adopted."""
    rows: list[tuple[Plan, dict[str, Any]]] = []
    asked = published().filter(actions__objective=objective).distinct()
    for plan in asked[:MOST_ACTIONS]:
        content = public_content(plan)
        rows += [(plan, action) for action in content["actions"] if action["objective"] == objective.pk]
    return {"rows": rows[:MOST_ACTIONS]} if rows else None


def entries(keys: Iterable[str] | None) -> Iterator[Entry]:
    """Adopted plans for the search: one entry a language, in the words of the plan."""
    found = published()
    if keys is not None:
        found = found.filter(pk__in=[key for key in keys if key.isdigit()])
    for plan in found:
        content = public_content(plan)
        body = "\n".join(
            [
                plan.territory.name,
                content["organisation"],
                *(part for c in content["challenges"] for part in (c["title"], c["description"])),
                *(part for a in content["actions"] for part in (a["title"], a["description"])),
            ]
        )
        objectives = {a["objective"] for a in content["actions"]}
        for language in LANGUAGES:
            yield Entry(
                key=str(plan.pk),
                language=language,
                title=content["title"],
                body=body,
                view="plans:public",
                args=(plan.slug,),
                country=content["territory"]["country"],
                objectives=tuple(sorted(objectives)),
                note=f"{plan.territory.name}, {plan.starts_on.year}–{plan.ends_on.year}",
            )


def of_practice(practice: Practice, _user: Any) -> dict[str, Any] | None:
    """Actions of adopted plans that follow it, the newest plans first; only as adopted."""
    plans = list(published().filter(actions__inspired_by=practice).distinct()[:MOST_ACTIONS])
    known = read_back_actions(plan.pk for plan in plans)
    rows = [
        (plan, action)
        for plan in plans
        for action in public_content(plan)["actions"]
        if practice_here(action, known) == practice.pk
    ]
    return {"rows": rows[:MOST_ACTIONS]} if rows else None


def register() -> None:
    panels.register(panels.Panel("plans", "territory", 40, "plans/panels/territory.html", of_territory))
    panels.register(
        panels.Panel("plans-actions", "objective", 40, "plans/panels/objective.html", of_objective)
    )
    panels.register(panels.Panel("plans-inspired", "practice", 40, "plans/panels/practice.html", of_practice))
    sources.register(sources.Source("plan", _("Plans"), 40, entries))
