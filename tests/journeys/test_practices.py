"""Practices in a browser: told in a Word file, reviewed blind, found across languages, kept up to date."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from acogida.practices.tests.wordfiles import filled, with_body
from tests.journeys.conftest import PHONE, Person
from tests.journeys.town import DEMO_PASSWORD, address

pytestmark = pytest.mark.journey

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ANSWERS = {
    "summary": "Una oficina móvil recorre los barrios y orienta a las personas que llegan.",
    "description": "El concejo prestó un vehículo.\nDos personas de la oficina atienden en la plaza.",
    "results": "En seis meses atendió a las personas de nueve barrios, según su propia cuenta.",
    "lessons": "Conviene anunciar la visita una semana antes.",
    "primary": "3, 15",
    "secondary": "24",
    "year_start": "2025",
}
CRITERIA = (
    "applied",
    "relevant",
    "coherent",
    "innovative",
    "replicable",
    "monitored",
    "cross_cutting",
    "timely",
)


def at(name: str, *args, language: str = "es") -> str:
    return address(language, f"practices:{name}", *args)


def press(somebody: Person, name: str) -> None:
    somebody.page.get_by_role("button", name=name).first.click()
    somebody.page.wait_for_load_state()


def brings_a_word_file(editor: Person, title: str) -> str:
    """The template is downloaded, filled without a line and brought back; the draft's address."""
    page = editor.page
    editor.visit(at("mine"))
    page.get_by_role("link", name="Desde un archivo de Word").click()
    editor.look()
    empty = page.request.get(editor.address + at("template", "es")).body()
    data = filled(empty, ANSWERS | {"title": title}, ["progress:ongoing", "level:local", "kind:service"])
    data = with_body(data, "Nota para el alcalde: falta la foto.")
    page.locator("input[name=file]").set_input_files(
        {"name": "practica.docx", "mimeType": DOCX, "buffer": data}
    )
    press(editor, "Leer el archivo")
    editor.look()
    main = page.locator("main")
    expect(main).to_contain_text("El Pacto no tiene el objetivo 24")
    expect(page.locator("textarea[name=leftover]")).to_have_value(re.compile("Nota para el alcalde"))
    expect(page.locator("textarea[name=description]")).to_have_value(ANSWERS["description"])
    expect(page.locator("input[name=primary][value='15']")).to_be_checked()
    press(editor, "Guardarla como borrador")
    editor.look()
    expect(page.locator("#leftover")).to_contain_text("Nota para el alcalde")
    press(editor, "Ya está en su lugar")
    expect(page.locator("#missing")).to_contain_text("No falta nada")
    return page.url


def sends(approver: Person, work: str) -> None:
    approver.visit(work)
    approver.page.get_by_role("link", name="Enviarla a revisión de pares").click()
    approver.look()
    press(approver, "Enviar")
    expect(approver.page.locator("main")).to_contain_text("Enviada")


def test_a_municipality_tells_a_practice_in_a_word_file_and_sends_it(person):
    title = f"Oficina móvil de barrio {secrets.token_hex(3)}"
    editor, approver = person(viewport=PHONE), person()
    editor.sign_in("oficina@villa-muestra.example", DEMO_PASSWORD)
    work = brings_a_word_file(editor, title)
    approver.sign_in("alcaldia@villa-muestra.example", DEMO_PASSWORD)
    sends(approver, work)
    approver.look()


def goes_to_review(reviewer: Person, *, language: str = "es") -> None:
    """Opens the newest of their reviews."""
    reviewer.visit(at("reviews", language=language))
    reviewer.look()
    links = reviewer.page.locator("main ul a")
    paths = [link.get_attribute("href") for link in links.all()]
    reviewer.visit(max(paths, key=lambda path: int(re.findall(r"\d+", path)[-1])))


