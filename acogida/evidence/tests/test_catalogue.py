"""The catalogue for people and machines: DCAT, dictionaries, editions kept, templates that come back in."""

import io
import json

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.evidence import actions, store
from acogida.evidence.models import Dataset, Observation
from acogida.evidence.tests.test_import import brought_in

pytestmark = pytest.mark.django_db
KIT = [
    "foreign-born",
    "office-attentions",
    "health-attentions",
    "school-enrolments",
    "registrations",
    "permits",
    "shelter-nights",
    "returned",
    "remittance-households",
]


def test_the_catalogue_for_machines_holds_every_shipped_set_and_no_private_one(client, figures, at):
    town = OrganisationFactory()
    private = brought_in(town, UserFactory(member_of=town), at, "año;personas\n2024;50\n").dataset
    told = json.loads(client.get(reverse("evidence:catalogue", args=["jsonld"])).content)
    kinds = [node for node in told if "http://www.w3.org/ns/dcat#Dataset" in node.get("@type", [])]
    assert len(kinds) == Dataset.objects.filter(organisation__isnull=True).count()
    assert private.code not in json.dumps(told)
    assert client.get(reverse("evidence:catalogue", args=["exe"])).status_code == 404
    store.build()


def test_a_data_set_tells_its_columns_and_its_other_editions(client, figures):
    page = client.get(reverse("evidence:dataset", args=["undesa-stock-2024"])).text
    assert "Data dictionary" in page
    assert "female = women and girls" in page
    assert reverse("evidence:dataset", args=["undesa-stock-2020"]) in page


def test_the_dictionary_travels_with_the_workbook(client, figures):
    file = b"".join(client.get(reverse("evidence:dataset_xlsx", args=["sdg-10-7-2"])).streaming_content)
    book = openpyxl.load_workbook(io.BytesIO(file), read_only=True)
    assert book.sheetnames == ["sdg-10-7-2", "Dictionary"]
    assert [row[0] for row in book["Dictionary"].values][1:4] == ["indicator", "territory", "territory_name"]


def test_an_edition_that_was_loaded_before_is_remembered_with_its_checksums(catalogue):
    before = Dataset.objects.get(code="undesa-wpp-2024")
    Dataset.objects.filter(pk=before.pk).update(edition="2022", files=[{"name": "old", "sha256": "aa"}])
    actions.load_catalogue()
    actions.load_catalogue()
    after = Dataset.objects.get(pk=before.pk)
    assert after.edition == "2024"
    assert [(one["edition"], one["files"][0]["sha256"]) for one in after.past] == [("2022", "aa")]


@pytest.mark.parametrize("language", ["es", "en", "pt", "fr"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_template_comes_back_in_as_it_is(client, at, language, kind):
    town = OrganisationFactory()
    editor = UserFactory(member_of=town)
    words = {"#date+year": 2024, "#date+month": "2024-03", "#adm+name": town.territory.name, "#sex": "F",
             "#age": "18-29", "#country+origin": "HND", "#affected": 40}  # fmt: skip
    for code in KIT:
        with override(language):
            file = client.get(reverse("evidence:kit_file", args=[code, kind])).content
        made = actions.upload(town, filled(file, kind, words, code), title=code, source="x", by=editor, at=at)
        made = actions.choose(made, {**made.mapping, "title": code}, by=editor, at=at)
        assert (code, made.report["kept"], made.report["refused"]) == (code, 1, 0)
        actions.bring_in(made, by=editor, at=at)
    by_sex = Observation.objects.exclude(sex="all")
    assert Observation.objects.count() == len(KIT)
    assert set(by_sex.values_list("sex", "origin")) == {("female", "HND")}


def filled(file, kind, words, code):
    """A template with one row beneath its tags, as an office would fill it."""
    if kind == "csv":
        head, tags = file.decode("utf-8-sig").splitlines()
        row = ",".join(str(words[tag]) for tag in tags.split(","))
        return SimpleUploadedFile(f"{code}.csv", f"{head}\n{tags}\n{row}\n".encode())
    book = openpyxl.load_workbook(io.BytesIO(file))
    sheet = book.worksheets[0]
    sheet.append([words[cell.value] for cell in sheet[2]])
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(f"{code}.xlsx", out.getvalue())


def test_the_kit_is_a_list_to_print_with_its_registers(client, catalogue):
    page = client.get(reverse("evidence:kit")).text
    assert "Register of attentions of the health department" in page
    assert "Divide it by: Month, Sex, Age band, Country of origin, How many." in page
    assert client.get(reverse("evidence:kit_file", args=["nothing", "csv"])).status_code == 404
