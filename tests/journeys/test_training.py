"""From a full profile to a certificate that somebody else checks, in real browsers."""

import csv
import io
import re
import secrets
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Person
from tests.journeys.town import DEMO_PASSWORD, SECRETARIAT, address

pytestmark = pytest.mark.journey
ES = "es"


def at(name, *args):
    return address(ES, name, *args)


def link_of(secretariat: Person, name: str) -> str:
    """The personal link of somebody on the board, as the page shows it to be given by hand."""
    secretariat.page.get_by_role("link", name=name, exact=True).first.click()
    secretariat.page.wait_for_load_state()
    found = re.search(r"http://localhost:\d+/es/formacion/personal/[\w-]+", secretariat.page.content())
    assert found, "the personal link is on the person's page"
    return found[0]


def nominate(secretariat: Person, board: str, name: str, email: str) -> None:
    page = secretariat.page
    secretariat.visit(board + at("training:nominate", 1, "CRI").rsplit("/CRI/", 1)[1])
    page.locator("[name=slot]").select_option(index=2)  # one seat: migration institutes
    page.locator("[name=first_name]").fill(name)
    page.locator("[name=last_name]").fill("Inventada")
    page.locator("[name=email]").fill(email)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def report_of(people: list[tuple[str, str]], starts_at: datetime) -> bytes:
    """A report as Zoom writes it, by UTC clocks: each there from beginning to end."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["Name (Original Name)", "User Email", "Join Time", "Leave Time"])
    for name, email in people:
        times = (starts_at, starts_at + timedelta(hours=2))
        writer.writerow([name, email, *(f"{t:%m/%d/%Y %I:%M:%S %p}" for t in times)])
    return made.getvalue().encode()


def test_from_a_waiting_list_to_a_certificate_that_somebody_else_checks(person, tmp_path):
    mark = secrets.token_hex(3)
    secretariat = person()
    secretariat.sign_in(SECRETARIAT, DEMO_PASSWORD, ES)
    page = secretariat.page

    # A new edition from the real one of 2021, over by now, so that all of it can be walked.
    secretariat.visit(at("training:desks"))
    page.get_by_role("link", name=re.compile("Programa de Formación 2021")).first.click()
    page.wait_for_load_state()
    page.get_by_role("link", name="Nueva edición a partir de esta").click()
    page.locator("[name=title_es]").fill(f"Edición de prueba {mark}")
    page.locator("[name=slug]").fill(f"prueba-{mark}")
    today = datetime.now(UTC).date()
    page.locator("[name=starts_on]").fill((today - timedelta(days=4)).isoformat())
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    secretariat.look()
    desk = page.url
    page.get_by_role("button", name="Publicar la edición").click()
    page.wait_for_load_state()
    page.locator("main table a", has_text="Costa Rica").click()
    page.wait_for_load_state()
    board = page.url
    nominate(secretariat, board, "Ana", f"ana.{mark}@journey.example")
    nominate(secretariat, board, "Bea", f"bea.{mark}@journey.example")
    expect(page.locator("main")).to_contain_text("En lista de espera")
    secretariat.look()

    # Somebody else takes Ana's very seat; Bea goes on waiting.
    link_of(secretariat, "Ana Inventada")
    page.get_by_role("link", name="Sustituir por otra persona").click()
    page.locator("[name=first_name]").fill("Clara")
    page.locator("[name=last_name]").fill("Inventada")
    page.locator("[name=email]").fill(f"clara.{mark}@journey.example")
    page.locator("[name=reason]").fill("Cambio de cargo")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("Ana Inventada")
    found = re.search(r"http://localhost:\d+/es/formacion/personal/[\w-]+", page.content())
    assert found
    mine = found[0]

    # Clara, with a phone: yes; the entry questionnaire; what she still misses.
    clara = person(viewport=PHONE)
    clara.visit(mine)
    clara.look()
    clara.page.get_by_role("button", name="Sí, participo").click()
    clara.page.wait_for_load_state()
    expect(clara.page.locator("#missing")).to_contain_text("Falta")
    clara.look()

    # The conditions that lie behind: the course elsewhere, three sessions, one of them in dispute.
    page.goto(desk)
    page.get_by_role("link", name="Condiciones cumplidas y certificados").click()
    page.wait_for_load_state()
    certificates = page.url
    page.get_by_text("Hecho en otra parte").first.click()
    page.get_by_role("button", name="Anotar como hecho").first.click()
    page.wait_for_load_state()
    page.goto(desk)
    sessions = [a.get_attribute("href") for a in page.locator("#sessions a").all()]
    sessions = [href for href in sessions if href and "/asistencia/" in href]
    assert len(sessions) == 3
    for number, href in enumerate(sessions):
        secretariat.visit(href)
        if number < 2:
            day = today - timedelta(days=2 - number)
            starts_at = datetime(day.year, day.month, day.day, 15, 0, tzinfo=UTC)
            file = tmp_path / f"{number}.csv"
            file.write_bytes(report_of([("Clara Inventada", f"clara.{mark}@journey.example")], starts_at))
            page.locator("[name=file]").set_input_files(file)
            page.locator("[name=zone]").fill("UTC")
            page.get_by_role("button", name="Traer el informe").click()
            page.wait_for_load_state()
            secretariat.look()
            page.get_by_role("button", name=re.compile("Aceptar los de la misma dirección")).click()
        else:
            page.locator("#people summary").first.click()
            page.locator("#people [name=reason]").first.fill("Corte de luz; siguió por teléfono")
            page.get_by_role("button", name="Asistió", exact=True).first.click()
        page.wait_for_load_state()
        expect(page.locator("#people")).to_contain_text("Asistió")

    # The exit questionnaire opens when the last session ends; until then she reads what is missing.
    clara.visit(mine)
    expect(clara.page.locator("#missing")).to_contain_text("Corte de luz")
    page.goto(certificates)
    expect(page.locator("main")).to_contain_text("Clara Inventada")
    secretariat.look()

    # A stranger checks a certificate of the demonstration that was issued before.
    secretariat.visit(at("training:desks"))
    page.get_by_role("link", name=re.compile("2025")).first.click()
    page.wait_for_load_state()
    page.get_by_role("link", name="Condiciones cumplidas y certificados").click()
    page.wait_for_load_state()
    secretariat.look()
    code = page.locator('main a[href^="/v/"]').first.get_attribute("href")
    stranger = person(viewport=PHONE)
    stranger.visit(f"{code}?lang=es")
    expect(stranger.page.locator("main")).to_contain_text("está en vigor")
    stranger.look()

    # And the final report of an edition that is over.
    page.go_back()
    page.get_by_role("link", name="Informe final").click()
    page.wait_for_load_state()
    page.locator("[name=recommendations]").fill("Repetir cada año")
    page.get_by_role("button", name="Congelar las cifras").click()
    page.wait_for_load_state()
    secretariat.look()
    expect(page.locator("main")).to_contain_text("DOCX")
