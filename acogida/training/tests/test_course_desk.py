"""The author's desk: who may, what it refuses, how a course is written and published."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from acogida.core.errors import Refused
from acogida.training.actions import course as deeds
from acogida.training.actions import learner as learner_deeds
from acogida.training.actions import programme
from acogida.training.course_text import inline, plain, shown
from acogida.training.models import Course
from acogida.training.tests.courses import course, learner, part, unit
from acogida.training.tests.factories import AT, component, edition, focal_point, secretariat

pytestmark = pytest.mark.django_db
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def picture(name="a.png", data=PNG):
    return SimpleUploadedFile(name, data)


def test_a_course_is_written_and_published_at_the_desk(client):
    client.force_login(secretariat())
    said = {"slug": "new", "languages": ["es"], "is_open": "on", "title_es": "Nuevo"}

    assert client.post(reverse("training:course_new"), said | {"title_es": ""}).status_code == 422
    assert client.post(reverse("training:course_new"), said).status_code == 302
    assert client.post(reverse("training:course_new"), said).status_code == 409
    made = Course.objects.get(slug="new")
    desk = reverse("training:course_desk", args=[made.pk])
    client.post(reverse("training:course_publish", args=[made.pk]))
    assert "without units cannot be published" in client.get(desk).content.decode()
    new = reverse("training:unit_new", args=[made.pk])
    words = {"title_es": "Primera", "body_es": "## Uno\n\nTexto", "minutes": "7"}
    assert client.post(new, words | {"picture": picture()}).status_code == 409
    answer = client.post(new, words | {"picture": picture(), "picture_alt_es": "Un punto"}, follow=True)
    assert 'alt="Un punto"' in answer.content.decode()
    client.post(reverse("training:course_publish", args=[made.pk]))

    assert list(Course.objects.open()) == [made]
    assert made.units.get().minutes == 7


def test_units_change_places_and_the_ends_stay(client):
    of, by = course(units=3), secretariat()
    first, second, third = of.units.order_by("order")

    deeds.move_unit(third, earlier=True, by=by, at=AT)
    deeds.move_unit(first, earlier=True, by=by, at=AT)
    deeds.move_unit(second, earlier=False, by=by, at=AT)

    assert list(of.units.order_by("order")) == [first, third, second]


def test_a_quiz_that_draws_more_than_the_bank_has_is_refused():
    of, by = course(units=1, published_at=None), secretariat()
    asked = {"topic": "t", "draws": 3, "pass_percent": 60, "max_attempts": None, "shuffles": True}
    deeds.keep_unit(of, unit=of.units.get(), values={}, quiz=asked, by=by, at=AT)

    with pytest.raises(Refused, match="draws 3 questions, and the bank has 2"):
        deeds.publish_course(of, by=by, at=AT)


def test_what_people_have_begun_is_changed_and_not_taken_away():
    of, by = course(), secretariat()
    learner(of)

    with pytest.raises(Refused, match="change the unit"):
        deeds.remove_unit(of.units.get(order=2), by=by, at=AT)


def test_only_the_secretariat_writes_courses(client):
    of, focal = course(), focal_point()
    for deed in (
        lambda: deeds.make_course(slug="x", values={"title": {}}, by=focal, at=AT),
        lambda: deeds.edit_course(of, values={"is_open": False}, by=focal, at=AT),
        lambda: deeds.publish_course(of, by=focal, at=AT),
        lambda: deeds.keep_unit(of, values={"title": {"es": "x"}}, by=focal, at=AT),
        lambda: deeds.move_unit(of.units.first(), earlier=True, by=focal, at=AT),
        lambda: deeds.remove_unit(of.units.first(), by=focal, at=AT),
    ):
        with pytest.raises(Refused, match="secretariat"):
            deed()
    client.force_login(focal)
    for name, args in [
        ("course_desks", []),
        ("course_desk", [of.pk]),
        ("unit_new", [of.pk]),
        ("course_new", []),
    ]:
        assert client.get(reverse(f"training:{name}", args=args)).status_code == 404


def test_an_edition_asks_for_a_course_and_its_copy_too(client):
    of, held = course(), edition()
    asked = component(held, kind="course", key="c")
    other = component(held, kind="session", key="s")
    client.force_login(secretariat())
    desk = reverse("training:course_desk", args=[of.pk])

    assert client.post(desk, {"component": other.pk}).status_code == 422
    assert client.post(desk, {"component": asked.pk}).status_code == 302
    copy = programme.copy_edition(
        held, slug="copy", title={"es": "Copia"}, starts_on=held.starts_on, by=secretariat(), at=AT
    )
    assert copy.components.get(kind="course").course_part.course == of
    client.post(reverse("training:ask_no_more", args=[asked.pk]))
    assert not hasattr(type(asked).objects.get(pk=asked.pk), "course_part")


def test_the_page_of_an_edition_leads_to_the_course_that_is_taken_here(client):
    of, held = course(), edition()
    part(held, of, url="https://elsewhere.example/")
    component(held, kind="course", key="other", order=2, url="https://another.example/")
    address = reverse("training:edition", args=[held.slug])

    page = client.get(address).text
    assert f'href="{reverse("training:course", args=[of.slug])}"' in page
    assert "https://elsewhere.example/" not in page
    assert "https://another.example/" in page

    Course.objects.update(is_open=False)
    page = client.get(address).text
    assert reverse("training:course", args=[of.slug]) not in page
    assert "https://elsewhere.example/" not in page


def test_the_desk_costs_the_same_for_two_units_and_for_thirty(client, django_assert_max_num_queries):
    of = course()
    for n in range(3, 31):
        unit(of, n)
    part(edition(), of)
    client.force_login(secretariat())
    first = of.units.get(order=1)
    for name, args in [
        ("course_desks", []),
        ("course_desk", [of.pk]),
        ("bank", [of.pk]),
        ("unit_edit", [first.pk]),
        ("unit_preview", [first.pk]),
        ("bring", [of.pk]),
        ("question_new", [of.pk]),
        ("unit_package", [first.pk]),
    ]:
        with django_assert_max_num_queries(12):
            assert client.get(reverse(f"training:{name}", args=args)).status_code == 200, name


def test_a_picture_and_a_file_go_to_learners_and_not_to_others(client):
    of, by = course(is_open=False), secretariat()
    one = deeds.keep_unit(
        of,
        values={"title": {"es": "x"}, "picture_alt": {"es": "Un punto"}},
        picture=picture(),
        file=SimpleUploadedFile("a.csv", b"a,b\n1,2\n"),
        by=by,
        at=AT,
    )
    held = edition()
    from_edition = part(held, of)
    me = learner(course("other"))
    assert client.get(reverse("training:unit_picture", args=[me.key, one.pk])).status_code == 404
    assert client.get(reverse("training:unit_file", args=["0", one.pk])).status_code == 404
    assert from_edition.course_part.course == of
    mine = learner_deeds.Learner.objects.create(course=of, key="k" * 32, started_at=AT, seen_at=AT)
    for name in ("unit_picture", "unit_file"):
        answer = client.get(reverse(f"training:{name}", args=[mine.key, one.pk]))
        assert answer.status_code == 200
        assert "sandbox" in answer["Content-Security-Policy"]
        assert b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        '<a href="data:text/html,x">y</a>',
        '<iframe src="https://video.example"></iframe>',
        '<p style="color:red" onclick="x()">t</p>',
        "![tracker](https://third.example/a.png)",
        "<svg><script>1</script></svg>",
        '<form action="/"><input></form>',
    ],
)
def test_nothing_an_author_writes_runs_or_loads_anything(bad):
    for made in (shown(bad), shown(bad, "html"), inline(bad), inline(bad, "html"), plain(bad)):
        for word in (
            "<script",
            "onerror",
            'javascript:"',
            'href="data:',
            "<iframe",
            "style=",
            "onclick",
            "<img",
            "<form",
        ):
            assert word not in made


def test_markdown_html_and_plain_words_are_shown_as_such():
    assert shown("## A\n\n- *b*").strip() == "<h2>A</h2>\n<ul>\n<li><em>b</em></li>\n</ul>"
    assert shown("a < b\n\n*c*", "plain") == "<p>a &lt; b</p><p>*c*</p>"
    assert inline("**a** <b>b</b>") == "<strong>a</strong> <b>b</b>"
    assert plain("**a** &amp; b").split() == ["a", "&", "b"]
    assert 'rel="noopener noreferrer"' in shown("[a](https://b.example)")
