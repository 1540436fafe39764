"""The figures store holds what was published, and readers see a new snapshot whole."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from acogida.evidence import store
from acogida.evidence.queries import Reader, cross, figures, key_of, latest, series
from acogida.evidence.store import Row

pytestmark = pytest.mark.django_db


def value(indicator, territory, period, **dimensions):
    rows = {row.period: row.value for row in series(indicator, territory, **dimensions)}
    return rows[period]


@pytest.mark.parametrize(
    ("indicator", "territory", "period", "published"),
    [
        ("migrant-stock-2020", "M49:001", "2020", 280_598_105),
        ("migrant-stock-2020", "M49:419", "2020", 14_794_623),
        ("migrant-stock-2020", "M49:021", "2020", 58_708_795),
        ("migrant-stock-2020", "M49:019", "2020", 73_503_418),
        ("migrant-stock", "M49:001", "2024", 304_021_813),
        ("migrant-stock", "M49:001", "2020", 275_284_032),
        ("migrant-stock", "M49:419", "2024", 17_510_527),
        ("migrant-stock", "M49:019", "2024", 78_718_404),
        ("migrant-stock", "ARG", "2024", 1_958_039),
        ("emigrants", "ARG", "2024", 1_183_381),
        ("population", "ARG", "2023", 45_538_403),
        ("remittances-received", "ARG", "2023", 1_009_693_899),
        ("refugees", "M49:001", "2024", 30_958_200),
        ("refugees", "M49:001", "2025", 28_461_306),
        ("asylum-seekers", "M49:001", "2025", 8_998_097),
        ("venezuelans-displaced", "COL", "2025", 2_828_195),
        ("venezuelans-displaced", "PER", "2025", 1_641_305),
        ("foreign-residents-chile", "CHL", "2022", 1_625_074),
        ("foreign-residents-chile", "CHL:13101", "2022", 222_649),
        ("census-population-mexico", "MEX:07089", "2020", 353_706),
        ("sdg-10-7-2", "ARG", "2019", 3),
    ],
)
def test_a_figure_is_the_published_one(indicator, territory, period, published):
    assert value(indicator, territory, period) == published


def test_the_quoted_twelve_and_a_half_million_leaves_out_central_america_and_mexico():
    south = value("migrant-stock-2020", "M49:005", "2020")
    caribbean = value("migrant-stock-2020", "M49:029", "2020")
    central = value("migrant-stock-2020", "M49:013", "2020")

    assert south + caribbean == 12_492_622
    assert central == 2_302_001
    assert south + caribbean + central == value("migrant-stock-2020", "M49:419", "2020")


def test_the_census_of_mexico_adds_up_to_its_official_total():
    [(total,)] = store.ask("SELECT sum(value) FROM observation WHERE indicator = 'census-population-mexico'")
    assert total == 126_014_024


def test_shares_follow_their_formulas():
    assert value("migrant-share", "ARG", "2024") == pytest.approx(1_958_039 * 100 / 45_696_159)
    assert value("migrant-women-share", "ARG", "2024") == pytest.approx(1_078_334 * 100 / 1_958_039)
    assert round(value("migrant-share-2020", "ARG", "2020"), 1) == 5.0
    assert round(value("remittances-gdp", "ARG", "2023"), 3) == 0.156
    assert round(value("foreign-share-chile", "CHL:13101", "2022"), 2) == 42.25


def test_each_pair_of_countries_reads_both_ways():
    assert value("migrant-stock", "ARG", "2024", origin="PRY") == 517_429
    to_spain = cross("migrant-stock", by="territory", period="2024", origin="ARG")[0]
    assert (to_spain.territory, to_spain.value) == ("ESP", 390_798)


def test_no_cell_is_there_twice():
    [(rows, cells)] = store.ask(
        "SELECT count(*), count(DISTINCT (indicator, territory, origin, period, sex, age)) FROM observation"
    )
    assert rows == cells
    assert rows > 900_000


def test_editions_are_never_under_one_indicator():
    assert store.ask("SELECT indicator FROM observation GROUP BY 1 HAVING count(DISTINCT edition) > 1") == []


def test_a_small_published_count_is_hidden_with_another_beside_it():
    hidden = store.ask(
        "SELECT territory, year, count(*) FROM observation WHERE indicator = 'foreign-residents-chile' "
        "AND value IS NULL GROUP BY ALL"
    )
    assert len(hidden) > 0
    assert all(count >= 2 for _territory, _year, count in hidden)
    assert store.ask(
        "SELECT count(*) FROM observation "
        "WHERE indicator = 'foreign-residents-chile' AND value > 0 AND value < 5"
    ) == [(0,)]


def test_pages_of_figures_meet_without_a_gap_or_a_repeat():
    everything = list(figures(indicators=["migrant-stock"], territories=["ARG", "URY"], limit=None))
    pages, after = [], []
    while page := list(
        figures(indicators=["migrant-stock"], territories=["ARG", "URY"], after=after, limit=97)
    ):
        pages += page
        after = key_of(page[-1])
    assert pages == everything
    assert len(pages) > 1000


def test_filters_are_values_and_never_sql():
    assert list(figures(dataset="x' OR 1=1 --")) == []
    with pytest.raises(ValueError, match="no dimension"):
        cross("migrant-stock", by="value; DROP TABLE observation", period="2024")


def test_a_reader_sees_a_new_snapshot_without_being_told(figures_of_a_town):
    before = store.ask("SELECT count(*) FROM observation WHERE starts_with(dataset, 'local-')")
    seen_by_another = []
    opened, swapped = threading.Event(), threading.Event()

    def another():
        store.ask("SELECT 1")
        opened.set()
        swapped.wait(20)
        seen_by_another.extend(store.ask("SELECT value FROM observation WHERE territory = 'demo:reader'"))

    thread = threading.Thread(target=another)
    thread.start()
    opened.wait(20)
    store.build(figures_of_a_town)
    swapped.set()
    thread.join()

    assert before == [(0,)]
    assert seen_by_another == [(120.0,)]
    assert store.ask("SELECT value FROM observation WHERE territory = 'demo:reader'") == [(120.0,)]


@pytest.fixture
def figures_of_a_town():
    store.build()
    yield [
        Row("local-x", "1", "local-x", "demo:reader", "all", "2024", 2024, "all", "all", 120.0, ""),
    ]
    store.build()


def test_the_reading_connection_reaches_no_file_and_no_network():
    with pytest.raises(Exception, match="disabled"):
        store.ask("SELECT * FROM read_csv('/etc/passwd')")
    with pytest.raises(Exception, match="read-only"):
        store.ask("DELETE FROM observation")


def test_border_counts_are_the_published_ones_and_hide_small_nationalities(figures):
    told = {row.year: row.value for row in series("transit-darien", "PAN")}
    assert (told[2021], told[2022], told[2023], told[2024]) == (133_726, 248_284, 520_085, 302_203)
    found = store.ask(
        "SELECT count(*) FILTER (WHERE value > 0 AND value < 5), count(*) FILTER (WHERE flag = 'small') "
        "FROM observation WHERE dataset = 'border-counts'"
    )
    assert found[0][0] == 0
    assert found[0][1] > 500


def test_sixteen_readers_at_once_are_all_answered():
    """Without a bound on queries at once they failed for want of memory."""
    [(indicators,)] = store.ask("SELECT list(DISTINCT indicator) FROM observation")

    def of(country):
        return latest(indicators, [country], year=2024, user=Reader([]))

    countries = ["CRI", "COL", "MEX", "CHL"]
    alone = {country: of(country) for country in countries}
    asked = countries * 80
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(of, asked)) == [alone[country] for country in asked]
    assert all(alone.values())
