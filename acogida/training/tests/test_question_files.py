"""Questions of others: GIFT and Moodle XML read with the line of each fault, written and read again."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from acogida.core.errors import Refused
from acogida.training.actions import course_loading
from acogida.training.actions import question as deeds
from acogida.training.models import Question
from acogida.training.questions import gift, gift_writing, moodle, moodle_writing, reading
from acogida.training.questions.shape import Draft, only
from acogida.training.tests.courses import course
from acogida.training.tests.factories import AT, focal_point, secretariat

pytestmark = pytest.mark.django_db

GOOD = """\
// A file as Moodle writes it
$CATEGORY: $course$/top/Unit 1

::One:: Who is \\{first\\} in line? {
=The local authority # Right. ~The ministry # Read again. ~%50%Both
####See the unit.
}

Two and two are { =4 ~5 } in all.

::Several::[html]<p>Which?</p> {~%50%A ~%50%B ~%-100%C}

The earth is round.{T#No, it is.#Yes.}

::Pairs:: Match. {=Quilmes -> Argentina =Rivera -> Uruguay = -> Chile}

::Short:: Where? {=Marrakech =%50%Marruecos#Which city?}

$CATEGORY: Unit 2
::Number:: How many? {#23:0.5}

::Range:: About? {#1.5..2.5}

::Numbers:: Which year? {#=1822:0 =%50%1822:2#Nearly}

::Order:: Put in order. {>3 ALL VERTICAL
first
second
third}
"""


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_every_kind_of_gift_is_read():
    found = gift.read(GOOD, "en")

    assert found.faults == []
    assert [(d.name, d.kind, d.topic, d.line) for d in found.drafts] == [
        ("One", "single", "Unit 1", 4),
        ("Two and two are _____ in all.", "single", "Unit 1", 9),
        ("Several", "multiple", "Unit 1", 11),
        ("The earth is round.", "true_false", "Unit 1", 13),
        ("Pairs", "matching", "Unit 1", 15),
        ("Short", "short", "Unit 1", 17),
        ("Number", "numerical", "Unit 2", 20),
        ("Range", "numerical", "Unit 2", 22),
        ("Numbers", "numerical", "Unit 2", 24),
        ("Order", "ordering", "Unit 2", 26),
    ]
    one = found.drafts[0].content
    assert one["text"] == {"en": "Who is {first} in line?"}
    assert one["feedback"] == {"en": "See the unit."}
    assert [(c["text"]["en"], c["percent"], c["feedback"]) for c in one["choices"]] == [
        ("The local authority", 100.0, {"en": "Right."}),
        ("The ministry", 0.0, {"en": "Read again."}),
        ("Both", 50.0, {}),
    ]
    assert found.drafts[3].content["when"] == {"false": {"en": "No, it is."}, "true": {"en": "Yes."}}
    assert found.drafts[4].content["others"] == [{"en": "Chile"}]
    assert found.drafts[7].content["numbers"][0] == {
        "value": 2.0, "tolerance": 0.5, "percent": 100.0, "feedback": {},
    }  # fmt: skip
    assert found.drafts[9].content["items"] == [{"en": "first"}, {"en": "second"}, {"en": "third"}]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No braces at all.", "they stand in braces"),
        ("Open {=a ~b", "Braces do not match"),
        ("Close =a ~b}", "Braces do not match"),
        ("Two {=a ~b} {=c ~d}", "Braces do not match"),
        ("Wrong way } =a ~b {", "Braces do not match"),
        ("Essay {}", "free text"),
        ("Words first {a =b ~c}", "neither = nor ~"),
        ("None right {~a ~b}", "100 %"),
        ("One only {~%100%a}", "at least two"),
        ("Too much {~%500%a ~b}", "between -100 and 100"),
        ("Not whole {~%30%a ~%30%b}", "60 %"),
        ("Empty {=a ~}", "An answer is empty"),
        ("Text {#three}", "“three” is not a number"),
        ("Text {#3:x}", "“x” is not a number"),
        ("Backwards {#5..1}", "is not a number"),
        ("Infinite {#=1e999}", "is not a number"),
        ("Half pair {=a -> =b -> c}", "no right side"),
        ("One pair {=a -> b}", "at least two pairs"),
        ("Order {>\na}", "at least two things"),
        ("{=a ~b}", "no text"),
    ],
)
def test_a_broken_question_is_told_with_its_line(text, words):
    found = gift.read(f"// first line\n\n{text}\n", "en")

    assert [fault.line for fault in found.faults] == [3]
    assert words in found.faults[0].words
    assert found.drafts == []


def test_nothing_typed_by_anybody_breaks_the_reader():
    @settings(max_examples=300)
    @given(st.text(alphabet="ab=~#{}:\\%->\n/$[]1.T ", max_size=60))
    def holds(text):
        gift.read(text, "en")

    holds()


def drafts_of(found):
    return [(d.name, d.kind, d.topic, d.content) for d in found.drafts]


def test_the_shipped_bank_goes_out_and_comes_in_the_same_in_both_formats():
    course_loading.load_courses(at=AT)
    for code in ("es", "en"):
        drafts = [
            Draft(q.name, q.kind, only(q.content, code), q.topic)
            for q in Question.objects.order_by("topic", "pk")
        ]
        wanted = [(d.name, d.kind, d.topic, d.content) for d in drafts]
        for again in (
            gift.read(gift_writing.write(drafts), code),
            moodle.read(moodle_writing.write(drafts), code),
        ):
            assert again.faults == []
            assert len(again.drafts) == 30
            for (name, kind, topic, found), (n, k, t, original) in zip(drafts_of(again), wanted, strict=True):
                assert (name, kind, topic) == (n, k, t)
                assert same(found) == same(original), name


def same(content):
    """A question without what a format cannot say: empty feedback."""
    if isinstance(content, dict):
        return {k: same(v) for k, v in content.items() if v not in ({}, [], None)}
    if isinstance(content, list):
        return [same(v) for v in content]
    return content


def test_what_gift_reads_it_writes_and_reads_the_same_and_xml_too():
    first = gift.read(GOOD, "en")

    again = gift.read(gift_writing.write(first.drafts), "en")
    assert again.faults == []
    assert drafts_of(again) == drafts_of(first)
    crossed = moodle.read(moodle_writing.write(first.drafts), "en")
    assert crossed.faults == []
    assert [same(d.content) for d in crossed.drafts] == [same(d.content) for d in first.drafts]


def xml(inner):
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{inner}\n</quiz>'.encode()


CHOICE = (
    '<question type="multichoice"><name><text>A</text></name><questiontext format="html">'
    "<text><![CDATA[<p>Who?</p>]]></text></questiontext><single>true</single>"
    '<answer fraction="{one}" format="html"><text>x</text></answer>'
    '<answer fraction="0" format="html"><text>y</text></answer></question>'
)


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (xml('<question type="essay"><questiontext><text>T</text></questiontext></question>'), 3, "“essay”"),
        (xml(CHOICE.format(one="50")), 3, "No answer is marked"),
        (xml(CHOICE.format(one="abc")), 3, "between -100 and 100"),
        (xml('<question type="truefalse"></question>'), 3, "no text"),
        (xml("\n\n<question><broken></question>"), 5, "broken"),
        (b"<other/>", 1, "does not begin with <quiz>"),
        (b"<quiz>", 1, "broken"),
        (b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>', 1, "entities"),
        (b'<!DOCTYPE quiz SYSTEM "http://a.example/x.dtd"><quiz/>', 1, "entities"),
        (b'<?xml version="1.0" encoding="klingon"?><quiz/>', 1, ""),
        (
            xml("<a>" * 5 + "</a>" * 5 + '<question type="x">' + "<a>" * 20 + "</a>" * 20 + "</question>"),
            3,
            "deep",
        ),
        (
            xml(CHOICE.format(one="100").replace("<p>Who?</p>", "@@PLUGINFILE@@/a.png")),
            3,
            "picture",
        ),
    ],
)
def test_broken_xml_of_every_kind_is_told_with_its_line(data, line, words):
    found = moodle.read(data, "en")

    assert found.drafts == []
    assert found.faults[0].line == line
    assert words in found.faults[0].words


def test_of_a_file_that_breaks_off_the_questions_before_are_there():
    found = moodle.read(xml(CHOICE.format(one="100"))[:-8] + b"<question", "en")

    assert [d.name for d in found.drafts] == ["A"]
    assert len(found.faults) == 1


def test_nothing_is_brought_in_with_a_fault_unless_the_good_ones_are_wanted():
    of, by = course(units=1), secretariat()
    before = of.questions.count()
    mixed = reading.read((GOOD + "\nBroken {\n").encode(), "en")

    done = deeds.bring_questions(of, reading=mixed, keep_good=False, by=by, at=AT)
    assert (done.made, len(done.faults), of.questions.count()) == (10, 1, before)
    tried = deeds.bring_questions(of, reading=mixed, keep_good=True, is_trial=True, by=by, at=AT)
    assert (tried.made, of.questions.count()) == (10, before)
    done = deeds.bring_questions(of, reading=mixed, keep_good=True, by=by, at=AT)
    assert (done.made, of.questions.count()) == (10, before + 10)
    again = deeds.bring_questions(of, reading=gift.read(GOOD, "en"), keep_good=False, by=by, at=AT)
    assert (again.made, again.unchanged, of.questions.count()) == (0, 10, before + 10)


def test_the_same_questions_in_another_language_add_their_words_and_other_ones_are_a_fault():
    of, by = course(units=1), secretariat()
    english = "::A:: Where? {=Here ~There#No}\n\n::B:: True? {T}"
    spanish = "::A:: ¿Dónde? {=Aquí ~Allá#No es ahí}\n\n::B:: ¿Cierto? {F}"
    deeds.bring_questions(of, reading=gift.read(english, "en"), keep_good=False, by=by, at=AT)

    done = deeds.bring_questions(of, reading=gift.read(spanish, "es"), keep_good=True, by=by, at=AT)

    assert (done.translated, [f.line for f in done.faults]) == (1, [3])
    merged = of.questions.get(name="A", retired_at__isnull=True).content
    assert merged["text"] == {"en": "Where?", "es": "¿Dónde?"}
    assert merged["choices"][1]["feedback"] == {"en": "No", "es": "No es ahí"}
    assert of.questions.filter(name="A").count() == 2


def test_two_questions_of_one_name_in_a_file_are_a_fault_of_the_second():
    of = course(units=1)
    found = gift.read("::A:: 1? {T}\n\n::A:: 2? {T}", "en")

    done = deeds.bring_questions(of, reading=found, keep_good=True, by=secretariat(), at=AT)

    assert (done.made, [f.line for f in done.faults]) == (1, [3])


def test_only_the_secretariat_brings_questions_in_and_out(client):
    of = course(units=1)
    with pytest.raises(Refused):
        deeds.bring_questions(of, reading=gift.read(GOOD, "en"), keep_good=True, by=focal_point(), at=AT)
    client.force_login(focal_point())
    for name, args in [("bank", []), ("bring", []), ("export_gift", ["es"]), ("question_new", [])]:
        assert client.get(reverse(f"training:{name}", args=[of.pk, *args])).status_code == 404


def test_at_the_desk_a_file_is_looked_through_mended_and_brought_in(client):
    of = course(units=1, languages=["en"])
    client.force_login(secretariat())
    page = reverse("training:bring", args=[of.pk])
    text = "::New:: Where? {=Here ~There}\n\nBroken {"

    looked = client.post(page, {"written": text, "language": "en", "do": "look"}).content.decode()
    assert re.search(r"<td[^>]*>3</td>", looked)
    assert "Broken {" in looked
    refused = client.post(page, {"written": text, "language": "en", "do": "bring"})
    assert (refused.status_code, of.questions.count()) == (200, 2)
    kept = client.post(page, {"written": text, "language": "en", "do": "bring", "keep_good": "on"})
    assert (kept.status_code, of.questions.count()) == (302, 3)
    out = client.get(reverse("training:export_gift", args=[of.pk, "en"]))
    assert "attachment" in out["Content-Disposition"]
    assert "::New::" in out.content.decode()
    assert client.post(page, {"language": "en", "do": "look"}).status_code == 422
