"""What goes wrong at a real desk: a sentence says so, what was typed is kept, nothing is half-saved."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.town import DEMO_PASSWORD, address

pytestmark = pytest.mark.journey
OFFICER = "oficina@san-ejemplo.example"
PASSPORTS = "Mes;Nombre completo;Pasaporte;Personas\n2026-01;Ana Ejemplo Prueba;AB1234567;1\n"
LATIN_1 = (
    "Atenciones de la oficina (demostración);;\nAño;Sexo;Atención a niñas y niños\n"
    "2024;mujeres;1.250,5\n2024;hombres;980,5\n2025;mujeres;1.410\n2025;hombres;1.020\n"
)


def upload(page, name: str, content: bytes, title: str) -> None:
    page.locator("[name=title]").fill(title)
    page.locator("[name=source]").fill("Registro de prueba")
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def test_a_column_of_passports_is_refused_and_the_officers_own_table_just_works(person):
    officer = person()
    officer.sign_in(OFFICER, DEMO_PASSWORD)
    page = officer.page
    officer.visit(address("es", "evidence:imports"))
    new = address("es", "evidence:import_new", 0).removesuffix("0/")
    page.locator(f'main a[href^="{new}"]').first.click()
    form = page.url

    upload(page, "registro.csv", PASSPORTS.encode(), "Personas atendidas")
    officer.look()
    said = page.locator("main").inner_text()
    assert "Pasaporte" in said
    assert "Ana Ejemplo Prueba" not in said
    expect(page.locator("[name=title]")).to_have_value("Personas atendidas")

    officer.visit(form)
    upload(page, "atenciones.csv", LATIN_1.encode("latin-1"), "Atenciones")
    officer.look()
    expect(page.locator("main")).to_contain_text("Atención a niñas y niños")
    assert "import" in page.url


def test_a_target_without_a_unit_and_an_end_before_a_start_keep_what_was_typed(person):
    officer = person(viewport=PHONE)
    officer.sign_in(OFFICER, DEMO_PASSWORD)
    page = officer.page
    officer.visit(address("es", "plans:mine"))
    page.get_by_role("link", name=re.compile("2024–2026")).first.click()
    plan = int(re.search(r"/(\d+)/", page.url)[1])

    officer.visit(address("es", "plans:action_new", plan))
    page.locator("[name=title]").fill("Acción imposible de prueba")
    page.locator("[name=objective]").select_option(index=3)
    page.locator("[name=responsible_unit]").fill("Oficina")
    page.locator("[name=starts_on]").fill("2026-09-01")
    page.locator("[name=ends_on]").fill("2026-03-01")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    officer.look()
    expect(page.locator("main [role=alert], main .field__error").first).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value("Acción imposible de prueba")
    expect(page.locator("[name=ends_on]")).to_have_value("2026-03-01")

    officer.visit(address("es", "plans:design", plan))
    action = address("es", "plans:action", 0).removesuffix("0/")
    page.locator(f'main a[href^="{action}"]').first.click()
    pk = int(re.search(r"/(\d+)/", page.url)[1])
    officer.visit(address("es", "plans:indicator_new", pk))
    page.locator("[name=title]").fill("Indicador de prueba")
    page.locator("[name=baseline]").fill("1")
    page.locator("[name=target]").fill("2")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    officer.look()
    expect(page.locator("main")).to_contain_text("sin unidad")
    expect(page.locator("[name=title]")).to_have_value("Indicador de prueba")

    officer.visit(address("es", "plans:design", plan))
    assert "Acción imposible de prueba" not in page.locator("main").inner_text()


def test_two_browsers_answer_the_same_question_and_neither_is_lost(person):
    at_desk, on_phone = person(), person(viewport=PHONE)
    for somebody in (at_desk, on_phone):
        somebody.sign_in("migracao@porto-modelo.example", DEMO_PASSWORD, "pt")
        somebody.visit(address("pt", "assessments:mine"))
        somebody.page.locator("main tbody a").first.click()
        pk = int(re.search(r"/(\d+)/", somebody.page.url)[1])
        somebody.visit(address("pt", "assessments:answering", pk, "partnerships", "vertical"))
        expect(somebody.page.locator("#D3-01")).to_be_visible()

    at_desk.page.locator("#D3-01 textarea").fill("Escrito na mesa.")
    at_desk.page.locator("#D3-01 textarea").blur()
    # Saved, and said by whom: only then does the other browser write.
    expect(at_desk.page.locator("#state-D3-01")).to_contain_text("Paula Modelo")
    on_phone.page.locator("#D3-01 textarea").fill("Escrito no telefone.")
    on_phone.page.locator("#D3-01 textarea").blur()

    expect(on_phone.page.locator("#state-D3-01")).to_contain_text("Escrito na mesa.")
    expect(on_phone.page.locator("#D3-01 textarea")).to_have_value("Escrito no telefone.")
    on_phone.look()


def test_who_may_not_adopt_is_told_so_and_nothing_changes(person):
    officer = person()
    officer.sign_in(OFFICER, DEMO_PASSWORD)
    page = officer.page
    officer.visit(address("es", "plans:mine"))
    page.get_by_role("link", name=re.compile("2024–2026")).first.click()
    plan = int(re.search(r"/(\d+)/", page.url)[1])
    adoption = address("es", "plans:adopt", plan)
    officer.visit(adoption)
    assert page.locator('main form:has(input[name="expected"])').count() == 0

    token = page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value")
    answer = officer.context.request.post(
        officer.address + adoption,
        form={"csrfmiddlewaretoken": token, "note": "Sin permiso"},
        headers={"Referer": officer.address + adoption},
    )

    assert answer.status in {403, 404, 409}
    officer.visit(adoption)
    expect(page.locator("main")).not_to_contain_text("Sin permiso")


def test_a_visitor_cannot_open_a_draft(person):
    visitor = person()
    for path in (
        address("es", "plans:desk", 2),
        address("es", "assessments:work", 4),
        address("es", "evidence:imports"),
    ):
        visitor.visit(path)
        assert "login" in visitor.page.url, path
