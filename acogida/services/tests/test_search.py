"""Finding where to send somebody: words, place, distance, language, open now."""

from datetime import UTC, datetime

import pytest

from acogida.services import queries
from acogida.services.queries import Asked
from acogida.services.queries.position import box_around, km_between
from acogida.services.tests.factories import Town

pytestmark = pytest.mark.django_db
MONDAY_MORNING = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)  # ten in Buenos Aires
MONDAY_NIGHT = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)


def names(at=MONDAY_MORNING, **asked):
    return [hit.service.name for hit in queries.found(Asked(**asked), at=at).hits]


def test_words_are_found_without_their_accents_and_in_another_form():
    Town().service(name="Oficina de documentación")

    assert names(text="documentacion") == ["Oficina de documentación"]
    assert names(text="DOCUMENTACIONES oficinas") == ["Oficina de documentación"]
    assert names(text="document") == ["Oficina de documentación"]
    assert names(text="hospital") == []


def test_a_topic_is_found_by_its_name_in_any_of_the_four_languages():
    Town().service(name="Casa Azul", topics=["housing"], summary={"es": "Camas para una noche."})

    assert [names(text=word) for word in ("shelter", "albergue", "moradia", "hébergement")] == [
        ["Casa Azul"]
    ] * 4


def test_signs_of_the_pattern_language_are_only_letters_that_are_not_there():
    Town().service()

    assert names(text="100%") == ["Desk of papers"]
    assert names(text="_%") == ["Desk of papers"]
    assert names(text="zz%zz") == []


def test_the_nearest_comes_first_and_beyond_sixty_kilometres_nothing():
    here = Town(lat=-34.0, lon=-58.0)
    near, far = Town(lat=-34.1, lon=-58.0), Town(lat=-36.0, lon=-58.0)
    near.service(name="A neighbour")
    far.service(name="B far away")
    here.service(name="C at home")

    found = queries.found(Asked(place=here.place), at=MONDAY_MORNING).hits

    assert [(hit.service.name, round(hit.km, 1)) for hit in found] == [
        ("C at home", 0.0),
        ("A neighbour", 11.1),
    ]


def test_a_country_shows_all_of_it_by_name():
    one, two = Town(), Town()
    two.service(name="Zeta")
    one.service(name="Alfa")

    assert names(place=one.organisation.country) == ["Alfa", "Zeta"]


def test_open_now_is_by_the_clock_of_each_place():
    town = Town()
    town.service(name="By day")
    town.service(name="By night", hours="Mo-Su 20:00-06:00")
    town.service(name="Nobody knows", hours="")

    assert names(place=town.place, open_now=True) == ["By day"]
    assert names(at=MONDAY_NIGHT, place=town.place, open_now=True) == ["By night"]
    assert names(open_now=True) == ["By day"]


def test_language_cost_papers_and_provider_narrow_it():
    town = Town()
    town.service(name="Kreyòl", languages=["ht"])
    town.service(name="Paid", languages=["es"], cost="paid", papers=["passport"], provider_kind="civil")

    assert names(language="ht") == ["Kreyòl"]
    assert names(free=True) == ["Kreyòl"]
    assert names(no_papers=True) == ["Kreyòl"]
    assert names(provider="civil") == ["Paid"]


def test_drafts_and_closed_ones_are_never_found():
    town = Town()
    town.draft()

    assert names() == []


def test_pages_follow_one_another_without_gap_or_repeat_near_and_by_name():
    town = Town()
    made = [town.service(name=f"Service {n:02}", address=f"Street {n}") for n in range(7)]

    for asked in ({"place": town.place}, {}, {"open_now": True}):
        seen, after = [], 0
        while True:
            page = queries.found(Asked(after=after, **asked), at=MONDAY_MORNING, size=3)
            seen += [hit.service.name for hit in page.hits]
            if not page.next:
                break
            after = page.next
        assert sorted(seen) == [service.name for service in made]
        assert len(seen) == 7


def test_distance_is_plain_geometry():
    assert round(km_between(9.93, -84.08, 10.63, -85.44)) == 168  # San José to Liberia
    south, north, west, east = box_around(0, 0, 111.2)
    assert (round(south, 3), round(north, 3)) == (-1.0, 1.0)
    assert west < -0.99 < 0.99 < east
