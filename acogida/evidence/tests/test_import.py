"""A municipality brings in its own counts: columns proposed, tried dry, all or nothing, small ones hidden."""

import io
from pathlib import Path

import pytest
import xlsxwriter
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from acogida.accounts.models import Role
from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.documents.models import StoredFile
from acogida.evidence import actions, store
from acogida.evidence.models import Dataset, Import, Indicator, Observation
from acogida.evidence.queries import cross, profile, series
from acogida.evidence.tabular import words

pytestmark = pytest.mark.django_db

LATIN = "Año;Sexo;País de origen;Personas atendidas\r\n2023;mujeres;Haití;1.204\r\n2023;hombres;Haití;998\r\n"
FULL = (
    "año;sexo;país;personas\n"
    "2024;total;total;161\n2024;total;Honduras;100\n2024;total;Haití;58\n2024;total;Perú;3\n"
    "2024;mujer;total;80\n2024;mujer;Honduras;50\n2024;mujer;Haití;28\n2024;mujer;Perú;2\n"
    "2024;hombre;total;81\n2024;hombre;Honduras;50\n2024;hombre;Haití;30\n2024;hombre;Perú;1\n"
)


@pytest.fixture
def town():
    return OrganisationFactory()


@pytest.fixture
def editor(town):
    return UserFactory(member_of=town)


@pytest.fixture
def fresh_store():
    yield
    store.build()


def csv_file(text, name="cifras.csv", encoding="utf-8"):
    return SimpleUploadedFile(name, text.encode(encoding))


def uploaded(town, editor, at, text, **kwargs):
    return actions.upload(town, csv_file(text, **kwargs), title="Atenciones", source="Mesa", by=editor, at=at)


def brought_in(town, editor, at, text, **mapping):
    made = uploaded(town, editor, at, text)
    made = actions.choose(made, {**made.mapping, "title": "Atenciones", **mapping}, by=editor, at=at)
    return actions.bring_in(made, by=editor, at=at)


def reasons(made):
    return [(r["row"], r["reason"], r["text"]) for r in made.report["refusals"]]


def test_a_latin_1_csv_with_semicolons_and_thousands_points_just_works(town, editor, at):
    made = uploaded(town, editor, at, LATIN, encoding="latin-1")
    assert made.mapping == {"period": "A", "sex": "B", "origin": "C", "value": "D"}

    made = actions.choose(made, {**made.mapping, "title": "Atenciones"}, by=editor, at=at)
    assert (made.report["kept"], made.report["refused"]) == (2, 0)

    actions.bring_in(made, by=editor, at=at)
    assert list(Observation.objects.values_list("period", "sex", "origin", "value")) == [
        ("2023", "female", "HTI", 1204.0),
        ("2023", "male", "HTI", 998.0),
    ]
    assert [e.name for e in AuditEvent.objects.filter(name__startswith="evidence.").order_by("pk")] == [
        "evidence.uploaded",
        "evidence.checked",
        "evidence.defined",
        "evidence.imported",
    ]


def test_decimal_commas_that_are_whole_numbers_are_read_and_halves_refused(town, editor, at):
    made = uploaded(town, editor, at, "ano;pessoas\n2022;12,0\n2023;13,5\n2024;14,0\n")
    made = actions.choose(made, {**made.mapping, "title": "x"}, by=editor, at=at)
    assert made.report["kept"] == 2
    assert [(row, reason) for row, reason, _text in reasons(made)] == [(3, "fraction")]


def test_years_across_columns_become_one_figure_each(town, editor, at):
    made = uploaded(town, editor, at, "Nacionalidad;2022;2023;2024\nVenezuela;100;120;140\nPerú;50;;70\n")
    assert made.mapping["years"] == "B,C,D"
    done = brought_in(town, editor, at, "Nacionalidad;2022;2023;2024\nVenezuela;100;120;140\nPerú;50;;70\n")
    assert done.observations.count() == 5
    assert set(done.observations.filter(origin="PER").values_list("period", "value")) == {
        ("2022", 50.0),
        ("2024", 70.0),
    }


def test_hxl_tags_tell_the_columns_whatever_their_headers(town, editor, at):
    made = uploaded(town, editor, at, "a,b,c\n#date+year,#country+origin,#affected\n2024,HND,12\n")
    assert made.mapping == {"period": "A", "origin": "B", "value": "C"}


def test_a_workbook_with_merged_headers_is_read(town, editor, at):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.merge_range("A1:C1", "Atenciones de la oficina")
    sheet.write_row("A3", ["Año", "Sexo", "Personas"])
    sheet.write_row("A4", [2024, "Mujeres", 41])
    sheet.write_row("A5", [2024, "Hombres", 37])
    sheet.write_row("A6", ["Total", None, 78])
    book.close()
    file = SimpleUploadedFile("oficina.xlsx", out.getvalue())
    made = actions.upload(town, file, title="Oficina", source="Mesa", by=editor, at=at)
    made = actions.choose(made, {**made.mapping, "title": "Oficina"}, by=editor, at=at)
    assert (made.report["kept"], made.report["refused"], made.report["totals"]) == (2, 0, [6])


