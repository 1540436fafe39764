"""One page to choose figures, see them, and take them away with the address that gives them again."""

import csv
import io
import json

import pytest
from django.urls import reverse

from acogida.core.text import fold
from acogida.evidence import store
from acogida.territories.tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db
LATIN_AMERICA = "International migrants, Latin America and the Caribbean, 1990–2024"


@pytest.fixture
def explore(client, figures):
    def ask(**asked):
        return client.get(reverse("evidence:explorer"), asked)

    return ask


def rows_of(client, kind="csv", **asked):
    answer = client.get(reverse("evidence:explorer_file", args=[kind]), asked)
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_it_begins_with_the_widest_place_that_has_the_figure(explore):
    page = explore().text
    assert LATIN_AMERICA in page
    assert "17,510,527" in page


def test_a_typed_name_adds_a_place_and_the_address_keeps_both(explore):
    page = explore(place="COL", add="peru", **{"from": "2010"}).text
    assert "International migrants, Colombia, Peru, 2010–2024" in page
    assert "?indicator=migrant-stock&amp;place=COL&amp;place=PER&amp;from=2010&amp;by=time" in page
    assert "Colombia had 3,063,518 international migrants in 2024." in page


def test_a_name_that_may_mean_several_places_is_asked_back(explore):
    for code, name in (("MEX:14070", "El Salto"), ("MEX:10001", "El Salto Grande")):
        PlaceFactory(code=code, name=name)
    page = explore(indicator="conapo-population", add="el sal").text
    assert "Which of these?" in page
    assert "place=MEX%3A14070" in page


def test_a_name_without_the_figure_is_told(explore):
    assert "No place called “Atlantis” has this figure." in explore(add="Atlantis").text


def test_parts_are_the_largest_first_and_name_their_origin(explore):
    page = explore(place="COL", by="origin", to="2020").text
    assert "International migrants, Colombia, 2020" in page
    assert fold(page).index("venezuela") < fold(page).index("united states")


def test_places_side_by_side_are_a_map_and_all_are_listed(explore):
    page = explore(by="place").text
    assert "drawn--map" in page
    assert "Colombia had 3,063,518 international migrants in 2024." in page
    assert "Every figure of this choice" in page


def test_what_an_indicator_does_not_have_is_let_go_of(explore):
    page = explore(
        indicator="remittances-received", place="SLV", origin="HTI", sex="female", by="origin"
    ).text
    assert "Personal remittances" in page
    assert 'name="sex"' not in page
    assert "by=time" in page


def test_an_indicator_nobody_knows_is_not_found(explore):
    assert explore(indicator="unknown").status_code == 404


def test_derived_figures_show_their_formula_and_numbers(explore):
    page = explore(place="CHL").text
    assert "((1,538,324 ÷ 100,133)^(1 ÷ 34) − 1) × 100" in page
    assert "8.37 % a year" in page


def test_the_file_holds_exactly_the_choice(client, figures):
    found = rows_of(client, place="COL", origin="VEN", **{"from": "2015"})
    assert [(r["period"], r["origin"], r["value"]) for r in found] == [
        ("2015", "VEN", "33080"), ("2020", "VEN", "1796066"), ("2024", "VEN", "2904873")]  # fmt: skip


def test_hxl_tags_are_written_on_request_and_read_again(client, figures):
    [tags, *rows] = rows_of(client, place="COL", hxl="1")
    assert (tags["territory"], tags["period"], tags["value"]) == ("#adm+code", "#date+period", "#value")
    assert rows[-1]["value"] == "3063518"


def test_json_says_what_the_figures_mean_and_where_they_come_from(client, figures):
    answer = client.get(reverse("evidence:explorer_file", args=["json"]), {"place": "COL"})
    found = json.loads(answer.content)
    assert found["address"].endswith("?indicator=migrant-stock&place=COL&by=time")
    assert found["indicators"][0]["licence"] == "CC BY 3.0 IGO"
    assert found["figures"][-1]["value"] == 3_063_518
    assert found["figures"][-1]["is_hidden"] is False


def test_a_hidden_figure_is_hidden_in_every_format(client, figures):
    [(place, period)] = store.ask(
        "SELECT territory, period FROM observation WHERE indicator = 'foreign-residents-chile' "
        "AND value IS NULL AND flag = 'small' AND age = 'all' AND sex = 'all' ORDER BY ALL LIMIT 1"
    )
    PlaceFactory(code=place, name="Comuna", country_code="CHL")
    asked = {"indicator": "foreign-residents-chile", "place": place, "by": "origin", "to": period}
    told = rows_of(client, **asked)
    assert "<5" in [row["value"] for row in told]
    as_json = json.loads(client.get(reverse("evidence:explorer_file", args=["json"]), asked).content)
    hidden = [f for f in as_json["figures"] if f["is_hidden"]]
    assert hidden
    assert {f["value"] for f in hidden} == {None}
    sdmx = [row for row in rows_of(client, "sdmx", **asked) if row["OBS_STATUS"] == "Q"]
    assert {row["OBS_VALUE"] for row in sdmx} == {""}
    assert "A" in {row["CONF_STATUS"] for row in sdmx}
    assert "&lt;5" in client.get(reverse("evidence:explorer"), asked).text


def test_a_format_nobody_knows_is_not_found(client, figures):
    assert client.get(reverse("evidence:explorer_file", args=["exe"])).status_code == 404


def test_ages_and_sexes_are_written_as_sdmx_does(client, figures):
    asked = {"indicator": "foreign-residents-chile", "place": "CHL"}
    ages = {row["AGE"] for row in rows_of(client, "sdmx", **asked, by="age")}
    assert "Y0T4" in ages
    assert any(age.startswith("Y_GE") for age in ages)
    assert {row["SEX"] for row in rows_of(client, "sdmx", **asked, by="sex")} == {"F", "M"}


def test_corridors_show_origin_across_destination_with_the_sources_totals(client, figures):
    page = client.get(reverse("evidence:corridors"), {"o": ["VEN", "HTI"], "d": ["COL", "CHL"]}).text
    assert "The largest corridor shown: 2,904,873 people from Venezuela live in Colombia (2024)." in page
    assert "427,821" in page  # from Venezuela in Chile
    assert "1,538,324" in page  # all migrants in Chile
    assert "–" in page  # nobody estimated Haiti to Colombia


def test_corridors_begin_with_the_largest_of_the_region_and_take_typed_names(client, figures):
    assert "Colombia" in client.get(reverse("evidence:corridors")).text
    page = client.get(
        reverse("evidence:corridors"), {"add_origin": "haiti", "add_destination": "Nowhere"}
    ).text
    assert "Take out: from Haiti" in page
    assert "No country is called “Nowhere”." in page


def test_corridors_are_taken_away_with_their_totals(client, figures):
    answer = client.get(reverse("evidence:corridors_file", args=["csv"]), {"o": "VEN", "d": "COL"})
    found = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert next((r["indicator"], r["territory"], r["origin"], r["value"]) for r in found) == (
        "migrant-stock", "COL", "VEN", "2904873")  # fmt: skip
    assert {r["indicator"] for r in found} == {"migrant-stock", "emigrants"}
