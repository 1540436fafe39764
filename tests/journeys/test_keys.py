"""Who works without a mouse: keys that lead, that rest while one types, and that can be switched off."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.town import DEMO_PASSWORD, address

pytestmark = pytest.mark.journey
OFFICER = "oficina@san-ejemplo.example"


def test_keys_lead_through_the_house(person):
    visitor = person()
    page = visitor.page
    visitor.visit(address("es", "front"))

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Atajos de teclado")).to_be_visible()
    visitor.look()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page).to_have_url(re.compile(address("es", "mechanisms:index") + "$"))
    page.keyboard.press("/")
    expect(page.locator("input[type=search]:visible").first).to_be_focused()


def test_keys_rest_while_somebody_types(person):
    visitor = person()
    page = visitor.page
    visitor.visit(address("es", "search"))
    field = page.locator("input[name=q]:visible").first

    field.fill("")
    field.press_sequentially("gm?/")

    expect(field).to_have_value("gm?/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(re.compile(address("es", "search")))


def test_keys_are_switched_off_and_stay_off(person):
    visitor = person()
    page = visitor.page
    visitor.visit(address("es", "front"))
    page.get_by_role("button", name="Atajos de teclado").click()
    page.get_by_label("Los atajos están activos").uncheck()
    page.get_by_role("dialog").get_by_role("button", name="Cerrar").click()

    visitor.visit(address("es", "plans:index"))
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.keyboard.press("?")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(re.compile(address("es", "plans:index") + "$"))


def test_an_officer_sees_what_is_done_of_the_first_steps_and_puts_them_away(person):
    officer = person()
    page = officer.page
    officer.sign_in(OFFICER, DEMO_PASSWORD, "es")
    officer.visit(address("es", "week"))
    steps = page.locator("section[aria-labelledby=first-steps]")
    expect(steps).to_contain_text(re.compile(r"\d de 5 hechos"))
    officer.look()
    steps.get_by_role("button", name="Ocultar estos pasos").click()
    expect(page.locator("main")).to_contain_text("Sus primeros pasos ya no se muestran aquí")
    expect(steps).to_have_count(0)

    officer.visit(address("es", "first_steps"))
    officer.look()
    page.get_by_role("button", name="Mostrarlos de nuevo").click()
    officer.visit(address("es", "week"))
    expect(steps).to_have_count(1)


def test_the_guide_about_a_room_is_one_press_away_from_its_foot(person):
    reader = person(viewport=PHONE, javascript=False)
    reader.visit(address("es", "plans:index"))
    reader.page.get_by_role("link", name="Guía: cómo se hace").click()
    reader.look()
    expect(reader.page).to_have_url(re.compile("/guia/planes/$"))


def test_who_may_open_what_is_read_by_room_and_on_a_phone(person):
    reader = person()
    reader.visit(address("es", "accounts:permissions"))
    reader.look()
    reader.page.get_by_label("Sala").select_option("plans")
    reader.page.get_by_role("button", name="Mostrar").click()
    reader.look()
    row = reader.page.locator("tr", has=reader.page.locator("code", has_text="planes/trabajo/…/editar"))
    expect(row.locator(".mark--part")).to_have_count(3)  # editor, approver, administrator

    small = person(viewport=PHONE, javascript=False)
    small.visit(address("es", "accounts:permissions") + "?room=notices&reader=operator")
    small.look()
