"""What the matrix of permissions says, asked of the pages themselves.

One person for each kind of reader, and an address for each page: one that people met on their walks,
else one that names nothing, which is enough to see a page that does not open.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.test import Client
from django.urls import resolve, reverse

from acogida.accounts.models import Mandate, Membership, Organisation, User
from acogida.accounts.queries import Page, Reader
from tests.house.test_access import VALUES

SINCE = date(2020, 1, 1)
LINK_OR_FORM = re.compile(
    r'\b(?:href|action|formaction|hx-(?:get|post|put|delete))="(/(?:es|pt|en|fr)/[^"#?]*)'
)
PARAMETER = re.compile(r"<(?:(\w+):)?\w+>")


def somebody(name: str) -> User:
    return User.objects.create_user(f"{name}@lectura.example", name=name, language="es")


def colleague(name: str, **roles: Organisation) -> User:
    """Somebody with a role in each organisation named: `editor=town`."""
    made = somebody(name)
    for role, organisation in roles.items():
        Membership.objects.create(user=made, organisation=organisation, role=role, starts_on=SINCE)
    return made


def mandated(kind: str, town: Organisation) -> User:
    made = somebody(kind)
    country = town.country if kind == "focal_point" else None
    Mandate.objects.create(user=made, kind=kind, country=country, starts_on=SINCE)
    return made


def people(town: Organisation) -> dict[Reader, User | None]:
    """One person for each column of the matrix but programs; who has a role has it in this town."""
    operator = somebody("operator")
    operator.is_operator = True
    operator.save()
    roles = (Reader.MEMBER, Reader.EDITOR, Reader.APPROVER, Reader.ADMINISTRATOR)
    mandates = (Reader.FOCAL_POINT, Reader.REVIEWER, Reader.FACILITATOR, Reader.SECRETARIAT)
    return {
        Reader.VISITOR: None,
        Reader.NOBODY: somebody("nobody"),
        **{role: colleague(role.value, **{role.value: town}) for role in roles},
        **{kind: mandated(kind.value, town) for kind in mandates},
        Reader.OPERATOR: operator,
    }


def browser(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


@dataclass(frozen=True)
class Answer:
    status: int
    asks_to_sign_in: bool

    @property
    def is_refused(self) -> bool:
        return self.asks_to_sign_in or self.status in {401, 403, 404}


def ask(client: Client, path: str) -> Answer:
    got = client.get(path)
    if got.streaming:
        b"".join(got.streaming_content)
    return Answer(got.status_code, got.status_code == 302 and "next=" in got["Location"])


def call_as_a_program(client: Client, path: str) -> Answer:
    """What a program without a token is answered, by whichever method the address takes."""
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        got = client.generic(method, path, "{}", content_type="application/json")
        if got.status_code != 405:
            break
    return Answer(got.status_code, asks_to_sign_in=False)


def made_up(page: Page) -> str:
    """An address that this page takes, with values that name nothing."""
    return PARAMETER.sub(lambda found: VALUES[found.group(1) or "str"], page.route)


def examples(pages: list[Page], met: dict[str, str]) -> dict[str, str]:
    """An address of something real for each page where there is one.

    A page that nobody met takes the thing of a page met beside it: `plans/<pk>/close/` that of `plans/<pk>/`.
    """
    found = {page.name: met[page.name] for page in pages if page.name in met}
    known: dict[str, dict[str, object]] = {}
    for page in pages:
        if page.name in found:
            values = list(resolve(found[page.name]).kwargs.items())
            for number, one in enumerate(PARAMETER.finditer(page.route), 1):
                known.setdefault(page.route[: one.end()], dict(values[:number]))
    for page in pages:
        upto = page.route[: page.route.rfind(">") + 1]
        if page.name not in found and not upto:
            found[page.name] = reverse(page.name)
        elif page.name not in found and upto in known:
            found[page.name] = reverse(page.name, kwargs=known[upto])
    return found