def declares(reviewer: Person, *, conflict: bool = False) -> None:
    page = reviewer.page
    expect(page.locator("main")).not_to_contain_text("concejo prestó")
    page.locator(f"input[name=conflict][value={'yes' if conflict else 'no'}]").check()
    if conflict:
        page.locator("textarea[name=declaration]").fill("Asesoré a esa oficina el año pasado.")
    reviewer.look()
    press(reviewer, "Declarar y seguir")


def gives(reviewer: Person, verdict: str) -> None:
    """Reads what is blotted out, marks the eight criteria and recommends."""
    page = reviewer.page
    expect(page.locator("main")).to_contain_text("concejo prestó")
    expect(page.locator("main")).not_to_contain_text("Villa Muestra")
    for number, criterion in enumerate(CRITERIA):
        page.locator(f"input[name={criterion}-value][value='{3 + number % 2}']").check()
        page.locator(f"textarea[name={criterion}-comment]").fill("Se cuenta con claridad.")
    page.locator(f"input[name=verdict][value={verdict}]").check()
    page.locator("textarea[name=strengths]").fill("Los pasos se pueden repetir.")
    reviewer.look()
    press(reviewer, "Entregar la revisión")
    expect(page.locator("main")).to_contain_text("Gracias")


def invites(secretary: Person, desk: str, *names: str) -> None:
    secretary.visit(desk)
    page = secretary.page
    secretary.look()
    for box in page.locator("input[name=reviewers]:not([disabled])").all():
        box.set_checked(False)
    for name in names:
        page.locator("label", has_text=name).locator("input").check()
    press(secretary, "Invitar")


def test_a_blind_review_with_a_conflict_a_disagreement_and_a_question_ends_in_public(person):
    title = f"Oficina que va a los barrios {secrets.token_hex(3)}"
    editor, approver, secretary = person(), person(), person()
    editor.sign_in("oficina@villa-muestra.example", DEMO_PASSWORD)
    work = brings_a_word_file(editor, title)
    approver.sign_in("alcaldia@villa-muestra.example", DEMO_PASSWORD)
    sends(approver, work)
    number = int(re.findall(r"\d+", work)[-1])
    reviewers = at("invite", number)

    secretary.sign_in("secretaria@acogida.example", DEMO_PASSWORD)
    invites(secretary, reviewers, "Irene Interna", "Teresa Técnica", "Adán Academia")
    torn = person()
    torn.sign_in("tecnica@acogida.example", DEMO_PASSWORD, language="pt")
    goes_to_review(torn)
    declares(torn, conflict=True)
    expect(torn.page.locator("main")).to_contain_text("se apartó")
    expect(torn.page.locator("main")).not_to_contain_text("concejo prestó")
    invites(secretary, reviewers, "Tomás Terreno")

    secretary.visit(at("ask", number))
    secretary.page.locator("select[name=part]").select_option("results")
    secretary.page.locator("textarea[name=question]").fill("¿Cómo se contó?")
    press(secretary, "Consultar")
    editor.visit(work)
    editor.page.locator("#questions a").first.click()
    editor.look()
    more = f"{ANSWERS['results']} Se cuenta con una raya por persona."
    editor.page.locator("textarea[name=new]").fill(more)
    press(editor, "Enviar la respuesta")

    verdicts = {"interna": "good_practice", "academia": "decline", "terreno": "good_practice"}
    for who, verdict in verdicts.items():
        reviewer = person(viewport=PHONE) if who == "terreno" else person()
        reviewer.sign_in(f"{who}@acogida.example", DEMO_PASSWORD)
        goes_to_review(reviewer)
        declares(reviewer)
        expect(reviewer.page.locator("ins")).to_contain_text("raya por persona")
        gives(reviewer, verdict)

    secretary.visit(at("desk_practice", number))
    secretary.look()
    expect(secretary.page.locator("main")).to_contain_text("Renata Reserva")
    extra = person()
    extra.sign_in("reserva@acogida.example", DEMO_PASSWORD)
    goes_to_review(extra)
    declares(extra)
    gives(extra, "good_practice")

    secretary.visit(at("decide", number))
    secretary.page.locator("input[name=grade][value=good_practice]").check()
    secretary.page.locator("textarea[name=letter]").fill(
        "Cumple los criterios; se pide que alguien de afuera cuente los resultados el próximo año."
    )
    secretary.look()
    press(secretary, "Decidir")
    editor.visit(work)
    editor.look()
    for name in ("Irene", "Adán", "Renata", "Tomás"):
        expect(editor.page.locator("main")).not_to_contain_text(name)
    visitor = person(viewport=PHONE, javascript=False)
    visitor.visit(editor.page.locator("a", has_text="La página pública").get_attribute("href"))
    visitor.look()
    expect(visitor.page.locator("#review")).to_contain_text("4 revisiones a ciegas")


