"""A practice told in a Word file without a line: the template, what comes back in it, and bad files."""

import io
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from docx import Document

from acogida.core.text import LANGUAGES
from acogida.practices import actions
from acogida.practices.fields import PARTS
from acogida.practices.models import Practice
from acogida.practices.tests.factories import AT, Town
from acogida.practices.tests.wordfiles import (
    filled,
    plain_docx,
    tracked,
    with_body,
    with_part,
    without_controls,
)

pytestmark = pytest.mark.django_db
SPANISH = {
    "title": "Una ventanilla para todos los trámites",
    "summary": "En la oficina las personas hacen los trámites con una cita y sin filas.",
    "description": "El concejo abrió la oficina.\nDespués llegaron los intérpretes.",
    "results": "Las visitas bajaron de cinco a dos.",
    "primary": "15, 3",
    "year_start": "2024",
}


NEW = "/en/practices/new/file/"


def upload(data, name="practica.docx"):
    return SimpleUploadedFile(name, data)


@pytest.fixture
def town(client):
    """A municipality, its editor signed in."""
    town = Town()
    client.force_login(town.editor)
    return town


@pytest.fixture
def template(client):
    def empty(language="es"):
        return client.get(f"/en/practices/template/{language}/").content

    return empty


@pytest.fixture
def brought(client, town):
    """What the page shows of a file that somebody brings."""

    def bring(data, into=None):
        address = f"/en/practices/work/{into.pk}/file/" if into else NEW
        answer = client.post(address, {"organisation": town.organisation.pk, "file": upload(data)})
        assert answer.status_code == 200, answer.content.decode()
        values = dict(answer.context["form"].initial)
        return SimpleNamespace(
            values=values,
            language=values.get("language", ""),
            leftover=values["leftover"],
            remarks=answer.context["remarks"],
        )

    return bring


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_asks_what_the_form_asks_in_each_language(client, language):
    answer = client.get(f"/en/practices/template/{language}/")
    document = Document(io.BytesIO(answer.content))
    labels = [table.rows[0].cells[0].paragraphs[0].text for table in document.tables]
    assert len(labels) == len(set(labels)) == len(PARTS) + 15
    with translation.override(language):
        assert labels[: len(PARTS)] == [str(part.label) for part in PARTS]
    assert client.get("/en/practices/template/de/").status_code == 404


def test_an_empty_template_brings_nothing_and_loses_nothing(template, brought):
    for language in LANGUAGES:
        found = brought(template(language))
        said = {k: v for k, v in found.values.items() if v and k not in ("organisation", "language")}
        assert said == {}, language
        assert (found.language, found.leftover, found.remarks) == (language, "", [])


def test_what_was_written_is_matched_by_question(template, brought):
    data = filled(template(), SPANISH, ["level:local", "contexts:transit", "contexts:return", "is_border:1"])
    found = brought(data)
    assert found.values["title"] == SPANISH["title"]
    assert found.values["description"] == SPANISH["description"]
    assert (found.values["primary"], found.values["year_start"]) == ([15, 3], "2024")
    assert (found.values["level"], found.values["contexts"]) == ("local", ["transit", "return"])
    assert found.values["is_border"] == "1"
    assert (found.language, found.leftover, found.remarks) == ("es", "", [])


def test_a_program_that_drops_content_controls_does_no_harm(template, brought):
    data = without_controls(filled(template("pt"), {"title": "Um balcão"}, ["level:local", "kind:service"]))
    found = brought(data)
    assert found.values["title"] == "Um balcão"
    assert (found.values["level"], found.values["kind"]) == ("local", "service")
    assert (found.language, found.leftover) == ("pt", "")


def test_a_draft_goes_out_as_word_and_comes_back_the_same(client, town, brought):
    practice = town.draft(contexts=["transit"], sdgs=[10, 11], partners="One\nTwo")
    found = brought(client.get(f"/en/practices/work/{practice.pk}/draft/docx/").content)
    assert found.values["title"] == "One desk for all paperwork"
    assert found.values["partners"] == "One\nTwo"
    assert (found.values["primary"], found.values["secondary"]) == ([15], [3])
    assert (found.values["sdgs"], found.values["contexts"]) == ([10, 11], ["transit"])
    assert (found.values["progress"], found.values["kind"]) == ("ongoing", "service")
    assert found.leftover == ""


