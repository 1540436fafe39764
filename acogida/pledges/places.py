"""Where pledges appear beyond their own pages: panels of a territory and an objective, and the search."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from acogida.compact.models import Objective
from acogida.core import panels
from acogida.core.search import sources
from acogida.core.search.sources import Entry
from acogida.core.text import LANGUAGES
from acogida.pledges.masks import numbers_in
from acogida.pledges.models import Pledge
from acogida.pledges.queries.lights import delivery
from acogida.territories.models import Territory

MOST = 10


def of_territory(territory: Territory, _user: Any) -> dict[str, Any] | None:
    """What is promised in a place; in a country, by anybody of it."""
    name = "country" if territory.is_country else "territory"
    return _rows(Pledge.objects.public().filter(**{name: territory}))


def of_objective(objective: Objective, _user: Any) -> dict[str, Any] | None:
    found = _rows(Pledge.objects.public().filter(objectives=objective))
    return found and {**found, "objective": objective}


def _rows(pledges: Any) -> dict[str, Any] | None:
    """The newest, one more than is shown to know whether there are more; one query."""
    found = list(pledges.order_by("-listed_on", "-pk")[: MOST + 1])
    today = timezone.localdate()
    rows = [(one, delivery(one, today).label) for one in found[:MOST]]
    return {"rows": rows, "has_more": len(found) > MOST} if rows else None


def entries(keys: Iterable[str] | None) -> Iterator[Entry]:
    """Public pledges for the search: one entry a language, in its words where the pledge has them."""
    found = Pledge.objects.public().select_related("country", "territory")
    if keys is not None:
        found = found.filter(pk__in=[key for key in keys if key.isdigit()])
    for pledge in found.order_by("pk").iterator(chunk_size=2000):
        place = pledge.place or (str(pledge.territory) if pledge.territory else "")
        for language in LANGUAGES:
            said = pledge.translations.get(language) or {
                "title": pledge.title,
                "description": pledge.description,
            }
            yield Entry(
                key=str(pledge.pk),
                language=language,
                title=said["title"],
                body="\n".join([said["description"], pledge.title, pledge.pledger_name, place]),
                view="pledges:public",
                args=(pledge.slug,),
                country=pledge.country.code if pledge.country else "",
                objectives=tuple(numbers_in(pledge.objectives_mask)),
                note=", ".join(part for part in (pledge.pledger_name, str(pledge.year or "")) if part),
            )


def register() -> None:
    panels.register(panels.Panel("pledges", "territory", 60, "pledges/panels/territory.html", of_territory))
    panels.register(
        panels.Panel("pledges-objective", "objective", 60, "pledges/panels/objective.html", of_objective)
    )
    sources.register(sources.Source("pledge", _("Pledges"), 50, entries))
