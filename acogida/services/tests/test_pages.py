"""The pages of the directory: who sees what, what is typed is kept, the budget of a list."""

from datetime import date, time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from acogida.compact.models import Objective
from acogida.core import panels
from acogida.core.search.sources import SOURCES
from acogida.services import actions, queries
from acogida.services.models import Correction, Service
from acogida.services.tests.factories import AT, Town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_knocked_yet():
    cache.clear()


def posted(service=None, **typed):
    """What a browser sends for the entry's form."""
    form = {
        "name": "Health centre",
        "provider": "Ministry",
        "provider_kind": "state",
        "cost": "free",
        "time_zone": "America/Argentina/Buenos_Aires",
        "check_every_months": "6",
        "topics": ["health"],
        "languages": ["es"],
        "summary_en": "Sees everybody.",
        "address": "Calle 1",
        "d0_from": "22:00",
        "d0_to": "02:00",
        "closed_on_holidays": "on",
        "revision": service.revision if service else 1,
    }
    return form | typed


def test_an_editor_writes_checks_and_publishes_an_entry(client):
    town = Town()
    client.force_login(town.editor)

    answer = client.post(reverse("services:new"), posted())
    made = Service.objects.get()
    assert answer.url == reverse("services:work", args=[made.pk])
    assert (made.hours, made.state, made.topics) == ("Mo 22:00-02:00; PH off", "draft", ["health"])

    client.post(answer.url, {"checked_on": "2026-03-01"})
    made.refresh_from_db()
    assert (made.state, made.checked_on) == ("published", date(2026, 3, 1))
    page = client.get(made.get_absolute_url())
    for words in ["Sees everybody.", "22:00–02:00 (next day)", "Public holidays", "Calle 1"]:
        assert words in page.text


def test_half_a_time_and_bad_dates_are_asked_again_and_what_was_typed_is_kept(client):
    town = Town()
    client.force_login(town.editor)

    page = client.post(
        reverse("services:new"), posted(d1_from="08:00", closed_on="tomorrow", name="Kept name")
    )

    assert page.status_code == 422
    assert "Write when it opens and when it closes." in page.text
    assert "Write the dates as 2026-12-24" in page.text
    assert "Kept name" in page.text
    assert Service.objects.count() == 0


def test_a_refused_entry_answers_409_with_its_sentence(client):
    town = Town()
    town.service(name="Health centre", address="Calle 1")
    client.force_login(town.editor)

    page = client.post(reverse("services:new"), posted())

    assert page.status_code == 409
    assert "already in the directory" in page.text


def test_the_form_shows_an_entry_as_it_stands_and_saves_it_unchanged(client):
    town = Town()
    made = town.service(hours="Mo-Fr 08:00-12:00,13:00-16:00; PH off; 2026 Dec 24 off")
    client.force_login(town.editor)
    page = client.get(reverse("services:edit", args=[made.pk]))
    form = page.context["form"]
    shown = {}
    for field in form:
        value = field.value()
        if value not in (None, False, ""):
            shown[field.html_name] = "on" if value is True else value

    answer = client.post(reverse("services:edit", args=[made.pk]), shown)

    assert answer.status_code == 302, answer.context["form"].errors
    after = Service.objects.get()
    assert after.hours == made.hours
    assert (after.summary, after.papers, after.languages) == (made.summary, ["none"], ["es", "ht"])


def test_a_visitor_corrects_and_is_neither_asked_nor_kept(client):
    made = Town().service()
    address = reverse("services:correct", args=[made.slug])

    assert client.post(address, {"wrong": "phone", "text": " "}).status_code == 422
    answer = client.post(address, {"wrong": "phone", "text": "000-0001"})

    assert answer.url == made.get_absolute_url()
    kept = Correction.objects.get()
    assert (kept.text, kept.before) == ("000-0001", "000-0000")
    assert {f.name for f in Correction._meta.fields} & {"ip", "sender", "user", "email"} == set()


def test_the_seventh_correction_in_an_hour_from_one_address_is_refused(client):
    made = Town().service()
    address = reverse("services:correct", args=[made.slug])

    answers = [client.post(address, {"wrong": "hours", "text": f"At {n}"}).status_code for n in range(7)]

    assert answers == [302] * 6 + [409]


def test_the_editor_approves_a_correction_in_one_click(client):
    town = Town()
    made = town.service()
    sent = actions.send_correction(made, wrong="phone", text="000-0099", at=AT)
    client.force_login(town.editor)
    assert "000-0099" in client.get(reverse("services:corrections")).text

    client.post(reverse("services:correction", args=[sent.pk]), {"deed": "approve"})

    made.refresh_from_db()
    assert made.phone == "000-0099"


