"""One declaration of a kind of public thing gives its list, its detail and its table of the open data.

A list is paged by key, so that a page costs the same at the beginning and at the end of 100,000 rows.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import GenericAlias
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.http import http_date
from django.utils.translation import get_language
from ninja import Query, Router, Schema
from pydantic import create_model

from acogida.api.paging import answer, page_of
from acogida.api.schemas.asking import Asked, AskedList, ByKey, ByNumber, Page, Problem
from acogida.api.terms import TERMS
from acogida.core.search import index as search

Said = dict[str, Any]
Narrowing = str | Callable[[Any, Any], Any]
NEAREST = 500
AT_ONCE = 500
LARGEST = 2**31 - 1
# As `Query` is written in a signature; here the signatures are made of the declarations.
asked_in: Any = Query


@dataclass(frozen=True)
class Resource:
    """Public things of one kind: `rows()` are all that everybody may read, with what `brief` shows.

    `brief` and `whole` say one row as its `shape` and `whole_shape` describe it; where there is no whole
    the detail is the brief. `whole_rows` fetches what the whole shows besides. `key` is the lasting id in
    addresses and cursors; `changed` the moment of the last change. `filters` give each of `terms.TERMS`
    that the list has its lookup, or a function of rows and value; `words` is the kind of the search index
    by which `q` finds. The open data tell the brief of what `is_light`: where the whole would ask the
    database for each of very many rows.
    """

    name: str
    one: str
    lists: str
    shows: str
    missing: Promise
    rows: Callable[[], Any]
    brief: Callable[[Any], Said]
    shape: type[Schema]
    whole: Callable[[Any], Said] | None = None
    whole_shape: type[Schema] | None = None
    whole_rows: Callable[[Any], Any] = field(default=lambda rows: rows)
    key: str = "pk"
    filters: Mapping[str, Narrowing] = field(default_factory=dict)
    words: str = ""
    changed: Callable[[Any], datetime | None] | None = None
    is_light: bool = False

    @property
    def is_numbered(self) -> bool:
        return self.key in {"pk", "number"}

    @property
    def full_shape(self) -> type[Schema]:
        return self.whole_shape or self.shape

    def full(self, row: Any) -> Said:
        return (self.whole or self.brief)(row)

    def every(self) -> Iterator[Said]:
        """Every thing as the open data tell it, by key: some hundred in memory at a time."""
        shape, say = (self.shape, self.brief) if self.is_light else (self.full_shape, self.full)
        rows, after = self.rows() if self.is_light else self.whole_rows(self.rows()), ""
        while True:
            found, after = page_of(rows, key=self.key, after=after, limit=AT_ONCE)
            for row in found:
                yield shape.model_validate(say(row)).model_dump(mode="json")
            if not after:
                return


RESOURCES: dict[str, Resource] = {}


def mount(router: Router, resource: Resource) -> Resource:
    """Give a resource its two addresses."""
    RESOURCES[resource.name] = resource
    _mount_list(router, resource)
    _mount_detail(router, resource)
    return resource


def _mount_list(router: Router, resource: Resource) -> None:
    name = f"{resource.shape.__name__.removesuffix('Brief').removesuffix('Out')}Page"
    fields: Any = {"items": (GenericAlias(list, (resource.shape,)), ...)}
    page: type[Page] = create_model(name, __base__=Page, **fields)

    def listed(request: HttpRequest, asked: Any) -> Said:
        rows = narrowed(resource, asked)
        found, cursor = page_of(rows, key=resource.key, after=asked.cursor, limit=asked.limit)
        return answer(request, found, cursor, resource.brief)

    listed.__name__ = resource.name.replace("-", "_")
    listed.__annotations__["asked"] = asked_in[asked_of(resource)]
    responses: dict[int, Any] = {200: page, 400: Problem}
    router.get(resource.name, response=responses, summary=resource.lists, tags=[resource.name])(listed)


def _mount_detail(router: Router, resource: Resource) -> None:
    def numbered(request: HttpRequest, response: HttpResponse, number: int, asked: Any) -> Said:
        return _one(resource, number, response)

    def coded(request: HttpRequest, response: HttpResponse, code: str, asked: Any) -> Said:
        return _one(resource, code.replace("\x00", ""), response)

    shown = numbered if resource.is_numbered else coded
    shown.__name__ = resource.one
    shown.__annotations__["asked"] = asked_in[Asked]
    place = "{int:number}" if resource.is_numbered else "{code}"
    router.get(
        f"{resource.name}/{place}",
        response={200: resource.full_shape, 400: Problem, 404: Problem},
        summary=resource.shows,
        tags=[resource.name],
    )(shown)


def _one(resource: Resource, key: int | str, response: HttpResponse) -> Said:
    found = None
    if isinstance(key, str) or key <= LARGEST:
        found = resource.whole_rows(resource.rows()).filter(**{resource.key: key}).first()
    if found is None:
        raise Http404(str(resource.missing))
    if resource.changed and (moment := resource.changed(found)):
        response["Last-Modified"] = http_date(moment.timestamp())
    return resource.full(found)


def asked_of(resource: Resource) -> type[AskedList]:
    """The parameters of a list: language, size, cursor and its filters."""
    names = [*(["q"] if resource.words else []), *resource.filters]
    base = ByNumber if resource.is_numbered else ByKey
    fields: Any = {name: TERMS[name] for name in names}
    made: type[AskedList] = create_model(f"{resource.shape.__name__}Asked", __base__=base, **fields)
    return made


def narrowed(resource: Resource, asked: Any) -> "QuerySet[Any]":
    """The rows that the question leaves."""
    rows = resource.rows()
    for name, narrow in resource.filters.items():
        if value := getattr(asked, name):
            rows = rows.filter(**{narrow: value}) if isinstance(narrow, str) else narrow(rows, value)
    if resource.words and asked.q.strip():
        found = search.search(
            asked.q, language=get_language() or settings.LANGUAGE_CODE, kinds=[resource.words], limit=NEAREST
        )
        rows = rows.filter(**{f"{resource.key}__in": [hit.key for hit in found.hits]})
    return rows  # type: ignore[no-any-return] # each resource gives its own queryset
