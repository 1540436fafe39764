"""Every public page keeps its budget: at most 12 queries, at most 100 kB on first view.

A visitor walks the house from the front page, following links, until each kind of page was seen.
"""

import gzip
import re
from collections import deque
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import translation

QUERIES = 12
BYTES = 100_000
EXAMPLES = 3
LINK = re.compile(r'<a\b[^>]*\bhref="(/(?:es|pt|en|fr)/[^"#]*)"')
ASSET = re.compile(r'(?:src|href)="/static/([^"]+\.(?:css|js|svg|woff2))"')


def is_page(answer) -> bool:
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def first_view(html: str) -> int:
    """Bytes over the line for somebody who comes for the first time: page, styles, scripts, fonts."""
    built = Path(settings.PACKAGE) / "design" / "static"
    size = len(gzip.compress(html.encode()))
    for name in set(ASSET.findall(html)):
        path = next((p for p in (built / name, Path(django_static(name))) if p.exists()), None)
        assert path, f"{name} is not there"
        size += len(gzip.compress(path.read_bytes()))
    return size + sum(font.stat().st_size for font in built.rglob("*.woff2"))


def django_static(name: str) -> str:
    from django.contrib.staticfiles import finders  # noqa: PLC0415 -- needs the apps to be ready

    return finders.find(name) or "/nowhere"


@pytest.fixture(scope="module")
def walked(region):
    """(path, queries, html) of up to three examples of each kind of public page."""
    client, seen, counts, pages = Client(), set(), {}, []
    queue = deque(["/es/", "/pt/"])
    with translation.override("es"):
        while queue:
            path = queue.popleft()
            if path in seen:
                continue
            seen.add(path)
            name = resolve(path.split("?")[0]).view_name
            if counts.get(name, 0) >= EXAMPLES:
                continue
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = client.get(path)
            if not is_page(answer):
                continue
            counts[name] = counts.get(name, 0) + 1
            html = answer.content.decode()
            pages.append((name, path, len(queries), html))
            queue.extend(link.replace("&amp;", "&") for link in LINK.findall(html))
    return pages


@pytest.mark.usefixtures("region")
class TestPublicPages:
    def test_the_walk_saw_the_whole_house(self, walked):
        names = {name for name, *_ in walked}
        assert {"front", "compact:objective", "territories:territory", "plans:plan"} <= names, sorted(names)
        assert len(names) >= 15

    def test_no_page_asks_the_database_more_than_twelve_times(self, walked):
        assert [(path, n) for _, path, n, _ in walked if n > QUERIES] == []

    def test_no_page_is_heavier_than_a_hundred_kilobytes_on_first_view(self, walked):
        assert [(path, first_view(html)) for _, path, _, html in walked if first_view(html) > BYTES] == []

    def test_no_page_asks_somebody_elses_host(self, walked):
        asked = re.compile(r"""(?:src|srcset|action|data-url|hx-get|hx-post)=["'](?:https?:)?//[^"']+""")
        assert [(path, asked.findall(html)) for _, path, _, html in walked if asked.search(html)] == []

    def test_every_page_names_its_language_and_has_one_heading(self, walked):
        for _, path, _, html in walked:
            assert re.search(r'<html lang="(es|pt|en|fr)"', html), path
            assert len(re.findall(r"<h1\b", html)) == 1, path


def test_a_page_over_its_budget_is_noticed():
    assert first_view("<html>" + "".join(str(n * 7919 % 104729) for n in range(60_000)) + "</html>") > BYTES
