"""Reading that more than one page needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.functional import Promise

from acogida.core.access import Audience


@dataclass(frozen=True)
class Page:
    """One address of the house and who it is for.

    `module` is the package that serves it ("" for other people's code), `name` what `reverse` takes,
    `route` the address as a pattern in the active language, `audience` None where the view declares none.
    """

    module: str
    name: str
    route: str
    audience: Audience | None
    why: str | Promise
    pattern: URLPattern


def pages() -> list[Page]:
    """Every page of the house, in the order of the addresses."""
    return list(_walk(get_resolver().url_patterns, "/", []))


def _walk(patterns: Iterable[Any], before: str, spaces: list[str]) -> Iterator[Page]:
    for entry in patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            space = [*spaces, entry.namespace] if entry.namespace else spaces
            yield from _walk(entry.url_patterns, route, space)
            continue
        view = entry.callback
        house, _, rest = view.__module__.partition(".")
        yield Page(
            module=rest.partition(".")[0] if house == "acogida" else "",
            name=":".join([*spaces, entry.name or ""]),
            route=route,
            audience=getattr(view, "audience", None),
            why=getattr(view, "why", ""),
            pattern=entry,
        )
