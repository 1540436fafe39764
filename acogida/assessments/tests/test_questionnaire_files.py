"""A version of a questionnaire goes out as a file, is edited, and comes back as a draft or not at all."""

import io
from datetime import UTC, datetime

import openpyxl
import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from acogida.accounts.tests.factories import MandateFactory
from acogida.assessments import actions
from acogida.assessments.actions import drafting
from acogida.assessments.models import Instrument, Question, QuestionLink
from acogida.assessments.queries.instruments import (
    read_questionnaire,
    to_workbook,
    to_yaml,
    tree_of,
)
from acogida.assessments.queries.instruments.dry import dry_questionnaire
from acogida.core.errors import Refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def writer():
    return MandateFactory(kind="secretariat").user


@pytest.fixture
def shipped():
    return actions.load_instrument()


def told(found):
    return [(fault.where, fault.sentence) for fault in found.faults]


def tried(data, name="questionnaire"):
    return dry_questionnaire(read_questionnaire(data, name))


def edited(instrument, change):
    """The YAML of a version after `change` was done to it."""
    raw = yaml.safe_load(to_yaml(tree_of(instrument)))
    change(raw)
    return yaml.safe_dump(raw, allow_unicode=True, sort_keys=False).encode()


def first(raw):
    return raw["dimensions"][0]["sections"][0]["questions"][0]


@pytest.mark.parametrize("write", [to_yaml, to_workbook])
def test_what_goes_out_comes_in_as_it_is(shipped, writer, write):
    found = tried(write(tree_of(shipped)))

    assert told(found) == []
    assert (found.renumbered, found.tree["version"], found.tree["based_on"]) == ("1", "1.1", "1")
    assert found.differences.none
    draft = drafting.import_draft(found.tree, by=writer, at=NOW)
    made, before = tree_of(draft), tree_of(shipped)
    for tree in (made, before):
        for dimension in tree["dimensions"]:
            for section in dimension["sections"]:
                for asked in section["questions"]:
                    del asked["earlier"]
    assert made | {"version": "1", "based_on": ""} == before
    assert QuestionLink.objects.filter(kind="same").count() == 95


@pytest.mark.parametrize("write", [to_yaml, to_workbook])
def test_a_draft_that_goes_out_and_in_keeps_what_its_questions_were(shipped, writer, write):
    draft = drafting.begin_draft(shipped, by=writer, at=NOW)
    kinds = {"D1-01": "split", "D1-02": "not_comparable"}
    for code, kind in kinds.items():
        QuestionLink.objects.filter(question__code=code).update(kind=kind)
    before = tree_of(draft)

    found = tried(write(before))
    assert told(found) == []
    assert (found.replaces, found.renumbered) == ("1.1", "")
    again = drafting.import_draft(found.tree, by=writer, at=NOW)

    assert again.pk == draft.pk
    assert tree_of(again) == before
    assert Instrument.objects.count() == 2


def test_a_workbook_in_one_language_is_read_in_another(shipped):
    with translation.override("pt"):
        data = to_workbook(tree_of(shipped))
    with translation.override("fr"):
        found = tried(data)

    assert told(found) == []
    assert found.differences.none


def test_a_changed_wording_of_a_file_is_reworded_and_a_left_out_question_retired(shipped):
    def change(raw):
        first(raw)["text"]["es"] = "¿Otra redacción?"
        del first(raw)["earlier"]
        raw["dimensions"][0]["sections"][0]["questions"].pop(1)

    found = tried(edited(shipped, change))

    assert told(found) == []
    assert (found.differences.reworded, found.differences.retired) == (["D1-01"], ["D1-02"])


def test_every_fault_is_told_with_its_line(shipped):
    def change(raw):
        first(raw)["objectives"] = [7, 24]
        first(raw)["evidence"] = ["papers"]
        first(raw)["text"]["es"] = ""
        first(raw)["sdg"] = ["health"]

    found = tried(edited(shipped, change))

    lines = edited(shipped, change).decode().split("\n")
    begins = next(number for number, line in enumerate(lines, 1) if "code: D1-01" in line)
    text = next(number for number, line in enumerate(lines, 1) if number > begins and "es:" in line)
    assert sorted(told(found)) == sorted(
        [
            (f"line {text}", "The Spanish text is missing."),
            (f"line {begins}", "“24” is no objective: from 1 to 23."),
            (f"line {begins}", "“health” is no target of the 2030 Agenda, such as 3.8."),
            (f"line {begins}", "The kind of evidence “papers” has no words."),
        ]
    )


