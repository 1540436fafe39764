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
    slug: str = ""
    people: dict[str, Person] = field(default_factory=dict)
    # A town of its own each time, so that journeys can be run again on an installation that is up.
    mark: str = field(default_factory=lambda: secrets.token_hex(3))

    def at(self, name: str, *args) -> str:
        return address(self.language, name, *args)

    def email(self, who: str) -> str:
        return f"{who}.{self.mark}@journey.example"

    def is_opened_by_the_secretariat(self, email: str = SECRETARIAT, password: str = DEMO_PASSWORD) -> None:
        """The secretariat finds the place, opens the organisation; the link for its administrator shows."""
        secretariat = self.meet()
        secretariat.sign_in(email, password, self.language)
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
        self.assessment = int(re.search(r"/(\d+)/", officer.page.url)[1])

    def answers(self, code: str, value: str, explanation: str) -> None:
        """One answer on its page, saved by itself as soon as it is given."""
        officer = self.people["officer"]
        question = officer.page.locator(f"#{code}")
        if not question.count():
            officer.visit(self.at("assessments:answering", self.assessment, "governance", "institutions"))
            officer.look()
        question.locator(f'input[type=radio][value="{value}"]').check(force=True)
        question.locator("textarea").fill(explanation)
        question.locator("textarea").blur()
        expect(question.locator(f"#state-{code}")).not_to_be_empty()
        officer.page.wait_for_load_state("networkidle")

    def shows_evidence_for(self, code: str, title: str) -> None:
        officer = self.people["officer"]
        page = officer.page
        page.locator(f"#{code} button[name=evidence]").click()
        # The page that the button leads to, once the answer's own saving has arrived.
        page.locator("[name=kind]").first.wait_for(state="attached")
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

    def publishes_the_assessment(self) -> None:
        """The approver reads and publishes; visitors can read it from then on."""
        mayor = self.people["mayor"]
        mayor.visit(self.at("assessments:mine"))
        mayor.look()
        mayor.page.locator("main tbody a").first.click()
        mayor.page.locator(f'main a[href$="{self.at("assessments:publish", 0).rsplit("/", 2)[1]}/"]').click()
        mayor.look()
        self.submit(mayor)
        mayor.look()

    def begins_a_plan(self, title: str, contexts: tuple[str, ...] = ("transit",)) -> None:
        officer = self.people["officer"]
        officer.visit(self.at("plans:new"))
        page = officer.page
        page.locator("[name=title]").fill(title)
        page.locator("[name=starts_on]").fill("2026-01-15")
        page.locator("[name=ends_on]").fill("2027-12-31")
        for context in contexts:
            page.locator(f'[name=contexts][value="{context}"]').check(force=True)
        officer.look()
        self.submit(officer)
        officer.look()
        self.plan = int(re.search(r"/(\d+)/", page.url)[1])

    def takes_up_weak_answers(self, count: int = 2) -> None:
        """One click each: the cause comes with it."""
        officer = self.people["officer"]
        officer.visit(self.at("plans:diagnosis", self.plan))
        officer.look()
        for taken in range(1, count + 1):
            officer.page.locator("button[name=answer]").first.click()
            officer.page.wait_for_load_state()
            expect(officer.page.locator("#challenges li h3")).to_have_count(taken)

    def locks_the_weights(self) -> None:
        officer = self.people["officer"]
        officer.visit(self.at("plans:prioritisation", self.plan))
        officer.look()
        officer.page.locator("button[name=lock]").click()
        officer.page.wait_for_load_state()
        officer.look()

    def scores(self, who: str, marks: tuple[int, ...]) -> None:
        """One person scores each challenge on each criterion, all on one page."""
        person = self.people[who]
        person.visit(self.at("plans:score", self.plan) + "?all=1")
        person.look()
        for number, section in enumerate(person.page.locator("main form section").all()):
            for field_ in section.locator("fieldset").all():
                field_.locator(f'input[value="{marks[number]}"]').check(force=True)
        self.submit(person)

    def closes_the_scoring_and_chooses(self) -> None:
        officer = self.people["officer"]
        officer.visit(self.at("plans:prioritisation", self.plan))
        officer.page.locator(f'form[action="{self.at("plans:close", self.plan)}"] button').click()
        officer.page.wait_for_load_state()
        officer.look()
        for box in officer.page.locator("input[name=challenges]").all():
            box.check(force=True)
        officer.page.locator(f'form[action="{self.at("plans:choose", self.plan)}"] button').last.click()
        officer.page.wait_for_load_state()
        officer.look()

    def designs_an_action(self, title: str, indicator: str) -> None:
        """An action from the Compact's suggestion for the first priority, with one indicator."""
        officer = self.people["officer"]
        page = officer.page
        officer.visit(self.at("plans:design", self.plan))
        officer.look()
        page.locator("details summary").filter(has_text=re.compile(r"Pacto")).first.click()
        page.locator("details[open] li a").first.click()
        page.locator("[name=title]").fill(title)
        page.locator("[name=responsible_unit]").fill("Oficina de prueba")
        page.locator("[name=starts_on]").fill("2026-02-01")
        page.locator("[name=ends_on]").fill("2026-12-31")
        page.locator("[name=budget]").fill("1200000")
        page.locator("[name=currency]").fill("CRC" if self.language == "es" else "BRL")
        page.locator("[name=budget_source]").fill("Presupuesto de prueba")
        officer.look()
        self.submit(officer)
        # The action is kept; the next page asks how its result is measured.
        page.locator("[name=title]").fill(indicator)
        page.locator("[name=unit]").fill("personas")
        page.locator("[name=baseline]").fill("40")
        page.locator("[name=baseline_on]").fill("2026-01-20")
        page.locator("[name=target]").fill("300")
        page.locator("[name=target_on]").fill("2026-12-31")
        page.locator("[name=every_months]").fill("3")
        self.submit(officer)
        officer.look()

    def _word(self, name: str) -> str:
        """The part of an address that tells one page from others, in the town's language."""
        return self.at(name, 0).split("/0/")[1]

    def adopts_the_plan(self) -> None:
        mayor = self.people["mayor"]
        mayor.visit(self.at("plans:adopt", self.plan))
        mayor.look()
        mayor.page.locator('main form:has(input[name="expected"]) button').click()
        mayor.page.wait_for_load_state()
        mayor.look()

    def reports_late(self, value: str) -> None:
        """The officer reports after the day it was due, with the reason for the delay."""
        officer = self.people["officer"]
        page = officer.page
        officer.visit(self.at("plans:board", self.plan))
        officer.look()
        page.locator(f'main a[href*="{self._word("plans:report")}"]').first.click()
        officer.look()
        page.locator('[name=condition][value="delayed"]').check(force=True)
        page.locator("[name=narrative]").fill("La oficina abrió dos días por semana.")
        page.locator("[name=delay_reason]").fill("La contratación tardó más de lo previsto.")
        page.locator("[name^=value_]").first.fill(value)
        page.locator("[name^=source_]").first.fill("Registro diario de la oficina")
        page.locator("[name=spent]").fill("350000")
        page.locator("[name=evidence_link]").fill("https://example.org/acta")
        self.submit(officer)
        officer.look()

    def sees_its_profile(self) -> None:
        """The officer reads what is known of the place, each figure with its source and year."""
        officer = self.people["officer"]
        officer.visit(self.at("evidence:profile", self.slug))
        officer.look()
        expect(officer.page.locator("main .source").first).to_be_visible()

    def thread_is_followed_both_ways_by(self, visitor: Person) -> None:
        """From the public plan to the thread of its action, up to the answer and down to the report."""
        page = visitor.page
        page.locator(f'main a[href*="{self._word_of_public_action()}"]').first.click()
        visitor.look()
        expect(page.locator("main")).to_contain_text("La contratación tardó más de lo previsto.")
        page.locator(f'main a[href*="{self.at("thread", "action", 0).split("/action/")[0]}/"]').first.click()
        visitor.look()
        text = page.locator("main").inner_text()
        for seen in ("Acta de prueba", "La oficina abrió dos días por semana."):
            assert seen in text, f"the thread says nothing of {seen}"

    def _word_of_public_action(self) -> str:
        return self.at("plans:public_action", "x", 0).split("/x/")[1].removesuffix("0/")
