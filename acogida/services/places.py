"""Where services appear beyond their own pages: a territory's and an objective's panel, the search, the
daily reminders.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from acogida.compact.models import Objective
from acogida.core import chores, panels
from acogida.core.gathered import ShortList
from acogida.core.search import sources
from acogida.core.search.sources import Entry
from acogida.core.text import in_language
from acogida.services.actions import forget_receipts, remind_of_checks
from acogida.services.lists import TOPICS, topics_of
from acogida.services.models import Service, ServiceTopic
from acogida.services.states import ServiceState
from acogida.territories.models import Territory

SHOWN = 8


def asked_of_territory(territory: Territory, _user: Any) -> list[ShortList[Service]]:
    """The first services of a place by name."""
    found = Service.objects.public().filter(_of(territory)).order_by("name", "pk")
    return [ShortList(found.values_list("slug", "name", "provider", "address")[: SHOWN + 1], _line)]


def _line(slug: str, name: str, provider: str, address: str) -> Service:
    return Service(slug=slug, name=name, provider=provider, address=address)


def of_territory(territory: Territory, _user: Any, told: list[list[Service]]) -> dict[str, Any] | None:
    [found] = told
    if not found:
        return None
    return {"services": found[:SHOWN], "more": len(found) > SHOWN, "territory": territory}


def _of(territory: Territory) -> Any:
    return Q(territory=territory) | Q(territory__country=territory) | Q(territory__parent=territory)


def of_objective(objective: Objective, _user: Any) -> dict[str, Any] | None:
    """The topics that serve it, with how many services each has."""
    keys = topics_of(objective.number)
    counted = dict(
        ServiceTopic.objects.filter(topic__in=keys, service__state=ServiceState.PUBLISHED)
        .order_by("topic")
        .values_list("topic")
        .annotate(n=Count("pk"))
    )
    rows = [(key, TOPICS[key].label, counted[key]) for key in keys if counted.get(key)]
    return {"rows": rows} if rows else None


def entries(keys: Iterable[str] | None) -> Iterator[Entry]:
    """Published services for the search of the site, an entry in each language they are written in."""
    found = Service.objects.public().whole()
    if keys is not None:
        found = found.filter(pk__in=[key for key in keys if key.isdigit()])
    for service in found.order_by("pk").iterator(chunk_size=500):
        country = service.territory.country
        body = [service.provider, service.territory.name, service.address]
        body += [str(TOPICS[key].label) for key in service.topics]
        objectives = {number for key in service.topics for number in TOPICS[key].objectives}
        for language in service.summary or {"es": ""}:
            texts = (service.summary, service.eligibility, service.advice)
            yield Entry(
                key=str(service.pk),
                language=language,
                title=service.name,
                body="\n".join([in_language(service.summary, language), *body, *_said(texts, language)]),
                view="services:service",
                args=(service.slug,),
                country=country.code if country else "",
                objectives=tuple(sorted(objectives)),
                note=service.territory.name,
            )


def _said(texts: Iterable[dict[str, str]], language: str) -> list[str]:
    return [text[language] for text in texts if text.get(language)]


def register() -> None:
    panels.register(
        panels.Panel(
            "services", "territory", 60, "services/panels/territory.html", of_territory, asked_of_territory
        )
    )
    panels.register(
        panels.Panel("services-topics", "objective", 60, "services/panels/objective.html", of_objective)
    )
    sources.register(sources.Source("service", _("Services"), 60, entries))
    chores.register("services", remind_of_checks)
    chores.register("services.receipts", forget_receipts)
