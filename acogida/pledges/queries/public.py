"""The pledges everybody may read, newest first, paged by key."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from acogida.compact.models import Objective
from acogida.pledges.models import Partner, Pledge
from acogida.pledges.queries.asked import Asked, narrowed

PAGE = 30


@dataclass(frozen=True)
class Page:
    """Some pledges and the key of the next page, "" on the last."""

    pledges: list[Pledge]
    after: str


def with_relations(found: Any) -> Any:
    """What a card of a pledge shows: at most two more queries, whatever the number."""
    return found.select_related("entity_kind", "country", "territory", "organisation").prefetch_related(
        Prefetch("objectives", Objective.objects.order_by("number")),
        Prefetch("partners", Partner.objects.confirmed().select_related("organisation"), to_attr="confirmed"),
    )


def page(asked: Asked, on: date, *, after: str = "") -> Page:
    """A page of public pledges that the question leaves; `after` is the key of the page before."""
    found = narrowed(Pledge.objects.public(), asked, on).order_by("-listed_on", "-pk")
    if key := _key(after):
        day, pk = key
        found = found.filter(Q(listed_on__lt=day) | Q(listed_on=day, pk__lt=pk))
    rows = list(with_relations(found)[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Page(rows[:PAGE], f"{last.listed_on.isoformat()}~{last.pk}" if last else "")


def _key(after: str) -> tuple[date, int] | None:
    day, _mark, pk = after.partition("~")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None
