"""From a full profile to a certificate that somebody else checks, in real browsers."""

import csv
import io
import re
import secrets
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import PHONE, Person
from tests.journeys.lessons import answer_rightly
from tests.journeys.town import DEMO_PASSWORD, SECRETARIAT, address

pytestmark = pytest.mark.journey
ES = "es"
COURSE = "Gobernanza migratoria local y el Pacto Mundial"
PART = "Tendencias Migratorias en América Latina"  # what the edition of 2021 calls its course


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
    sent(secretariat)


def report_of(people: list[tuple[str, str]], starts_at: datetime) -> bytes:
    """A report as Zoom writes it, by UTC clocks: each there from beginning to end."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["Name (Original Name)", "User Email", "Join Time", "Leave Time"])
    for name, email in people:
        times = (starts_at, starts_at + timedelta(hours=2))
        writer.writerow([name, email, *(f"{t:%m/%d/%Y %I:%M:%S %p}" for t in times)])
    return made.getvalue().encode()


def sent(person: Person) -> None:
    person.page.locator("main form button[type=submit]").first.click()
    person.page.wait_for_load_state()


def new_edition(secretariat: Person, mark: str, starts_on: date) -> str:
    """A new edition from the real one of 2021, published; the address of its desk."""
    page = secretariat.page
    secretariat.visit(at("training:desks"))
    page.get_by_role("link", name=re.compile("Programa de Formación 2021")).first.click()
    page.wait_for_load_state()
    page.get_by_role("link", name="Nueva edición a partir de esta").click()
    page.locator("[name=title_es]").fill(f"Edición de prueba {mark}")
    page.locator("[name=slug]").fill(f"prueba-{mark}")
    page.locator("[name=starts_on]").fill(starts_on.isoformat())
    sent(secretariat)
    secretariat.look()
    desk = page.url
    page.get_by_role("button", name="Publicar la edición").click()
    page.wait_for_load_state()
    return desk


def substituted(secretariat: Person, mark: str) -> str:
    """Two people for one seat, then somebody else in the first one's place; the new person's link."""
    page = secretariat.page
    page.locator("main table a", has_text="Costa Rica").click()
    page.wait_for_load_state()
    board = page.url
    nominate(secretariat, board, "Ana", f"ana.{mark}@journey.example")
    nominate(secretariat, board, "Bea", f"bea.{mark}@journey.example")
    expect(page.locator("main")).to_contain_text("En lista de espera")
    secretariat.look()
    link_of(secretariat, "Ana Inventada")
    page.get_by_role("link", name="Sustituir por otra persona").click()
    page.locator("[name=first_name]").fill("Clara")
    page.locator("[name=last_name]").fill("Inventada")
    page.locator("[name=email]").fill(f"clara.{mark}@journey.example")
    page.locator("[name=reason]").fill("Cambio de cargo")
    sent(secretariat)
    expect(page.locator("main")).to_contain_text("Ana Inventada")
    found = re.search(r"http://localhost:\d+/es/formacion/personal/[\w-]+", page.content())
    assert found
    return found[0]


def give_more_time(secretariat: Person, desk: str, part: str) -> None:
    secretariat.visit(desk)
    secretariat.page.get_by_role("link", name=f"Cambiar: {part}").click()
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    secretariat.page.locator("[name=closes_at]").fill(f"{tomorrow:%Y-%m-%dT%H:%M}")
    secretariat.look()
    sent(secretariat)


def answer(participant: Person, link: str, part: str, **given: str) -> None:
    """Open a questionnaire from the personal page, and send the answers."""
    participant.visit(link)
    row = participant.page.locator("#missing li", has_text=part)
    row.get_by_role("link", name="Responderla").click()
    participant.page.wait_for_load_state()
    for name, value in given.items():
        participant.page.locator(f"[name={name}][value='{value}']").check()
    participant.look()
    sent(participant)
    expect(participant.page.locator("#missing li", has_text=part)).to_contain_text("Cumplido")


def ask_for_the_course(secretariat: Person, edition: str) -> None:
    """The edition's course becomes the one that ships with Acogida."""
    page = secretariat.page
    secretariat.visit(at("training:course_desks"))
    page.get_by_role("link", name=COURSE).first.click()
    page.wait_for_load_state()
    part = page.locator("[name=component] option", has_text=edition)
    page.locator("[name=component]").select_option(part.get_attribute("value"))
    page.get_by_role("button", name="Pedir este curso allí").click()
    page.wait_for_load_state()
    expect(page.locator("#asked")).to_contain_text(edition)
    secretariat.look()


def took_the_course(participant: Person, link: str) -> None:
    """From the personal page: a quiz not passed, then passed, then all the others."""
    page = participant.page
    participant.visit(link)
    page.locator("#missing li", has_text=PART).get_by_role("button", name="Abrir el curso").click()
    page.wait_for_load_state()
    home = page.url
    units = page.locator("[data-unit] a").evaluate_all("found => found.map((one) => one.href)")
    assert len(units) == 6
    page.goto(units[0])
    page.get_by_role("button", name="Enviar las respuestas").click()
    page.wait_for_url("**/resultados/**")
    expect(page.locator("h1")).to_contain_text("todavía sin aprobar")
    participant.look()
    participant.visit(link)
    expect(page.locator("#missing li", has_text=PART)).to_contain_text("0 de 6")
    for unit in units:
        page.goto(unit)
        answer_rightly(participant)
        page.get_by_role("button", name="Enviar las respuestas").click()
        page.wait_for_url("**/resultados/**")
        expect(page.locator("h1")).to_have_text("Aprobada con 100 %")
    page.goto(home)
    expect(page.locator("main")).to_contain_text("Usted completó este curso")
    participant.visit(link)
    expect(page.locator("#missing li", has_text=PART)).to_contain_text("Cumplido")


