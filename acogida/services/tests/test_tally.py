"""Counting: each tap once, by the office's own day, nothing that is not on the lists."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.evidence.disclosure import Hidden
from acogida.services import actions
from acogida.services.models import Cell, Receipt
from acogida.services.queries import sheet
from acogida.services.tests.factories import AT, Town

pytestmark = pytest.mark.django_db


def ms(moment):
    return int(moment.timestamp() * 1000)


def tap(**said):
    return {"key": str(uuid4()), "topic": "papers"} | said


def count(town, office, *taps, at=AT, clock=None, by=None):
    return actions.count(office, taps=taps, sent_by_clock=clock or at, by=by or town.member, at=at)


def cells():
    return [(c.topic, c.origin, c.sex, c.age, c.count) for c in Cell.objects.order_by("topic", "pk")]


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def office(town):
    return town.office()


def test_taps_with_the_same_answers_add_up_in_one_cell(town, office):
    count(town, office, tap(), tap(), tap(sex="f", age="18-29", origin="ARG"))

    assert cells() == [("papers", "", "", "", 2), ("papers", "ARG", "f", "18-29", 1)]


def test_the_same_tap_sent_three_times_is_counted_once(town, office):
    one = tap()

    first = count(town, office, one)
    again = count(town, office, one, one)

    assert first.counted == [one["key"]]
    assert again.counted == []
    assert again.known == [one["key"], one["key"]]
    assert cells() == [("papers", "", "", "", 1)]


def test_nothing_but_counts_is_kept(town, office):
    count(town, office, tap(sex="f", origin="ARG"))

    assert {f.name for f in Receipt._meta.fields} == {"id", "key", "day", "cell", "is_undone"}
    line = AuditEvent.objects.get(name="services.counted")
    assert line.detail == {"taps": 1}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"topic": "witchcraft"}, "not on the list"),
        ({"topic": ""}, "Choose what the person came for"),
        ({"notes": "call 555-1234"}, "takes no notes"),
        ({"origin": "+54 11 5555 1234"}, "takes no free text"),
        ({"origin": "BRA"}, "takes no free text"),
        ({"age": "34"}, "takes no free text"),
        ({"language": {"x": 1}}, "takes no free text"),
        ({"referred": "999999"}, "not in the directory"),
        ({"outreach": "999999"}, "not open for counting"),
        ({"key": "abc"}, "could be counted twice"),
    ],
)
def test_what_is_not_on_the_lists_is_refused_and_the_rest_is_counted(town, office, said, words):
    bad, good = tap(**said), tap()

    found = count(town, office, bad, good)

    assert words in found.refused[bad["key"]]
    assert found.counted == [good["key"]]
    assert Cell.objects.count() == 1


def test_a_clock_wrong_by_a_day_is_put_right_by_how_far_it_is_off(town, office):
    for wrong in (timedelta(days=1), timedelta(days=-1)):
        count(town, office, tap(at=ms(AT + wrong - timedelta(minutes=10))), clock=AT + wrong)

    assert set(Cell.objects.values_list("day", flat=True)) == {date(2026, 3, 2)}


def test_the_day_is_that_of_the_office_not_of_greenwich(town, office):
    late = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # ten at night on the first in Buenos Aires

    count(town, office, tap(at=ms(late)), at=late)

    assert Cell.objects.get().day == date(2026, 3, 1)


def test_what_waited_offline_for_a_week_goes_to_its_own_day_and_beyond_a_month_is_refused(town, office):
    week, old = tap(at=ms(AT - timedelta(days=7))), tap(at=ms(AT - timedelta(days=40)))

    found = count(town, office, week, old)

    assert Cell.objects.get().day == date(2026, 2, 23)
    assert "more than 31 days" in found.refused[old["key"]]


def test_a_tap_by_mistake_is_taken_back_once(town, office):
    one, other = tap(), tap()
    count(town, office, one, other)

    assert actions.take_back(office, key=one["key"], by=town.member, at=AT)
    assert not actions.take_back(office, key=one["key"], by=town.member, at=AT)
    assert cells() == [("papers", "", "", "", 1)]
    actions.take_back(office, key=other["key"], by=town.member, at=AT)
    assert cells() == []
    assert count(town, office, one).known == [one["key"]], "a late copy does not count it again"


def test_a_tap_taken_back_before_it_arrives_is_not_counted_when_it_does(town, office):
    late = tap()

    assert actions.take_back(office, key=late["key"], by=town.member, at=AT)
    assert count(town, office, late).known == [late["key"]]
    assert cells() == []


def test_after_two_days_a_tap_is_parted_from_what_it_counted(town, office):
    one = tap()
    count(town, office, one)

    actions.forget_receipts(AT + timedelta(days=3))

    assert Receipt.objects.get().cell is None
    with pytest.raises(Refused, match="no longer be taken back"):
        actions.take_back(office, key=one["key"], by=town.member, at=AT)
    assert count(town, office, one).known == [one["key"]]
    actions.forget_receipts(AT + timedelta(days=70))
    assert Receipt.objects.count() == 0


def test_only_people_of_the_organisation_count_and_a_closed_counter_counts_nothing(town, office):
    with pytest.raises(Refused):
        count(town, office, tap(), by=town.stranger)
    with pytest.raises(Refused):
        count(town, office, tap(), by=Town().editor)
    shut = actions.change_office(
        office, name="Desk", topics=["papers"], origins=[], languages=[], is_open=False, by=town.editor, at=AT
    )
    with pytest.raises(Refused, match="closed"):
        count(town, shut, tap())


def test_a_counter_takes_topics_and_countries_of_the_lists_only(town):
    for said in ({"topics": ["x"]}, {"topics": []}, {"origins": ["ATLANTIS"]}, {"name": " "}):
        values = {"name": "B", "topics": ["papers"], "origins": [], "languages": []} | said
        with pytest.raises(Refused):
            actions.open_office(
                town.organisation, territory=town.place, time_zone="UTC", by=town.editor, at=AT, **values
            )


def test_small_numbers_are_hidden_with_others_that_would_give_them_away(town, office):
    count(town, office, *[tap(sex="f") for _ in range(10)], *[tap(sex="m") for _ in range(3)])
    count(town, office, *[tap(topic="health", sex="f") for _ in range(20)])
    count(town, office, *[tap(topic="health", sex="m") for _ in range(20)])

    found = sheet.of_month(town.organisation, "2026-03")

    assert found.total.value == 53
    assert found.topics["papers"]["all"].value == 13
    assert found.topics["papers"]["sex:m"].hidden == Hidden.SMALL
    assert found.topics["papers"]["sex:f"].value is None, "else 13 less 10 would say it"
    assert {column: shown.value for column, shown in found.totals.items() if column.startswith("sex")} in (
        {"sex:f": 30, "sex:m": 23},
        {"sex:f": None, "sex:m": None},
    )


def test_nothing_of_a_sheet_gives_back_a_hidden_number_by_subtraction(town, office):
    said = [("papers", 7, 2), ("health", 9, 9), ("work", 3, 8), ("legal", 1, 1)]
    for topic, women, men in said:
        taps = [tap(topic=topic, sex="f") for _ in range(women)]
        count(town, office, *taps, *[tap(topic=topic, sex="m") for _ in range(men)])
    found = sheet.of_month(town.organisation, "2026-03")

    for row in [*found.topics.values(), found.totals]:
        parts = [shown for column, shown in row.items() if column.startswith("sex:")]
        unknown = [shown for shown in [row["all"], *parts] if shown.value is None]
        assert len(unknown) != 1
    for column in ("all", "sex:f", "sex:m"):
        parts = [row[column] for row in found.topics.values()]
        assert len([s for s in [found.totals[column], *parts] if s.value is None]) != 1


def test_a_month_of_three_people_says_only_that_it_is_small(town, office):
    count(town, office, tap(), tap(), tap())

    found = sheet.of_month(town.organisation, "2026-03")

    assert (found.total.value, found.topics, found.by) == (None, {}, {})
    assert sheet.of_month(town.organisation, "2026-04").is_empty


def test_a_question_whose_total_would_give_its_parts_away_goes_without_them(town, office):
    for day in range(1, 26):  # four a day: whoever knows that each is under five could work out all
        moment = AT + timedelta(days=day)
        count(town, office, *[tap() for _ in range(4)], at=moment, clock=moment)

    found = sheet.of_month(town.organisation, "2026-03")

    assert found.total.value == 100
    assert found.topics["papers"]["all"].value == 100
    assert found.by["day"] == {}


def test_other_modules_get_sums_of_what_is_shown_and_how_many_months_hide(town, office):
    count(town, office, *[tap() for _ in range(12)])
    earlier = AT - timedelta(days=28)
    count(town, office, *[tap() for _ in range(3)], at=earlier, clock=earlier)

    found = sheet.tallied(town.organisation, since=date(2026, 1, 1), until=date(2026, 12, 31))

    assert found == sheet.Tallied(value=12, months=2, hidden_months=1)
    by_topic = sheet.tallied(town.organisation, since=AT.date(), until=AT.date(), topics=["papers", "work"])
    assert by_topic.value == 12
    for place in (town.place, town.place.country):
        assert sheet.tallied(place, since=date(2026, 1, 1), until=date(2026, 12, 31)) == found
    elsewhere = Town().place
    assert sheet.tallied(elsewhere, since=AT.date(), until=AT.date()) == sheet.Tallied(0, 0, 0)


def test_what_is_asked_most_is_what_the_months_show(django_assert_num_queries):
    town = Town()
    office = town.office()
    asked = ["papers"] * 9 + ["health"] * 6 + ["work"] * 2 + ["money"] * 3
    count(town, office, *[tap(topic=topic) for topic in asked])

    with django_assert_num_queries(1):
        counted = sheet.book(town.organisation, since=AT.date(), until=AT.date())

    rows = counted.asked_most()
    assert counted.told() == sheet.Tallied(20, 1, 0)
    assert [topic for topic, _found in rows] == ["papers", "health"]
    for topic, found in rows:
        alone = sheet.tallied(town.organisation, since=AT.date(), until=AT.date(), topics=[topic])
        shown = sheet.of_month(town.organisation, f"{AT:%Y-%m}").topics[topic]["all"]
        assert found == alone == sheet.Tallied(shown.value, 1, 0)
    hidden = sheet.tallied(town.organisation, since=AT.date(), until=AT.date(), topics=["work"])
    assert hidden == sheet.Tallied(0, 1, 1)
