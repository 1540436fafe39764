"""A department answers by link, an answer is questioned, two answer at once, a second year is compared."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.town import DEMO_PASSWORD, SECRETARIAT, Town, address

pytestmark = pytest.mark.journey


@pytest.fixture
def town(person):
    """A municipality with an officer and a mayor, whose assessment of 2025 has begun."""
    found = Town("es", "Liberia", "CRI:gn3623076", "Municipalidad de prueba", meet=person)
    found.is_opened_by_the_secretariat()
    found.is_joined_by("officer", "editor")
    found.is_joined_by("mayor", "approver")
    found.starts_the_assessment(2025)
    return found


def give_link(town, purpose, name, *sections):
    """The officer gives a link for these sections; its address, as the page shows it once."""
    officer = town.people["officer"]
    officer.visit(town.at("assessments:links", town.assessment))
    officer.look()
    page = officer.page
    page.locator(f"[name=purpose][value={purpose}]").check(force=True)
    page.locator("[name=name]").fill(name)
    for section in sections:
        page.get_by_label(re.compile(section)).check(force=True)
    page.get_by_role("button", name="Dar el enlace").click()
    officer.look("enlace-dado")
    return town.link_shown(officer)


def test_a_department_answers_by_link_on_a_phone_and_a_withdrawn_link_closes(person, town):
    link = give_link(town, "answer", "Dirección de Salud", r"Salud$")
    nurse = person(viewport=PHONE)
    nurse.visit(link)
    nurse.look("enlace-de-dependencia")
    nurse.page.locator("main ul a").first.click()
    nurse.look("responder-por-enlace")

    question = nurse.page.locator("#D1-01")
    question.locator('input[value="partly"]').check(force=True)
    question.locator("textarea").fill("En dos centros de salud.")
    question.locator("textarea").blur()
    expect(question.locator("#state-D1-01")).to_contain_text("Dirección de Salud")
    nurse.page.locator("#D1-01 summary").first.click()
    expect(question).to_contain_text("Ejemplo inventado de respuesta")
    question.locator("button[name=evidence]").click()
    nurse.look()
    nurse.page.locator("[name=kind][value=text]").check(force=True)
    nurse.page.locator("[name=title]").fill("Circular de atención")
    nurse.page.locator("main form button[type=submit]").last.click()
    expect(nurse.page.locator("#D1-01")).to_contain_text("Circular de atención")
    nurse.visit(link)
    nurse.page.get_by_role("button", name="Mi parte está lista").click()
    nurse.look()

    officer = town.people["officer"]
    officer.visit(town.at("assessments:answering", town.assessment, "rights", "health"))
    officer.look()
    expect(officer.page.locator("#D1-01 textarea")).to_have_value("En dos centros de salud.")
    officer.visit(town.at("assessments:links", town.assessment))
    expect(officer.page.locator("main")).to_contain_text("Terminado")
    officer.page.get_by_role("button", name="Retirar el enlace de Dirección de Salud").click()
    nurse.visit(link)
    nurse.look()
    expect(nurse.page.locator("main")).to_contain_text("Este enlace fue retirado")


def test_a_link_works_without_javascript(person, town):
    link = give_link(town, "answer", "Dirección de Educación", r"Educación$")
    teacher = person(javascript=False, viewport=PHONE)
    teacher.visit(link)
    teacher.page.locator("main ul a").first.click()
    teacher.look()
    teacher.page.locator('#D1-04 input[value="yes"]').check()
    teacher.page.locator("#D1-04 textarea").fill("Con cualquier documento.")
    teacher.page.locator("button[name=overview]").click()
    teacher.look()

    expect(teacher.page.locator("main")).to_contain_text("1 de 2")


def test_two_browsers_change_one_answer_and_choose_field_by_field(person, town):
    link = give_link(town, "answer", "Dirección de Salud", r"Salud$")
    nurse, officer = person(), town.people["officer"]
    page = town.at("assessments:answering", town.assessment, "rights", "health")
    nurse.visit(link)
    nurse.page.locator("main ul a").first.click()
    nurse.page.wait_for_load_state("networkidle")
    officer.visit(page)
    expect(officer.page.locator("#presence")).to_contain_text("Dirección de Salud")

    theirs = nurse.page.locator("#D1-01")
    theirs.locator('input[value="partly"]').check(force=True)
    theirs.locator("textarea").fill("En dos centros.")
    theirs.locator("textarea").blur()
    expect(theirs.locator("#state-D1-01")).to_contain_text("Dirección de Salud")
    nurse.page.wait_for_load_state("networkidle")
    mine = officer.page.locator("#D1-01")
    mine.locator('input[value="yes"]').check(force=True)
    mine.locator("textarea").fill("Por circular de 2024.")
    mine.locator("textarea").blur()
    choice = mine.locator("[data-choice]")
    expect(choice).to_contain_text("En dos centros.")
    officer.page.wait_for_load_state("networkidle")
    officer.look("conflicto-por-campo")
    choice.locator('[name$="take-value"][value="stored"]').check(force=True)
    choice.locator('[name$="take-explanation"][value="both"]').check(force=True)
    choice.get_by_role("button", name="Guardar lo que elegí").click()
    officer.page.wait_for_load_state()
    officer.look()

    expect(mine.locator('input[value="partly"]')).to_be_checked()
    expect(mine.locator("textarea")).to_have_value("En dos centros.\n\nPor circular de 2024.")
    officer.visit(town.at("assessments:discussion", town.assessment, "D1-01"))
    officer.look()
    officer.page.locator("main details summary").last.click()
    expect(officer.page.locator("main details").last).to_contain_text("Dirección de Salud")


def test_a_validator_questions_an_answer_and_confirms_it_after_the_reply(person, town):
    officer, mayor = town.people["officer"], town.people["mayor"]
    town.answers("D2-01", "yes", "Una persona a cargo.")
    town.shows_evidence_for("D2-01", "Decreto de prueba")
    officer.visit(town.at("assessments:work", town.assessment))
    officer.page.get_by_role("button", name="Abrir la validación").click()
    officer.look("validacion-abierta")
    link = give_link(town, "validate", "Universidad de prueba", r"Marco institucional$")

    validator = person()
    validator.visit(link)
    validator.look()
    validator.page.locator("main ul a").first.click()
    validator.look("validar-por-enlace")
    answer = validator.page.locator("#D2-01")
    answer.locator("summary").click()
    answer.locator("textarea").fill("¿Desde cuándo?")
    answer.get_by_role("button", name="Enviar la pregunta").click()
    expect(validator.page.locator("#D2-01")).to_contain_text("Universidad de prueba la cuestiona")

    officer.visit(town.at("assessments:work", town.assessment) + "?state=questioned")
    officer.page.locator("main ul a").filter(has_text="D2-01").click()
    officer.page.locator('#D2-01 a[href*="conversacion"]').click()
    officer.look("respuesta-cuestionada")
    officer.page.locator("main textarea").first.fill("Desde marzo de 2023.")
    officer.page.get_by_role("button", name="Responder").first.click()
    officer.look()
    expect(officer.page.get_by_role("button", name="Marcar como resuelta")).to_have_count(0)

    validator.page.reload()
    validator.page.locator("#D2-01").get_by_role("button", name="Estoy de acuerdo").click()
    expect(validator.page.locator("#D2-01")).to_contain_text("Confirmada desde fuera")
    mayor.visit(town.at("assessments:publish", town.assessment))
    mayor.look("publicar-por-seccion")
    mayor.page.locator("[name=sections][value=crises]").uncheck(force=True)
    town.submit(mayor)

    visitor = person(javascript=False, viewport=PHONE)
    visitor.visit(town.at("assessments:detail", town.assessment))
    visitor.look()
    expect(visitor.page.locator("main")).to_contain_text("no publicó estas secciones")
    visitor.visit(town.at("assessments:dimension", town.assessment, 1, "governance"))
    visitor.look()
    expect(visitor.page.locator("#D2-01")).to_contain_text("Desde marzo de 2023.")
    expect(visitor.page.locator("#D2-01")).to_contain_text("Confirmada desde fuera")


def test_a_second_year_is_compared_with_the_first(person):
    visitor = person(viewport=PHONE)
    visitor.visit(address("es", "assessments:taking_part"))
    visitor.look("municipalidades-que-participan")
    row = visitor.page.locator("main tbody tr").filter(has_text="San Ejemplo de la Frontera").last
    row.locator("a").last.click()
    visitor.look("autoevaluacion-publicada")
    expect(visitor.page.locator("main")).to_contain_text("Desde 2024:")
    visitor.page.get_by_role("link", name="Qué cambió, pregunta por pregunta").click()

    visitor.look("comparacion-de-anos")
    expect(visitor.page.locator("main")).to_contain_text("Más implementado que antes")
    expect(visitor.page.locator("main")).to_contain_text("La Casa de Acogida abrió en marzo de 2025")


def test_the_secretariat_writes_the_next_version_by_hand_and_in_a_workbook(person):
    """A question is reworded on its page, another in a workbook; the version is published and read by all."""
    secretariat = person()
    secretariat.sign_in(SECRETARIAT, DEMO_PASSWORD)
    page = secretariat.page
    secretariat.visit(address("es", "assessments:instruments"))
    secretariat.look("cuestionarios")
    page.locator("main tbody tr a").first.click()  # the newest version
    secretariat.look()
    page.get_by_role("button", name="Escribir la versión siguiente").click()
    secretariat.look("cuestionario-borrador")
    page.get_by_role("link", name="Cambiar, mover o retirar D6-01").click()
    secretariat.look("cuestionario-pregunta")
    page.locator("[name=example_fr]").fill("Oui. (démonstration)")
    wording = page.locator("[name=text_es]").input_value()
    page.locator("[name=text_es]").fill(f"{wording} (demostración)")
    page.get_by_role("button", name="Guardar la pregunta").click()
    expect(page.locator("#D6-01")).to_contain_text("Reformulada, con el mismo sentido")
    draft = page.url.partition("#")[0]

    with page.expect_download() as coming:
        page.get_by_role("link", name="XLSX").click()
    data = coming.value.path().read_bytes()
    send_questionnaire(
        secretariat, data, lambda row, heads: row[heads["Objetivos"]].__setattr__("value", "99")
    )
    expect(page.locator("main")).to_contain_text("Preguntas, fila 2")
    expect(page.locator("main")).to_contain_text("«99» no es un objetivo: van del 1 al 23.")
    secretariat.look("cuestionario-archivo-rechazado")
    send_questionnaire(secretariat, data, lambda row, heads: None)
    expect(page.locator("main")).to_contain_text("Reemplaza por completo el borrador")
    expect(page.locator("main")).to_contain_text("1: D6-01")
    page.get_by_role("button", name="Convertirlo en borrador").click()
    assert page.url.partition("#")[0] == draft

    page.get_by_role("link", name="Ver qué cambia y publicar").click()
    secretariat.look("cuestionario-publicar")
    page.get_by_role("button", name="Publicar esta versión de forma definitiva").click()
    secretariat.look()

    visitor = person(javascript=False, viewport=PHONE)
    visitor.visit(draft)
    visitor.look()
    expect(visitor.page.locator("#D6-01")).to_contain_text("(demostración)")
    expect(visitor.page.get_by_role("link", name="Cambiar")).to_have_count(0)


def send_questionnaire(secretariat, data, change):
    """The workbook with its first question changed."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Preguntas"]
    change(sheet[2], {cell.value: cell.column - 1 for cell in sheet[1]})
    made = io.BytesIO()
    book.save(made)
    secretariat.visit(address("es", "assessments:instrument_file_in"))
    secretariat.page.locator("[name=file]").set_input_files(
        {"name": "cuestionario.xlsx", "mimeType": "application/octet-stream", "buffer": made.getvalue()}
    )
    secretariat.page.get_by_role("button", name="Ver qué cambia").click()
    secretariat.look()
