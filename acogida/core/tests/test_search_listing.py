"""One kind of thing as a list: facets counted and chosen, sorted as the reader likes, synonyms found."""

import pytest

from acogida.core.search import thesaurus
from acogida.core.search.engine import Index
from acogida.core.search.listing import Asked
from acogida.core.search.sources import Entry

MEANINGS = [{"es": ["ventanilla"], "pt": ["balcão"], "en": ["desk"], "fr": ["guichet"]}]


@pytest.fixture
def index(tmp_path, monkeypatch):
    monkeypatch.setattr(thesaurus, "_KNOWN", [lambda: MEANINGS])
    thesaurus._meanings.cache_clear()
    index = Index(tmp_path)
    rows = [
        ("a", "One desk for all", ("objective:3", "objective:15", "country:CRI"), 2024, 1),
        ("b", "Mobile consulates", ("objective:3", "country:ARG"), 2020, 4),
        ("c", "Health teams", ("objective:15", "country:CHL"), 2022, 0),
    ]
    with index.writing() as writer:
        for key, title, facets, year, copies in rows:
            entry = Entry(
                key, "en", title, "", "front", (), facets=facets, year=year, copies=copies, extra={"n": key}
            )
            writer.add("practice", [entry])
        writer.add("plan", [Entry("p", "en", "A plan with a desk", "", "front", (), facets=("objective:3",))])
    yield index
    thesaurus._meanings.cache_clear()


def ask(index, **words):
    return index.listing(Asked("practice", **words), language="es")


def keys(listing):
    return [hit.key for hit in listing.hits]


def test_without_words_everything_of_the_kind_is_listed_newest_first(index):
    listing = ask(index)
    assert (keys(listing), listing.total) == (["a", "c", "b"], 3)
    assert listing.counts == {
        "objective": {"3": 2, "15": 2},
        "country": {"CRI": 1, "ARG": 1, "CHL": 1},
    }
    assert listing.hits[0].extra == {"n": "a"}


def test_any_value_of_a_group_may_hold_and_its_group_still_offers_the_others(index):
    listing = ask(index, facets={"country": ["CRI", "ARG"]})
    assert keys(listing) == ["a", "b"]
    assert listing.counts["country"] == {"CRI": 1, "ARG": 1, "CHL": 1}
    assert listing.counts["objective"] == {"3": 2, "15": 1}


def test_every_value_must_hold_where_the_reader_says_so(index):
    listing = ask(index, facets={"objective": ["3", "15"]}, every=True)
    assert keys(listing) == ["a"]
    assert listing.counts["objective"] == {"3": 1, "15": 1}


def test_groups_narrow_each_other(index):
    assert keys(ask(index, facets={"objective": ["15"], "country": ["CHL"]})) == ["c"]
    assert keys(ask(index, facets={"objective": ["3"], "country": ["CHL"]})) == []


def test_the_most_copied_come_first_when_asked(index):
    assert keys(ask(index, order="copies")) == ["b", "a", "c"]


@pytest.mark.parametrize("word", ["desk", "ventanilla", "ventanillas", "balcao", "guichet"])
def test_a_word_of_another_language_finds_what_means_the_same(index, word):
    listing = ask(index, text=word)
    assert (keys(listing), listing.corrected) == (["a"], False)


def test_a_slip_of_the_finger_is_forgiven_and_said(index):
    listing = ask(index, text="heelth")
    assert (keys(listing), listing.corrected) == (["c"], True)


def test_what_is_nowhere_gives_an_empty_list_with_no_counts(index):
    listing = ask(index, text="submarine")
    assert (keys(listing), listing.total, listing.counts) == ([], 0, {})


def test_pages_follow_each_other_and_an_absurd_one_is_empty(index):
    assert keys(ask(index, limit=2)) + keys(ask(index, limit=2, offset=2)) == ["a", "c", "b"]
    assert keys(ask(index, offset=10**9)) == []


@pytest.mark.parametrize("text", ["¿?", "\"'()*:^~", "\x00", "(" * 3000])
def test_nothing_that_can_be_typed_breaks_it(index, text):
    assert keys(ask(index, text=text)) == []


def test_without_an_index_the_list_is_empty(tmp_path):
    assert Index(tmp_path).listing(Asked("practice"), language="es").total == 0
