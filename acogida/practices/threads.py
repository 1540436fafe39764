"""Published practices as beads of the golden thread; what caused them is told by the modules above."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from acogida.core import thread
from acogida.core.thread import Bead, Kind
from acogida.practices import queries
from acogida.practices.queries.published import KIND


def practices(pks: Iterable[int], _user: Any) -> Mapping[int, Bead]:
    language = get_language() or "es"
    beads = {}
    for found in queries.published().filter(pk__in=list(pks)):
        content = queries.public_content(found)
        where = ", ".join(place["name"] for place in content["places"]) or content["places_text"]
        url = reverse("practices:practice", args=[found.slug])
        beads[found.pk] = Bead(KIND, found.pk, queries.title_of(content, language), url, note=where)
    return beads


def register() -> None:
    thread.register(Kind(KIND, _("Practice"), 80, practices))
