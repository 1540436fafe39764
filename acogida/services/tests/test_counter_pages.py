"""The counter on a phone: light, kept whole, counted once; the mayor's sheet; days out."""

import gzip
import json
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from acogida.core.errors import Refused
from acogida.evidence.models import Observation
from acogida.services import actions
from acogida.services.models import Cell, OutreachDay
from acogida.services.tests.factories import AT, Town

pytestmark = pytest.mark.django_db
PACKAGE = settings.PACKAGE


@pytest.fixture
def town():
    return Town()


def sent(client, office, *taps, now=None):
    body = {"now": now or int(timezone.now().timestamp() * 1000), "taps": list(taps)}
    return client.post(reverse("services:send", args=[office.pk]), body, content_type="application/json")


def counted(town, office, number, at=AT, **said):
    taps = [{"key": str(uuid4()), "topic": "papers"} | said for _ in range(number)]
    actions.count(office, taps=taps, sent_by_clock=at, by=town.editor, at=at)


def test_the_counter_page_with_sixty_services_weighs_less_than_60_kb(client, town):
    words = "Orienta sobre residencia, documentación y derechos de las personas migrantes y sus familias. "
    for n in range(60):
        town.service(name=f"Servicio {n}", address=f"Calle {n}", summary={"es": words * 2, "en": words})

    page = client.get(reverse("services:counter", args=[town.place.slug]))

    weight = len(gzip.compress(page.content))
    for asset in ("design/static/design/built/acogida.css", "services/static/services/counter.js"):
        weight += len(gzip.compress((PACKAGE / asset).read_bytes()))
    assert page.text.count("data-service ") == 60
    assert weight < 60_000
    assert "data-light" in page.text, "no typeface is fetched for it"


def test_the_kit_names_the_page_in_every_language_and_what_it_needs(client, town):
    town.service()
    page = client.get(reverse("services:counter", args=[town.place.slug]))
    kit = page.context["kit"]

    assert len(kit["urls"]) == 4 + 3
    assert {url[1:3] for url in kit["urls"][:4]} == {"es", "pt", "en", "fr"}
    for url in kit["urls"][:4]:
        assert client.get(url).status_code == 200
    worker = client.get(kit["worker"])
    assert worker["Service-Worker-Allowed"] == "/"
    assert worker["Content-Type"].startswith("text/javascript")


