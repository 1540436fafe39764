"""What open pages are told: one number for both sides, nothing one may not read, nothing of who asked."""

import re

import pytest
from django.urls import reverse

from acogida.accounts.queries import hash_of
from acogida.core.live import tokens
from acogida.core.live.sources import state_of
from acogida.dialogues.actions import news
from acogida.dialogues.models import Guest
from acogida.dialogues.tests.test_questions import Live

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch, django_capture_on_commit_callbacks):
    """`told(deed)`: what pages were told on commit, as (number, {side: [(id, state)]})."""
    heard = []
    monkeypatch.setattr(news, "tell", lambda number, channels: heard.append((number, channels)))

    def during(deed):
        heard.clear()
        with django_capture_on_commit_callbacks(execute=True):
            deed()
        return [
            (
                number,
                {name.split(".")[1]: [(i["id"], i["state"]) for i in items] for name, items in to.items()},
            )
            for number, to in heard
        ]

    return during


def test_the_room_hears_of_a_question_once_it_is_shown_and_that_it_was_merged(told):
    live = Live()
    made = {}

    assert told(lambda: made.update(a=live.ask("A?"))) == [
        (1, {"room": [], "desk": [(made["a"].pk, "received")]})
    ]
    shown = [(made["a"].pk, "shown")]
    assert told(lambda: live.moderate(made["a"], "shown")) == [(2, {"room": shown, "desk": shown})]
    told(lambda: made.update(b=live.ask("B?", 1)))
    both = [(made["a"].pk, "shown"), (made["b"].pk, "merged")]
    [(number, heard)] = told(lambda: live.moderate(made["b"], "merged", into=made["a"]))
    assert (number, sorted(heard["room"]), sorted(heard["desk"])) == (4, both, both)


def test_a_second_voice_for_the_same_words_is_told_and_the_same_voice_twice_is_not(told):
    live = Live()
    told(lambda: live.ask("A?", 0))

    assert len(told(lambda: live.ask("A?", 1))) == 1
    assert told(lambda: live.ask("A?", 1)) == []


def test_who_comes_back_finds_each_question_under_its_number():
    live = Live()
    one, two = live.ask("A?"), live.ask("B?", 1)
    live.moderate(one, "shown", label="services")

    room, desk = (state_of(f"dialogues.{side}.{live.theme.pk}") for side in ("room", "desk"))

    assert (room.number, desk.number) == (3, 3)
    assert [(n, i["text"], i["label"], i["wanted"]) for n, i in room.items] == [(3, "A?", "services", 1)]
    assert {(n, i["text"], i["state"]) for n, i in desk.items} == {
        (3, "A?", "shown"),
        (2, "B?", "received"),
    }
    assert {key for _n, i in desk.items for key in i} == {
        "key",
        "kind",
        "id",
        "text",
        "label",
        "state",
        "wanted",
        "words",
    }
    assert two.pk not in {i["id"] for _n, i in room.items}


def test_each_page_may_listen_to_its_own_side_and_nothing_else(client):
    live = Live()
    live.ask("A?")
    Guest.objects.filter(pk=live.people[0].pk).update(token_hash=hash_of("t"))

    page = client.get(reverse("dialogues:ask", args=["t", 1]))
    client.force_login(live.by)
    desk = client.get(reverse("dialogues:questions", args=[live.event.slug, 1]))

    for answer, side in ((page, "room"), (desk, "desk")):
        [token] = re.findall(r'data-live="[^"]*to=([^"]+)" data-since="1"', answer.content.decode())
        assert tokens.read(token.replace("%3A", ":"))[0] == f"dialogues.{side}.{live.theme.pk}"
        assert "connect-src 'self' http://testserver:9000" in answer["Content-Security-Policy"]
