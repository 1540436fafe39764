"""At the counter on a phone, also with the line down; corrections; days out; the mayor's sheet."""

import re
from datetime import date, datetime
from secrets import randbelow
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.town import DEMO_PASSWORD, address

pytestmark = pytest.mark.journey

OFFICER = "oficina@san-ejemplo.example"
PORTO = "migracao@porto-modelo.example"
PLACE = "cri-demo-san-ejemplo"


def today() -> date:
    """By the clocks of the second town, where the day out is held."""
    return datetime.now(ZoneInfo("America/Sao_Paulo")).date()


def signed_in(person, email, language="es"):
    somebody = person(viewport=PHONE)
    somebody.sign_in(email, DEMO_PASSWORD, language)
    return somebody


def at_the_counter(person, email, language="es"):
    """Opens the counting page, and waits until the phone has kept what it needs."""
    somebody = signed_in(person, email, language)
    somebody.visit(address(language, "services:offices"))
    somebody.look()
    somebody.page.locator("main h2 a").first.click()
    somebody.page.wait_for_function(
        "async () => { const kit = JSON.parse(document.getElementById('kit').textContent);"
        " const cache = await caches.open('acogida-counter');"
        " const kept = await Promise.all(kit.urls.map((url) => cache.match(url)));"
        " return Boolean(navigator.serviceWorker.controller) && kept.every(Boolean); }"
    )
    somebody.look()
    return somebody


def taps(page, topic, times=1):
    for _ in range(times):
        page.locator(f'button[name=topic][value="{topic}"]').click()


def total(somebody, language="pt"):
    """What the month's sheet says was counted; 0 where nobody, or too few to show."""
    somebody.visit(address(language, "services:offices"))
    link = somebody.page.locator(f'main a[href$="/{today():%Y-%m}/"]').first
    if not link.count():
        return 0
    link.click()
    found = re.search(r"\d+", somebody.page.locator("main .lead").inner_text())
    return int(found[0]) if found else 0


def waiting(page):
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('acogida-tap:')).length")


def test_with_the_line_down_an_officer_finds_shows_refers_and_counts_three(person):
    officer = at_the_counter(person, OFFICER)
    page = officer.page
    page.locator("header a").first.click()
    expect(page.locator("[data-kept][data-state=kept]")).to_be_visible()
    officer.look("mostrador")

    officer.context.set_offline(True)
    page.reload()
    page.locator("#q").fill("embarazo")
    shown = page.locator("details[data-service]:visible")
    expect(shown).to_have_count(1)
    shown.locator("summary").click()
    expect(shown).to_contain_text("200 metros al sur de la plaza")
    shown.locator("a[lang=pt]").click()
    expect(page.locator("html")).to_have_attribute("lang", "pt")
    here = page.locator("details[open]")
    expect(here).to_contain_text("Consulta geral, vacinas, pré-natal.")
    expect(here).to_contain_text("Qualquer documento de identidade, mesmo vencido")
    officer.look()

    here.locator("[data-refer]").click()
    expect(page.locator("select[name=referred] option:checked")).to_have_text("Centro de salud La Loma")
    taps(page, "health")
    taps(page, "papers", 2)
    assert waiting(page) == 3
    expect(page.locator("[data-waiting]")).to_contain_text("3")
    page.locator("[data-undo]").click()
    assert waiting(page) == 2
    taps(page, "papers")
    officer.look("conteo")

    officer.context.set_offline(False)
    page.reload()
    expect(page.locator("[data-waiting][data-state=sent]")).to_be_visible()
    page.wait_for_function(
        "() => !Object.keys(localStorage).some((name) => /^acogida-(tap|undone):/.test(name))"
    )


