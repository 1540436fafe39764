"""Promises in a browser: made by several, followed by anybody, rescued, matched."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.town import DEMO_PASSWORD, address

pytestmark = pytest.mark.journey

WORDS = (
    "Dos municipios acuerdan una prueba: informar en un solo lugar a las personas que llegan, en cuatro "
    "idiomas, con personal propio y una partida de su presupuesto, acompañarlas a los servicios y decir cada "
    "seis meses a cuántas personas se recibió, a dónde se las acompañó y qué no se pudo resolver. Es un "
    "texto de prueba, inventado."
)


def at(name: str, *args) -> str:
    return address("es", f"pledges:{name}", *args)


def test_a_visitor_goes_from_a_number_to_what_shows_it_in_three_clicks_without_javascript(person):
    visitor = person(javascript=False, viewport=PHONE)
    visitor.visit(at("dashboard"))
    visitor.look()
    expect(visitor.page.locator("h1")).to_contain_text("en números")

    visitor.page.locator("#form td.number a", has_text=re.compile("alianza")).first.click()
    visitor.page.get_by_role("link", name=re.compile("Derivar sin perder a nadie")).first.click()
    visitor.look()

    expect(visitor.page.locator("#updates")).to_contain_text("Confirmado por la contraparte")
    evidence = visitor.page.locator("#updates .evidence a").first
    expect(evidence).to_have_attribute("href", re.compile("^https://"))
    expect(visitor.page.locator("main")).not_to_contain_text("Porto Modelo")


def begin(editor, title: str, **chosen: str) -> None:
    """Fill the form of a pledge and save the draft."""
    page = editor.page
    editor.visit(at("new"))
    page.locator("input[name=title]").fill(title)
    page.locator("textarea[name=description]").fill(WORDS)
    page.locator("input[name=contributions][value=process]").check()
    page.locator("input[name=objectives][value='15']").check()
    page.locator("input[name=starts_on]").fill("2026-01-01")
    page.locator("input[name=ends_on]").fill("2028-12-31")
    page.locator(f"input[name=form][value={chosen['form']}]").check()
    if "adds_to" in chosen:
        page.locator("input[name=adds_to]").fill(chosen["adds_to"])
    editor.look()
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("#smart")).to_contain_text("falta")


def sign(approver, title: str) -> None:
    approver.visit(at("mine"))
    approver.page.get_by_role("link", name=title).first.click()
    approver.page.get_by_role("link", name="Leer y firmar").click()
    approver.look()
    approver.page.get_by_role("button", name="Firmar y publicar").click()
    expect(approver.page.locator("main")).to_contain_text("firmado y es público")


def ask(editor, organisation: str) -> str:
    """Ask an organisation to promise together: its personal link."""
    editor.page.get_by_role("link", name="Invitar a comprometerse en conjunto").click()
    editor.page.locator("select[name=organisation]").select_option(label=organisation)
    editor.page.locator("main form button[type=submit]").first.click()
    link = re.search(r"https?://[^\s\"<]+/respuesta/[\w-]+/", editor.page.content())
    editor.page.get_by_role("link", name="Volver al compromiso").click()
    return re.sub(r"^https?://[^/]+", "", link[0])


def test_three_are_asked_one_declines_and_is_never_shown_then_another_matches_it(person):
    title = f"Compromiso de prueba {secrets.token_hex(3)}"
    editor, yes, no, approver, visitor = (person() for _ in range(5))
    editor.sign_in("oficina@san-ejemplo.example", DEMO_PASSWORD)
    begin(editor, title, form="partnership")
    first = ask(editor, "Alcaldía de Villa Muestra del Río (demostración)")
    second = ask(editor, "Prefeitura de Porto Modelo do Sul (demostración)")

    yes.sign_in("alcaldia@villa-muestra.example", DEMO_PASSWORD)
    yes.visit(first)
    yes.look()
    yes.page.get_by_role("button", name="Confirmar: nos comprometemos en conjunto").click()
    no.sign_in("prefeitura@porto-modelo.example", DEMO_PASSWORD, language="pt")
    no.visit(second)
    no.page.locator("button[value=decline]").click()
    no.visit(second)
    expect(no.page.locator("main")).to_contain_text("ya se usó")
    approver.sign_in("alcaldia@san-ejemplo.example", DEMO_PASSWORD)
    sign(approver, title)

    visitor.visit(approver.page.url)
    visitor.look()
    expect(visitor.page.locator("#partners")).to_contain_text("Villa Muestra")
    expect(visitor.page.locator("main")).not_to_contain_text("Porto Modelo")

    matching = f"Contrapartida de prueba {secrets.token_hex(3)}"
    helper, signer = person(), person()
    helper.sign_in("oficina@villa-muestra.example", DEMO_PASSWORD)
    begin(helper, matching, form="matching", adds_to=title)
    signer.sign_in("alcaldia@villa-muestra.example", DEMO_PASSWORD)
    sign(signer, matching)
    expect(signer.page.locator("#promise")).to_contain_text(title)


def test_a_pledge_gone_quiet_is_reported_by_its_second_contact(person):
    nurse = person(viewport=PHONE)
    nurse.sign_in("salud@villa-muestra.example", DEMO_PASSWORD)
    nurse.visit(at("mine"))
    nurse.page.get_by_role("link", name=re.compile("Jornadas de salud")).first.click()
    nurse.look()
    expect(nurse.page.locator("#contacts")).to_contain_text("Samuel Salud")

    nurse.page.get_by_role("link", name="Informar cómo va").click()
    nurse.page.locator("textarea[name=narrative]").fill("Informe de prueba del segundo contacto.")
    nurse.look()
    nurse.page.get_by_role("button", name="Publicar el informe").click()

    expect(nurse.page.locator("#lights")).to_contain_text("Informado en los últimos seis meses")
    expect(nurse.page.locator("#updates")).to_contain_text("Informe de prueba del segundo contacto.")
