"""An officer explores figures and takes them away; brings in the office's own and takes them back whole."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.test_bad_input import PASSPORTS, upload
from tests.journeys.town import DEMO_PASSWORD, address

pytestmark = pytest.mark.journey
OFFICER = "oficina@san-ejemplo.example"
COUNTS = (
    "Atenciones de la mesa (demostración);;\nAño;Mujeres;Hombres\n2024;1.250;980\n"
    "2025;1.410;1.020\nTotal;2.660;2.000\n"
)


def downloaded(page, name: str) -> bytes:
    with page.expect_download() as waited:
        page.get_by_role("link", name=name, exact=True).click()
    return waited.value.path().read_bytes()


def test_a_visitor_compares_two_countries_and_takes_the_figures_and_the_address_away(person):
    visitor = person()
    page = visitor.page
    visitor.visit(address("es", "evidence:datasets"))
    page.locator(f'main a[href="{address("es", "evidence:explorer")}"]').first.click()
    visitor.look("explorador")

    page.locator("[name=add]").fill("Colombia")
    page.locator("form.choose button[type=submit]").click()
    visitor.look()
    page.locator("[name=add]").fill("peru")
    page.locator("[name=from]").select_option("2010")
    page.locator("form.choose button[type=submit]").click()
    visitor.look()
    expect(page.locator("main")).to_contain_text("Colombia")
    expect(page.locator("main")).to_contain_text("Perú")

    rows = list(csv.DictReader(io.StringIO(downloaded(page, "CSV").decode("utf-8-sig"))))
    assert {row["territory"] for row in rows} == {"COL", "PER"}
    assert min(row["period"] for row in rows) == "2010"

    kept = page.locator("[data-copy-text]").inner_text()
    told = page.locator(".drawn").first.inner_text()
    another = person(viewport=PHONE, javascript=False)
    another.visit(re.sub(r"^https?://[^/]+", "", kept))
    another.look()
    assert another.page.locator(".drawn__title").first.inner_text() in told


def test_a_visitor_on_a_phone_reads_a_corridor_by_keyboard(person):
    visitor = person(viewport=PHONE)
    page = visitor.page
    visitor.visit(address("es", "evidence:corridors"))
    visitor.look()
    page.locator("[name=add_origin]").fill("Venezuela")
    page.keyboard.press("Enter")
    visitor.look("corredores")
    expect(page.locator("main")).to_contain_text("2.904.873")
    page.get_by_role("link", name="2.904.873").first.focus()
    page.keyboard.press("Enter")
    visitor.look()
    expect(page.locator("main h2").first).to_be_visible()
    expect(page.locator("#derived")).to_be_visible()


def test_an_officer_brings_in_counts_after_a_refusal_and_takes_the_whole_import_back(person):
    officer = person()
    officer.sign_in(OFFICER, DEMO_PASSWORD)
    page = officer.page
    officer.visit(address("es", "evidence:imports"))
    new = address("es", "evidence:import_new", 0).removesuffix("0/")
    page.locator(f'main a[href^="{new}"]').first.click()
    form = page.url

    upload(page, "registro.csv", PASSPORTS.encode(), "Personas atendidas")
    officer.look()
    expect(page.locator("main")).to_contain_text("Pasaporte")

    officer.visit(form)
    upload(page, "mesa.csv", COUNTS.encode("latin-1"), "Atenciones de la mesa")
    officer.look("importar-columnas")
    page.locator("[name=period]").select_option("A")
    page.locator("main form:has([name=title]) button[type=submit]").click()
    officer.look("importar-ensayo")
    expect(page.locator("main")).to_contain_text("1250")
    page.get_by_role("button", name="Importar todo").click()
    officer.look()
    dataset = page.url
    assert "/imports/" not in dataset

    officer.visit(address("es", "evidence:imports"))
    page.get_by_role("link", name="Atenciones de la mesa").first.click()
    officer.look()
    page.get_by_role("button", name="Retirar toda la importación").click()
    officer.look("importar-retirada")
    expect(page.locator("main")).to_contain_text("Se retiró toda la importación.")
    answer = page.goto(dataset)
    assert answer.status == 404

    officer.visit(address("es", "evidence:imports"))
    page.locator("main table tbody a").first.click()
    page.get_by_role("button", name="Borrar este archivo").click()
    officer.look()


def test_an_officer_prints_the_local_data_kit_and_takes_a_template(person):
    officer = person()
    page = officer.page
    officer.visit(address("es", "evidence:kit"))
    officer.look("kit")
    with page.expect_download() as waited:
        page.get_by_role("link", name=re.compile("Plantilla XLSX")).first.click()
    assert waited.value.suggested_filename == "foreign-born.xlsx"
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name=re.compile("Plantilla XLSX")).first).to_be_hidden()