def test_the_counter_page_asks_the_same_for_one_and_thirty_services(client, town):
    town.service()
    address = reverse("services:counter", args=[town.place.slug])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(29):
        town.service(name=f"Service {number}", address=f"Street {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) <= 12


def test_what_a_phone_kept_is_counted_once_however_often_it_is_sent(client, town):
    office = town.office()
    client.force_login(town.member)
    tap = {"key": str(uuid4()), "topic": "papers", "sex": "f"}

    first = sent(client, office, tap).json()
    again = sent(client, office, tap).json()

    assert (first["counted"], again["known"]) == ([tap["key"]], [tap["key"]])
    assert Cell.objects.get().count == 1


def test_a_note_in_a_tally_is_refused_in_the_answer(client, town):
    office = town.office()
    client.force_login(town.member)
    tap = {"key": str(uuid4()), "topic": "papers", "notes": "call her: 555 1234"}

    answer = sent(client, office, tap).json()

    assert answer["refused"] == {tap["key"]: "A count takes no notes: only what is on the lists."}
    assert Cell.objects.count() == 0


@pytest.mark.parametrize("body", ["", "[]", "null", '{"taps": 3', '{"taps": ["x"], "now": "later"}'])
def test_what_is_no_json_is_answered_with_a_sentence_never_an_error(client, town, body):
    office = town.office()
    client.force_login(town.member)

    answer = client.post(reverse("services:send", args=[office.pk]), body, content_type="application/json")

    assert answer.status_code in (200, 409)
    assert Cell.objects.count() == 0


def test_without_scripts_a_button_counts_once_also_when_sent_again(client, town):
    office = town.office()
    client.force_login(town.member)
    address = reverse("services:tally", args=[office.pk])
    form = {"key": str(client.get(address).context["key"]), "topic": "health", "sex": "m", "age": ""}

    for _ in range(3):
        assert client.post(address, form).status_code == 302

    assert [(c.topic, c.sex, c.count) for c in Cell.objects.all()] == [("health", "m", 1)]
    refused = client.post(address, form | {"key": str(uuid4()), "note": "her name"})
    assert refused.status_code == 409
    assert "takes no notes" in refused.text


def test_strangers_neither_count_nor_read_a_sheet(client, town):
    office = town.office()
    client.force_login(town.stranger)

    assert client.get(reverse("services:tally", args=[office.pk])).status_code == 404
    assert sent(client, office, {"key": str(uuid4()), "topic": "papers"}).status_code == 404
    for name in ("month", "month_pdf", "month_xlsx"):
        assert (
            client.get(reverse(f"services:{name}", args=[town.organisation.pk, "2026-03"])).status_code == 404
        )


def test_the_monthly_sheet_is_there_in_one_click_as_page_pdf_and_workbook(client, town):
    office = town.office()
    counted(town, office, 20, sex="f", origin="ARG")
    counted(town, office, 12, topic="health", sex="m")
    counted(town, office, 3, topic="work", sex="m")
    client.force_login(town.member)
    at = [town.organisation.pk, "2026-03"]

    page = client.get(reverse("services:month", args=at))
    assert "35 attentions; most were about: Papers and regularisation (20)." in page.text
    assert "under 5" in page.text
    assert ">3<" not in page.text
    assert client.get(reverse("services:month_pdf", args=at)).content.startswith(b"%PDF")
    book = client.get(reverse("services:month_xlsx", args=at)).content
    assert book.startswith(b"PK")
    assert client.get(reverse("services:month", args=[town.organisation.pk, "2026-13"])).status_code == 404


def test_a_month_becomes_a_data_set_once_and_the_next_joins_it(town):
    office = town.office()
    counted(town, office, 20, sex="f")
    counted(town, office, 9, sex="m", topic="health")
    april = AT + timedelta(days=35)
    counted(town, office, 8, sex="f", at=april)

    with pytest.raises(Refused, match="has not ended"):
        actions.send_month(town.organisation, month="2026-03", by=town.editor, at=AT)
    first = actions.send_month(town.organisation, month="2026-03", by=town.editor, at=april)
    with pytest.raises(Refused, match="already"):
        actions.send_month(town.organisation, month="2026-03", by=town.editor, at=april)
    may = april + timedelta(days=35)
    second = actions.send_month(town.organisation, month="2026-04", by=town.editor, at=may)

    assert first.indicator_code == second.indicator_code
    kept = set(Observation.objects.values_list("period", "sex", "value"))
    assert {("2026-03", "all", 29.0), ("2026-03", "female", 20.0), ("2026-03", "male", 9.0)} <= kept
    assert ("2026-04", "all", 8.0) in kept


def test_a_day_out_from_planning_to_its_results_sheet(client, town):
    office = town.office()
    client.force_login(town.editor)
    plan = {
        "title": "Mobile consulate",
        "office": office.pk,
        "held_on": timezone.localdate().isoformat(),
        "starts_at": "08:00",
        "ends_at": "15:00",
        "place": "Gym",
        "quota": "40",
        "partners": "Consulate\nRed Cross",
        "checklist": "Book the gym\nAsk for interpreters",
    }
    assert client.post(reverse("services:outreach_new"), plan | {"ends_at": "07:00"}).status_code == 409
    answer = client.post(reverse("services:outreach_new"), plan)
    day = OutreachDay.objects.get()
    assert answer.url == reverse("services:outreach", args=[day.pk])
    client.post(answer.url, {"deed": "done-1"})
    now = timezone.now()
    counted(town, office, 22, at=now, outreach=day.pk, sex="f")
    page = client.get(answer.url)
    assert "18 places left" in page.text
    client.post(answer.url, {"deed": "close", "turned_away": "6", "lesson": "Two queues."})

    day.refresh_from_db()
    assert (day.state, day.turned_away, day.checklist[1]["done"], day.checklist[0]["done"]) == (
        "held",
        6,
        True,
        False,
    )
    assert client.get(reverse("services:outreach_pdf", args=[day.pk])).content.startswith(b"%PDF")
    late = [{"key": str(uuid4()), "topic": "papers", "outreach": day.pk}]
    found = actions.count(office, taps=late, sent_by_clock=now, by=town.editor, at=now)
    assert "not open for counting" in next(iter(found.refused.values()))


def test_a_day_that_counted_people_is_not_cancelled_and_one_to_come_not_closed(town):
    office = town.office()
    day = actions.plan_day(
        office, title="Fair", held_on=date(2026, 3, 20), starts_at=time(9), ends_at=time(12), place="Square",
        by=town.editor, at=AT,
    )  # fmt: skip

    with pytest.raises(Refused, match="not come yet"):
        actions.close_day(day, turned_away=None, lesson="", by=town.editor, at=AT)
    counted(town, office, 1, outreach=day.pk)
    with pytest.raises(Refused, match="it was held"):
        actions.cancel_day(day, by=town.editor, at=AT)


def test_the_kept_spans_say_when_it_opens_next_by_its_own_clock(client, town):
    town.service(hours="Mo-Su 22:00-02:00")
    page = client.get(reverse("services:counter", args=[town.place.slug]))
    spans = json.loads(page.context["entries"][0].spans)

    assert all(until - since == 240 for since, until in spans[1:-1])
    assert 13 <= len(spans) <= 16