def attended(secretariat: Person, desk: str, mark: str, first: date, folder: Path) -> None:
    """Two sessions by the meeting's report, the third in dispute and decided with a reason."""
    page = secretariat.page
    secretariat.visit(desk)
    links = [a.get_attribute("href") or "" for a in page.locator("#sessions a").all()]
    sessions = [href for href in links if "/asistencia/" in href]
    assert len(sessions) == 3
    for number, href in enumerate(sessions):
        secretariat.visit(href)
        if number < 2:
            day = first + timedelta(days=number)
            starts_at = datetime(day.year, day.month, day.day, 15, 0, tzinfo=UTC)
            file = folder / f"{number}.csv"
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


def checked_offline(browser: Browser, stranger: Person, code: str, folder: Path) -> None:
    """The page to keep, the credential and the status list, read from a folder without any network."""
    for name, path in (
        ("checker.html", "/v/checker/"),
        ("credential.jwt", f"/v/{code}/credential/"),
        ("status.jwt", "/v/status/0/"),
    ):
        (folder / name).write_bytes(stranger.context.request.get(stranger.address + path).body())
    context = browser.new_context(offline=True, viewport=PHONE)
    page = context.new_page()
    page.goto((folder / "checker.html").as_uri())
    page.set_input_files("#status", folder / "status.jwt")
    page.set_input_files("#file", folder / "credential.jwt")
    expect(page.locator("#said")).to_contain_text("La firma es auténtica")
    expect(page.locator("#said")).to_contain_text("No está revocado")
    expect(page.locator("#said")).to_contain_text("Clara Inventada")
    context.close()


def test_from_the_call_to_a_certificate_that_somebody_else_checks(person, browser, tmp_path):
    mark = secrets.token_hex(3)
    secretariat = person()
    secretariat.sign_in(SECRETARIAT, DEMO_PASSWORD, ES)
    page = secretariat.page

    # Given an edition whose days have passed, so that all of it can be walked, with a full profile.
    today = datetime.now(UTC).date()
    desk = new_edition(secretariat, mark, today - timedelta(days=8))
    ask_for_the_course(secretariat, mark)
    secretariat.visit(desk)
    mine = substituted(secretariat, mark)

    # When Clara, with a phone, says yes and answers what the secretariat gave her more time for,
    clara = person(viewport=PHONE)
    clara.visit(mine)
    clara.look()
    clara.page.get_by_role("button", name="Sí, participo").click()
    clara.page.wait_for_load_state()
    expect(clara.page.locator("#missing")).to_contain_text("Se cerró")
    give_more_time(secretariat, desk, "Cuestionario de entrada")
    answer(clara, mine, "Cuestionario de entrada", k1="b", k2="b")

    # fails the course and passes it, attends three sessions, one of them in dispute, answers at the end,
    give_more_time(secretariat, desk, PART)
    took_the_course(clara, mine)
    secretariat.visit(desk)
    page.get_by_role("link", name="Condiciones cumplidas y certificados").click()
    page.wait_for_load_state()
    certificates = page.url
    attended(secretariat, desk, mark, today - timedelta(days=6), tmp_path)
    clara.visit(mine)
    expect(clara.page.locator("#missing")).to_contain_text("Corte de luz")
    clara.look()
    answer(clara, mine, "Cuestionario de salida", k1="b", k2="a", satisfied="4")
    expect(clara.page.locator("#missing")).not_to_contain_text("Falta")

    # Then her certificate is issued in the background and stands on her page,
    secretariat.visit(certificates)
    page.get_by_role("button", name="Emitir a quienes cumplen todas las condiciones").click()
    page.get_by_role("link", name="Ver quién lo tiene").click(timeout=60_000)
    expect(page.locator("#people")).to_contain_text("Certificado emitido")
    secretariat.look()
    clara.visit(mine)
    clara.look()
    code = clara.page.locator('#certificate a[href^="/v/"]').last.get_attribute("href") or ""
    with clara.page.expect_download() as download:
        clara.page.get_by_role("link", name="Certificado (PDF)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")

    # somebody else checks it, also without any network,
    stranger = person(viewport=PHONE)
    stranger.visit(f"{code}?lang=es")
    expect(stranger.page.locator("main")).to_contain_text("está en vigor")
    stranger.look()
    checked_offline(browser, stranger, code.strip("/").split("/")[-1], tmp_path)

    # and the edition ends with its report, after which its figures stand.
    secretariat.visit(desk)
    page.get_by_role("link", name="Informe final").click()
    page.wait_for_load_state()
    page.locator("[name=recommendations]").fill("Repetir cada año")
    page.get_by_role("button", name="Congelar las cifras").click()
    page.wait_for_load_state()
    secretariat.look()
    expect(page.locator("main")).to_contain_text("DOCX")
    secretariat.visit(desk)
    page.get_by_role("button", name="Cerrar la edición").click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("sus cifras quedan firmes")
    secretariat.look()
    clara.visit(mine)
    expect(clara.page.locator("main")).to_contain_text("Esta edición está cerrada")
