"""Every page that a person reaches from their week keeps its budget: at most 12 queries.

People of each role follow links from their own week until each kind of page was seen. Then whoever may
not open what they met is asked to, and the matrix of permissions is held against what the pages answer.
"""

import re
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from acogida.accounts.models import Organisation, User
from acogida.accounts.queries import AMONG, Reader, Way, pages, way
from acogida.core.access import Audience
from acogida.core.models import AuditEvent
from tests.house import matrix
from tests.house.test_budgets import read_to_its_end

QUERIES = 12
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
ROLES = (Audience.MEMBER, Audience.EDITOR, Audience.APPROVER, Audience.ADMINISTRATOR)
# Who may do least: a member without a role of their own, and somebody of no organisation.
PLAIN = ("integrante@lectura.example", "suelta@lectura.example")
PUBLIC = {Audience.EVERYONE, Audience.LINK, Audience.SIGNED_IN}
# Shared on purpose: a pledge with its partner, a form for whoever did it again, one's own organisation.
SHARED = {
    ("pledges:", "salud@villa-muestra.example"),
    ("accounts:organisation", "salud@villa-muestra.example"),
    ("practices:adapt", "salud@villa-muestra.example"),
    ("practices:adapt", "migracao@porto-modelo.example"),
}
# Of things that are everybody's: each acts in the name of their own organisation.
OF_EVERYBODY = {"practices:adapt", "dialogues:answer", "pledges:confirm"}
# For members of the Mechanism, which the town is not; and what depends on how somebody signs in.
SOMETIMES = (
    *("dialogues:liaison", "dialogues:initiative_new", "dialogues:vote", "dialogues:statement"),
    *("account_", "mfa_"),
)
LINK = re.compile(r'<a\b[^>]*\bhref="(/(?:es|pt|en|fr)/[^"#]*)"')


@dataclass
class Walk:
    """What somebody met: (name, path, queries) of each page, the links that led nowhere, those pages
    and files that are of a particular thing and not for everybody, and by name an address of every page
    that a link or a form named.
    """

    pages: list[tuple[str, str, int]] = field(default_factory=list)
    nowhere: list[tuple[str, int]] = field(default_factory=list)
    own: list[tuple[str, str]] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        return {name for name, *_ in self.pages}


def walk(email: str, files: dict[str, str]) -> Walk:
    """Up to two examples of each kind of page in the person's language.

    Files to keep are asked for, not measured. One that somebody before was given (`files`, by path the name)
    is left alone, and so is one for everybody of whose kind they were given two.
    """
    user, client, found = User.objects.get(email=email), Client(), Walk()
    client.force_login(user)
    seen, counts, addresses = set(), Counter(), set()
    with translation.override(user.language):
        queue = deque([reverse("week")])
        while queue:
            path = queue.popleft()
            if path in seen | files.keys() or not path.startswith(f"/{user.language}/"):
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
            if getattr(met.func, "audience", None) in PUBLIC and [*files.values()].count(name) >= EXAMPLES:
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
                files[path] = name
            elif answer.status_code == 200:
                found.pages.append((name, path, len(queries)))
                html = answer.content.decode()
                queue.extend(link.replace("&amp;", "&") for link in LINK.findall(html))
                addresses.update(matrix.LINK_OR_FORM.findall(html))
        for path in sorted(addresses):
            with suppress(Resolver404):
                found.named.setdefault(resolve(path).view_name, path)
    return found


def town() -> Organisation:
    return Organisation.objects.get(memberships__user__email=PEOPLE[0])


def strangers_to_the_town() -> list[Organisation]:
    """Organisations that share nothing with it; the second town is its partner in a pledge."""
    partner = Organisation.objects.get(memberships__user__email=STRANGERS[0])
    return list(Organisation.objects.exclude(pk__in=[town().pk, partner.pk]).order_by("pk"))


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
    files: dict[str, str] = {}
    matrix.colleague("integrante", member=town())
    matrix.somebody("suelta")
    return {email: walk(email, files) for email in (*PEOPLE, *PLAIN)}


