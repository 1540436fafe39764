"""The question of a reader as the address says it: clean, or left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast
from urllib.parse import urlencode

from django.utils.datastructures import MultiValueDict

from acogida.core.search.listing import Asked
from acogida.practices.queries.published import KIND

GROUPS = (
    "objective",
    "principle",
    "sdg",
    "country",
    "division",
    "level",
    "kind",
    "year",
    "language",
    "grade",
)
ORDERS = ("relevance", "year", "copies")
VIEWS = ("list", "map", "table")
LONGEST, MOST_VALUES, LAST_PAGE = 120, 23, 500
Order = Literal["relevance", "year", "copies"]


@dataclass(frozen=True)
class Question:
    """What is asked of the list. Its `address` is what people share and keep."""

    text: str = ""
    facets: Mapping[str, list[str]] = field(default_factory=dict)
    every: bool = False
    order: str = "relevance"
    view: str = "list"
    page: int = 1

    def pairs(self, **instead: Any) -> list[tuple[str, str]]:
        """The question as (name, value), only what differs from the plain list."""
        kept = {"order": self.order, "view": self.view, "page": self.page, **instead}
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name, values in self.facets.items() for value in values]
        pairs += [("every", "1")] if self.every else []
        usual = {"order": "relevance", "view": "list", "page": 1}
        return pairs + [(name, str(value)) for name, value in kept.items() if value != usual[name]]

    def address(self, *, without: tuple[str, str] | None = None, **instead: Any) -> str:
        """The same question with some of it changed, as a query string."""
        if without:
            instead["page"] = 1
        pairs = [pair for pair in self.pairs(**instead) if pair != without]
        return f"?{urlencode(pairs)}" if pairs else "?"

    def asked(self, *, size: int) -> Asked:
        """This page of it."""
        return self.part(size=size, offset=(self.page - 1) * size)

    def part(self, *, size: int, offset: int) -> Asked:
        """So many of its answers, from a place on."""
        return Asked(
            KIND,
            text=self.text,
            facets=self.facets,
            every=self.every,
            order=cast(Order, self.order),
            limit=size,
            offset=offset,
        )


def question(given: "MultiValueDict[str, str]") -> Question:
    """A question from an address; whatever is not understood is left out."""
    page = given.get("page", "")
    facets = {
        name: values
        for name in GROUPS
        if (values := list(dict.fromkeys(_plain(v) for v in given.getlist(name) if _plain(v)))[:MOST_VALUES])
    }
    return Question(
        text=_plain(given.get("q", "")),
        facets=facets,
        every=given.get("every") == "1",
        order=given.get("order", "") if given.get("order") in ORDERS else "relevance",
        view=given.get("view", "") if given.get("view") in VIEWS else "list",
        page=min(int(page), LAST_PAGE) if page.isdecimal() and len(page) < 6 and int(page) > 0 else 1,
    )


def _plain(text: str | None) -> str:
    return "".join(c for c in (text or "") if c.isprintable()).strip()[:LONGEST]