def test_every_fault_of_a_workbook_is_told_with_its_row(shipped):
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(tree_of(shipped))))
    sheet = book["Questions"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["Question (es)"]).value = None
    sheet.cell(3, heads["Code"]).value = "D1-01"
    sheet.cell(4, heads["Section (key)"]).value = "nowhere"
    made = io.BytesIO()
    book.save(made)

    assert sorted(told(tried(made.getvalue()))) == [
        ("Questions, row 2", "The Spanish text is missing."),
        ("Questions, row 3", "The question D1-01 stands twice."),
        ("Questions, row 4", "The sheet “Sections” has no section “rights / nowhere”."),
    ]


def test_an_earlier_question_must_exist_and_the_kind_be_known(shipped):
    def change(raw):
        raw["version"], raw["based_on"] = "2.0", "1"
        first(raw)["earlier"] = [{"code": "D9-99", "kind": "cousin"}]

    found = tried(edited(shipped, change))

    assert [sentence for _where, sentence in told(found)] == [
        "The version before has no question D9-99.",
        "“cousin” does not say how it stands to the question before: same, reworded, split, not_comparable.",
    ]


def test_another_questionnaire_needs_no_version_before(writer):
    text = """
format: acogida-questionnaire/1
code: shelters
version: 2026
title: {es: Autoevaluación de albergues}
dimensions:
  - key: care
    name: {es: Atención}
    sections:
      - key: places
        name: {es: Plazas}
        questions:
          - code: a-1
            text: {es: "¿Hay plazas?"}
            objectives: [15]
"""
    found = tried(text.encode())
    assert told(found) == []

    draft = drafting.import_draft(found.tree, by=writer, at=NOW)

    asked = Question.objects.get(sub_dimension__dimension__instrument=draft)
    assert (asked.code, asked.text, asked.source) == ("A-1", {"es": "¿Hay plazas?"}, "own")
    assert [one.number for one in asked.objectives.all()] == [15]
    assert draft.based_on is None


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a: [1, 2", "no YAML"),
        (b"a: 1", "no questionnaire of Acogida"),
        (b"- 1", "no questionnaire of Acogida"),
        (b"format: &x [a]\ncode: *x\n", "refers to itself"),
        (b"[" * 100_000, "too deep"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
        (b"x" * (4 * 1024 * 1024 + 1), "larger than 4 MB"),
    ],
)
def test_what_is_no_questionnaire_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(Refused, match=sentence):
        read_questionnaire(data, "file")


def test_a_workbook_without_the_sheets_is_refused():
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append([1, 2])
    made = io.BytesIO()
    book.save(made)

    with pytest.raises(Refused, match="no sheet called “Questionnaire”"):
        read_questionnaire(made.getvalue(), "file.xlsx")


def test_nothing_is_written_before_the_second_press(client, shipped, writer):
    client.force_login(writer)
    url = reverse("assessments:instrument_file_in")
    upload = SimpleUploadedFile("q.yaml", to_yaml(tree_of(shipped)))

    page = client.post(url, {"file": upload})

    assert page.status_code == 200
    assert Instrument.objects.count() == 1
    answer = client.post(url, {"sealed": page.context["sealed"]})
    assert answer.status_code == 302
    assert Instrument.objects.get(state="draft").version == "1.1"
    assert client.post(url, {"sealed": page.context["sealed"] + "x"}).status_code == 409


def test_everybody_downloads_a_published_version(client, shipped):
    url = reverse("assessments:instrument_file", args=[shipped.pk, "yaml"])

    answer = client.get(url)

    assert answer["Content-Type"] == "application/yaml"
    assert answer.content == to_yaml(tree_of(shipped))
    assert client.get(url.replace("file.yaml", "file.pdf")).status_code == 404
