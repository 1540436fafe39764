"""Deadlines of countries and parts, and the end of an edition."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.training.actions import attendance as attendance_deeds
from acogida.training.actions import certificate as certificate_deeds
from acogida.training.actions import closing as deeds
from acogida.training.actions import credit as credit_deeds
from acogida.training.actions import final as final_deeds
from acogida.training.actions import groupwork, questionnaire
from acogida.training.actions import part as part_deeds
from acogida.training.actions import session as session_deeds
from acogida.training.models import AttendanceReport, CountryDeadline, Credit, Guest, Survey
from acogida.training.states import Kind
from acogida.training.tests.factories import (
    AT,
    accepted,
    component,
    country,
    edition,
    focal_point,
    nominated,
    secretariat,
    session,
    slot,
)

pytestmark = pytest.mark.django_db
OVER = datetime(2026, 3, 20, tzinfo=UTC)


@pytest.fixture
def of():
    found = edition()
    slot(found, seats=9, countries=("MEX", "CRI"))
    component(found, kind=Kind.COURSE, key="course", order=0)
    session(found)
    return found


def closed(of):
    by = secretariat()
    final_deeds.freeze_report(of, recommendations="", by=by, at=OVER)
    return deeds.close_edition(of, by=by, at=OVER)


def test_an_edition_closes_when_it_is_over_and_its_report_is_frozen(of):
    by = secretariat()
    with pytest.raises(Refused, match="not over"):
        deeds.close_edition(of, by=by, at=AT)
    with pytest.raises(Refused, match="Freeze the final report first"):
        deeds.close_edition(of, by=by, at=OVER)

    assert closed(of).closed_at == OVER


def test_what_waits_for_a_decision_keeps_it_open(of):
    ana, by = accepted(of, of.slots.get()), secretariat()
    report = AttendanceReport.objects.create(
        session=of.components.get(key="s1").session,
        kind="zoom",
        name="x",
        sha256="x",
        imported_by=by,
        imported_at=AT,
    )
    Guest.objects.create(report=report, name="Somebody", spans=[])
    Credit.objects.create(
        nomination=ana, component=of.components.get(key="course"), how="earlier", verdict="presented"
    )
    with pytest.raises(Refused, match="2 decisions are still open"):
        closed(of)


def test_after_closing_nothing_changes_its_figures_but_certificates_are_issued(of):
    ana, by = accepted(of, of.slots.get()), secretariat()
    course, held = of.components.get(key="course"), of.components.get(key="s1").session
    who = {"by": by, "at": OVER}
    credit_deeds.credit(ana, component=course, **who)
    attendance_deeds.rule(held, nomination=ana, attended=True, reason="Seen", **who)
    of = closed(of)
    course.refresh_from_db()
    held.component.edition = of
    waits = [
        lambda: attendance_deeds.rule(held, nomination=ana, attended=False, reason="No", **who),
        lambda: attendance_deeds.accept_addresses(held, **who),
        lambda: session_deeds.note_presence(held, nomination=ana, kind="sheet", **who),
        lambda: credit_deeds.credit(ana, component=of.components.get(key="course"), **who),
        lambda: nominated(of, of.slots.get(), 5),
    ]
    for deed in waits:
        with pytest.raises(Refused, match="This edition is closed"):
            deed()

    done = certificate_deeds.work_batch(certificate_deeds.begin_batch(of, **who), at=OVER)
    assert done.done == 1


def test_the_question_months_later_is_answered_although_the_edition_is_closed(of):
    component(of, kind=Kind.QUESTIONNAIRE, key="exit", order=5, closes_at=OVER)
    questionnaire.load_questionnaires()
    ana = accepted(of, of.slots.get())
    later = questionnaire.ask_later(of, by=secretariat(), at=AT)
    of = closed(of)
    last = Survey.objects.select_related("component__edition").get(component__edition=of, wave="exit")
    with pytest.raises(Refused, match="closed"):
        questionnaire.respond(ana, survey=last, answers={}, at=OVER)

    questionnaire.respond(ana, survey=later, answers={"has_used": "3"}, at=later.component.opens_at)

    assert later.responses.count() == 1


def test_opening_again_asks_why_and_is_on_record(of, client):
    of = closed(of)
    client.force_login(secretariat())
    address = reverse("training:reopen", args=[of.pk])
    assert client.post(address, {"reason": ""}).status_code == 422

    client.post(address, {"reason": "A report came late"})

    of.refresh_from_db()
    assert of.closed_at is None
    assert AuditEvent.objects.get(name="training.edition_reopened").detail == {"reason": "A report came late"}


def test_a_country_gets_more_time_with_a_reason_on_the_page(of, client):
    of.nominations_close_at = AT - timedelta(days=1)
    of.save()
    mine = focal_point("CRI")
    with pytest.raises(Refused, match="deadline"):
        nominated(of, of.slots.get(), code="CRI", by=mine)
    client.force_login(secretariat())
    address = reverse("training:deadlines", args=[of.pk])
    values = {"country": country("CRI").pk, "closes_at": "2026-03-05T18:00", "reason": ""}
    assert client.post(address, values).status_code == 409

    client.post(address, values | {"reason": "Elections"})

    # 18:00 by the clocks of Mexico City.
    assert CountryDeadline.objects.get().closes_at == datetime(2026, 3, 6, 0, 0, tzinfo=UTC)
    assert "Elections" in client.get(address).text
    nominated(of, of.slots.get(), code="CRI", by=mine)
    client.post(address, {"country": country("CRI").pk, "closes_at": "", "reason": ""})
    assert not CountryDeadline.objects.exists()


def test_a_country_without_seats_has_no_deadline(of):
    with pytest.raises(Refused, match="no seats"):
        deeds.set_deadline(of, country=country("GTM"), closes_at=OVER, reason="x", by=secretariat(), at=AT)


def test_a_part_is_given_more_time_by_the_clocks_of_the_edition_and_another_name(of, client):
    course = of.components.get(key="course")
    client.force_login(secretariat())
    address = reverse("training:part", args=[course.pk])
    said = {"title_es": "Curso nuevo", "opens_at": "2026-03-11T10:00", "closes_at": "2026-03-14T23:59"}

    for wrong in (said | {"closes_at": "2026-03-11T09:00"}, said | {"title_es": ""}):
        assert client.post(address, wrong).status_code == 409
    course.refresh_from_db()
    assert (course.closes_at, course.title) == (None, {"en": "COURSE"})

    client.post(address, said | {"is_required": "on", "hours": "4"})
    course.refresh_from_db()
    assert (course.closes_at, course.is_required) == (datetime(2026, 3, 15, 5, 59, tzinfo=UTC), True)
    assert (course.title, course.hours) == ({"es": "Curso nuevo"}, 4)


def test_a_condition_is_not_added_after_certificates_were_issued():
    of, by = edition(starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 6)), secretariat()
    slot(of, seats=3)
    extra = component(of, kind=Kind.COURSE, key="extra", is_required=False)
    course = component(of, kind=Kind.COURSE, key="course", order=2)
    ana = accepted(of, of.slots.get())
    credit_deeds.credit(ana, component=course, by=by, at=AT)
    certificate_deeds.work_batch(certificate_deeds.begin_batch(of, by=by, at=AT), at=AT)
    with pytest.raises(Refused, match="no condition can be added"):
        deeds.set_part(extra, opens_at=None, closes_at=None, is_required=True, by=by, at=AT)
    new = {"course": None, "url": "https://courses.example/", "by": by, "at": AT}
    with pytest.raises(Refused, match="no condition can be added"):
        part_deeds.add_course(of, part_deeds.Part({"en": "More"}, is_required=True), **new)
    part_deeds.add_course(of, part_deeds.Part({"en": "More"}), **new)
    assert of.components.count() == 3


def test_an_hour_that_the_clocks_skip_is_told_in_the_form(client):
    of = edition("ny", zone="America/New_York")
    course = component(of, kind=Kind.COURSE, key="course")
    client.force_login(secretariat())
    page = client.post(reverse("training:part", args=[course.pk]), {"closes_at": "2026-03-08T02:30"})
    assert page.status_code == 422
    assert "does not exist that day" in page.text


def test_boards_of_a_closed_edition_are_not_written_on(of):
    board = component(of, kind=Kind.GROUP_WORK, key="groups", is_required=False)
    group = board.groups.create(key="a", order=1, title={"en": "A"})
    of = closed(of)
    group.component.edition = of
    with pytest.raises(Refused, match="closed"):
        groupwork.add_item(group, title="Late", horizon="short", at=OVER)