def test_strangers_find_neither_drafts_nor_the_desk_of_others(client):
    town, other = Town(), Town()
    made = town.draft()
    client.force_login(other.editor)

    assert client.get(made.get_absolute_url()).status_code == 404
    for name in ("work", "edit", "close"):
        assert client.get(reverse(f"services:{name}", args=[made.pk])).status_code == 404
    assert made.name not in client.get(reverse("services:desk")).text


def test_a_list_of_thirty_costs_what_a_list_of_one_does(client):
    town = Town()
    town.service()
    client.force_login(town.editor)
    counts = []
    for name in ("services:index", "services:desk"):
        with CaptureQueriesContext(connection) as few:
            client.get(reverse(name))
        counts.append(len(few))
    for number in range(29):
        town.service(name=f"Service {number}", address=f"Street {number}")
    for name, before in zip(("services:index", "services:desk"), counts, strict=True):
        with CaptureQueriesContext(connection) as many:
            client.get(reverse(name))
        assert len(many) == before <= 12


def test_the_place_is_found_by_its_name_and_unknown_ones_say_so(client):
    town = Town()
    town.service()

    assert "Desk of papers" in client.get(reverse("services:index"), {"place": town.place.name}).text
    page = client.get(reverse("services:index"), {"place": "Nowhere at all"})
    assert page.status_code == 200
    odd = {"topic": "witchcraft", "language": "xx", "after": "-1", "q": "x" * 900, "open": "yes"}
    assert client.get(reverse("services:index"), odd).status_code == 200


def test_panels_of_the_place_and_of_the_objective_show_them():
    town = Town()

    def of_place():
        return {panel.name: told for panel, told in panels.shown("territory", town.place, None)}

    assert "services" not in of_place()
    made = town.service()

    [line] = of_place()["services"]["services"]
    assert (line.get_absolute_url(), line.name) == (made.get_absolute_url(), made.name)
    assert (line.provider, line.address) == (made.provider, made.address)
    objective = Objective.objects.filter(number=4).first() or Objective(number=4)
    rows = panels.PANELS["services-topics"].context(objective, None)["rows"]
    assert [(key, n) for key, _label, n in rows] == [("papers", 1)]


def test_published_services_are_in_the_search_of_the_site():
    town = Town()
    made, draft = town.service(), town.draft(name="Draft")

    entries = list(SOURCES["service"].entries(None))

    assert {entry.language for entry in entries} == {"es", "en"}
    assert {entry.key for entry in entries} == {str(made.pk)}
    assert entries[0].objectives == (4, 5, 12)
    assert list(SOURCES["service"].entries([str(draft.pk)])) == []


def test_my_week_says_what_waits_once_each():
    town = Town()
    made = town.service(checked_on=date(2025, 9, 5))
    actions.send_correction(made, wrong="hours", text="At ten", at=AT)

    due = queries.due_for(town.editor, AT.date())

    assert [(d.text.split(":")[0], d.due_on) for d in due] == [
        ("1 correction of the service directory waits for you.", None),
        ("1 service to check again", date(2026, 3, 5)),
    ]
    day = actions.plan_day(
        town.office(),
        title="Papers in the square",
        held_on=date(2026, 3, 10),
        starts_at=time(8),
        ends_at=time(12),
        place="Square",
        checklist=["Water", "Shade"],
        by=town.editor,
        at=AT,
    )
    steps = [{"title": "Listen", "who": "Casa"}, {"title": "Call", "who": "Casa"}]
    version = actions.write_protocol(
        town.organisation, situation="child", intro="", steps=steps, by=town.editor, at=AT
    )
    actions.ask_institutions(version, by=town.editor, at=AT)
    waits = "Every institution has approved"
    assert not any(d.text.startswith(waits) for d in queries.due_for(town.approver, AT.date()))
    actions.sign_on_paper(version.signatures.get(), reference="Minutes", by=town.editor, at=AT)
    assert any(d.text.startswith(waits) for d in queries.due_for(town.approver, AT.date()))
    assert not any(d.text.startswith(waits) for d in queries.due_for(town.editor, AT.date()))
    told = [d.text for d in queries.due_for(town.editor, AT.date()) if d.due_on == day.held_on]
    assert told == ["Prepare the day “Papers in the square”: 2 things left on its list."]
    after = [d.text for d in queries.due_for(town.editor, date(2026, 3, 11)) if d.due_on == day.held_on]
    assert after == ["Close the day “Papers in the square”: its results sheet waits."]
    assert queries.due_for(town.stranger, AT.date()) == []
    assert queries.due_for(town.member, AT.date()) == []
