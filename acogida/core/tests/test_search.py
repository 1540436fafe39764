"""What search finds: endings, accents, languages, small slips of the finger."""

from threading import Barrier, Thread

import pytest

from acogida.core.search.engine import Index
from acogida.core.search.sources import Entry


def entry(key, language, title, body="", **more):
    return Entry(key, language, title, body, "front", (), **more)


@pytest.fixture
def index(tmp_path):
    index = Index(tmp_path)
    with index.writing() as writer:
        writer.add(
            "objective",
            [
                entry("15", "es", "Acceso a los servicios básicos", "Salud y educación", objectives=(15,)),
                entry("15", "pt", "Acesso aos serviços básicos", "Saúde e educação", objectives=(15,)),
                entry("15", "en", "Access to basic services", "Health and education", objectives=(15,)),
                entry("15", "fr", "Accès aux services de base", "Santé et éducation", objectives=(15,)),
                entry("1", "es", "Datos exactos", "Recopilar datos de los municipios", objectives=(1,)),
            ],
        )
        writer.add(
            "assessment",
            [entry("a", "es", "Evaluación de San José", "Los municipios evaluados", country="CRI")],
        )
        writer.add(
            "plan",
            [
                entry("b", "es", "Plan de Tapachula", "Un plan del municipio", country="MEX"),
                entry("c", "pt", "Plano de São Tomé", "Um plano do município", country="BRA"),
            ],
        )
    return index


def found(index, text, language="es", **bounds):
    return [(hit.kind, hit.key) for hit in index.search(text, language=language, **bounds).hits]


def test_accents_may_be_left_out(index):
    assert found(index, "evaluacion") == [("assessment", "a")]
    assert found(index, "EVALUACIÓN san jose") == [("assessment", "a")]


def test_endings_do_not_matter(index):
    assert {key for _, key in found(index, "municipio")} == {"1", "a", "b", "c"}
    assert found(index, "municipios") == found(index, "municipio")


def test_a_word_of_another_language_is_found_too_and_shown_in_the_readers(index):
    [hit] = index.search("health", language="es").hits
    assert (hit.kind, hit.key, hit.language, hit.title) == (
        "objective",
        "15",
        "es",
        "Acceso a los servicios básicos",
    )
    [hit] = index.search("salud", language="fr").hits
    assert (hit.language, hit.title) == ("fr", "Accès aux services de base")


def test_a_thing_in_four_languages_is_found_and_counted_once(index):
    results = index.search("educación services", language="es")
    assert (results.total, results.counts) == (1, {"objective": 1})


def test_the_readers_language_comes_first(index):
    assert found(index, "plano", language="pt")[0] == ("plan", "c")
    assert found(index, "municipio", language="pt")[0] == ("plan", "c")


def test_every_word_must_be_found_but_those_without_meaning(index):
    assert found(index, "plan de Tapachula") == [("plan", "b")]
    assert found(index, "plan de los servicios") == []


def test_one_wrong_letter_is_forgiven_where_nothing_matches_as_typed(index):
    results = index.search("Tapachla", language="es")
    assert [(h.kind, h.key) for h in results.hits] == [("plan", "b")]
    assert results.corrected is True
    assert index.search("Tapachula", language="es").corrected is False
    assert found(index, "Tapxxhula") == []


def test_a_short_word_is_taken_as_typed(index):
    assert found(index, "plat") == []


def test_the_last_word_may_still_be_being_typed(index):
    assert found(index, "plan de tapa") == [("plan", "b")]
    assert found(index, "tapa plan") == []


def test_kinds_narrow_the_list_and_not_the_counts(index):
    results = index.search("municipio", language="es", kinds=["plan"])
    assert [(h.kind, h.key) for h in results.hits] == [("plan", "b"), ("plan", "c")]
    assert results.total == 2
    assert results.counts == {"plan": 2, "assessment": 1, "objective": 1}
    assert index.search("municipio", language="es", kinds=["dataset"]).total == 0


def test_a_country_and_an_objective_narrow_everything(index):
    assert found(index, "municipio", country="MEX") == [("plan", "b")]
    assert found(index, "servicios", objective=15) == [("objective", "15")]
    assert found(index, "servicios", objective=1) == []


def test_pages_of_results_follow_each_other(index):
    whole = found(index, "municipio")
    assert found(index, "municipio", limit=2) + found(index, "municipio", limit=2, offset=2) == whole
    assert len(whole) == 4


@pytest.mark.parametrize("text", ["", "  ", "¿?", "\"'()*:^~", "a" * 5000, "\x00", "(" * 3000])
def test_nothing_that_can_be_typed_breaks_it(index, text):
    assert index.search(text, language="es").hits == []


def test_a_removed_thing_is_no_longer_found_and_a_reader_sees_it_at_once(index):
    assert found(index, "Tapachula") == [("plan", "b")]
    with index.writing() as writer:
        writer.remove("plan", "b")
    assert found(index, "Tapachula") == []
    assert index.size() == 4


def test_what_fails_half_way_leaves_the_index_as_it_was(index):
    def fail():
        with index.writing() as writer:
            writer.clear()
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        fail()
    assert index.size() == 5
    with index.writing() as writer:
        writer.add("plan", [entry("d", "es", "Otro plan")])
    assert index.size() == 6


def test_a_long_body_is_shown_by_its_beginning(tmp_path):
    index = Index(tmp_path)
    with index.writing() as writer:
        writer.add("plan", [entry("x", "es", "Largo", "palabra " * 100)])
    [hit] = index.search("largo", language="es").hits
    assert hit.snippet == "palabra " * 29 + "palabra…"


def test_without_an_index_nothing_is_found(tmp_path):
    index = Index(tmp_path)
    assert (index.exists(), index.size()) == (False, None)
    assert index.search("plan", language="es").total == 0


def test_the_first_who_ask_may_ask_all_at_once(tmp_path):
    """The index is opened by whoever comes first: none of the others is refused meanwhile."""
    with Index(tmp_path).writing() as writer:
        writer.add("plan", [entry("a", "es", "Plan de agua")])
    found: list[int] = []
    for _ in range(60):
        fresh, together = Index(tmp_path), Barrier(4)

        def ask(fresh=fresh, together=together):
            together.wait()
            found.append(fresh.search("plan", language="es").total)

        threads = [Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert found == [1] * 240
