"""The shipped programmes, and a new edition from an old one."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse

from acogida.core.errors import Refused
from acogida.training.actions import programme as deeds
from acogida.training.clock import moment_of
from acogida.training.models import AgendaItem, Component, Edition, Quota, Session
from acogida.training.queries.fill import matrix
from acogida.training.tests.factories import AT, edition, focal_point, nominated, secretariat, slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped():
    deeds.load(at=AT)
    return Edition.objects.get(slug="crm-formacion-local-2021")


def test_the_programme_of_2021_has_66_seats_in_four_profiles_of_eleven_countries(shipped):
    found = matrix(shipped)

    assert found.seats == 66
    assert len(found.lines) == 11
    assert [cell.quota.seats for cell in found.lines[0].cells] == [2, 2, 1, 1]


def test_the_seminar_of_2022_takes_one_person_of_each_of_two_municipalities(shipped):
    seminar = Edition.objects.get(slug="crm-seminario-regional-2022")

    assert matrix(seminar).seats == 22
    assert seminar.slots.get(key="political").per_municipality == 1


def test_the_first_session_of_2021_starts_at_nine_in_mexico_which_is_fourteen_in_utc(shipped):
    session = Session.objects.get(component__edition=shipped, component__key="s1")

    assert session.starts_at == datetime(2021, 8, 18, 14, 0, tzinfo=UTC)
    assert session.ends_at == datetime(2021, 8, 18, 16, 0, tzinfo=UTC)
    assert session.items.count() == 7


def test_loading_twice_changes_nothing(shipped):
    before = Component.objects.count(), AgendaItem.objects.count(), Quota.objects.count()

    deeds.load(at=AT)

    assert (Component.objects.count(), AgendaItem.objects.count(), Quota.objects.count()) == before


def test_an_edition_copied_over_a_change_of_clocks_keeps_its_hours(shipped):
    # Mexico was at UTC-5 in August 2021 and is at UTC-6 since it gave up summer time in 2022.
    new = deeds.copy_edition(
        shipped, slug="new", title={"es": "Nueva"}, starts_on=date(2026, 8, 17), by=secretariat(), at=AT
    )

    session = Session.objects.get(component__edition=new, component__key="s1")
    assert session.starts_at == datetime(2026, 8, 19, 15, 0, tzinfo=UTC)
    assert new.ends_on == date(2026, 8, 21)
    assert new.published_at is None
    assert matrix(new).seats == 66


def test_a_focal_point_makes_no_editions():
    with pytest.raises(Refused):
        deeds.copy_edition(
            edition(), slug="new", title={"es": "N"}, starts_on=date(2027, 1, 1), by=focal_point(), at=AT
        )


def test_an_hour_that_the_clocks_skip_is_refused():
    with pytest.raises(Refused, match="does not exist"):
        moment_of(date(2026, 3, 8), time(2, 30), "America/New_York")


def test_everybody_reads_an_edition_with_its_hours_in_several_cities(client, shipped):
    page = client.get(reverse("training:edition", args=[shipped.slug]))

    assert page.status_code == 200
    assert "09:00–11:00" in page.text
    assert "10:00–12:00" in page.text  # Santo Domingo: an hour later that August
    assert "Attend at least 80 % of" in page.text


def test_a_draft_is_for_the_secretariat_alone(client):
    draft = edition(published_at=None)
    address = reverse("training:edition", args=[draft.slug])

    assert client.get(address).status_code == 404
    client.force_login(secretariat())
    assert client.get(address).status_code == 200


def test_a_quota_is_not_lowered_under_its_fill(client):
    of = edition()
    technical = slot(of, seats=2)
    nominated(of, technical, 1)
    nominated(of, technical, 2)
    client.force_login(secretariat())

    page = client.post(reverse("training:seats", args=[technical.quotas.get().pk]), {"seats": 1})

    assert page.status_code == 409
    assert "2 people hold seats there" in page.text
    assert technical.quotas.get().seats == 2
