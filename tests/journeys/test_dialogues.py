"""From a consultation to a recommendation that a municipality answers, in real browsers."""

import json
import os
import secrets
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, ROOT
from tests.journeys.town import DEMO_PASSWORD, SECRETARIAT, address

pytestmark = pytest.mark.journey
RAPPORTEUR = "relatoria@acogida.example"
VOICES = ("voz@asociacion-ejemplo.example", "voz@red-muestra.example")
MAYOR = "alcaldia@san-ejemplo.example"
TODAY = datetime.now(UTC).date()
BEGIN = """
import json, django; django.setup()
from datetime import UTC, datetime, timedelta
from django.utils import timezone
from acogida.accounts.models import User
from acogida.dialogues.models import *
now = timezone.now()
"""
# Thirty guests with their links; all but three registered, inside, and with a question each.
GATHERING = """
from acogida.compact.models import Objective
from acogida.dialogues.actions import events, guests, questions
from acogida.notices.models import OutgoingMail
from acogida.territories.models import Territory
by = User.objects.get(email="secretaria@acogida.example")
country = Territory.objects.get(code="COL", level="country")
event = events.create(values=dict(kind="conversatorio", title="Conversatorio de prueba {mark}", mode="hybrid",
    held_on=now.date(), organisers="Secretaría de la demostración", cities=[["America/Bogota", "Bogotá"]],
    formula={{}}, is_demonstration=True), by=by, at=now)
theme = events.add_theme(event, values=dict(title="Orientar a quien llega", starts_at=now,
    ends_at=now + timedelta(hours=2), format="lightning"), objectives=Objective.objects.filter(number=3),
    by=by, at=now)
for name, sector in (("Red Muestra", "civil_society"), ("Ministerio de Muestra", "national")):
    events.add_panellist(theme, sector=sector, organisation=name, country=country, gender="woman",
        by=by, at=now)
people = [guests.Invited(f"p{{n}}.{mark}@journey.example", f"Persona {{n}}", f"Organización {{n}}",
    "civil_society", country) for n in range(30)]
made = guests.add_guests(event, guests=people, by=by, at=now)
event = events.send_invitations(event, balance_reason="", by=by, at=now)
links = {{}}
for mail in OutgoingMail.objects.filter(to__endswith=".{mark}@journey.example"):
    links[mail.to.split(".")[0]] = next(w for w in mail.body.split() if "/invitacion/" in w)
for guest in made[3:]:
    guests.register(guest, name="", gender="woman", where="room", interpretation="es",
        is_returning=False, at=now)
event = events.begin(event, by=by, at=now)
for number, guest in enumerate(made[3:]):
    guests.check_in(guest, theme=theme, by=by, at=now)
    guest.refresh_from_db()
    questions.ask(Theme.objects.get(pk=theme.pk), text=f"Pregunta de la sala {{number % 9}}", guest=guest,
        at=now)
print(json.dumps([event.slug, links["p0"], links["p1"], links["p2"]]))
"""


