"""What visitors read: the catalogue, data sets, profiles, indicators, downloads, cited figures."""

import csv
import io
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from acogida.accounts.tests.factories import MunicipalityFactory, OrganisationFactory, UserFactory
from acogida.evidence import actions, loading
from acogida.evidence.models import Dataset, PublicFact
from acogida.territories.models import Territory

pytestmark = pytest.mark.usefixtures("catalogue")


def page(client, name, *args, **query):
    answer = client.get(reverse(f"evidence:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer


def test_the_catalogue_names_every_data_set_with_publisher_edition_and_licence(client):
    text = page(client, "datasets").text
    assert text.count('<article class="band">') == 15
    assert "UN DESA, Population Division · 2024 · CC BY 3.0 IGO" in text


def test_a_data_set_says_its_gaps_checksums_and_indicators(client):
    text = page(client, "dataset", "undesa-stock-2020").text
    assert "South America plus the Caribbean (12,492,622 in 2020)" in text
    assert loading.checksums()["undesa_stock_2020.parquet"] in text
    assert "International migrants (2020 edition)" in text


def test_a_data_set_of_another_organisation_is_not_there_until_it_is_opened(client):
    town = OrganisationFactory()
    mine = Dataset.objects.create(
        code="local-town", title={"en": "Town"}, publisher="Town", licence="-", edition="1", organisation=town
    )
    address = reverse("evidence:dataset", args=[mine.code])

    assert client.get(address).status_code == 404
    client.force_login(UserFactory(member_of=OrganisationFactory()))
    assert client.get(address).status_code == 404
    client.force_login(UserFactory(member_of=town))
    assert client.get(address).status_code == 200
    Dataset.objects.update(is_public=True)
    client.logout()
    assert client.get(address).status_code == 200


def test_the_profile_shows_each_figure_with_source_and_year(client):
    text = page(client, "profile", "argentina").text
    assert "1,958,039" in text
    assert "International migrants, 2024" in text
    assert "UN DESA, Population Division, 2024" in text
    assert "What we do not know" in text


def test_a_place_without_figures_says_whose_they_are(client):
    town = MunicipalityFactory(country=Territory.objects.get(code="ARG"), is_demonstration=True)
    text = page(client, "profile", town.slug).text
    assert "These figures are the country’s, not the municipality’s." in text
    assert "This place is invented, for demonstration; its country’s figures are real." in text


@pytest.mark.parametrize(
    ("language", "words"), [("es", "en cifras"), ("pt", "em números"), ("fr", "en chiffres")]
)
def test_the_profile_speaks_the_language_of_its_address(client, language, words):
    with override(language):
        text = page(client, "profile", "argentina").text
    assert words in text
    assert "in figures" not in text


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_the_profile_is_a_document_too(client, kind, begins):
    answer = page(client, f"profile_{kind}", "uruguay")
    assert answer.content.startswith(begins)
    assert f"acogida-uruguay.{kind}" in answer["Content-Disposition"]


def test_a_download_holds_what_was_asked_and_no_more(client):
    answer = page(client, "dataset_csv", "undesa-stock-2024", place="ARG", indicator="migrant-women-share")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["period"] for row in rows][-1] == "2024"
    assert {row["territory_name"] for row in rows} == {"Argentina"}
    assert {row["indicator"] for row in rows} == {"migrant-women-share"}


def test_a_workbook_opens_in_another_reader(client):
    answer = page(client, "dataset_xlsx", "sdg-10-7-2", place="ARG")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[1]][:3] == ["indicator", "territory", "territory_name"]
    assert sheet.max_row == 8


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_whole_data_set_is_made_once_for_each_language_and_again_after_loading(
    client, kind, settings, django_capture_on_commit_callbacks
):
    first = b"".join(page(client, f"dataset_{kind}", "sdg-10-7-2").streaming_content)
    folder = Path(settings.DATA) / "kept"
    [made] = folder.glob(f"sdg-10-7-2.en.*.{kind}")
    made.write_bytes(b"kept")

    answer = page(client, f"dataset_{kind}", "sdg-10-7-2")

    assert b"".join(answer.streaming_content) == b"kept"
    assert f"sdg-10-7-2.{kind}" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]
    with django_capture_on_commit_callbacks(execute=True):
        actions.load_catalogue()
    again = b"".join(page(client, f"dataset_{kind}", "sdg-10-7-2").streaming_content)
    assert again != b"kept"
    assert len(again) == pytest.approx(len(first), abs=200)  # a workbook holds the hour it was made


