"""The public pledges that come with the platform: as honest as their source."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from acogida.pledges.actions import load_public_pledges
from acogida.pledges.models import Pledge
from acogida.territories import actions as territories

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped():
    load_public_pledges()


@pytest.mark.usefixtures("shipped")
def test_forty_are_loaded_and_a_second_time_changes_nothing():
    before = list(Pledge.objects.order_by("pk").values())

    call_command("load_pledges", verbosity=0)

    assert len(before) == 40
    assert list(Pledge.objects.order_by("pk").values()) == before


@pytest.mark.usefixtures("shipped")
def test_only_eleven_are_pledges_of_the_un_network():
    counts = {
        route: Pledge.objects.filter(route=route).count()
        for route in ("un_dashboard", "un_network", "call_to_local_action", "other", "here")
    }
    assert counts == {
        "un_dashboard": 6,
        "un_network": 5,
        "call_to_local_action": 26,
        "other": 3,
        "here": 0,
    }


@pytest.mark.usefixtures("shipped")
def test_nothing_is_said_about_delivery_and_what_we_assigned_says_so(client):
    montevideo = Pledge.objects.get(source_id="C013")
    assert (montevideo.objectives_basis, montevideo.next_due_on, montevideo.steps) == ("assigned", None, 0)

    page = client.get(reverse("pledges:public", args=[montevideo.slug]))

    for words in (
        "Not reported here",
        "No report reaches this platform",
        "Commitment to the Call to Local Action",
        "assigned by us, to be confirmed",
        "to be verified",
        "https://localcoalition.org",
    ):
        assert words in page.text
    assert "On track" not in page.text


@pytest.mark.usefixtures("shipped")
def test_what_the_source_states_is_shown_as_stated():
    barranquilla = Pledge.objects.get(source_id="C001")
    assert list(barranquilla.objectives.values_list("number", flat=True)) == [7, 15, 16, 23]
    assert barranquilla.objectives_basis == barranquilla.principles_basis == "stated"
    assert barranquilla.principles.count() == 10
    assert barranquilla.number == "2291"
    assert barranquilla.principles_mask == 0b1111111111


@pytest.mark.usefixtures("shipped")
def test_a_pledge_reads_in_spanish_as_our_translation_beside_the_original(client):
    found = Pledge.objects.get(source_id="C004")
    with translation.override("es"):
        page = client.get(reverse("pledges:public", args=[found.slug]))

    assert "Indicadores de gobernanza local de la migración</h1>" in page.text
    assert "Local Migration Governance Indicators" in page.text


def test_places_are_tied_by_their_codes():
    territories.load()
    load_public_pledges()

    tied = dict(Pledge.objects.filter(territory__isnull=False).values_list("source_id", "territory__code"))

    assert tied["C001"] == "COL:08001"
    assert tied["C004"] == "CRI:gn3621501"
    assert len(tied) == 13
    assert Pledge.objects.get(source_id="C019").country is None
