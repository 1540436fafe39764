"""Deny by default: every page declares who it is for, and asks for it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from acogida.core.access import WITHOUT_SIGN_IN, Audience

VALUES = {"int": "1", "slug": "x", "str": "x", "uuid": "00000000-0000-0000-0000-000000000000", "path": "x"}


def patterns(found=None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in get_resolver().url_patterns if found is None else found:
        words = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, words)
        else:
            yield words, entry


def undeclared(found) -> list[str]:
    return [
        where
        for where, pattern in found
        if not isinstance(getattr(pattern.callback, "audience", None), Audience)
    ]


def test_every_view_declares_who_it_is_for():
    assert undeclared(patterns()) == []


def test_a_view_that_declares_nothing_is_noticed():
    def silent(request):  # pragma: no cover - never called, only looked at
        return None

    assert undeclared([("silent/", path("silent/", silent))]) == ["silent/"]


def address(pattern: URLPattern, where: str) -> str:
    """An address that this pattern takes, with values that name nothing."""
    plain = re.sub(r"<(?:(\w+):)?\w+>", lambda m: VALUES.get(m.group(1) or "str", "x"), where)
    return "/" + plain


@pytest.mark.django_db
def test_what_is_not_public_asks_a_visitor_to_sign_in(client):
    asked = 0
    for where, pattern in patterns():
        if pattern.callback.audience in WITHOUT_SIGN_IN:
            continue
        answer = client.get(address(pattern, where))
        assert answer.status_code in {302, 405}, (where, answer.status_code)
        if answer.status_code == 302:
            assert "next=" in answer["Location"], (where, answer["Location"])
        asked += 1
    assert asked > 20


def test_roles_are_asked_by_the_day_of_the_house():
    """By the day of whoever reads, somebody who joined in the evening west of the house had no role yet."""
    roles = r"(?:[Mm]emberships?|[Mm]andates?|Delegate|Office)(?:\.objects)?\.on|memberships_on|roles_on"
    asked = re.compile(rf"(?:{roles})\([^)\n]*")
    found = [
        (path.name, call)
        for path in Path(settings.PACKAGE).rglob("*.py")
        if "tests" not in path.parts
        for call in asked.findall(path.read_text())
    ]
    assert len(found) > 40
    assert [one for one in found if re.search(r"localdate|\.date\(", one[1])] == []
