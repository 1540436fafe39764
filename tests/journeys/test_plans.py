"""The plan as people live it: from a workshop to priorities, an amendment read before it is signed."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.town import Town

pytestmark = pytest.mark.journey
PLACE = ("es", "Liberia", "CRI:gn3623076", "Municipalidad de prueba")


@pytest.fixture
def town(person):
    """A municipality with an officer at a desk, a colleague on a phone and a mayor."""
    found = Town(*PLACE, meet=person, slug="cri-liberia")
    found.is_opened_by_the_secretariat()
    found.is_joined_by("officer", "editor")
    found.is_joined_by("colleague", "editor", viewport=PHONE)
    found.is_joined_by("mayor", "approver")
    return found


def fills(page, **values):
    for name, value in values.items():
        field = page.locator(f"main [name={name}]")
        if field.first.get_attribute("type") in {"radio", "checkbox"}:
            page.locator(f'main [name={name}][value="{value}"]').check(force=True)
        elif field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def opened(field):
    """The field, shown: what folds it away is unfolded."""
    field.locator("xpath=ancestor::details").evaluate_all("all => all.forEach(one => one.open = true)")
    return field


def takes_down(town, *titles, horizon="short"):
    officer = town.people["officer"]
    officer.visit(town.at("plans:workshop", town.plan))
    fills(
        officer.page,
        session="Casa de la Cultura, 14 de enero de 2026",
        context="transit",
        horizon=horizon,
        titles="\n".join(titles),
    )
    town.submit(officer)


def designs(town, title, indicator="Personas orientadas", challenge=1, **more):
    """An action for a priority, by hand, and its indicator begun from the catalogue's list."""
    officer = town.people["officer"]
    page = officer.page
    officer.visit(town.at("plans:action_new", town.plan))
    page.locator("[name=challenge]").select_option(index=challenge)
    fills(
        page,
        title=title,
        objective=page.locator("[name=objective] option", has_text="15.").first.get_attribute("value"),
        responsible_unit="Oficina de prueba",
        starts_on="2026-02-01",
        ends_on="2026-12-31",
        budget="1200000",
        currency="CRC",
        budget_source="Presupuesto de prueba",
        **more,
    )
    town.submit(officer)
    officer.look()
    fills(
        page,
        title=indicator,
        unit="personas",
        baseline="40",
        baseline_on="2026-01-20",
        target="300",
        target_on="2026-12-31",
        every_months="3",
    )
    town.submit(officer)
    officer.look()
    return int(re.search(r"/(\d+)/", page.url)[1])


def prioritised(town, *titles):
    """From a workshop to priorities, the officer scoring alone."""
    town.begins_a_plan(f"Plan de prueba {town.mark}")
    takes_down(town, *titles)
    town.locks_the_weights()
    town.scores("officer", tuple(range(5, 5 - len(titles), -1)))
    town.closes_the_scoring_and_chooses()


def test_a_workshop_becomes_ranked_priorities(town):
    town.begins_a_plan(f"Plan de taller {town.mark}")
    takes_down(town, "Nadie sabe dónde preguntar", "No hay intérpretes", "El albergue cierra temprano")
    officer, colleague = town.people["officer"], town.people["colleague"]
    officer.look("planes-taller")
    expect(officer.page.locator("main table").first).to_contain_text("suficiente")

    town.locks_the_weights()
    town.scores("colleague", (5, 3, 2))
    colleague.look()
    officer.visit(town.at("plans:sheets", town.plan))
    officer.look()
    for field in officer.page.locator("main form input[inputmode=numeric]").all():
        field.fill("4")
    town.submit(officer, 0)
    town.scores("mayor", (4, 4, 1))
    town.closes_the_scoring_and_chooses()

    officer.visit(town.at("plans:prioritisation", town.plan))
    officer.look("planes-orden")
    ranking = officer.page.locator("main table").first
    expect(ranking.locator("tbody tr").first).to_contain_text("Nadie sabe dónde preguntar")
    colleague.visit(town.at("plans:prioritisation", town.plan))
    opened(colleague.page.locator("main textarea[name=text]")).fill("Yo pondría primero el albergue.")
    colleague.page.locator(f'form[action="{town.at("plans:dissent", town.plan)}"] button').click()
    expect(colleague.page.locator("main")).to_contain_text("Yo pondría primero el albergue.")
    colleague.look()


def test_an_amendment_is_read_whole_before_it_is_signed_and_compared_by_everybody(town, person):
    prioritised(town, "Nadie sabe dónde preguntar", "No hay intérpretes")
    action = designs(town, "Abrir una ventanilla")
    town.adopts_the_plan()
    officer, mayor = town.people["officer"], town.people["mayor"]

    officer.visit(town.at("plans:risks", action))
    officer.page.locator("[name=r0-text]").fill("Renuncia la persona a cargo")
    officer.page.locator("[name=r0-answer]").fill("Dos personas conocen el trabajo.")
    town.submit(officer)
    officer.visit(town.at("plans:people", action))
    officer.page.locator("[name=women]").fill("60")
    town.submit(officer)
    mayor.visit(town.at("plans:adopt", town.plan))
    mayor.look("planes-enmienda")
    changes = mayor.page.locator("table.diff")
    expect(changes).to_contain_text("Renuncia la persona a cargo")
    expect(changes).to_contain_text("Mujeres 60")
    mayor.page.locator("[name=note]").fill("Se agregan riesgos y personas.")
    mayor.page.locator('main form:has(input[name="expected"]) button').click()
    mayor.page.wait_for_load_state()

    visitor = person(javascript=False, viewport=PHONE)
    visitor.visit(mayor.page.url)
    visitor.page.locator("#version a", has_text="Qué cambió").click()
    visitor.look()
    expect(visitor.page.locator("table.diff ins").filter(has_text="Mujeres 60")).to_have_count(1)