@pytest.fixture(scope="module")
def real(walks):
    """An address of something real for each page of the house, where one of the walks met one.

    What is of an organisation is of the town: only its own people named it.
    """
    every = pages()
    of_a_role = {page.name for page in every if page.audience in ROLES}
    met: dict[str, str] = {}
    for email in (*PEOPLE[:2], *PLAIN):
        met = walks[email].named | met
    for email in PEOPLE[2:]:
        others = {name: path for name, path in walks[email].named.items() if name not in of_a_role}
        met = others | met
    return matrix.examples(every, met)


@pytest.fixture(scope="module")
def readers(walks):
    return matrix.people(town())


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
            for _name, path, queries in found.pages
            if queries > QUERIES
        ]
        assert over == []


@pytest.mark.django_db
@pytest.mark.usefixtures("region")
class TestMatrixOfPermissions:
    """What the page of permissions says is what the pages answer."""

    def test_a_page_that_does_not_open_to_somebody_is_refused_them(self, real, readers):
        opened, asked = [], 0
        for reader, user in readers.items():
            client = matrix.browser(user)
            for page in pages():
                if page.module and page.audience and way(page, reader) == Way.CLOSED:
                    asks = matrix.call_as_a_program if page.audience == Audience.TOKEN else matrix.ask
                    answer = asks(client, real.get(page.name) or matrix.made_up(page))
                    asked += 1
                    if not answer.is_refused:
                        opened.append((page.name, reader.value, answer.status))
        assert opened == []
        assert asked > 2000

    def test_a_page_that_opens_to_somebody_opens(self, real, readers):
        """One of the organisation to its roles, one of the house to whom it serves."""
        refused, asked = [], 0
        for page in pages():
            path = real.get(page.name)
            public = page.audience in {Audience.EVERYONE, Audience.LINK, None}
            if not (page.module and path) or public or page.name.startswith(SOMETIMES):
                continue
            for reader, user in readers.items():
                said = way(page, reader)
                ours = page.audience in ROLES and reader in AMONG[page.audience]
                if said == Way.CLOSED or (said == Way.OWN and page.is_particular and not ours):
                    continue
                asked += 1
                answer = matrix.ask(matrix.browser(user), path)
                if answer.is_refused:
                    refused.append((page.name, reader.value, path, answer.status))
        assert refused == []
        assert asked > 500

    def test_a_role_elsewhere_opens_nothing_here(self, real, readers):
        """Whoever signs for one town and administers another reaches nothing of a third."""
        others = strangers_to_the_town()[:2]
        client = matrix.browser(matrix.colleague("ajena", approver=others[0], administrator=others[1]))
        opened = [
            (page.name, real[page.name])
            for page in pages()
            if page.audience in ROLES and page.is_particular and page.name in real
            if page.name not in OF_EVERYBODY
            if did_something(client, real[page.name])
        ]
        assert opened == []

    def test_a_member_here_does_nothing_here_with_a_role_from_elsewhere(self, real, readers):
        """What an administrator does by one press, a member with every role elsewhere cannot."""
        others = strangers_to_the_town()[:3]
        roles = dict(zip(("editor", "approver", "administrator"), others, strict=True))
        mixed = matrix.browser(matrix.colleague("mixta", member=town(), **roles))
        entitled = matrix.browser(readers[Reader.EDITOR])
        deeds = [
            real[page.name]
            for page in pages()
            if page.audience == Audience.EDITOR and page.is_particular and page.name in real
            if page.name not in OF_EVERYBODY
        ]
        done = {path for path in deeds if recorded(entitled, path)}
        assert len(done) > 8
        assert [path for path in deeds if recorded(mixed, path)] == []


def did_something(client: Client, path: str) -> bool:
    """Whether a page opened, or a button at its address did what it says."""
    answer = matrix.ask(client, path)
    return recorded(client, path) if answer.status == 405 else not answer.is_refused


def recorded(client: Client, path: str) -> bool:
    """Whether a press on a button at this address was written down as a deed; then it is undone."""
    with transaction.atomic():
        before = AuditEvent.objects.count()
        client.post(path)
        after = AuditEvent.objects.count()
        transaction.set_rollback(True)
    return after > before
