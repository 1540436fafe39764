"""Every page that a person reaches from their week keeps its budget: at most 12 queries.

People of each role follow links from their own week until each kind of page was seen.
"""

import re
from collections import Counter, deque
from dataclasses import dataclass, field

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from acogida.accounts.models import User
from acogida.core.access import Audience
from tests.house.test_budgets import read_to_its_end

QUERIES = 12
# Pages that gather every room's panel or due list; test_budgets.py says why.
GATHERING = {
    "reports:report": 26,
    "territories:territory": 16,
}
EXAMPLES = 2
PEOPLE = (
    "oficina@san-ejemplo.example",
    "alcaldia@san-ejemplo.example",
    "salud@villa-muestra.example",
    "migracao@porto-modelo.example",
    "secretaria@acogida.example",
    "operacion@acogida.example",
)
# Editors of other municipalities: whoever is no member, holds no mandate and was asked for nothing.
STRANGERS = ("salud@villa-muestra.example", "migracao@porto-modelo.example")
PUBLIC = {Audience.EVERYONE, Audience.LINK, Audience.SIGNED_IN}
# Shared on purpose: a pledge with its partner, a form for whoever did it again, one's own organisation.
SHARED = {
    ("pledges:", "salud@villa-muestra.example"),
    ("accounts:organisation", "salud@villa-muestra.example"),
    ("practices:adapt", "salud@villa-muestra.example"),
    ("practices:adapt", "migracao@porto-modelo.example"),
}
LINK = re.compile(r'<a\b[^>]*\bhref="(/(?:es|pt|en|fr)/[^"#]*)"')


@dataclass
class Walk:
    """What somebody met: (name, path, queries) of each page, the links that led nowhere, and those pages
    and files that are of a particular thing and not for everybody.
    """

    pages: list[tuple[str, str, int]] = field(default_factory=list)
    nowhere: list[tuple[str, int]] = field(default_factory=list)
    own: list[tuple[str, str]] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {name for name, *_ in self.pages}


def walk(email: str, files: set[str]) -> Walk:
    """Up to two examples of each kind of page in the person's language.

    Files to keep are asked for, not measured; one that somebody before was given (`files`) is left alone.
    """
    user, client, found = User.objects.get(email=email), Client(), Walk()
    client.force_login(user)
    seen, counts = set(), Counter()
    with translation.override(user.language):
        queue = deque([reverse("week")])
        while queue:
            path = queue.popleft()
            if path in seen | files or not path.startswith(f"/{user.language}/"):
                continue
            seen.add(path)
            try:
                met = resolve(path.split("?")[0])
                name = met.view_name
            except Resolver404:
                found.nowhere.append((path, 404))
                continue
            if counts[name] >= EXAMPLES:
                continue
            counts[name] += 1
            reset_queries()  # the log keeps 9,000, then forgets the oldest
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(path)
                read_to_its_end(answer)
            if met.kwargs and answer.status_code == 200 and met.func.audience not in PUBLIC:
                found.own.append((name, path))
            if answer.status_code >= 400:
                found.nowhere.append((path, answer.status_code))
            if answer.status_code == 200 and not answer["Content-Type"].startswith("text/html"):
                files.add(path)
            elif answer.status_code == 200:
                found.pages.append((name, path, len(queries)))
                links = LINK.findall(answer.content.decode())
                queue.extend(link.replace("&amp;", "&") for link in links)
    return found


def domain(email: str) -> str:
    return email.split("@")[1]


def is_shared(name: str, who: str) -> bool:
    return any(name.startswith(start) and who == with_whom for start, with_whom in SHARED)


def signed_in(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


@pytest.fixture(scope="module")
def walks(region):
    files: set[str] = set()
    return {email: walk(email, files) for email in PEOPLE}


@pytest.mark.django_db  # alone in a session, the marks are what makes the database
@pytest.mark.usefixtures("region")
class TestPagesOfPeople:
    def test_each_role_saw_its_own_pages(self, walks):
        assert {"week", "plans:desk", "plans:board", "plans:action", "assessments:work"} <= walks[
            PEOPLE[0]
        ].names
        assert {"week", "accounts:organisations"} <= walks["secretaria@acogida.example"].names
        assert {"week", "notices:outbox"} <= walks["operacion@acogida.example"].names

    def test_every_link_leads_somewhere(self, walks):
        assert {email: found.nowhere for email, found in walks.items() if found.nowhere} == {}

    def test_nothing_of_one_organisation_opens_to_another(self, walks):
        """Whatever somebody reached of their own is asked for by a stranger, and by a visitor."""
        opened, asked = [], 0
        for email, found in walks.items():
            strangers = [one for one in STRANGERS if domain(one) != domain(email)]
            clients = {one: signed_in(one) for one in strangers} | {"visitor": Client()}
            for name, path in found.own:
                for who, client in clients.items():
                    asked += 1
                    answer = client.get(path)
                    read_to_its_end(answer)
                    if answer.status_code == 200 and not is_shared(name, who):
                        opened.append((who, path))
        assert asked > 100
        assert opened == []

    def test_no_page_asks_the_database_more_than_twelve_times(self, walks):
        over = [
            (email, path, queries)
            for email, found in walks.items()
            for name, path, queries in found.pages
            if queries > GATHERING.get(name, QUERIES)
        ]
        assert over == []
