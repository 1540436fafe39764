"""Tables as offices keep them: groups across columns, the same file every month, files that do harm."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.core.errors import Refused
from acogida.documents.models import StoredFile
from acogida.documents.tests.workbooks import bomb, text_cell, xlsx_of
from acogida.evidence import actions
from acogida.evidence.models import Import, Observation
from acogida.evidence.tests.test_import import brought_in, uploaded

pytestmark = pytest.mark.django_db
CELLS = ("period", "sex", "age", "origin", "value")


@pytest.fixture
def town():
    return OrganisationFactory()


@pytest.fixture
def editor(town):
    return UserFactory(member_of=town)


def merged_workbook():
    """Years over sexes in merged cells, a total row, a footnote: a statistics office's own table."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.merge_range("A1:E1", "Personas atendidas por país de origen")
    sheet.merge_range("A3:A4", "País de origen")
    sheet.merge_range("B3:C3", 2023)
    sheet.merge_range("D3:E3", 2024)
    sheet.write_row("B4", ["Mujeres", "Hombres", "Mujeres", "Hombres"])
    sheet.write_row("A5", ["Honduras", 10, 20, 30, 40])
    sheet.write_row("A6", ["Haití", 11, 21, 31, 41])
    sheet.write_row("A7", ["Total", 21, 41, 61, 81])
    sheet.write("A9", "Fuente: registro de la oficina")
    book.close()
    return SimpleUploadedFile("cuadro.xlsx", out.getvalue())


def test_years_over_sexes_become_one_figure_each(town, editor, at):
    made = actions.upload(town, merged_workbook(), title="Atenciones", source="Mesa", by=editor, at=at)
    assert made.mapping == {"origin": "A", "years": "B,C,D,E"}
    made = actions.choose(made, {**made.mapping, "title": "Atenciones"}, by=editor, at=at)
    assert (made.report["kept"], made.report["totals"]) == (8, [7])
    actions.bring_in(made, by=editor, at=at)
    assert list(Observation.objects.filter(origin="HTI").values_list(*CELLS).order_by("pk")) == [
        ("2023", "female", "all", "HTI", 11.0),
        ("2023", "male", "all", "HTI", 21.0),
        ("2024", "female", "all", "HTI", 31.0),
        ("2024", "male", "all", "HTI", 41.0),
    ]


def test_sexes_with_their_total_across_columns_keep_the_year_of_the_row(town, editor, at):
    brought_in(town, editor, at, "Año;Mujeres;Hombres;Total\n2023;10;20;30\n2024;11;21;32\n")
    assert set(Observation.objects.filter(period="2024").values_list("sex", "value")) == {
        ("female", 11.0), ("male", 21.0), ("all", 32.0)}  # fmt: skip


def test_ages_across_columns_are_read_too(town, editor, at):
    brought_in(town, editor, at, "ano;0-17 anos;18-59 anos;60 e mais\n2024;10;20;30\n")
    assert set(Observation.objects.values_list("age", "value")) == {
        ("0-17", 10.0),
        ("18-59", 20.0),
        ("60+", 30.0),
    }


def test_hxl_attributes_tell_the_sexes(town, editor, at):
    brought_in(town, editor, at, "y,a,b\n#date+year,#affected+f,#affected+m\n2024,10,20\n")
    assert set(Observation.objects.values_list("sex", "value")) == {("female", 10.0), ("male", 20.0)}


def test_the_next_file_with_the_same_headers_is_understood_as_the_last_one_was(town, editor, at):
    first = brought_in(town, editor, at, "clave;grupo;n\n2023;Haití;40\n", period="A", origin="B", value="C")
    again = uploaded(town, editor, at, "grupo;n;clave\nHaití;50;2024\n")
    assert again.mapping == {"period": "C", "origin": "A", "value": "B", "indicator": first.dataset.code}
    stranger = OrganisationFactory()
    other = uploaded(stranger, UserFactory(member_of=stranger), at, "grupo;n;clave\nHaití;50;2024\n")
    assert "origin" not in other.mapping


FAR = '<row r="1">' + text_cell("A1", "año") + text_cell("XFD1", "total") + "</row>"
HARM = [
    (bomb(), "bomba.xlsx", "far larger inside than it looks"),
    (xlsx_of("", **{"xl/vbaProject.bin": "x"}), "macro.xlsx", "carries macros"),
    (xlsx_of(FAR), "ancha.xlsx", "more than 400 columns"),
    (("a;" * 1_000_000 + "\n" + "1;" * 1_000_000).encode(), "ancha.csv", "more than 400 columns"),
    (bytes.fromhex("d0cf11e0a1b11ae1") + b"0" * 600, "vieja.xls", "old Office format"),
    (b"MZ" + bytes(range(256)) * 40, "tabla.csv", "no table"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "name", "sentence"), HARM, ids=[name for _data, name, _s in HARM])
def test_a_file_that_does_harm_is_refused_with_a_sentence_and_nothing_is_kept(
    town, editor, at, data, name, sentence
):
    with pytest.raises(Refused, match=sentence):
        actions.upload(town, SimpleUploadedFile(name, data), title="x", source="x", by=editor, at=at)
    assert not Import.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_title_that_is_a_formula_leaves_as_text(client, town, editor, at):
    made = uploaded(town, editor, at, "año;personas\n2024;50\n")
    made = actions.choose(made, {**made.mapping, "title": "Casos", "unit": "=1+1"}, by=editor, at=at)
    done = actions.bring_in(made, by=editor, at=at)
    actions.rebuild_figures()
    client.force_login(editor)
    file = client.get(f"/en/evidence/datasets/{done.dataset.code}/csv/").content.decode("utf-8-sig")
    assert ",'=1+1," in file
