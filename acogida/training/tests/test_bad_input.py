"""Whatever is brought wrong: on its page a sentence, nothing half kept, what was typed still there."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from acogida.core.models import AuditEvent
from acogida.training.models import (
    Announcement,
    AttendanceReport,
    Course,
    Nomination,
    Package,
    Question,
    Session,
)
from acogida.training.states import Kind
from acogida.training.tests.courses import course, unit
from acogida.training.tests.factories import (
    accepted,
    component,
    edition,
    focal_point,
    nominated,
    secretariat,
    session,
    slot,
)
from acogida.training.tests.scorm_packages import package
from acogida.training.tests.test_attendance import ZOOM
from acogida.training.tests.test_nominee_lists import workbook

pytestmark = pytest.mark.django_db
GIFT = """::Good:: Is it? {T}

::No end:: Which one? {=Yes ~No

::None right:: Which one? {~Yes ~No}
"""
XML = """<?xml version="1.0"?>
<quiz>
  <question type="truefalse"><name><text>Good</text></name>
    <questiontext><text>Is it?</text></questiontext>
    <answer fraction="100"><text>true</text></answer>
    <answer fraction="0"><text>false</text></answer></question>
  <question type="essay"><name><text>Free</text></name>
    <questiontext><text>Why?</text></questiontext></question>
  <question type="multichoice"><name><text>Cut
"""


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def desk(client):
    client.force_login(secretariat())
    return client


@pytest.fixture
def trail():
    """How many deeds are on record since; a refusal leaves none."""
    return AuditEvent.objects.count


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (GIFT, [(3, "Braces do not match"), (5, "together give 0 %, not 100 %")]),
        (XML, [(7, "“essay” are not known here"), (9, "XML is broken")]),
    ],
    ids=["GIFT", "XML"],
)  # fmt: skip
def test_a_broken_file_of_questions_is_told_by_line_and_the_good_ones_kept_only_if_wanted(
    desk, trail, written, told
):
    of = Course.objects.get(pk=course(units=1).pk)
    address = reverse("training:bring", args=[of.pk])
    said = {"language": "en", "written": written, "do": "bring"}
    there, deeds = Question.objects.count(), trail()

    page = desk.post(address, said)

    assert page.status_code == 200
    assert "Nothing is brought in while there are faults" in page.text
    found = [(fault.line, fault.words) for fault in page.context["brought"].faults]
    assert len(found) == len(told)
    for (line, words), (at_line, beginning) in zip(found, told, strict=True):
        assert line == at_line
        assert beginning in words
    assert page.context["form"]["written"].value() == written.strip()
    assert (Question.objects.count(), trail()) == (there, deeds)

    assert desk.post(address, said | {"keep_good": "on"}).status_code == 302
    assert Question.objects.count() == there + 1
    assert of.questions.get(name="Good").content["correct"] is True


def test_a_package_that_climbs_out_of_its_folder_is_refused_on_its_page(desk, trail, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    lesson = unit(Course.objects.get(pk=course(units=1).pk), 9)
    deeds = trail()
    upload = SimpleUploadedFile("p.zip", package(more=[("../../outside.html", "x")]))

    page = desk.post(reverse("training:unit_package", args=[lesson.pk]), {"file": upload})

    assert page.status_code == 409
    assert "wants to be written outside its folder: ../../outside.html" in page.text
    assert not Package.objects.exists()
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
    assert trail() == deeds


def test_sessions_that_overlap_are_refused_on_their_page_and_the_hour_typed_stays(desk, trail):
    of = edition()
    session(of, "s1", starts_at=datetime(2026, 3, 10, 15, 0, tzinfo=UTC))
    other = session(of, "s2", starts_at=datetime(2026, 3, 11, 15, 0, tzinfo=UTC))
    accepted(of, slot(of))
    deeds = trail()

    page = desk.post(
        reverse("training:session_edit", args=[other.pk]),
        {"day": "2026-03-10", "hour": "10:30", "length": "45", "venue": "Sala azul"},
    )

    assert page.status_code == 409
    assert "“S1” is held at that time. Choose another hour." in page.text
    for typed in ("2026-03-10", "10:30", "45", "Sala azul"):
        assert f'value="{typed}"' in page.text
    assert Session.objects.get(pk=other.pk).starts_at == other.starts_at
    assert not Announcement.objects.exists()
    assert trail() == deeds


def test_a_quota_under_its_fill_is_refused_and_the_number_typed_stays(desk, trail):
    of = edition()
    technical = slot(of, seats=3)
    for n in (1, 2):
        nominated(of, technical, n)
    deeds = trail()

    page = desk.post(reverse("training:seats", args=[technical.quotas.get().pk]), {"seats": "1"})

    assert page.status_code == 409
    assert "2 people hold seats there" in page.text
    assert 'value="1"' in page.text
    assert (technical.quotas.get().seats, trail()) == (3, deeds)


def test_the_report_of_another_meeting_is_refused_on_the_desk_and_its_clocks_stay(desk, trail):
    held = session(edition())
    ana = accepted(held.component.edition, slot(held.component.edition))
    deeds = trail()
    other = ZOOM.replace("03/10/2026", "04/21/2026")

    page = desk.post(
        reverse("training:attendance", args=[held.pk]),
        {"zone": "America/Costa_Rica", "file": SimpleUploadedFile("otra.csv", other.encode())},
    )

    assert page.status_code == 409
    assert "It seems to be of another meeting" in page.text
    assert 'value="America/Costa_Rica"' in page.text
    assert not AttendanceReport.objects.exists()
    assert not ana.rulings.exists()
    assert trail() == deeds


@pytest.mark.parametrize("what", ["part", "session"])
def test_an_hour_that_the_clocks_skip_is_told_and_what_was_typed_stays(desk, trail, what):
    of = edition("ny", zone="America/New_York")
    if what == "part":
        made = component(of, kind=Kind.COURSE, key="course")
        sent = {"title_es": "Curso", "closes_at": "2026-03-08T02:30"}
        kept = ('value="2026-03-08T02:30"', 'value="Curso"')
    else:
        made = session(of)
        sent = {"day": "2026-03-08", "hour": "02:30", "length": "60", "venue": "Sala azul"}
        kept = ('value="02:30"', 'value="Sala azul"')
    deeds = trail()

    page = desk.post(
        reverse(f"training:{'part' if what == 'part' else 'session_edit'}", args=[made.pk]), sent
    )

    assert page.status_code == 422
    assert "New York are put forward: 02:30 does not exist that day" in page.text
    for words in kept:
        assert words in page.text
    assert trail() == deeds


class TestInTwoCountries:
    @pytest.fixture
    def of(self):
        found = edition()
        nominated(found, slot(found, countries=("MEX", "CRI")), 1)
        return found

    def test_by_form_it_is_refused_with_the_other_country_and_what_was_typed_stays(self, of, client, trail):
        client.force_login(focal_point("CRI"))
        deeds = trail()
        page = client.post(
            reverse("training:nominate", args=[of.pk, "CRI"]),
            {"slot": of.slots.get().pk, "first_name": "Ana María", "last_name": "Prueba",
             "email": "P1@example.org", "sector": "unsaid", "gender": "woman", "experience": "unsaid",
             "language": "es"},
        )  # fmt: skip
        assert page.status_code == 409
        assert "already nominated by Mexico" in page.text
        for typed in ("Ana María", "Prueba", "P1@example.org"):
            assert f'value="{typed}"' in page.text
        assert (Nomination.objects.count(), trail()) == (1, deeds)

    def test_in_a_list_it_is_told_with_its_line_and_nobody_of_the_list_is_kept(self, of, desk, trail):
        deeds = trail()
        rows = workbook(
            ["Eva", "Dos", "eva@example.org", "technical", "Costa Rica", "", ""],
            ["Ana", "Prueba 1", "p1@example.org", "technical", "Costa Rica", "", ""],
        )
        page = desk.post(
            reverse("training:list", args=[of.pk, "CRI"]), {"file": SimpleUploadedFile("l.xlsx", rows)}
        )
        assert "already nominated by Mexico" in page.text
        assert [line for line, _words in page.context["faults"]] == [3]
        assert (Nomination.objects.count(), trail()) == (1, deeds)
