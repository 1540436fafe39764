"""Parts are added to an edition at its desk, and taken out while nobody has done anything in them."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from acogida.accounts.tests.factories import UserFactory
from acogida.core.errors import Refused
from acogida.training.actions import part as deeds
from acogida.training.actions import programme
from acogida.training.actions import questionnaire as questionnaires
from acogida.training.actions.part import Part
from acogida.training.models import Announcement, Component, Course, Presence, Survey
from acogida.training.tests.factories import AT, accepted, edition, secretariat, session, slot
from acogida.training.tests.factories import component as part_of

pytestmark = pytest.mark.django_db
STARTS, ENDS = datetime(2026, 3, 11, 15, tzinfo=UTC), datetime(2026, 3, 11, 17, tzinfo=UTC)
SESSION = {
    "title_en": "Data for plans",
    "is_required": "on",
    "hours": "2",
    "day": "2026-03-11",
    "hour": "09:00",
    "length": "120",
    "join_url": "https://meet.example/room",
    "interpretation": ["pt"],
}
BACKWARDS = {
    "title_en": "Course",
    "url": "https://courses.example/",
    "opens_at": "2026-03-02T08:00",
    "closes_at": "2026-03-01T08:00",
}


@pytest.fixture
def by():
    return secretariat()


@pytest.fixture
def asked():
    questionnaires.load_questionnaires()
    return questionnaires.Questionnaire.objects.order_by("pk")[0]


def added(client, of, kind, **said):
    return client.post(reverse("training:part_new", args=[of.pk, kind]), said)


def test_a_session_is_added_with_its_hour_and_everybody_in_is_told(client, by, mailoutbox):
    of = edition()
    accepted(of, slot(of))
    mailoutbox.clear()
    client.force_login(by)

    assert added(client, of, "session", **SESSION).status_code == 302

    [component] = of.components.all()
    held = component.session
    assert (component.key, component.kind) == ("data-for-plans", "session")
    assert (component.is_required, component.hours) == (True, 2)
    assert (held.starts_at, held.ends_at, held.join_url) == (STARTS, ENDS, "https://meet.example/room")
    assert (held.interpretation, held.language_urls) == (["pt"], {})
    assert [(i.starts_at, i.ends_at, str(i)) for i in held.items.all()] == [(STARTS, ENDS, "Data for plans")]
    told = Announcement.objects.get()
    assert told.title["en"].startswith("There is a new session, “Data for plans”: ")
    assert "09:00" in told.title["en"]
    assert [mail.to for mail in mailoutbox] == [["p1@example.org"]]
    assert "Data for plans" in client.get(reverse("training:edition", args=[of.slug])).content.decode()


def test_of_a_draft_nobody_is_told(by):
    of = edition(published_at=None)
    deeds.add_session(of, Part({"en": "Data"}), starts_at=STARTS, ends_at=ENDS, by=by, at=AT)
    assert not Announcement.objects.exists()


def test_at_an_hour_that_is_taken_what_was_typed_is_kept(client, by):
    of = edition()
    session(of, key="other", starts_at=STARTS)
    client.force_login(by)

    answer = added(client, of, "session", **SESSION)

    assert answer.status_code == 409
    assert "“OTHER” is held at that time. Choose another hour." in answer.content.decode()
    assert 'value="Data for plans"' in answer.content.decode()
    assert of.components.count() == 1


def test_group_work_a_questionnaire_and_courses_are_added_in_order(client, by, asked):
    of = edition()
    course = Course.objects.create(slug="course", title={"en": "Course"}, published_at=AT, created_at=AT)
    client.force_login(by)

    said = {"questionnaire": asked.pk, "wave": "entry", "opens_at": "2026-03-01T08:00"}
    answers = [
        added(client, of, "group_work", title_en="Tables", groups="North\n\n South "),
        added(client, of, "questionnaire", title_en="Before", **said),
        added(client, of, "course", title_en="At home", course=course.pk),
        added(client, of, "course", title_en="At home", url="https://courses.example/"),
    ]

    assert [answer.status_code for answer in answers] == [302] * 4
    found = list(of.components.all())
    assert [(c.key, c.kind, c.order) for c in found] == [
        ("tables", "group_work", 1),
        ("before", "questionnaire", 2),
        ("at-home", "course", 3),
        ("at-home-2", "course", 4),
    ]
    assert [(g.key, str(g)) for g in found[0].groups.all()] == [("group-1", "North"), ("group-2", "South")]
    assert (found[1].survey.questionnaire, found[1].survey.wave) == (asked, "entry")
    assert found[1].opens_at == datetime(2026, 3, 1, 14, tzinfo=UTC)
    assert (found[2].course_part.course, found[3].url) == (course, "https://courses.example/")


@pytest.mark.parametrize(
    ("kind", "said", "sentence"),
    [
        ("session", {**SESSION, "title_en": ""}, "Give the part a title."),
        ("session", {**SESSION, "day": ""}, "Say on which day."),
        ("course", {"title_en": "Course"}, "Choose the course, or give the address where it is taken."),
        ("course", BACKWARDS, "It closes after it opens."),
        ("group_work", {"title_en": "Tables", "groups": " "}, "Name at least one group."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(client, by, kind, said, sentence):
    of = edition()
    client.force_login(by)
    answer = added(client, of, kind, **said)
    assert answer.status_code in {409, 422}
    assert sentence in answer.content.decode()
    assert not Component.objects.exists()


def test_a_wave_is_asked_once(by, asked):
    of = edition()
    who = {"questionnaire": asked, "by": by, "at": AT}
    deeds.add_questionnaire(of, Part({"en": "Before"}), wave="entry", **who)
    with pytest.raises(Refused, match="asks a questionnaire then already"):
        deeds.add_questionnaire(of, Part({"en": "Again"}), wave="entry", **who)
    with pytest.raises(Refused, match="asked by itself"):
        deeds.add_questionnaire(of, Part({"en": "Later"}), wave="later", **who)
    assert Survey.objects.count() == of.components.count() == 1


def test_a_part_is_taken_out_until_somebody_has_done_something_in_it(client, by):
    of = edition(published_at=None)
    held = session(of)
    empty = part_of(of, key="empty", order=2, kind="course")
    client.force_login(by)
    away = reverse("training:part_remove", args=[held.component.pk])
    assert away in client.get(reverse("training:session_edit", args=[held.pk])).content.decode()

    client.post(reverse("training:part_remove", args=[empty.pk]))
    assert list(of.components.all()) == [held.component]
    somebody = accepted(of, slot(of))
    Presence.objects.create(session=held, nomination=somebody, kind="link", at=AT)
    page = client.post(reverse("training:part_remove", args=[held.component.pk]), follow=True)
    assert "People have done something in this part already: it stays." in page.content.decode()
    assert of.components.count() == 1


def test_a_session_that_was_announced_is_cancelled_instead(client, by):
    of = edition()
    held = session(of)
    client.force_login(by)

    away = reverse("training:part_remove", args=[held.component.pk])
    assert away not in client.get(reverse("training:session_edit", args=[held.pk])).content.decode()
    course = part_of(of, key="course", order=2, kind="course")
    change = client.get(reverse("training:part", args=[course.pk])).content.decode()
    assert reverse("training:part_remove", args=[course.pk]) in change
    desk = client.get(reverse("training:desk", args=[of.pk])).content.decode()
    assert reverse("training:part_new", args=[of.pk, "session"]) in desk
    with pytest.raises(Refused, match="Cancel this session instead"):
        deeds.remove_part(held.component, by=by, at=AT)
    assert of.components.count() == 2


def test_nothing_is_added_to_a_closed_edition_nor_by_a_stranger(client, by):
    closed = edition(slug="closed", closed_at=AT)
    groups = [{"en": "A"}]
    with pytest.raises(Refused, match="This edition is closed"):
        deeds.add_group_work(closed, Part({"en": "Tables"}), groups=groups, by=by, at=AT)
    with pytest.raises(Refused, match="Only the secretariat"):
        deeds.add_group_work(edition(), Part({"en": "Tables"}), groups=groups, by=UserFactory(), at=AT)
    client.force_login(by)
    desk = client.get(reverse("training:desk", args=[closed.pk])).content.decode()
    assert reverse("training:part_new", args=[closed.pk, "session"]) not in desk
    assert client.get(reverse("training:part_new", args=[closed.pk, "nothing"])).status_code == 404


def test_a_part_that_was_added_is_copied_with_its_edition(by):
    of = edition()
    deeds.add_group_work(of, Part({"en": "Tables"}), groups=[{"en": "A"}, {"en": "B"}], by=by, at=AT)
    new = programme.copy_edition(
        of, slug="next", title={"en": "Next"}, starts_on=of.starts_on.replace(year=2027), by=by, at=AT
    )
    [copied] = new.components.all()
    assert [str(group) for group in copied.groups.all()] == ["A", "B"]
