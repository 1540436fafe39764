"""Questionnaires as XLSForm: read as pyxform reads them, written so that it reads them again."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from pyxform.xls2xform import convert

from acogida.core.errors import Refused
from acogida.documents.tables import OutSheet, write_xlsx
from acogida.training import xlsform
from acogida.training.actions import questionnaire as deeds
from acogida.training.models import Questionnaire, Response, Survey
from acogida.training.queries.links import token_of
from acogida.training.states import Kind
from acogida.training.tests.factories import AT, accepted, component, edition, secretariat, slot

pytestmark = pytest.mark.django_db
HEADERS = ["type", "name", "label::Español (es)", "label::English (en)", "hint::English (en)", "required",
           "relevant", "constraint", "constraint_message::English (en)", "waves", "answer"]  # fmt: skip
SURVEY = [
    ["select_one role", "role", "¿Qué hace?", "What do you do?", "", "yes", "", "", "", "entry", ""],
    ["integer", "years", "¿Años?", "How many years?", "In office", "", "${role} = 'mayor'",
     ". >= 0 and . <= 40", "From 0 to 40.", "entry", ""],
    ["select_multiple levels", "levels", "¿Niveles?", "Which levels?", *[""] * 5, "entry exit", "a c"],
    ["decimal", "share", "¿Parte?", "Which share?", "", "", "", ". <= 100", "", "entry", ""],
    ["date", "since", "¿Desde?", "Since when?", "", "", "not(${role} = 'mayor') and ${years} = ''",
     ". <= today()", "", "entry", ""],
    ["text", "more", "¿Algo más?", "Anything else?", "", "", "selected(${levels}, 'b')", "", "", "entry", ""],
]  # fmt: skip
CHOICES = [
    ["role", "mayor", "Alcaldía", "Mayor"],
    ["role", "staff", "Personal", "Staff"],
    ["levels", "a", "Nacional", "National"],
    ["levels", "b", "Regional", "Regional"],
    ["levels", "c", "Local", "Local"],
]


def workbook(survey=SURVEY, choices=CHOICES, headers=HEADERS):
    return write_xlsx(
        [
            OutSheet("survey", headers, survey),
            OutSheet("choices", ["list_name", "name", "label::Español (es)", "label::English (en)"], choices),
            OutSheet(
                "settings",
                ["form_title", "form_id", "default_language"],
                [["Perfil", "perfil", "Español (es)"]],
            ),
        ]
    )


def _leaves(children, *rules):
    """Questions, those within groups too, each with the rules of the groups it stands in."""
    for child in children:
        own = child.get("bind", {}).get("relevant", "")
        if child["type"] == "group" and child["name"] != "meta":
            yield from _leaves(child["children"], *rules, *([own] if own else []))
        elif child["type"] not in {"group", "calculate"}:
            all_rules = [rule for rule in (*rules, own) if rule]
            rule = all_rules[0] if len(all_rules) == 1 else " and ".join(f"({r})" for r in all_rules)
            yield {**child, "bind": {**child.get("bind", {}), "relevant": rule}}


def shape(form):
    """What pyxform made of a form: each question's name, type, choices, rules and labels."""
    found = {}
    for child in _leaves(form["children"]):
        bind = child.get("bind", {})
        choices = form.get("choices", {}).get(child.get("itemset") or child.get("list_name"), [])
        found[child["name"]] = {
            "type": child["type"],
            "choices": [choice["name"] for choice in choices],
            "relevant": bind.get("relevant", ""),
            "constraint": bind.get("constraint", ""),
            "required": bind.get("required", "") == "yes",
            "label": {key.rsplit("(", 1)[-1].strip(")"): words for key, words in child["label"].items()},
        }
    return found