def test_text_outside_the_questions_is_kept_apart(template, brought):
    data = with_body(
        filled(template(), {"title": "Ventanilla", "year_start": "hacia 2024"}), "Nota del alcalde"
    )
    found = brought(data)
    assert found.leftover.splitlines() == ["Nota del alcalde", "Empezó en: hacia 2024"]
    assert found.values["year_start"] == "2024"
    assert any("stood outside the questions" in remark for remark in found.remarks)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda _data: plain_docx(), "not our template"),
        (lambda data: with_part(data, "word/vbaProject.bin"), "macros"),
        (lambda _data: b"%PDF-1.7 not Word", "not a Word document"),
        (lambda data: data[:2000], "damaged"),
        (lambda _data: bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "old Office format"),
        (lambda _data: b'{"format": "something else"}', "neither our Word template nor a draft"),
        (lambda _data: b"{" * 100_000, "neither our Word template nor a draft"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(client, town, template, spoil, said):
    sent = {"organisation": town.organisation.pk, "file": upload(spoil(template()))}
    answer = client.post(NEW, sent)
    assert (answer.status_code, Practice.objects.count()) == (409, 0)
    assert said in answer.content.decode()


def test_tracked_changes_are_read_as_accepted_and_what_was_struck_out_is_shown(template, brought):
    found = brought(tracked(template(), "title", old="Taquilla", new="Ventanilla"))
    assert found.values["title"] == "Ventanilla"
    assert found.leftover == "Taquilla"
    assert any("tracked changes" in remark for remark in found.remarks)


def test_a_template_filled_in_another_language_says_so(town, template, brought):
    portuguese = "O balcão foi aberto em 2024 e não há filas: as pessoas são atendidas na língua da rede."
    found = brought(filled(template("es"), {"title": "Um balcão", "summary": portuguese}))
    assert found.language == "pt"
    assert any("in Spanish, but the answers seem to be in Portuguese" in remark for remark in found.remarks)
    found = brought(filled(template("fr"), {"title": "Guichet"}), into=town.draft())
    assert any("told in English, and the file seems to be in French" in remark for remark in found.remarks)


def test_an_unknown_objective_is_said_and_kept_apart(template, brought):
    found = brought(filled(template(), {"title": "Ventanilla", "primary": "15 y 24"}))
    assert found.values["primary"] == [15]
    assert "The Compact has no objective 24. Choose among 1 to 23." in found.remarks
    assert "15 y 24" in found.leftover


def test_two_marks_where_one_is_asked_are_not_chosen_between(template, brought):
    found = brought(filled(template(), {"title": "Ventanilla"}, ["level:local", "level:national"]))
    assert "level" not in found.values
    assert any("several marks" in remark for remark in found.remarks)


def test_a_file_becomes_a_draft_only_when_it_was_looked_at(client, town, template):
    data = with_body(filled(template(), SPANISH, ["progress:ongoing"]), "Nota del alcalde")
    page = client.post(NEW, {"organisation": town.organisation.pk, "file": upload(data)})
    assert SPANISH["title"] in page.content.decode()
    assert Practice.objects.count() == 0
    initial = page.context["form"].initial
    posted = {name: value for name, value in initial.items() if value} | {
        "organisation": town.organisation.pk
    }
    long = client.post(NEW, posted | {"title": "x" * 500})
    assert (long.status_code, Practice.objects.count()) == (409, 0)
    assert "has 500 characters; at most 160 fit. Nothing was cut." in long.content.decode()
    assert "x" * 500 in long.content.decode()
    kept = client.post(NEW, posted)
    practice = Practice.objects.get()
    assert kept.url == f"/en/practices/work/{practice.pk}/"
    assert (practice.original_language, practice.leftover) == ("es", "Nota del alcalde")
    assert practice.texts.get().description == SPANISH["description"]
    page = client.get(kept.url).content.decode()
    assert "Nota del alcalde" in page
    client.post(f"/en/practices/work/{practice.pk}/leftover/")
    practice.refresh_from_db()
    assert practice.leftover == ""


def test_a_file_brought_into_a_draft_keeps_what_it_leaves_empty(client, town, template):
    practice = town.draft()
    address = f"/en/practices/work/{practice.pk}/file/"
    data = filled(template("en"), {"summary": "Nine procedures at one desk."})
    page = client.post(address, {"file": upload(data)})
    assert "<ins>Nine" in page.content.decode()
    posted = {k: v for k, v in page.context["form"].initial.items() if v}
    actions.write(practice, values={"lessons": "Of a colleague"}, revision=None, by=town.approver, at=AT)
    assert client.post(address, posted).status_code == 409, "a colleague saved in between"
    practice.refresh_from_db()
    client.post(address, posted | {"revision": practice.revision, "lessons": "Of a colleague"})
    text = practice.texts.get()
    assert (text.summary, text.lessons) == ("Nine procedures at one desk.", "Of a colleague")
    assert text.results == "Visits fell from five to two, by the desk's own count of 2025."


def test_only_its_people_have_the_draft_as_a_file(client):
    town = Town()
    practice = town.draft()
    client.force_login(town.stranger)
    for kind in ("docx", "json"):
        assert client.get(f"/en/practices/work/{practice.pk}/draft/{kind}/").status_code == 404
    assert client.get(f"/en/practices/work/{practice.pk}/file/").status_code == 404


def test_a_file_of_forty_megabytes_is_refused(client, town, settings):
    settings.UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
    big = upload(b"PK" + b"0" * (40 * 1024 * 1024))
    answer = client.post(NEW, {"organisation": town.organisation.pk, "file": big})
    assert answer.status_code == 409
    assert "The file is larger than 20 MB." in answer.content.decode()
