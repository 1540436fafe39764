"""A year of a plan on a fast clock: a delay and its reason, an overspend, an amendment, a recovery."""

from functools import partial

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.test_plans import PLACE, designs, fills, prioritised
from tests.journeys.town import PASSWORD, Town

pytestmark = pytest.mark.journey
DESK = "Abrir una ventanilla"
NIGHTS = "Formar intérpretes"


@pytest.fixture
def town(person, clock):
    """A municipality on the clock, with an officer and a mayor."""
    found = Town(*PLACE, meet=partial(person, address=clock.address), slug="cri-liberia")
    found.is_opened_by_the_secretariat()
    found.is_joined_by("officer", "editor")
    found.is_joined_by("mayor", "approver", viewport=PHONE)
    return found


@pytest.fixture
def day(town, clock):
    """`day("2026-05-20")`: it is that morning, and everybody comes back to their desks."""

    def breaks(moment: str) -> None:
        clock.turn(moment)
        for who in ("officer", "mayor"):
            town.people[who].sign_in(town.email(who), PASSWORD, town.language)

    return breaks


def reports(town, action, **said):
    """The officer's report, saved; the page that follows."""
    officer = town.people["officer"]
    officer.visit(town.at("plans:report", action))
    values = {name: said.pop(name) for name in ("value", "source") if name in said}
    fills(officer.page, **said)
    for name, value in values.items():
        officer.page.locator(f"main [name^={name}_]").first.fill(value)
    town.submit(officer)
    officer.look()
    return officer.page.locator("main")


def board(town):
    officer = town.people["officer"]
    officer.visit(town.at("plans:board", town.plan))
    officer.look()
    return officer.page


def row(page, title):
    return page.locator("main table tbody tr").filter(has_text=title)


def money(page):
    return page.locator("main #money")


def signs(town, note=""):
    mayor = town.people["mayor"]
    mayor.visit(town.at("plans:adopt", town.plan))
    mayor.look()
    if note:
        mayor.page.locator("[name=note]").fill(note)
    mayor.page.locator('main form:has(input[name="expected"]) button').click()
    mayor.page.wait_for_load_state()
    mayor.look()
    return mayor.page.url


def test_a_year_with_a_delay_an_overspend_and_a_recovery(town, day, clock, person):
    prioritised(town, "Nadie sabe dónde preguntar", "No hay intérpretes")
    desk = designs(town, DESK)
    after = designs(town, NIGHTS, "Personas formadas")
    officer = town.people["officer"]
    officer.visit(town.at("plans:order", after))
    officer.page.locator(f'main [name=needs][value="{desk}"]').check(force=True)
    town.submit(officer)
    officer.visit(town.at("plans:action_edit", after))
    fills(officer.page, starts_on="2027-01-15", ends_on="2027-06-30")
    town.submit(officer)
    clock.turn("2026-02-16")
    public = signs(town)

    visitor = person(javascript=False, viewport=PHONE, address=clock.address)

    def everybody_reads(*words):
        visitor.visit(public)
        visitor.look()
        for said in words:
            expect(visitor.page.locator("main")).to_contain_text(said)

    everybody_reads("16 de febrero de 2026", "Todavía no se ha informado avance")

    # May: nobody has reported. The week and the board say how late, a delay needs its reason.
    day("2026-05-20")
    officer.visit(town.at("week"))
    officer.look()
    expect(officer.page.locator("main")).to_contain_text(DESK)
    expect(board(town).locator("main li").filter(has_text=DESK).first).to_contain_text("19 días de atraso")
    late = {"condition": "delayed", "narrative": "Se contrató a una persona de dos.", "spent": "400000"}
    refused = reports(town, desk, value="50", source="Registro de la oficina", **late)
    expect(refused).to_contain_text("por qué está atrasada")
    expect(officer.page.locator("main [name=spent]")).to_have_value("400000")
    expect(officer.page.locator("main [name=narrative]")).to_have_value(late["narrative"])
    expect(row(board(town), DESK).first).to_contain_text("sin informe todavía")
    late |= {"delay_reason": "El concurso quedó desierto."}
    saved = reports(town, desk, value="50", source="Registro de la oficina", **late)
    expect(saved).not_to_contain_text("por encima del presupuesto")
    page = board(town)
    expect(row(page, DESK).first).to_contain_text("El concurso quedó desierto.")
    expect(money(page)).to_contain_text("400.000")
    everybody_reads("Último informe: 20 de mayo de 2026", "Atrasad", "400.000 CRC de 2.400.000 CRC")

    # August: on time, and more is spent than there was.
    day("2026-08-01")
    saved = reports(
        town,
        desk,
        condition="under_way",
        narrative="La ventanilla abre a diario; hubo que alquilar otro local.",
        spent="1000000",
        value="180",
        source="Registro de la oficina",
    )
    over = "1.400.000 CRC de 1.200.000 CRC: por encima del presupuesto"
    expect(saved).to_contain_text(over)
    expect(saved).to_contain_text("adopte la enmienda")
    expect(row(board(town), DESK).first).to_contain_text(over)
    everybody_reads(over)

    # September: more money is found, written, and signed as an amendment; until then nothing changes outside.
    day("2026-09-10")
    officer.visit(town.at("plans:budget", desk))
    for name, value in {
        "r1-title": "Alquiler de otro local",
        "r1-amount": "300000",
        "r1-source": "Agencia de prueba",
        "r1-funding": "cooperation",
    }.items():
        fills(officer.page, **{name: value})
    town.submit(officer)
    officer.look()
    everybody_reads(over)
    signs(town, note="Se agrega el alquiler de otro local, con dinero de cooperación.")
    everybody_reads("1.400.000 CRC de 1.500.000 CRC", "Se agrega el alquiler de otro local")
    expect(visitor.page.locator("main")).not_to_contain_text("por encima del presupuesto")
    expect(money(board(town))).to_contain_text("Agencia de prueba")

    # December: the target is reached, and the desk owes nothing more.
    day("2026-12-20")
    officer.visit(town.at("plans:report", desk))
    officer.look("planes-informe")
    expect(officer.page.locator("main")).to_contain_text("1.400.000 CRC de 1.500.000 CRC")
    officer.page.locator("[name^=spent_]").first.fill("90000")
    fills(officer.page, condition="done", narrative="Trescientas diez personas orientadas en el año.")
    officer.page.locator("[name^=value_]").first.fill("310")
    officer.page.locator("[name^=source_]").first.fill("Registro de la oficina")
    town.submit(officer)
    officer.look()
    page = board(town)
    officer.look("planes-tablero")
    expect(row(page, DESK).first).to_contain_text("1.490.000 CRC de 1.500.000 CRC")
    expect(page.locator("main section").first).to_contain_text("No vence nada")
    expect(row(page, NIGHTS).last).to_contain_text(DESK)
    everybody_reads("Último informe: 20 de diciembre de 2026")
    visitor.page.locator("main a", has_text=DESK).first.click()
    visitor.look()
    for said in ("meta superada", "El concurso quedó desierto.", "19 días de atraso"):
        expect(visitor.page.locator("main")).to_contain_text(said)
