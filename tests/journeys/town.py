"""What people of a new municipality do in their browsers, step by step, in whichever language."""

import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import quote

from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from tests.journeys.conftest import Person

SECRETARIAT = "secretaria@acogida.example"
DEMO_PASSWORD = "acogida-demo-2026"
PASSWORD = "una frase larga y propia"


def address(language: str, name: str, *args) -> str:
    """The path of a page in a language, as its links write it."""
    with translation.override(language):
        return reverse(name, args=args)


@dataclass
class Town:
    """A municipality that begins from nothing; `place` is what the secretariat types to find it."""

    language: str
    place: str
    code: str
    name: str
    meet: object
    people: dict[str, Person] = field(default_factory=dict)
    # A town of its own each time, so that journeys can be run again on an installation that is up.
    mark: str = field(default_factory=lambda: secrets.token_hex(3))

    def at(self, name: str, *args) -> str:
        return address(self.language, name, *args)

    def email(self, who: str) -> str:
        return f"{who}.{self.mark}@journey.example"

    def is_opened_by_the_secretariat(self) -> None:
        """The secretariat finds the place, opens the organisation; the link for its administrator shows."""
        secretariat = self.meet()
        secretariat.sign_in(SECRETARIAT, DEMO_PASSWORD, self.language)
        page = secretariat.page
        secretariat.visit(self.at("accounts:create"))
        page.locator("main input[name=q]").fill(self.place)
        page.locator("main input[name=q]").press("Enter")
        secretariat.look()
        page.locator(f'main a[href*="{quote(self.code)}"]').click()
        page.locator("[name=name]").fill(f"{self.name} {self.mark}")
        page.locator("[name=kind]").select_option("local_government")
        page.locator("[name=administrator]").fill(self.email("admin"))
        page.locator("[name=language]").select_option(self.language)
        self.submit(secretariat)
        secretariat.look()
        self.accepts("admin", self.link_shown(secretariat))

    def link_shown(self, person: Person) -> str:
        found = re.search(r"http://localhost:\d+/\w\w/[^\s\"<]+", person.page.locator("main").inner_text())
        assert found, "the personal link is shown once, to copy"
        return found[0]

    def submit(self, person: Person, index: int = -1) -> None:
        """Press the main button of the page's form."""
        buttons = person.page.locator("main form button[type=submit]")
        buttons.nth(index).click()
        person.page.wait_for_load_state()

    def accepts(self, who: str, link: str, **how) -> Person:
        """A person opens their link, says who they are and is in."""
        person = self.people[who] = self.meet(**how)
        person.visit(link)
        person.look()
        page = person.page
        page.locator("[name=name]").fill(f"{who.capitalize()} Inventada")
        page.locator("[name=language]").select_option(self.language)
        page.locator("[name=time_zone]").select_option("America/Costa_Rica")
        page.locator("[name=password]").fill(PASSWORD)
        self.submit(person)
        expect(page.locator("h1")).to_be_visible()
        return person

    def is_joined_by(self, who: str, role: str, **how) -> Person:
        """The administrator invites a colleague, who accepts."""
        admin = self.people["admin"]
        admin.visit(self.at("accounts:me"))
        admin.page.locator('main a[href*="organi"]').first.click()
        admin.page.locator('main a[href$="invitar/"], main a[href$="convidar/"]').click()
        admin.page.locator("[name=email]").fill(self.email(who))
        admin.page.locator("[name=role]").select_option(role)
        self.submit(admin)
        return self.accepts(who, self.link_shown(admin), **how)

    def starts_the_assessment(self, year: int = 2026) -> None:
        officer = self.people["officer"]
        officer.visit(self.at("assessments:start"))
        officer.look()
        officer.page.locator("[name=year]").select_option(str(year)) if officer.page.locator(
            "select[name=year]"
        ).count() else officer.page.locator("[name=year]").fill(str(year))
        self.submit(officer)
        officer.look()

    def answers(self, code: str, value: str, explanation: str) -> None:
        """One answer on its page, saved by itself as soon as it is given."""
        officer = self.people["officer"]
        question = officer.page.locator(f"#{code}")
        if not question.count():
            self._opens_the_page_of(code)
        question.locator(f'input[type=radio][value="{value}"]').check(force=True)
        question.locator("textarea").fill(explanation)
        question.locator("textarea").blur()
        expect(question.locator(f"#state-{code}")).not_to_be_empty()
        officer.page.wait_for_load_state("networkidle")

    def _opens_the_page_of(self, code: str) -> None:
        officer = self.people["officer"]
        officer.visit(self.at("assessments:mine"))
        officer.page.locator("main tbody a").first.click()
        for link in officer.page.locator("main section a").all():
            path = link.get_attribute("href")
            officer.visit(path)
            if officer.page.locator(f"#{code}").count():
                return
            officer.page.go_back()
        raise AssertionError(f"no page has the question {code}")

    def shows_evidence_for(self, code: str, title: str) -> None:
        officer = self.people["officer"]
        page = officer.page
        page.locator(f"#{code} button[name=evidence]").click()
        officer.look()
        page.locator("[name=kind][value=legal]").check(force=True) if page.locator(
            "[name=kind][value=legal]"
        ).count() else page.locator("select[name=kind]").select_option("legal")
        page.locator("[name=title]").fill(title)
        page.locator("[name=detail]").fill("Artículo 3.")
        page.locator("[name=dated]").fill("2025-05-02")
        self.submit(officer)
        expect(page.locator("main")).to_contain_text(title)
        page.go_back()
