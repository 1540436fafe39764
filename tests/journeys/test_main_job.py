"""The main job: a new municipality goes from nothing to a published plan with measured progress."""

import pytest

from tests.journeys.conftest import PHONE
from tests.journeys.town import Town

pytestmark = pytest.mark.journey
PLACES = {
    "es": ("Liberia", "CRI:gn3623076", "Municipalidad de prueba"),
    "pt": ("Corumba", "BRA:5003207", "Prefeitura de teste"),
}


@pytest.mark.parametrize("language", ["es", "pt"])
def test_from_an_invitation_to_a_published_plan_and_back_along_the_thread(person, language):
    place, code, name = PLACES[language]
    town = Town(language, place, code, name, meet=person)

    town.is_opened_by_the_secretariat()
    town.is_joined_by("officer", "editor", viewport=PHONE)
    town.is_joined_by("colleague", "editor")
    town.is_joined_by("mayor", "approver")

    town.starts_the_assessment()
    town.answers("D2-01", "yes", "Sí: una persona a cargo.")
    town.shows_evidence_for("D2-01", "Decreto de prueba")
    town.answers("D2-02", "no", "")
    town.answers("D2-03", "partly", "Reuniones sin actas.")
