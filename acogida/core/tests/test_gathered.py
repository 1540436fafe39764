"""Short lists asked for together: one query, each row told by its own list."""

from datetime import UTC, datetime

import pytest
from django.db.models import Value
from django.db.models.functions import TruncDate

from acogida.core.gathered import Plucked, ShortList, day, told_together, whole
from acogida.core.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    """Three lines of the audit trail, a day apart."""
    return [
        AuditEvent.objects.create(
            name=f"deed.{n}",
            subject=f"thing:{n}",
            by="somebody",
            at=datetime(2026, 3, n, 9, tzinfo=UTC),
            detail={"n": n, "said": "“ñ”"},
        )
        for n in (1, 2, 3)
    ]


def test_lists_are_told_in_their_order_by_one_query(lines, django_assert_num_queries):
    newest = AuditEvent.objects.filter(subject__startswith="thing:").order_by("-at").values_list("name")[:2]
    named = AuditEvent.objects.filter(name__in=["deed.1", "deed.3"]).order_by("name")
    with django_assert_num_queries(1):
        told = told_together(
            [
                ShortList(newest, str.upper),
                ShortList(AuditEvent.objects.filter(name__in=[]).values_list("pk"), str),
                ShortList(AuditEvent.objects.filter(name="deed.9").values_list("pk"), str),
                ShortList(
                    named.annotate(on=TruncDate("at")).values_list("name", "detail", "on"),
                    lambda name, detail, on: f"{name} {whole(detail)['said']} {day(on):%d}",
                ),
            ]
        )
    assert told == ["DEED.3", "DEED.2", "deed.1 “ñ” 01", "deed.3 “ñ” 03"]


def test_texts_with_quotes_accents_and_percents_come_back_as_they_were(lines):
    hard = '“50 %s” de l\'année \\ {"a": 1} ñ 🙂'
    one = AuditEvent.objects.filter(pk=lines[0].pk).annotate(written=Value(hard)).values_list("written")
    assert told_together([ShortList(one, lambda written: written)]) == [hard]


def test_what_a_list_has_nothing_to_say_of_is_left_out_and_without_lists_nothing_is_asked(
    lines, django_assert_num_queries
):
    rows = AuditEvent.objects.filter(subject__startswith="thing:").order_by("at").values_list("name")
    assert told_together([ShortList(rows, lambda n: n if n != "deed.2" else None)]) == ["deed.1", "deed.3"]
    with django_assert_num_queries(0):
        assert told_together([]) == []
        assert told_together([ShortList(AuditEvent.objects.none().values_list("pk"), str)]) == []


def test_days_and_json_are_read_back():
    assert day("2026-03-02").isoformat() == "2026-03-02"
    assert day(None) is None
    assert whole('{"es": "a"}') == whole({"es": "a"}) == {"es": "a"}


def test_what_each_thing_of_a_list_holds_is_plucked_in_its_order():
    kept = [{"said": 2, "more": "x"}, {"said": None}, {"said": 1}, {"said": "ñ"}]
    for detail in ({"things": kept, "said": 9}, {"things": []}):
        AuditEvent.objects.create(
            name="held", subject="thing:1", by="x", at=datetime(2026, 3, 1, tzinfo=UTC), detail=detail
        )
    found = AuditEvent.objects.filter(name="held").order_by("pk")

    told = told_together([ShortList(found.values_list(Plucked("detail", "things", "said")), whole)])

    assert told == [[2, None, 1, "ñ"], []]