def test_each_refused_row_says_its_number_and_reason_and_nothing_is_imported(town, editor, at):
    text = (
        "año,sexo,edad,origen,personas\n"
        "2024,mujer,0-17,Honduras,12\n"
        "2024,mujer,0-17,Honduras,13\n"
        "2024,quién,0-17,Honduras,5\n"
        "2024,mujer,0-5,Honduras,6\n"
        "1850,mujer,18-29,Honduras,7\n"
        "2024,mujer,18-29,Atlántida,7\n"
        "2024,mujer,18-29,Honduras,-7\n"
        "2024,mujer,18-29,Honduras,muchas\n"
        "2024,mujer,30-59,Honduras,n/d\n"
    )
    made = uploaded(town, editor, at, text)
    made = actions.choose(made, {**made.mapping, "title": "x"}, by=editor, at=at)

    assert reasons(made) == [
        (3, "repeated", "2"),
        (4, "sex", "quién"),
        (5, "overlap", "0-5"),
        (6, "period", "1850"),
        (7, "origin", "Atlántida"),
        (8, "negative", "-7"),
        (9, "number", "muchas"),
    ]
    assert made.report["empty"] == 1
    with pytest.raises(Refused, match="Correct them in your file"):
        actions.bring_in(made, by=editor, at=at)
    assert Observation.objects.count() == 0
    assert Dataset.objects.count() == 0


def test_a_place_outside_the_municipality_is_refused(town, editor, at):
    name = town.territory.name
    made = uploaded(town, editor, at, f"lugar;año;personas\n{name};2024;10\nParís;2024;10\n")
    made = actions.choose(made, {**made.mapping, "title": "x"}, by=editor, at=at)
    assert reasons(made) == [(3, "place", "París")]


def test_a_figure_already_imported_is_not_overwritten(town, editor, at):
    done = brought_in(town, editor, at, "año;personas\n2023;10\n")
    again = uploaded(town, editor, at, "año;personas\n2023;11\n2024;12\n")
    mapping = {**again.mapping, "indicator": done.dataset.indicators.get().code}
    again = actions.choose(again, mapping, by=editor, at=at)
    assert reasons(again) == [(2, "there", "")]


def test_a_later_file_adds_to_the_same_indicator(town, editor, at):
    done = brought_in(town, editor, at, "año;personas\n2023;10\n")
    code = done.dataset.indicators.get().code
    brought_in(town, editor, at, "año;personas\n2024;12\n", indicator=code)
    assert Indicator.objects.get(code=code).observations.count() == 2
    assert Dataset.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "año;Pasaporte;total\n2024;AB123456;1\n2024;CD223344;1\n",
            "column B “Pasaporte” (identity documents)",
        ),
        ("año;responsable;total\n2024;María López;1\n2024;Juan Pérez;1\n", "(names)"),
        ("año;obs;total\n2024;ana@example.org;1\n", "(e-mail addresses)"),
    ],
)
def test_a_file_that_names_people_is_refused_and_not_kept(town, editor, at, text, says):
    with pytest.raises(Refused) as refusal:
        uploaded(town, editor, at, text)
    assert says in str(refusal.value)
    assert "count the people by group" in str(refusal.value)
    assert not StoredFile.objects.exists()
    assert not Import.objects.exists()
    assert not [p for p in Path(settings.MEDIA_ROOT).rglob("*.csv") if b"Pasaporte" in p.read_bytes()]


def test_a_stranger_brings_nothing_in_and_sees_nothing(client, town, editor, at):
    made = uploaded(town, editor, at, LATIN)
    stranger = UserFactory(member_of=OrganisationFactory())
    with pytest.raises(Refused, match="Only editors"):
        uploaded(town, stranger, at, LATIN)
    with pytest.raises(Refused, match="Only editors"):
        actions.choose(made, made.mapping, by=stranger, at=at)
    client.force_login(stranger)
    assert client.get(reverse("evidence:import", args=[made.pk])).status_code == 404
    assert client.get(reverse("evidence:import_new", args=[town.pk])).status_code == 404


def test_small_counts_of_a_town_are_hidden_everywhere_even_from_itself(town, editor, at, fresh_store, client):
    done = brought_in(town, editor, at, FULL)
    actions.rebuild_figures()
    code, place = done.dataset.indicators.get().code, town.territory.code

    shown = {
        row.origin: row.value for row in cross(code, by="origin", period="2024", territory=place, user=editor)
    }
    assert shown["PER"] is None
    assert sum(value is None for value in shown.values()) >= 2
    assert series(code, place, user=editor)[0].value == 161
    with pytest.raises(Refused, match="very few people"):
        actions.cite(code, town.territory, "2024", {"origin": "PER"}, by=editor, at=at)
    client.force_login(editor)
    answer = client.get(reverse("evidence:dataset_csv", args=[done.dataset.code]))
    done.refresh_from_db()
    assert done.report["first"] == []
    lines = [line.split(",") for line in answer.content.decode("utf-8-sig").splitlines()[1:]]
    assert {line[8] for line in lines if line[4] == "PER"} <= {"<5", "hidden"}


