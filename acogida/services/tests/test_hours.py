"""Opening hours: written as a plain week, kept in the standard form, asked by the place's own clock."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acogida.core.errors import Refused
from acogida.services import hours
from acogida.services.hours import Week

COSTA_RICA = {"zone": "America/Costa_Rica", "iso2": "CR"}  # six hours behind Greenwich, all year


def day(*pairs):
    return tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in pairs)


def test_a_week_with_a_lunch_break_is_written_in_the_standard_form():
    office = day(("08:00", "12:00"), ("13:00", "16:00"))
    week = Week(dict.fromkeys(range(5), office) | {5: day(("09:00", "12:00"))}, off_on_holidays=True)

    assert hours.composed(week) == "Mo-Fr 08:00-12:00,13:00-16:00; Sa 09:00-12:00; PH off"


def test_days_apart_with_the_same_hours_share_a_rule():
    week = Week({0: day(("08:00", "12:00")), 2: day(("08:00", "12:00")), 3: day(("08:00", "12:00"))})

    assert hours.composed(week) == "Mo,We,Th 08:00-12:00"


def test_hours_that_cross_midnight_stay_open_into_the_next_day():
    written = hours.composed(Week({4: day(("22:00", "02:00"))}))
    friday_night = datetime(2026, 11, 28, 7, 30, tzinfo=UTC)  # 01:30 on Saturday in Costa Rica

    assert written == "Fr 22:00-02:00"
    found = hours.now(written, at=friday_night, **COSTA_RICA)
    assert found.is_open
    assert found.until.isoformat() == "2026-11-28T02:00:00-06:00"


def test_it_is_asked_by_the_clock_of_the_place_not_of_the_reader():
    nine_in_greenwich = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # three in the morning in Costa Rica

    assert not hours.is_open("Mo-Fr 08:00-16:00", at=nine_in_greenwich, **COSTA_RICA)
    assert hours.is_open("Mo-Fr 08:00-16:00", zone="UTC", iso2="", at=nine_in_greenwich)


def test_a_holiday_of_the_country_closes_what_is_closed_on_holidays():
    independence = datetime(2026, 9, 15, 16, 0, tzinfo=UTC)  # a Tuesday, ten in the morning there

    found = hours.now("Mo-Fr 08:00-16:00; PH off", at=independence, **COSTA_RICA)

    assert not found.is_open
    assert "Independencia" in found.holiday
    assert hours.is_open("Mo-Fr 08:00-16:00; PH off", zone="America/Bogota", iso2="CO", at=independence)


def test_a_date_of_its_own_closes_it_that_day_only():
    week = Week(dict.fromkeys(range(5), day(("08:00", "16:00"))), closed_on=(date(2026, 11, 24),))
    written = hours.composed(week)

    assert written == "Mo-Fr 08:00-16:00; 2026 Nov 24 off"
    assert not hours.is_open(written, at=datetime(2026, 11, 24, 18, 0, tzinfo=UTC), **COSTA_RICA)
    assert hours.is_open(written, at=datetime(2026, 11, 25, 18, 0, tzinfo=UTC), **COSTA_RICA)


def test_day_and_night_is_always_open():
    written = hours.composed(Week(always=True))

    assert written == "24/7"
    assert hours.now(written, at=datetime(2026, 1, 1, 18, tzinfo=UTC), **COSTA_RICA) == hours.Now(
        True, None, "Año Nuevo"
    )


@pytest.mark.parametrize("text", ["Mo 25:00-26:00", "lunes a viernes", "Mo-Fr", "08:00", "x" * 401])
def test_what_is_no_hours_is_refused_with_a_sentence(text):
    if text == "Mo-Fr":  # the standard reads days alone as all day long
        assert hours.checked(text) == "Mo-Fr"
        return
    with pytest.raises(Refused):
        hours.checked(text)


def test_hours_that_say_more_than_a_week_are_kept_and_shown_as_they_fall():
    written = hours.checked("Mo[1] 08:00-12:00")

    assert hours.week_of(written) is None
    coming = hours.coming(written, at=datetime(2026, 12, 5, 18, tzinfo=UTC), **COSTA_RICA)
    assert [(d.isoformat(), spans) for d, spans in coming if spans] == [("2026-12-07", [(time(8), time(12))])]


def test_no_hours_at_all_say_that_they_are_not_known():
    assert hours.now("", at=datetime(2026, 1, 1, tzinfo=UTC), **COSTA_RICA) is None
    assert hours.composed(Week()) == ""


quarter = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
spans = st.lists(st.tuples(quarter, quarter).filter(lambda p: p[0] != p[1]), min_size=1, max_size=2)
weeks = st.builds(
    Week,
    st.dictionaries(st.integers(0, 6), spans.map(tuple), min_size=1),
    off_on_holidays=st.booleans(),
    closed_on=st.lists(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=3, unique=True).map(
        lambda days: tuple(sorted(days))
    ),
)


@given(weeks)
def test_every_week_that_can_be_written_is_read_back_as_it_was(week):
    assert hours.week_of(hours.composed(week)) == week
