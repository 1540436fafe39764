"""Every public page keeps its budget: at most 12 queries, at most 100 kB on first view.

A visitor walks the house from the front page, following links, until each kind of page was seen.
"""

import gzip
import re
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve
from django.utils import translation

QUERIES = 12
BYTES = 100_000
EXAMPLES = 2
LINK = re.compile(r'<a\b[^>]*\bhref="(/(?:es|pt|en|fr)/[^"#]*)"')
ASSET = re.compile(r'(?:src|href)="/static/([^"]+\.(?:css|js|svg|woff2))"')


def read_to_its_end(answer) -> None:
    """A file stays open until its last bytes are taken."""
    if answer.streaming:
        deque(answer.streaming_content, maxlen=0)


def is_page(answer) -> bool:
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def first_view(html: str) -> int:
    """Bytes over the line for somebody who comes for the first time: page, styles, scripts, fonts."""
    built = Path(settings.PACKAGE) / "design" / "static"
    size = len(gzip.compress(html.encode()))
    # A preloaded font is among all fonts below: it is fetched once.
    for name in {name for name in ASSET.findall(html) if not name.endswith(".woff2")}:
        path = next((p for p in (built / name, Path(django_static(name))) if p.exists()), None)
        assert path, f"{name} is not there"
        size += len(gzip.compress(path.read_bytes()))
    return size + sum(font.stat().st_size for font in built.rglob("*.woff2"))


def django_static(name: str) -> str:
    from django.contrib.staticfiles import finders  # noqa: PLC0415 -- needs the apps to be ready

    return finders.find(name) or "/nowhere"


@dataclass
class Walk:
    """What a visitor met: (name, path, queries, html) of each page, and the links that led nowhere."""

    pages: list[tuple[str, str, int, str]] = field(default_factory=list)
    nowhere: list[tuple[str, int]] = field(default_factory=list)


@pytest.fixture(scope="module")
def walked(region):
    """Up to two examples of each kind of public page in each language, and of each kind of file in any."""
    client, walk = Client(), Walk()
    seen, counts, queue = set(), Counter(), deque(["/es/", "/pt/"])
    while queue:
        path = queue.popleft()
        language, asked = path[1:3], path.split("?")[0]
        if path in seen:
            continue
        seen.add(path)
        with translation.override(language):
            try:
                name = resolve(asked).view_name
            except Resolver404:
                walk.nowhere.append((path, 404))
                continue
            if EXAMPLES in (counts[name, language], counts[name]):
                continue
            reset_queries()  # the log keeps 9,000, then forgets the oldest: a long walk would count nothing
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(path)
                read_to_its_end(answer)
        if answer.status_code >= 400:
            walk.nowhere.append((path, answer.status_code))
        if not is_page(answer):
            counts[name] += answer.status_code == 200
            continue
        counts[name, language] += 1
        html = answer.content.decode()
        walk.pages.append((name, path, len(queries), html))
        queue.extend(link.replace("&amp;", "&") for link in LINK.findall(html))
    return walk


@pytest.mark.usefixtures("region")
class TestPublicPages:
    def test_the_walk_saw_the_whole_house(self, walked):
        names = {name for name, *_ in walked.pages}
        assert {
            "front",
            "compact:objective",
            "territories:territory",
            "plans:public",
            "evidence:profile",
        } <= names, sorted(names)
        assert len(names) >= 15

    def test_every_link_leads_somewhere(self, walked):
        assert walked.nowhere == []

    def test_no_page_asks_the_database_more_than_twelve_times(self, walked):
        assert [(path, n) for _, path, n, _ in walked.pages if n > QUERIES] == []

    def test_no_page_is_heavier_than_a_hundred_kilobytes_on_first_view(self, walked):
        assert [
            (path, first_view(html)) for _, path, _, html in walked.pages if first_view(html) > BYTES
        ] == []

    def test_no_page_asks_somebody_elses_host(self, walked):
        asked = re.compile(r"""(?:src|srcset|action|data-url|hx-get|hx-post)=["'](?:https?:)?//[^"']+""")
        assert [(path, asked.findall(html)) for _, path, _, html in walked.pages if asked.search(html)] == []

    def test_every_page_names_its_language_and_has_one_heading(self, walked):
        for _, path, _, html in walked.pages:
            assert re.search(r'<html lang="(es|pt|en|fr)"', html), path
            assert len(re.findall(r"<h1\b", html)) == 1, path


def test_a_page_over_its_budget_is_noticed():
    assert first_view("<html>" + "".join(str(n * 7919 % 104729) for n in range(60_000)) + "</html>") > BYTES