def test_local_figures_are_for_the_town_until_an_approver_opens_them(town, editor, at, fresh_store, client):
    done = brought_in(town, editor, at, FULL)
    actions.rebuild_figures()
    code, place = done.dataset.indicators.get().code, town.territory

    assert series(code, place.code) == []
    assert "own" in [part.key for part in profile(place, editor, year=2026).parts]
    assert "own" not in [part.key for part in profile(place, None, year=2026).parts]
    with pytest.raises(Refused, match="Only an approver"):
        actions.open_to_everyone(done.dataset, is_public=True, by=editor, at=at)
    approver = UserFactory(member_of=town, member_of__role=Role.APPROVER)
    actions.open_to_everyone(done.dataset, is_public=True, by=approver, at=at)
    assert series(code, place.code)[0].value == 161
    assert client.get(reverse("evidence:dataset", args=[done.dataset.code])).status_code == 200


def test_the_pages_lead_from_the_file_to_the_figures(client, town, editor, fresh_store):
    client.force_login(editor)
    sent = {"title": "Atenciones 2023", "source": "Mesa", "file": csv_file(LATIN, encoding="latin-1")}
    answer = client.post(reverse("evidence:import_new", args=[town.pk]), sent)
    made = Import.objects.get()
    assert answer.url == reverse("evidence:import_columns", args=[made.pk])
    assert "D: Personas atendidas" in client.get(answer.url).text

    chosen = {"title": "Atenciones", "period": "A", "sex": "B", "origin": "C", "value": "D"}
    report = client.post(answer.url, chosen, follow=True)
    assert "Figures that can be taken: 2. Refused: 0." in report.text
    assert "1204" in report.text

    done = client.post(reverse("evidence:import", args=[made.pk]), follow=True)
    assert "The figures are in." in done.text
    assert series(Indicator.objects.get().code, town.territory.code, sex="female", origin="HTI", user=editor)


def test_a_refused_file_keeps_what_was_typed_and_says_why(client, town, editor):
    client.force_login(editor)
    bad = csv_file("año;DNI;total\n2024;30111222;1\n2024;30111223;1\n")
    sent = {"title": "Lista de personas", "source": "Mesa", "file": bad}
    answer = client.post(reverse("evidence:import_new", args=[town.pk]), sent)
    assert answer.status_code == 409
    assert "column B “DNI” (identity documents)" in answer.text
    assert "Lista de personas" in answer.text


def test_choosing_columns_badly_is_said_beside_the_field(client, town, editor, at):
    made = uploaded(town, editor, at, LATIN)
    client.force_login(editor)
    address = reverse("evidence:import_columns", args=[made.pk])
    answer = client.post(address, {"title": "", "value": "A", "sex": "A"})
    assert "Give the new indicator a title." in answer.text
    assert "Say which year or month the figures are of." in answer.text
    assert "The column “Año” is chosen twice." in answer.text


def test_a_file_is_taken_away_before_it_is_imported_only(
    town, editor, at, django_capture_on_commit_callbacks
):
    made = uploaded(town, editor, at, LATIN)
    path = Path(made.file.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(made, by=editor, at=at)
    assert not path.exists()
    assert not StoredFile.objects.exists()
    done = brought_in(town, editor, at, LATIN)
    with pytest.raises(Refused, match="already been imported"):
        actions.discard(done, by=editor, at=at)


@pytest.mark.parametrize(
    ("said", "code"),
    [("0 a 4 años", "0-4"), ("60 y más", "60+"), ("65 ou mais", "65+"), ("menores de 18 años", "0-17"),
     ("25", "25"), ("18–29", "18-29"), ("todas las edades", "all"), ("joven", None), ("30-20", None)],
)  # fmt: skip
def test_ages_are_read_as_officers_write_them(said, code):
    assert words.age(said) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [("2024", "2024"), ("2024-03", "2024-03"), ("03/2024", "2024-03"), ("2024-T1", "2024-Q1"),
     ("T3 2024", "2024-Q3"), ("marzo 2024", "2024-03"), ("15/03/2024", "2024-03"), ("2024-13", None),
     ("1850", None), ("2099", None)],
)  # fmt: skip
def test_periods_are_read_as_officers_write_them(said, code):
    assert words.period(said, latest=2026) == code


def test_a_bare_m_is_read_by_what_stands_beside_it():
    assert words.sex("M", others={"m", "h"}) == "female"
    assert words.sex("M", others={"m", "f"}) == "male"
    assert words.sex("M", others={"m"}) is None