def test_an_officer_of_brazil_finds_a_spanish_practice_with_a_portuguese_word_and_adapts_it(person):
    officer = person()
    officer.sign_in("migracao@porto-modelo.example", DEMO_PASSWORD, language="pt")
    page = officer.page
    officer.visit(at("index", language="pt"))
    page.locator("#search-q").fill("instituições")
    page.locator("#search-q").press("Enter")
    officer.look()
    page.locator("#found h2 a[href*='siete-tramites']").click()
    officer.look()
    original = page.locator("#languages tr", has_text="Original")
    expect(original).to_contain_text("espanhol")
    page.get_by_role("link", name="Também fazemos aqui").click()
    page.locator("input[name=outcome][value=worked]").check()
    page.locator("textarea[name=changes]").fill("Começamos com três serviços.")
    page.locator("textarea[name=result]").fill("As pessoas voltam menos vezes.")
    officer.look()
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("#adaptations")).to_contain_text("As pessoas voltam menos vezes.")
    page.get_by_role("link", name="Quem adaptou de quem").click()
    officer.look()
    expect(page.locator("main")).to_contain_text("Prefeitura de Porto Modelo do Sul")


def test_a_translation_left_behind_by_its_original_is_flagged_and_mended(person):
    mark = secrets.token_hex(3)
    editor, approver = person(), person()
    editor.sign_in("oficina@san-ejemplo.example", DEMO_PASSWORD)
    approver.sign_in("alcaldia@san-ejemplo.example", DEMO_PASSWORD)
    editor.visit(at("mine"))
    editor.page.get_by_role("link", name="Siete trámites en una sola casa").click()
    work = editor.page.url
    public = editor.page.locator("a", has_text="La página pública").get_attribute("href")
    number = int(re.findall(r"\d+", work)[-1])

    def translated(summary: str) -> None:
        editor.visit(at("translate", number, "pt"))
        editor.page.locator("input[name=title]").fill("Sete serviços em uma só casa")
        editor.page.locator("textarea[name=summary]").fill(summary)
        editor.look()
        press(editor, "Guardar la traducción")
        editor.look()

    def published(note: str) -> None:
        approver.visit(at("update", number))
        approver.page.locator("textarea[name=words]").fill(note)
        press(approver, "Publicar la actualización")
        expect(approver.page.locator("main")).to_contain_text("La versión nueva es pública")

    def read() -> Person:
        reader = person(javascript=False)
        reader.visit(public + "?text=pt")
        return reader

    translated(f"A prefeitura reuniu sete serviços ({mark}).")
    published("En portugués.")
    expect(read().page.locator("main")).to_contain_text(f"sete serviços ({mark})")

    editor.visit(at("write", number, "story"))
    summary = editor.page.locator("textarea[name=summary]")
    summary.fill(f"La municipalidad reunió en una casa ocho trámites ({mark}).")
    press(editor, "Guardar")
    published("Ocho trámites.")
    expect(read().page.locator("main")).to_contain_text("Esta traducción está desactualizada")

    translated(f"A prefeitura reuniu oito serviços ({mark}).")
    published("La traducción, al día.")
    reader = read()
    expect(reader.page.locator("main")).to_contain_text(f"oito serviços ({mark})")
    expect(reader.page.locator("main")).not_to_contain_text("desactualizada")