@pytest.fixture
def below(installation):
    """`below(code)`: what a journey cannot wait for, put below it by the house's own deeds."""

    def run(code: str):
        env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        env["ACOGIDA_DATA"] = env.get("JOURNEYS_DATA") or env["ACOGIDA_DATA"]
        env |= {"DJANGO_SETTINGS_MODULE": "acogida.settings.base", "ACOGIDA_URL": installation}
        if "JOURNEYS_AT" not in os.environ:
            env["ACOGIDA_SECRET_KEY"] = "only-for-journeys"
        done = subprocess.run(
            [sys.executable, "-c", BEGIN + code], cwd=ROOT, env=env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else None

    return run


def at(name, *args):
    return address("es", name, *args)


def signed_in(person, email, **more):
    one = person(**more)
    one.sign_in(email, DEMO_PASSWORD)
    return one


def send(page):
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def test_a_consultation_gives_the_topic_and_the_panel_is_balanced_before_invitations_go(person, below):
    mark = secrets.token_hex(3)
    secretariat = signed_in(person, SECRETARIAT)
    page = secretariat.page
    secretariat.visit(at("dialogues:consultation_new"))
    page.locator("[name=title]").fill(f"Temas {mark}")
    page.locator("[name=question]").fill("¿Qué tema conviene tratar?")
    page.locator("[name=method][value=approve], [name=method]").first.evaluate(
        "e => { if (e.tagName === 'SELECT') e.value = 'approve'; else e.checked = true; }"
    )
    page.locator("[name=closes_on]").fill((TODAY + timedelta(days=5)).isoformat())
    page.locator("[name=options]").fill("Datos para decidir\nNiñez y escuela")
    send(page)
    consultation = page.url
    page.get_by_role("button", name="Fijar la regla").click()
    page.wait_for_load_state()
    secretariat.look()

    for email in VOICES:
        voice = signed_in(person, email, viewport=PHONE)
        voice.visit(consultation)
        voice.look()
        voice.page.locator("main .actions a").first.click()
        voice.page.locator("[name=o2]").check()
        send(voice.page)
        expect(voice.page.locator("main")).to_contain_text("La voz de su organización cuenta")
        voice.look()

    slug = consultation.rstrip("/").rsplit("/", 1)[1]
    below(f"Consultation.objects.filter(slug={slug!r}).update(closes_on=now.date())")
    page.reload()
    page.get_by_role("button", name="Cerrar y contar").click()
    page.wait_for_load_state()
    first = page.locator("#results tbody tr").first
    expect(first).to_contain_text("Niñez y escuela")
    expect(first).to_contain_text("2")
    secretariat.look()

    # The event on the topic that was chosen; a panel of governments alone does not pass for balanced.
    secretariat.visit(at("dialogues:event_new"))
    page.locator("[name=title]").fill(f"Conversatorio {mark}")
    page.locator("[name=held_on]").fill((TODAY + timedelta(days=40)).isoformat())
    page.locator("[name=organisers]").fill("Secretaría de la demostración")
    send(page)
    desk = page.url
    page.get_by_role("link", name="Agregar un tema").click()
    page.locator("[name=title]").fill("Niñez y escuela")
    page.locator("[name=start]").fill("09:00")
    page.locator("[name=end]").fill("11:00")
    page.locator("[name=format]").select_option("lightning")
    page.locator("[name=objectives]").nth(14).check()
    send(page)
    secretariat.look()
    panel = at("dialogues:panellist_new", desk.rstrip("/").split("/")[-2], 1)
    seats = [
        ("national", "COL", "man"), ("national", "PER", "woman"), ("local", "CRI", "man"),
        ("civil_society", "MEX", "woman"), ("diaspora", "CHL", "woman"), ("academia", "BRA", "man"),
    ]  # fmt: skip
    for number, (sector, country, gender) in enumerate(seats):
        if number == 3:
            page.goto(desk)
            expect(page.locator("main")).to_contain_text("no equilibrado")
        secretariat.visit(panel)
        page.locator("[name=sector]").select_option(sector)
        page.locator("[name=organisation]").fill(f"Organización inventada {number + 1}")
        page.locator("[name=country]").select_option(country)
        page.locator("[name=gender]").select_option(gender)
        send(page)
    page.goto(desk)
    expect(page.locator("main")).not_to_contain_text("no equilibrado")
    secretariat.look()
    page.get_by_role("link", name="Agregar invitadas").or_(
        page.locator("main .actions a").first
    ).first.click()
    page.locator("[name=guests]").fill(f"ana.{mark}@journey.example; Ana; Red Muestra; civil_society; COL")
    send(page)
    page.get_by_role("button", name="Enviar las invitaciones").click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("Invitaciones enviadas")
    secretariat.look()


def test_a_live_event_its_notes_its_report_and_an_answer_a_year_later(person, below):
    mark = secrets.token_hex(3)
    slug, first, second, third = below(GATHERING.format(mark=mark))

    # Three of thirty come with a phone, the third without any script.
    ana, bea, eva = (
        person(viewport=PHONE),
        person(viewport=PHONE),
        person(viewport=PHONE, javascript=False),
    )
    for somebody, link in ((ana, first), (bea, second), (eva, third)):
        page = somebody.page
        somebody.visit(link)
        page.locator("[name=gender][value=woman]").check()
        page.locator("[name=is_returning][value=no]").check()
        page.locator("[name=where][value=online]").check()
        send(page)
        page.get_by_role("button", name="Entrar").click()
        page.wait_for_load_state()
        page.get_by_role("link", name="Preguntas").click()
        page.wait_for_load_state()
        somebody.look()

    rita = signed_in(person, RAPPORTEUR)
    desk = rita.page
    rita.visit(at("dialogues:questions", slug, 1))
    expect(desk.locator("[data-live-state]")).to_contain_text("En vivo")
    expect(desk.locator("#count-1")).to_have_text("9")
    rita.look()

    # What is asked reaches the moderators' open page; what they decide reaches the participants' open pages.
    ana.page.locator("[name=text]").fill("¿Dónde se pregunta de noche?")
    ana.page.get_by_role("button", name="Enviar la pregunta").click()
    expect(desk.locator("main")).to_contain_text("¿Dónde se pregunta de noche?")
    expect(desk.locator("#count-1")).to_have_text("10")

    def decide(text, state, words="", into=""):
        rita.visit(at("dialogues:questions", slug, 1))
        desk.get_by_role("link", name=text).click()
        desk.locator(f"[name=state][value={state}]").check()
        if words:
            desk.locator("[name=words]").fill(words)
        if into:
            desk.locator("[name=into]").select_option(label=into)
        send(desk)

    decide("¿Dónde se pregunta de noche?", "shown")
    expect(bea.page.locator("#questions")).to_contain_text("¿Dónde se pregunta de noche?")
    bea.look()
    decide("Pregunta de la sala 1", "merged", into="¿Dónde se pregunta de noche?")
    decide("Pregunta de la sala 2", "refused", words="Nombra a una persona.")
    expect(bea.page.locator("#questions")).to_contain_text("Nombra a una persona.")
    wanted = bea.page.locator("#questions li", has_text="de noche").locator("[data-wanted]")
    expect(wanted).to_have_text("4")
    bea.page.locator("#questions li", has_text="de noche").get_by_role("button").click()
    bea.page.wait_for_load_state()
    expect(ana.page.locator("#questions li", has_text="de noche").locator("[data-wanted]")).to_have_text("5")
    eva.page.get_by_role("link", name="Cargar de nuevo").click()
    eva.page.wait_for_load_state()
    expect(eva.page.locator("#questions")).to_contain_text("Nombra a una persona.")

    # The clock, on the second screen.
    rita.visit(at("dialogues:questions", slug, 1))
    wall = signed_in(person, RAPPORTEUR)
    wall.visit(at("dialogues:screen", slug, 1))
    wall.look()
    desk.locator("[name=seat]").select_option(label="Red Muestra")
    desk.get_by_role("button", name="Dar la palabra").click()
    expect(wall.page.locator("[data-clock] [data-label]")).to_have_text("Red Muestra")
    expect(wall.page.locator("[data-clock] [data-value]")).to_contain_text("4:")
    desk.get_by_role("button", name="Parar el reloj").click()
    expect(desk.locator("[data-while=standing]")).to_be_visible()
    wall.look()

    # A note that names somebody keeps the report from being published.
    rita.visit(at("dialogues:sheet", slug, 1))
    for chapter, text in (
        ("challenges", "Valeria Voz dijo que faltan intérpretes."),
        ("recommendations", "Abrir una ventanilla de noche en la terminal."),
    ):
        desk.locator("#add [name=chapter]").select_option(chapter)
        desk.locator("#add [name=text]").fill(text)
        desk.locator("#add button[type=submit]").click()
        desk.wait_for_load_state()
    expect(desk.locator("main")).to_contain_text("podría decir quién habló")
    rita.look()
    secretariat = signed_in(person, SECRETARIAT)
    page = secretariat.page
    secretariat.visit(at("dialogues:desk", slug))
    page.get_by_role("button", name="Cerrar el evento").click()
    page.wait_for_load_state()
    below(f"Event.objects.filter(slug={slug!r}).update(corrections_until=now.date() - timedelta(days=1))")
    secretariat.visit(at("dialogues:report_desk", slug))
    page.locator("[name=conclusions]").fill("Orientar de noche es posible con lo que hay.")
    send(page)
    expect(page.locator("main")).to_contain_text("Estas palabras podrían decir quién habló: Valeria; Voz.")
    secretariat.look()
    rita.visit(at("dialogues:sheet", slug, 1))
    desk.get_by_role("link", name="Cambiar").first.click()
    desk.locator("[name=text]").fill("Faltan intérpretes.")
    send(desk)
    secretariat.visit(at("dialogues:report_desk", slug))
    page.locator("[name=conclusions]").fill("Orientar de noche es posible con lo que hay.")
    send(page)
    secretariat.visit(at("dialogues:report", slug))
    expect(page.locator("main")).to_contain_text("Faltan intérpretes.")
    expect(page.locator("main")).not_to_contain_text("Valeria")
    secretariat.look()

    # A year later a municipality answers; everybody reads it.
    below(
        f"Event.objects.filter(slug={slug!r}).update(held_on=now.date() - timedelta(days=365))\n"
        f"Recommendation.objects.filter(event__slug={slug!r}).update(published_at=now - timedelta(days=350))"
    )
    mayor = signed_in(person, MAYOR)
    mayor.visit(at("dialogues:answer", f"{slug}-1-01"))
    mayor.page.locator("[name=stance][value=takes_up]").check()
    mayor.page.locator("textarea[name=text]").fill("La Casa de Acogida abre los viernes hasta medianoche.")
    mayor.look()
    send(mayor.page)
    stranger = person(viewport=PHONE)
    stranger.visit(at("dialogues:recommendation", f"{slug}-1-01"))
    expect(stranger.page.locator("main")).to_contain_text("La Casa de Acogida abre los viernes")
    stranger.look()
