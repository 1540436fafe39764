"""Questions by text: nothing is lost, each person counts once, and the ledger accounts for all."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from time_machine import travel

from acogida.accounts.queries import hash_of
from acogida.core.errors import Refused
from acogida.dialogues.actions import events, guests, questions
from acogida.dialogues.models import Guest, Question
from acogida.dialogues.queries.questions import ledger, of_theme
from acogida.dialogues.tests.factories import AT
from acogida.dialogues.tests.test_events import Gathering

pytestmark = pytest.mark.django_db


class Live(Gathering):
    """An event under way with people inside its one theme."""

    def __init__(self, count=3):
        super().__init__()
        self.people = self.running(count)
        for person in self.people:
            guests.check_in(person, theme=self.theme, by=self.by, at=AT)
        self.theme.refresh_from_db()

    def ask(self, text, who=0, at=AT):
        return questions.ask(self.theme, text=text, guest=self.people[who], at=at)

    def moderate(self, question, state, **more):
        return questions.moderate(question, state=state, by=self.by, at=AT, **more)


def test_only_who_is_inside_asks_and_only_while_the_event_is_under_way():
    live = Live()
    (outside,) = live.guests(start=50)

    with pytest.raises(Refused, match="Enter the theme first"):
        questions.ask(live.theme, text="Why?", guest=outside, at=AT)
    live.ask("Why?")
    events.close(live.event, by=live.by, at=AT)
    live.theme.event.refresh_from_db()
    with pytest.raises(Refused, match="while the event is under way"):
        live.ask("And now?")


def test_the_same_words_twice_are_one_question_with_two_voices():
    live = Live()
    live.ask("Where is the desk?", 0)
    live.ask("Where is the desk?", 1)
    live.ask("Where is the desk?", 1)

    assert [(q.text, q.wanted) for q in of_theme(live.theme)] == [("Where is the desk?", 2)]


def test_merging_moves_voices_once_a_person_and_follows_chains():
    live = Live()
    one, two, three = live.ask("A?", 0), live.ask("B?", 0), live.ask("C?", 1)
    live.moderate(one, "shown")
    live.moderate(three, "merged", into=two)
    live.moderate(two, "merged", into=one)

    found = {q.text: (q.state, q.into_id, q.wanted) for q in of_theme(live.theme)}
    assert found["A?"] == ("shown", None, 2)
    assert found["C?"][:2] == ("merged", one.pk)
    with pytest.raises(Refused, match="already been settled"):
        live.moderate(two, "shown")
    with pytest.raises(Refused, match="stands for both"):
        live.moderate(one, "merged", into=one)


def test_a_refusal_says_why_and_a_live_answer_may_be_followed_by_writing():
    live = Live()
    one, two = live.ask("A?"), live.ask("B?")

    with pytest.raises(Refused, match="why it is refused"):
        live.moderate(one, "refused")
    live.moderate(one, "refused", words="It names a person.")
    live.moderate(two, "live")
    live.moderate(two, "written", words="The decree is number 12.")

    assert ledger(live.event)[1] == {
        "received": 0,
        "shown": 0,
        "merged": 0,
        "live": 0,
        "written": 1,
        "refused": 1,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=one.pk).update(words="")


def test_one_person_cannot_flood_and_loses_nothing():
    live = Live()
    for n in range(6):
        live.ask(f"{n}?")

    with pytest.raises(Refused, match="wait a minute"):
        live.ask("One more?")
    live.ask("One more?", at=AT + timedelta(minutes=2))

    assert Question.objects.count() == 7


def test_no_question_leads_to_who_asked():
    assert {f.related_model.__name__ for f in Question._meta.fields if f.is_relation} == {"Theme", "Question"}


@travel(AT, tick=False)
def test_thirty_people_ask_and_vote_and_everybody_reads_the_totals(client, django_assert_max_num_queries):
    live = Live(30)
    for n, person in enumerate(live.people):
        Guest.objects.filter(pk=person.pk).update(token_hash=hash_of(f"token-{n}"))
        answer = client.post(
            reverse("dialogues:ask", args=[f"token-{n}", 1]), {"text": f"Question {n % 10}?"}
        )
        assert answer.status_code == 302
    assert Question.objects.count() == 10
    one, two, three = Question.objects.order_by("pk")[:3]
    client.force_login(live.by)
    with django_assert_max_num_queries(8):
        desk = client.get(reverse("dialogues:questions", args=[live.event.slug, 1])).content.decode()
    assert "Question 9?" in desk
    for question, sent in (
        (one, {"state": "shown", "label": "services"}),
        (two, {"state": "merged", "into": one.pk}),
        (three, {"state": "refused", "words": "It was answered."}),
    ):
        where = reverse("dialogues:question", args=[question.pk])
        assert client.post(where, sent).status_code == 302
    again = client.post(reverse("dialogues:question", args=[two.pk]), {"state": "shown"})
    assert again.status_code == 409
    client.logout()
    mine = reverse("dialogues:ask", args=["token-4", 1])
    client.post(mine, {"vote": one.pk})
    page = client.get(mine).content.decode()
    assert "People who want it answered: <span data-wanted>7<" in page
    assert "It was answered." in page
    assert "Question 5?" not in page
    public = client.get(reverse("dialogues:event", args=[live.event.slug])).content.decode()
    assert "Refused with a reason" in public
    assert "Question 0?" not in public
