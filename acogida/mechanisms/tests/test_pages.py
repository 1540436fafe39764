"""The pages of the registry: matrix, overlaps with weights in the address, gaps, calendar, proposals."""

import io
import re
from datetime import date

import icalendar
import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from acogida.mechanisms.models import Proposal
from acogida.mechanisms.tests.factories import mechanism, meeting, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


@pytest.fixture
def pair():
    one = mechanism("aa", members=["AAA", "BBB"], objectives=[1, 7], themes=["datos"])
    other = mechanism("bb", members=["BBB"], objectives=[7], themes=["datos"])
    return one, other


def page(client, name, *args, **query):
    answer = client.get(reverse(f"mechanisms:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.usefixtures("pair")
def test_the_matrix_says_who_is_in_what_and_can_be_taken_away(client):
    html = page(client, "matrix")
    assert '<abbr title="Miembro">M</abbr>' in html

    made = client.get(reverse("mechanisms:matrix_xlsx"), {"on": "2026-11-21"})

    rows = list(openpyxl.load_workbook(io.BytesIO(made.content)).active.values)
    assert rows == [("País", "AA", "BB"), ("País AAA", "Miembro", ""), ("País BBB", "Miembro", "Miembro")]


@pytest.mark.usefixtures("pair")
def test_the_weights_stand_in_the_address_and_lead_on_to_the_reasons(client):
    html = page(client, "overlaps", members=100, objectives=0, themes=0, meetings=0)

    assert "AA – BB" in html
    assert "50 %" in html.replace("\xa0", " ")
    assert "members=100&amp;objectives=0" in html


@pytest.mark.usefixtures("pair")
def test_weights_that_make_no_sense_are_answered_with_a_sentence_and_the_usual_ones(client):
    html = page(client, "overlaps", members=0, objectives=0, themes=0, meetings=0)

    assert "Al menos un peso debe ser mayor que cero." in html
    assert "AA – BB" in html
    assert '<details class="disclosure" open' in html
    assert '<details class="disclosure" open' in page(client, "overlaps", on="hola")
    assert '<details class="disclosure" open' not in page(client, "overlaps")


@pytest.mark.usefixtures("pair")
def test_a_pair_opens_its_reasons_by_name(client):
    html = page(client, "pair", "aa", "bb", people=2, fare=100)

    assert "<li>País BBB</li>" in html
    assert "<li>datos</li>" in html
    assert "2 viajes y 200 dólares menos" in html


def test_what_two_share_and_what_nobody_covers_are_told_of_any_day(client, pair):
    row = pair[1].participations.get(country__code="BBB")
    row.starts_on, row.ends_on = date(2022, 6, 10), date(2024, 1, 1)
    row.save()
    weights = {"members": 100, "objectives": 0, "themes": 0, "meetings": 0}

    before, then = (page(client, "overlaps", on=on, **weights) for on in ("2022-06-09", "2023-01-01"))
    assert ("Al 9 de junio de 2022" in before, "Al 1 de enero de 2023" in then) == (True, True)
    assert ("<td>50" in before, "<td>50" in then) == (False, True)
    assert 'value="2023-01-01"' in then
    address = re.search(r'href="(/es/[^"]+/aa/bb/[^"]+)"', then)[1].replace("&amp;", "&")
    assert "on=2023-01-01" in address
    reasons = client.get(address).content.decode()
    assert "<li>País BBB</li>" in reasons
    assert "<li>País BBB</li>" not in page(client, "pair", "aa", "bb", on="2024-01-01")

    assert "País BBB" in page(client, "gaps", on="2023-01-01")
    assert 'name="on"' in page(client, "gaps")


@pytest.mark.parametrize("keys", [("aa", "aa"), ("aa", "nobody")])
def test_a_pair_of_one_or_of_a_stranger_is_not_found(client, pair, keys):
    assert client.get(reverse("mechanisms:pair", args=keys)).status_code == 404


def test_the_calendar_is_read_by_others(client, pair):
    meeting(pair[0], date(2026, 5, 5), date(2026, 5, 8))

    made = icalendar.Calendar.from_ical(client.get(reverse("mechanisms:meetings_ics")).content)

    (event,) = made.walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 5, 5), date(2026, 5, 9))
    assert str(event["SUMMARY"]) == "AA: Reunión"


def test_somebody_signed_in_proposes_and_what_was_typed_is_kept(client, pair):
    client.force_login(person())
    url = reverse("mechanisms:propose", args=["aa"])

    refused = client.post(url, {"field": "founded", "text": "Se creó en 1998", "source": ""})
    assert refused.status_code == 409
    assert "Se creó en 1998" in refused.content.decode()

    client.post(url, {"field": "founded", "text": "1998", "source": "Acta"})
    assert Proposal.objects.get().text == "1998"


def test_a_stranger_cannot_answer_proposals_nor_read_those_of_others(client, pair):
    author = person()
    proposal = Proposal.objects.create(
        mechanism=pair[0],
        field="note",
        text="Mi nota",
        source="x",
        proposed_by=author,
        proposed_at="2026-11-21T12:00Z",
    )
    client.force_login(person("otra@x.example"))

    assert "Mi nota" not in page(client, "proposals")
    assert client.post(reverse("mechanisms:answer", args=[proposal.pk]), {"accept": "1"}).status_code == 404
    assert client.get(reverse("mechanisms:meeting", args=["aa"])).status_code == 404


def test_the_secretariat_records_a_meeting_and_a_wrong_one_is_refused(client, pair):
    client.force_login(person(secretariat=True))
    url = reverse("mechanisms:meeting", args=["aa"])
    typed = {"title": "II Reunión", "starts_on": "2027-03-02", "ends_on": "2027-03-01", "source": "Acta"}

    refused = client.post(url, typed)
    assert refused.status_code == 409
    assert "posterior al primero" in refused.content.decode()

    client.post(url, typed | {"ends_on": "2027-03-03"})
    assert "II Reunión" in page(client, "meetings")


@pytest.mark.parametrize("name", ["index", "matrix", "overlaps", "gaps", "meetings"])
def test_lists_cost_the_same_for_two_and_for_twenty(client, pair, name, django_assert_max_num_queries):
    for i in range(18):
        mechanism(f"m{i}", members=["AAA", "BBB"], objectives=[1], themes=["datos"])

    with django_assert_max_num_queries(9):
        page(client, name)
