"""Searches that people keep: where they open, and what has been published in them since."""

from datetime import datetime
from urllib.parse import parse_qsl

from django.urls import reverse
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from acogida.core.search import index
from acogida.practices.models import Practice, SavedSearch
from acogida.practices.queries.asking import Question, question

AT_ONCE, MOST = 500, 10_000


def address_of(kept: SavedSearch) -> str:
    """The path of the list with this question."""
    with translation.override(kept.language):
        return reverse("practices:index") + kept.address


def asked_of(kept: SavedSearch) -> Question:
    """The question that was kept."""
    given: MultiValueDict[str, str] = MultiValueDict()
    for name, value in parse_qsl(kept.address.removeprefix("?")):
        given.appendlist(name, value)
    return question(given)


def new_in(kept: SavedSearch, *, until: datetime) -> set[int]:
    """Practices first published since it was last told and until then; only those that the search finds."""
    fresh = set(
        Practice.objects.all()
        .public()
        .filter(first_published_at__gt=kept.told_at, first_published_at__lte=until)
        .values_list("pk", flat=True)
    )
    found: set[int] = set()
    asked, offset = asked_of(kept), 0
    while len(found) < len(fresh) and offset < MOST:
        listing = index.listing(asked.part(size=AT_ONCE, offset=offset), language=kept.language)
        found |= fresh & {int(hit.key) for hit in listing.hits}
        offset += AT_ONCE
        if offset >= listing.total:
            break
    return found