def test_what_was_counted_arrives_exactly_once_wherever_the_line_breaks(person):
    officer = at_the_counter(person, PORTO, "pt")
    page = officer.page
    counter = page.url
    before = total(officer)
    page.goto(counter)

    # 1. The line is down before anything leaves the phone.
    officer.context.set_offline(True)
    taps(page, "papers", 2)
    assert waiting(page) == 2
    officer.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('acogida-tap:'))")

    # 2. It breaks after the server has counted and before the phone hears of it.
    def lose_the_answer(route):
        route.fetch()
        route.abort("connectionreset")

    page.route("**/enviar/", lose_the_answer)
    taps(page, "health", 2)
    page.wait_for_timeout(500)
    assert waiting(page) == 2
    page.unroute("**/enviar/")

    # 3. It breaks while the page is being closed and opened again.
    page.route("**/enviar/", lambda route: route.abort("connectionreset"))
    taps(page, "language", 2)
    page.close()
    officer.page = page = officer.context.new_page()
    page.goto(counter)
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('acogida-tap:'))")

    # 4. Two windows send the same at once.
    officer.context.set_offline(True)
    taps(page, "information", 2)
    other = officer.context.new_page()
    other.goto(counter)
    officer.context.set_offline(False)
    for window in (page, other):
        window.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('acogida-tap:'))")
    other.close()

    assert total(officer) == before + 8
    officer.look()


def test_a_stale_entry_is_corrected_by_a_visitor_and_approved(person):
    visitor = person(viewport=PHONE, javascript=False)
    visitor.visit(address("es", "services:index") + "?place=" + PLACE + "&q=escucha")
    visitor.look()
    visitor.page.locator("#found h2 a").first.click()
    visitor.look()
    entry = visitor.page.url
    number = f"000-{randbelow(10_000):04}"
    visitor.page.locator('main a[href$="/corregir/"]').click()
    visitor.page.locator("input[name=wrong][value=phone]").check()
    visitor.page.locator("textarea[name=text]").fill(number)
    visitor.look()
    visitor.page.locator("main form button[type=submit]").last.click()
    expect(visitor.page.locator("main")).to_contain_text("Gracias")

    editor = signed_in(person, OFFICER)
    editor.visit(address("es", "services:corrections"))
    editor.look()
    editor.page.locator("main li", has_text=number).locator("a").first.click()
    editor.look()
    editor.page.locator("button[name=deed][value=approve]").click()
    visitor.page.goto(entry)
    expect(visitor.page.locator("main")).to_contain_text(number)
    visitor.look()


def test_a_day_out_goes_from_planning_to_its_results_sheet(person):
    officer = signed_in(person, PORTO, "pt")
    page = officer.page
    officer.visit(address("pt", "services:outreach_new"))
    officer.look()
    for name, value in {
        "title": "Mutirão de regularização",
        "held_on": today().isoformat(),
        "starts_at": "08:00",
        "ends_at": "15:00",
        "place": "Ginásio",
        "quota": "30",
        "partners": "Consulado (demonstração)",
    }.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("main form button[type=submit]").last.click()
    officer.look()
    day = page.url
    page.locator("button[value=done-0]").click()
    expect(page.locator("main .status--success").first).to_be_visible()
    page.locator('main a[href*="/contagem/"]').click()
    expect(page.locator("select[name=outreach] option:checked")).to_have_text("Mutirão de regularização")
    taps(page, "papers", 6)
    expect(page.locator("[data-waiting][data-state=sent]")).to_be_visible()
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('acogida-tap:'))")

    page.goto(day)
    expect(page.locator("main")).to_contain_text("Restam 24 vagas")
    page.locator("[name=turned_away]").fill("4")
    page.locator("button[value=close]").click()
    officer.look()
    with page.expect_download() as sheet:
        page.locator('main a[href$="/pdf/"]').click()
    assert sheet.value.suggested_filename.endswith(".pdf")


def test_the_mayor_has_the_months_sheet_in_one_click(person):
    mayor = person()
    mayor.sign_in("alcaldia@san-ejemplo.example", DEMO_PASSWORD)
    mayor.visit(address("es", "services:offices"))
    mayor.page.locator('main section a[href*="/meses/"]').nth(1).click()
    expect(mayor.page.locator("main .lead")).to_contain_text("atenciones; la mayoría fue por")
    mayor.look("hoja-del-mes")
    for ending in ("pdf", "xlsx"):
        with mayor.page.expect_download() as sheet:
            mayor.page.locator(f'main a[href$="/{ending}/"]').click()
        assert sheet.value.suggested_filename.endswith(ending)
