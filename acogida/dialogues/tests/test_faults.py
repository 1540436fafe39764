"""What goes wrong during an event: a line that breaks, a rush of questions. Nothing is lost or done twice."""

from datetime import timedelta

import pytest
from django.urls import reverse
from time_machine import travel

from acogida.core.errors import Refused
from acogida.core.live.sources import state_of
from acogida.dialogues.actions import questions
from acogida.dialogues.models import Question
from acogida.dialogues.queries.questions import ledger
from acogida.dialogues.tests.factories import AT
from acogida.dialogues.tests.test_questions import Live

pytestmark = pytest.mark.django_db


def test_five_hundred_questions_in_a_minute_are_all_there_and_each_in_one_place():
    live = Live(100)

    for n in range(500):
        live.ask(f"Question {n}?", who=n % 100, at=AT + timedelta(seconds=n * 0.12))

    assert Question.objects.count() == 500
    assert ledger(live.event)[1]["received"] == 500
    state = state_of(f"dialogues.desk.{live.theme.pk}")
    assert state.number == 500
    assert sorted(number for number, _item in state.items) == list(range(1, 501))


@travel(AT, tick=False)
def test_a_moderator_whose_line_broke_sends_again_and_nothing_is_decided_twice(client):
    live = Live(2)
    one = live.ask("A?")
    client.force_login(live.by)
    where = reverse("dialogues:question", args=[one.pk])
    refusal = {"state": "refused", "words": "It names a person."}

    assert client.post(where, refusal).status_code == 302
    again = client.post(where, refusal)

    assert again.status_code == 409
    assert "already been settled: Refused with a reason" in again.content.decode()
    assert "It names a person." in again.content.decode()
    [(number, item)] = state_of(f"dialogues.room.{live.theme.pk}").items
    assert (number, item["state"], item["words"]) == (2, "refused", "It names a person.")


def test_two_moderators_who_merge_two_questions_into_each_other_leave_one_that_stands():
    live = Live(2)
    one, two = live.ask("A?"), live.ask("B?", 1)
    seen = Question.objects.get(pk=two.pk)  # as the second moderator's page still shows it

    questions.moderate(two, state="merged", into=one, by=live.by, at=AT)
    with pytest.raises(Refused, match="merged itself"):
        questions.moderate(one, state="merged", into=seen, by=live.by, at=AT)

    assert list(Question.objects.order_by("pk").values_list("state", flat=True)) == ["received", "merged"]
