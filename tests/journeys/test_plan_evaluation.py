"""The end of a plan on a fast clock: evaluated, told to others as a practice, gone on with in the next."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.journeys.test_plans import PLACE, designs, fills, prioritised
from tests.journeys.town import PASSWORD, Town

pytestmark = pytest.mark.journey
CRITERIA = ("relevance", "coherence", "effectiveness", "efficiency", "impact", "sustainability")
LESSON = "Contratar antes de abrir: los primeros meses se perdieron."
ADVICE = "Abrir también dos tardes por semana."


@pytest.fixture
def town(person, clock):
    """A municipality whose plan of two actions was adopted; one is done, of the other nobody spoke."""
    town = Town(*PLACE, meet=partial(person, address=clock.address), slug="cri-liberia")
    town.is_opened_by_the_secretariat()
    town.is_joined_by("officer", "editor")
    town.is_joined_by("mayor", "approver")
    prioritised(town, "Nadie sabe dónde preguntar", "No hay intérpretes")
    desk = designs(town, "Abrir una ventanilla")
    designs(town, "Formar intérpretes", "Personas formadas", challenge=2)
    clock.turn("2026-02-12")
    town.adopts_the_plan()
    clock.turn("2026-12-20")
    come_back(town)
    officer = town.people["officer"]
    officer.visit(town.at("plans:report", desk))
    fills(officer.page, condition="done", narrative="Siete servicios en un solo lugar.", spent="1100000")
    officer.page.locator("[name^=value_]").first.fill("310")
    officer.page.locator("[name^=source_]").first.fill("Registro de la oficina")
    town.submit(officer)
    return town


def come_back(town):
    for who in ("officer", "mayor"):
        town.people[who].sign_in(town.email(who), PASSWORD, town.language)


def adds(town, part, index, **said):
    """A finding, a lesson or a recommendation, in its own fold of the page."""
    page = town.people["officer"].page
    fold = page.locator("main details").nth(index)
    fold.evaluate("one => one.open = true")
    for name, value in said.items():
        field = fold.locator(f"[name={name}]").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    fold.locator("button[type=submit]").click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text(said["text"])


def test_a_plan_is_evaluated_told_as_a_practice_and_gone_on_with(town, clock, person):
    officer, mayor = town.people["officer"], town.people["mayor"]
    page = officer.page
    clock.turn("2027-01-11")
    come_back(town)
    officer.visit(town.at("plans:evaluations", town.plan))
    fills(page, kind="final", evaluator="Universidad de prueba", method="Entrevistas y el registro.")
    town.submit(officer)
    officer.look("planes-evaluacion")
    main = page.locator("main")
    for said in ("310", "meta superada", "1 de 2 metas", "sin valor informado"):
        expect(main).to_contain_text(said)

    # Nothing is published while a criterion has no finding: the sentence names those that lack one.
    adds(town, "finding", 0, criterion="relevance", text="Hizo lo que faltaba.", evidence="Diez entrevistas.")
    evaluation = page.url
    mayor.visit(evaluation)
    town.submit(mayor)
    expect(mayor.page.locator("main [role=alert], main .notice").first).to_contain_text("Sostenibilidad")
    for criterion in CRITERIA[1:]:
        adds(town, "finding", 0, criterion=criterion, text=f"Hallazgo de {criterion}.", evidence="Registro.")
    adds(town, "lesson", 1, text=LESSON)
    adds(town, "recommendation", 2, text=ADVICE)
    officer.look()
    mayor.visit(evaluation)
    town.submit(mayor)
    mayor.look()

    # The municipality answers, and says what came of it.
    page.goto(mayor.page.url)
    page.locator("main #recommendations a").first.click()
    fills(page, response="accepted", response_text="Con el mismo personal.", unit="Oficina de prueba")
    fills(page, due_on="2027-06-30")
    town.submit(officer)
    page.locator("main #recommendations a").first.click()
    fills(page, state="under_way", state_text="La primera tarde abrió en enero.")
    town.submit(officer)
    officer.look()
    expect(page.locator("main #recommendations")).to_contain_text("La primera tarde abrió en enero.")

    # One click: a practice of the organisation, with what the plan knows of it.
    officer.visit(evaluation)
    page.locator("main #practices form button").first.click()
    page.wait_for_load_state()
    officer.look("planes-practica")
    practice = int(re.search(r"/(\d+)/", page.url)[1])
    written = ""
    for step in ("story", "results"):
        officer.visit(town.at("practices:write", practice, step))
        written += " ".join(field.input_value() for field in page.locator("main form textarea").all())
    for known in ("Siete servicios en un solo lugar.", "40 → 310 personas", LESSON):
        assert known in written, f"the draft says nothing of {known}"

    # The plan is closed saying what becomes of the other action, and the next begins with it.
    mayor.visit(town.at("plans:close_plan", town.plan))
    mayor.page.locator('[name^=outcome_][value="carry"]').check(force=True)
    town.submit(mayor)
    mayor.look()
    officer.visit(town.at("plans:next", town.plan))
    fills(page, title=f"Plan que sigue {town.mark}")
    town.submit(officer)
    officer.look()
    challenges = page.locator("#challenges")
    expect(challenges).to_contain_text("No hay intérpretes")
    expect(challenges).to_contain_text(ADVICE)
    expect(challenges).not_to_contain_text("Nadie sabe dónde preguntar")

    visitor = person(javascript=False, address=clock.address)
    visitor.visit(town.at("plans:index"))
    visitor.page.get_by_role("link", name=f"Plan de prueba {town.mark}").first.click()
    visitor.look()
    outcome = visitor.page.locator("#evaluation")
    expect(outcome).to_contain_text("Formar intérpretes: sigue en el próximo plan")
    outcome.locator("a").first.click()
    visitor.look()
    for said in (LESSON, ADVICE, "Con el mismo personal.", "La primera tarde abrió en enero.", "310"):
        expect(visitor.page.locator("main")).to_contain_text(said)
