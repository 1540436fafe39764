"""Short lists asked for together: one query, each row told by its own list."""

import pytest
from django.db.models import Value

from acogida.compact.models import Objective, RoundTable
from acogida.core.gathered import ShortList, day, told_together, whole

pytestmark = pytest.mark.django_db


def test_lists_are_told_in_their_order_by_one_query(django_assert_num_queries):
    tables = RoundTable.objects.order_by("-number").values_list("number")[:2]
    objectives = (
        Objective.objects.filter(number__in=[7, 23]).order_by("number").values_list("number", "label")
    )
    with django_assert_num_queries(1):
        told = told_together(
            [
                ShortList(tables, lambda number: f"table {number}"),
                ShortList(Objective.objects.filter(number__in=[]).values_list("pk"), str),
                ShortList(Objective.objects.filter(number=99).values_list("pk"), str),
                ShortList(objectives, lambda number, label: f"{number} {whole(label)['es']}"),
            ]
        )
    labels = [
        f"{o.number} {o.label['es']}" for o in Objective.objects.filter(number__in=[7, 23]).order_by("number")
    ]
    assert len(labels) == 2
    assert told == ["table 4", "table 3", *labels]


def test_texts_with_quotes_accents_and_percents_come_back_as_they_were():
    hard = '“50 %s” de l\'année \\ {"a": 1} ñ 🙂'
    one = Objective.objects.filter(number=1).annotate(said=Value(hard)).values_list("said")
    assert told_together([ShortList(one, lambda said: said)]) == [hard]


def test_what_a_list_has_nothing_to_say_of_is_left_out_and_without_lists_nothing_is_asked(
    django_assert_num_queries,
):
    rows = Objective.objects.order_by("number").values_list("number")[:4]
    assert told_together([ShortList(rows, lambda n: n if n % 2 else None)]) == [1, 3]
    with django_assert_num_queries(0):
        assert told_together([]) == []
        assert told_together([ShortList(Objective.objects.none().values_list("pk"), str)]) == []


def test_days_and_json_are_read_back():
    assert day("2026-03-02").isoformat() == "2026-03-02"
    assert day(None) is None
    assert whole('{"es": "a"}') == whole({"es": "a"}) == {"es": "a"}