def ours(items):
    types = {"one": "select one", "several": "select all that apply", "integer": "integer",
             "decimal": "decimal", "date": "date", "text": "text"}  # fmt: skip
    return {
        item["key"]: {
            "type": types[item["kind"]],
            "choices": list(item.get("options", {})),
            "relevant": item.get("relevant", ""),
            "constraint": item.get("constraint", ""),
            "required": item.get("required", False),
            "label": item["label"],
        }
        for item in items
    }


def by_pyxform(data):
    made = convert(io.BytesIO(data), validate=False, file_type=".xlsx")
    return shape(made._pyxform), made.xform


def test_we_read_what_pyxform_reads():
    data = workbook()
    theirs, _xml = by_pyxform(data)
    assert ours(xlsform.read(data, "perfil.xlsx").items) == theirs


def test_what_we_write_pyxform_and_we_read_again():
    form = xlsform.read(workbook(), "perfil.xlsx")
    again = xlsform.write(form.key, form.title, form.items)

    theirs, xml = by_pyxform(again)
    assert theirs == ours(form.items)
    assert "From 0 to 40." in xml
    read = xlsform.read(again, "x.xlsx")
    assert (read.items, read.title, read.key, read.faults) == (form.items, {"es": "Perfil"}, "perfil", [])


GROUPED = [
    SURVEY[0],
    ["begin_group", "office", "Su cargo", "Your office", "", "", "${role} = 'mayor'", "", "", "", ""],
    SURVEY[1],
    ["begin group", "inner", "", "", "", "", "${years} > 4", "", "", "", ""],
    SURVEY[4],
    ["end group", *[""] * 10],
    ["end_group", *[""] * 10],
    SURVEY[2],
]


def test_groups_lend_their_rules_and_their_label_to_their_questions():
    data = workbook(GROUPED)
    form = xlsform.read(data, "perfil.xlsx")

    assert form.faults == []
    asked = {item["key"]: item for item in form.items}
    assert asked["years"]["relevant"] == "(${role} = 'mayor') and (${role} = 'mayor')"
    assert asked["since"]["relevant"] == (
        "(${role} = 'mayor') and (${years} > 4) and (not(${role} = 'mayor') and ${years} = '')"
    )
    assert [item.get("section", {}).get("en") for item in form.items] == [None, *["Your office"] * 2, None]
    theirs, _xml = by_pyxform(data)
    assert ours(form.items) == theirs
    again = xlsform.write(form.key, form.title, form.items)
    assert xlsform.read(again, "x.xlsx").items == form.items
    assert by_pyxform(again)[0] == theirs


def test_groups_that_do_not_match_and_what_repeats_are_told_with_their_rows():
    rows = [
        ["end_group", *[""] * 10],
        SURVEY[0],
        ["begin_repeat", "child", "Cada", "Each", *[""] * 7],
        ["end_repeat", *[""] * 10],
        ["begin_group", "open", "Abierto", "Open", *[""] * 7],
        SURVEY[2],
    ]
    with translation.override("en"):
        faults = xlsform.read(workbook(rows), "x.xlsx").faults
    repeats = "Questions that repeat are not read here: each is answered once."
    assert faults == [
        ("survey", 2, "A group ends here that has not begun."),
        ("survey", 4, repeats),
        ("survey", 5, repeats),
        ("survey", 6, "The group that begins here does not end."),
    ]


def test_the_words_of_choices_are_read_and_asked_in_each_language():
    (role, *_rest) = xlsform.read(workbook(), "x.xlsx").items
    assert role["options"]["mayor"] == {"es": "Alcaldía", "en": "Mayor"}


def test_the_shipped_questionnaire_is_one_that_pyxform_reads():
    deeds.load_questionnaires()
    shipped = Questionnaire.objects.get()
    theirs, _xml = by_pyxform(xlsform.write(shipped.key, shipped.title, shipped.items))
    assert theirs == ours(shipped.items)


