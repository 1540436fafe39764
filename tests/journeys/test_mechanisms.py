"""Who meets whom: overlaps with their reasons, a gap, the matrix; a report frozen and quoted."""

import hashlib
import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.town import DEMO_PASSWORD, SECRETARIAT, address

pytestmark = pytest.mark.journey


def at(name: str, *args) -> str:
    return address("es", name, *args)


def test_an_official_finds_overlapping_agendas_and_a_gap_and_takes_the_matrix_along(person, tmp_path):
    official = person()
    page = official.page
    official.visit(at("mechanisms:overlaps"))
    official.look()
    pairs = page.locator("tbody th a[href*='members=']")
    assert pairs.count() >= 3
    for number in range(3):
        page.locator("tbody th a[href*='members=']").nth(number).click()
        official.look()
        expect(page.locator("main")).to_contain_text("Miembros en común")
        assert page.locator("main section ul li").count() > 0  # what is shared, by name
        page.go_back()

    page.locator("summary", has_text="Cambiar el día y los pesos").click()
    page.locator("input[name=objectives]").fill("0")
    page.locator("form:has(input[name=objectives]) button").click()
    expect(page).to_have_url(re.compile("objectives=0"))

    official.visit(at("mechanisms:gaps"))
    official.look()
    mexico = page.locator("tr", has=page.locator("th", has_text="México"))
    assert mexico.locator("td a").count() > 0

    official.visit(at("mechanisms:mechanism", "la-declaration"))
    official.look()
    committed = page.locator("#commitments li").first
    expect(committed).to_contain_text("Fuente")
    assert committed.locator(".objective").count() > 0  # coded, with the sentence that says why

    official.visit(at("mechanisms:matrix"))
    official.look()
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("XLSX")).click()
    file = tmp_path / "matrix.xlsx"
    taken.value.save_as(file)
    rows = list(
        openpyxl.load_workbook(io.BytesIO(file.read_bytes()), read_only=True)
        .worksheets[0]
        .iter_rows(values_only=True)
    )
    assert "CRM" in rows[0]
    (found,) = [row for row in rows if row[0] == "México"]
    assert found[rows[0].index("CRM")] == "Miembro"
    shown = page.locator("tr", has=page.locator("th", has_text="México")).locator("td")
    letters = [cell.strip() for cell in shown.all_inner_texts()]
    names = {"M": "Miembro", "A": "Asociado", "S": "Plataforma de apoyo", "O": "Observador", "": ""}
    assert [names[letter] for letter in letters[:-1]] == list(found[1:])  # the file says what the page says


def test_whoever_is_signed_in_proposes_a_commitment_and_reads_that_it_waits(person):
    colleague = person()
    page = colleague.page
    colleague.sign_in("salud@villa-muestra.example", DEMO_PASSWORD)
    colleague.visit(at("mechanisms:mechanism", "ocam"))
    page.get_by_role("link", name="Proponer un compromiso").click()
    colleague.look()
    page.get_by_label("A qué se comprometió el mecanismo").fill("Compartir datos de tránsito cada mes")
    page.get_by_label("Cuándo se adoptó").fill("pronto")
    page.locator("input[name=objectives][value='1']").check()
    page.get_by_label("Por qué estos objetivos").fill("Los datos son el objetivo 1")
    page.get_by_label("Dónde se puede leer").fill("Acta de la reunión")
    page.get_by_role("button", name="Enviar").click()
    expect(page.locator("main")).to_contain_text("un año, un mes o un día")
    page.get_by_label("Cuándo se adoptó").fill("2024-05")
    page.get_by_role("button", name="Enviar").click()
    expect(page.locator("main")).to_contain_text("La secretaría responderá")
    colleague.visit(at("mechanisms:proposals"))
    colleague.look()
    expect(page.locator("main")).to_contain_text("Los datos son el objetivo 1")


def test_a_report_is_read_on_a_phone_and_quoted_once_it_is_frozen(person):
    reader = person(viewport=PHONE, javascript=False)
    reader.visit(at("reports:index"))
    reader.page.get_by_role("link", name="Guatemala", exact=True).click()
    reader.look()
    expect(reader.page.locator("main")).to_contain_text("UN DESA")

    secretariat = person()
    secretariat.sign_in(SECRETARIAT, DEMO_PASSWORD)
    secretariat.visit(at("reports:report", "country", "gtm"))
    secretariat.look()
    secretariat.page.get_by_role("button", name="Congelar con fecha de hoy").click()
    secretariat.look()
    address_of_it = secretariat.page.url
    expect(secretariat.page.locator("main")).to_contain_text("Congelado el")

    reader.page.goto(address_of_it)
    shown = re.search(r"[0-9a-f]{64}", reader.page.locator("main").inner_text())
    with reader.page.expect_download() as taken:
        reader.page.get_by_role("link", name="JSON").click()
    assert shown is not None
    assert hashlib.sha256(taken.value.path().read_bytes()).hexdigest() == shown[0]