def test_hidden_counts_stay_hidden_in_downloads(client):
    answer = page(client, "dataset_csv", "ine-sermig-foreign-residents", indicator="foreign-residents-chile")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    values = [row["value"] for row in rows if row["territory"].startswith("CHL:")]
    assert "<5" in values
    assert not {"1", "2", "3", "4"} & set(values)


def test_an_indicator_shows_a_place_or_says_it_has_none(client):
    text = page(client, "indicator", "migrant-stock", place="argentina").text
    assert "Argentina had 1,958,039 international migrants in 2024." in text
    town = MunicipalityFactory(country=Territory.objects.get(code="ARG"))
    assert "No figure for this place" in page(client, "indicator", "migrant-stock", place=town.slug).text
    assert (
        client.get(reverse("evidence:indicator", args=["migrant-stock"]), {"place": "x"}).status_code == 404
    )


def test_a_cited_figure_has_its_page_and_its_thread(client, at):
    figure = actions.cite(
        "migrant-stock", Territory.objects.get(code="ARG"), "2024", {"origin": "PRY"}, by=UserFactory(), at=at
    )
    text = page(client, "figure", figure.pk).text
    assert "Argentina had 517,429 migrants from Paraguay in 2024." in text
    assert "UN DESA, Population Division, 2024" in text
    assert client.get(reverse("thread", args=["figure", figure.pk])).status_code == 200


def test_the_territory_page_shows_the_top_figures_and_the_way_to_the_rest(client):
    answer = client.get(reverse("territories:territory", args=["argentina"]))
    assert "1,958,039" in answer.text
    assert reverse("evidence:profile", args=["argentina"]) in answer.text


def test_public_facts_are_shown_with_their_source_and_label(client):
    town = MunicipalityFactory(country=Territory.objects.get(code="ARG"))
    PublicFact.objects.create(
        code="a-fact",
        territory=town,
        kind="governance",
        text={"en": "It has a migration office."},
        source_names={"en": "A report"},
        source_url="https://example.org/report",
        year=2021,
        grade="to_be_verified",
    )
    text = client.get(reverse("territories:territory", args=[town.slug])).text
    assert "Compiled from public sources" in text
    assert "It has a migration office." in text
    assert "https://example.org/report" in text
    assert "to be verified" in text


def test_a_malformed_fact_stops_the_loading_with_its_name():
    with pytest.raises(loading.Malformed, match="bad-one: text missing"):
        list(
            loading.facts_in(
                "meta: {kinds: [note], documents: {}, verification: to_be_verified}\n"
                "facts: [{id: bad-one, territory: ARG, kind: note, source: {name: X}}]"
            )
        )


def test_the_shipped_facts_name_places_that_exist_once_all_are_loaded():
    named = {fact["territory"] for fact in loading.public_facts()}
    for code in named - set(Territory.objects.values_list("code", flat=True)):
        MunicipalityFactory(code=code, country=Territory.objects.get(code=code[:3]))
    assert actions.load_public_facts() == PublicFact.objects.count() == 31
    assert actions.load_public_facts() == PublicFact.objects.count() == 31


@pytest.mark.parametrize("name", ["datasets", "dataset", "profile", "indicator"])
def test_a_page_asks_the_database_little(client, name, django_assert_max_num_queries):
    args = {
        "datasets": [],
        "dataset": ["undesa-stock-2024"],
        "profile": ["chile"],
        "indicator": ["migrant-stock"],
    }
    address = reverse(f"evidence:{name}", args=args[name])
    client.get(address)
    with django_assert_max_num_queries(12):
        assert len(client.get(address).content) < 100_000