def test_each_fault_is_told_with_its_row_and_nothing_is_kept(client):
    survey = [
        SURVEY[0],
        ["geopoint", "where", "¿Dónde?", *[""] * 8],
        ["select_one nothing", "x", "X", *[""] * 8],
        ["text", "two words", "Dos", *[""] * 8],
        ["text", "role", "Otra vez", *[""] * 8],
        ["text", "late", "Tarde", "", "", "", "${after} = 'x'", *[""] * 4],
        ["text", "odd", "Raro", "", "", "", "regex(${role}, '.*')", *[""] * 4],
        ["select_one role", "quiz", "¿Cuál?", *[""] * 7, "nobody"],
    ]
    client.force_login(secretariat())
    file = SimpleUploadedFile("x.xlsx", workbook(survey, [*CHOICES, ["role", "mayor", "Otra", ""]]))

    page = client.post(reverse("training:questionnaires"), {"file": file})

    assert page.status_code == 409
    assert not Questionnaire.objects.exists()
    told = page.text.replace("&#x27;", "'")
    for words in (
        "Sheet choices, row 7: “mayor” stands twice.",
        "Sheet survey, row 3: “geopoint” is no type of question that is read here.",
        "Sheet survey, row 4: There is no list of choices called “nothing”.",
        "Sheet survey, row 5: “two words” is no name for a question.",
        "Sheet survey, row 6: “role” stands twice.",
        "Sheet survey, row 7: “${after} = 'x'” names what is not asked before: after.",
        "Sheet survey, row 8: “regex(${role}, '.*')” is not read here: it stops at “regex”.",
        "Sheet survey, row 9: The answer “nobody” is none of its choices.",
    ):
        assert words in told


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", write_xlsx([OutSheet("other", ["a"], [["b"]])])])
def test_what_is_no_xlsform_is_refused(data):
    with pytest.raises(Refused):
        xlsform.read(data, "x.xlsx")


class TestAsked:
    @pytest.fixture
    def seat(self):
        of = edition()
        slot(of, seats=9)
        part = component(of, kind=Kind.QUESTIONNAIRE, key="entry")
        deeds.load_questionnaires()
        survey = Survey.objects.get(component=part)
        made = deeds.import_questionnaire(data=workbook(), name="p.xlsx", by=secretariat(), at=AT)
        deeds.ask_with(survey, questionnaire=made, by=secretariat(), at=AT)
        ana = accepted(of, of.slots.get())
        return reverse("training:questionnaire", args=[token_of(ana), survey.pk])

    def test_a_question_comes_only_for_whom_it_is_meant_also_without_a_script(self, seat, client):
        first = client.get(seat)
        shown = first.context["form"].fields["shown"].initial
        assert shown == "role levels share since"

        second = client.post(seat, {"role": "mayor", "levels": ["a", "c"], "shown": shown})
        assert "Your answers ask for something more: How many years?" in second.text
        shown = second.context["form"].data["shown"]
        wrong = client.post(seat, {"role": "mayor", "years": "41", "shown": shown})
        assert "From 0 to 40." in wrong.text

        sent = client.post(
            seat, {"role": "mayor", "years": "4", "levels": ["c", "a"], "since": "2020-01-01", "shown": shown}
        )
        assert sent.status_code == 302
        assert Response.objects.count() == 1

    def test_a_required_question_is_required(self, seat, client):
        page = client.post(seat, {"shown": "role levels share since"})
        assert page.status_code == 422
        assert "Please answer this question." in page.text

    def test_after_the_first_answer_the_questions_stay(self, seat, client):
        client.post(seat, {"role": "staff", "since": "2020-01-01", "shown": "role levels share since"})
        survey = Survey.objects.get()
        with pytest.raises(Refused, match="have answered already"):
            deeds.ask_with(survey, questionnaire=Questionnaire.objects.first(), by=secretariat(), at=AT)


def test_the_same_name_twice_gets_a_number():
    by = secretariat()
    keys = [deeds.import_questionnaire(data=workbook(), name="p.xlsx", by=by, at=AT).key for _n in range(3)]
    assert keys == ["perfil", "perfil-2", "perfil-3"]
