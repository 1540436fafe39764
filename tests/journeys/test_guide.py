"""The pages of the guide, as its people meet them: each is sound, and with PICTURES=1 pictured."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.town import DEMO_PASSWORD, address

pytestmark = pytest.mark.journey
OFFICER = "oficina@san-ejemplo.example"
TOWN = "cri-demo-san-ejemplo"
PICTURE = {
    "front": {"es": "portada-es", "en": "front-en"},
    "territory": {"es": "territorio-es", "en": "territory-en"},
    "profile": {"es": "perfil-es", "en": "profile-en"},
    "publication": {"es": "autoevaluacion-es", "en": "assessment-en"},
    "plan": {"es": "plan-publico-es", "en": "public-plan-en"},
    "thread": {"es": "hilo-es", "en": "thread-en"},
    "week": {"es": "mi-semana-es", "en": "my-week-en"},
    "answering": {"es": "responder-es", "en": "answering-en"},
    "diagnosis": {"es": "diagnostico-es", "en": "diagnosis-en"},
    "score": {"es": "puntajes-es", "en": "scores-en"},
    "board": {"es": "marcha-es", "en": "board-en"},
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_visitor_reads_from_the_front_page_to_the_thread(person, language):
    visitor = person()
    for name, path in (
        ("front", address(language, "front")),
        ("territory", address(language, "territories:territory", TOWN)),
        ("profile", address(language, "evidence:profile", "argentina")),
    ):
        visitor.visit(path)
        visitor.look(PICTURE[name][language])
    visitor.visit(address(language, "assessments:index"))
    visitor.look()
    visitor.page.locator(
        'main a[href*="/' + address(language, "assessments:index").strip("/") + '/"]'
    ).filter(has_text=re.compile("2026|San Ejemplo")).first.click()
    visitor.look(PICTURE["publication"][language])
    visitor.visit(address(language, "plans:index"))
    visitor.page.get_by_role("link", name=re.compile("2024–2026")).first.click()
    visitor.look(PICTURE["plan"][language])
    thread = address(language, "thread", "action", 1).split("/action/")[0]
    action = address(language, "plans:public_action", "x", 0).split("/x/")[1].removesuffix("0/")
    visitor.page.locator(f'main a[href*="{action}"]').first.click()
    visitor.look()
    visitor.page.locator(f'main a[href*="{thread}/action/"]').first.click()
    visitor.look(PICTURE["thread"][language])


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_officer_opens_the_week_and_the_desk(person, language):
    officer = person()
    officer.sign_in(OFFICER, DEMO_PASSWORD, "es")
    officer.visit(address(language, "week"))
    officer.look(PICTURE["week"][language])
    officer.visit(address(language, "plans:mine"))
    officer.look()
    officer.page.get_by_role("link", name=re.compile("2024–2026")).first.click()
    officer.look()
    plan = int(re.search(r"/(\d+)/", officer.page.url)[1])
    for name in ("diagnosis", "prioritisation", "design", "adopt", "board"):
        officer.visit(address(language, f"plans:{name}", plan))
        officer.look(PICTURE.get(name, {}).get(language, ""))
    officer.visit(address(language, "assessments:mine"))
    officer.look()
    officer.page.locator("main tbody a").first.click()
    officer.look()
    assessment = int(re.search(r"/(\d+)/", officer.page.url)[1])
    officer.visit(address(language, "assessments:answering", assessment, "governance", "institutions"))
    officer.look(PICTURE["answering"][language])
    for name in ("notices:inbox", "accounts:me", "evidence:imports"):
        officer.visit(address(language, name))
        officer.look()


def test_a_colleague_scores_on_a_phone(person):
    colleague = person(viewport=PHONE)
    colleague.sign_in("salud@villa-muestra.example", DEMO_PASSWORD)
    colleague.visit(address("es", "plans:mine"))
    colleague.page.get_by_role("link", name=re.compile("2027–2028")).first.click()
    plan = int(re.search(r"/(\d+)/", colleague.page.url)[1])
    colleague.visit(address("es", "plans:score", plan))
    colleague.look(PICTURE["score"]["es"])
    done = int(colleague.page.locator("progress").get_attribute("value"))
    for criterion in colleague.page.locator("main form fieldset").all():
        criterion.locator('input[value="4"]').check(force=True)
    colleague.page.locator("main form button[type=submit]").last.click()
    colleague.page.wait_for_load_state()
    colleague.look()
    expect(colleague.page.locator("progress")).to_have_attribute("value", str(min(done + 1, 3)))


def test_everything_can_be_reached_with_the_keyboard_alone(person):
    visitor = person()
    visitor.visit("/es/")
    visitor.page.keyboard.press("Tab")
    skip = visitor.page.evaluate("document.activeElement.getAttribute('href')")
    assert skip == "#main"
    visitor.page.keyboard.press("Enter")
    reached = set()
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        where = visitor.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        href = visitor.page.evaluate("document.activeElement.getAttribute('href')")
        if where.startswith("<body"):
            break
        outline = visitor.page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; })()"
        )
        assert outline, f"focus cannot be seen on {where}"
        reached.add(href)
    assert address("es", "plans:index") in reached


def test_each_language_keeps_the_page(person):
    visitor = person()
    visitor.visit(address("es", "compact:objective", 15))
    for language in ("pt", "en", "fr", "es"):
        visitor.page.locator(f'header a[hreflang="{language}"]').first.click()
        visitor.page.wait_for_url("**" + address(language, "compact:objective", 15))
        assert visitor.page.locator("html").get_attribute("lang") == language
        visitor.look()
