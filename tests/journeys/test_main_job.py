"""The main job: a new municipality goes from nothing to a published plan with measured progress."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.town import Town

pytestmark = pytest.mark.journey
PLACES = {
    "es": ("Liberia", "CRI:gn3623076", "Municipalidad de prueba", "cri-liberia"),
    "pt": ("Corumba", "BRA:5003207", "Prefeitura de teste", "bra-corumba-mato-grosso-do-sul"),
}


@pytest.mark.parametrize("language", ["es", "pt"])
def test_from_an_invitation_to_a_published_plan_and_back_along_the_thread(person, adopted_long_ago, language):
    place, code, name, slug = PLACES[language]
    town = Town(language, place, code, name, meet=person, slug=slug)

    town.is_opened_by_the_secretariat()
    officer = town.is_joined_by("officer", "editor", viewport=PHONE)
    town.is_joined_by("colleague", "editor")
    town.is_joined_by("mayor", "approver")
    town.sees_its_profile()

    town.starts_the_assessment()
    town.answers("D2-01", "yes", "Sí: una persona a cargo.")
    town.shows_evidence_for("D2-01", "Decreto de prueba")
    town.answers("D2-02", "no", "Falta la ordenanza.")
    town.shows_evidence_for("D2-02", "Acta de prueba")
    town.answers("D2-03", "partly", "Reuniones sin actas.")
    town.shows_evidence_for("D2-03", "Convocatoria de prueba")
    town.publishes_the_assessment()

    title = f"Plan de prueba {town.mark}"
    town.begins_a_plan(title)
    town.takes_up_weak_answers(2)
    town.locks_the_weights()
    town.scores("officer", (5, 3))
    town.scores("colleague", (4, 3))
    town.scores("mayor", (5, 2))
    town.closes_the_scoring_and_chooses()
    town.designs_an_action("Abrir una oficina de prueba", "Personas orientadas")
    town.adopts_the_plan()
    adopted_long_ago(town.plan, "2026-02-16")
    town.reports_late("120")

    visitor = person(javascript=False)
    visitor.visit(town.at("plans:index"))
    visitor.page.get_by_role("link", name=title).first.click()
    visitor.look()
    expect(visitor.page.locator("main")).to_contain_text("120")
    town.thread_is_followed_both_ways_by(visitor)
    assert officer.page.viewport_size == PHONE


def test_a_visitor_without_javascript_finds_a_municipality_and_reads_its_plan(person):
    visitor = person(javascript=False, viewport=PHONE)

    visitor.visit("/es/")
    visitor.page.locator("main input[name=q]").fill("san ejemplo")
    visitor.page.locator("main input[name=q]").press("Enter")
    visitor.page.get_by_role("link", name=re.compile("San Ejemplo de la Frontera")).first.click()
    expect(visitor.page.locator("main")).to_contain_text("inventado")
    visitor.page.get_by_role("link", name=re.compile("Plan local de migración 2024")).first.click()

    expect(visitor.page.locator("h1")).to_contain_text("Plan local de migración 2024–2026")
    expect(visitor.page.locator("main")).to_contain_text("Casa de Acogida")
