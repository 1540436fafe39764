"""Consultations: the rule fixed before, one ballot an organisation, counted once, small numbers hidden."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from time_machine import travel

from acogida.accounts.tests.factories import UserFactory
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.dialogues.actions import consultations
from acogida.dialogues.models import Ballot, Consultation, Option
from acogida.dialogues.queries import tally
from acogida.dialogues.queries.consultations import rows, to_do
from acogida.dialogues.queries.opinion import opinion_of
from acogida.dialogues.tests.factories import AT, TODAY, Society, secretariat

pytestmark = pytest.mark.django_db
CLOSES = date(2026, 3, 20)
LAST = AT + timedelta(days=18)


class Asked:
    """A consultation, open unless said, by a secretariat of its own."""

    def __init__(self, method="approve", *, limit=2, may_add=False, options=None, is_open=True):
        self.by = secretariat()
        self.it = consultations.create(
            "Themes of the next dialogue",
            question="Which themes?",
            method=method,
            limit=limit,
            shows_live=False,
            may_add=may_add,
            closes_on=CLOSES,
            options=options or ["Services", "Work", "Data"],
            by=self.by,
            at=AT,
        )
        if is_open:
            self.it = consultations.open_consultation(self.it, by=self.by, at=AT)

    def cast(self, society, choices, *, gender="unsaid", at=AT):
        return consultations.cast(self.it, choices=choices, gender=gender, by=society.person, at=at)

    def close(self):
        self.it = consultations.close(self.it, by=self.by, at=LAST)
        return self.it.results


def test_the_rule_is_fixed_with_its_hash_before_anybody_votes():
    asked = Asked()

    assert asked.it.rule_sha256 == hash_of(asked.it.rule)
    assert asked.it.rule["options"] == [[1, "Services"], [2, "Work"], [3, "Data"]]
    with pytest.raises(Refused, match="already open"):
        consultations.open_consultation(asked.it, by=asked.by, at=AT)
    with pytest.raises(Refused, match="nobody closes it before"):
        consultations.close(asked.it, by=asked.by, at=AT)


def test_each_organisation_votes_once_and_may_change_its_mind():
    asked, society = Asked(), Society()
    asked.cast(society, [1])
    asked.cast(society, [2, 3], at=AT + timedelta(days=1))

    assert [b.choices for b in Ballot.objects.all()] == [[2, 3]]
    alternate = UserFactory(member_of=society.organisation)
    society.accredit(alternate, speaks=False)
    with pytest.raises(Refused, match="Only who speaks"):
        consultations.cast(asked.it, choices=[1], gender="unsaid", by=alternate, at=AT)
    society.accredit(alternate)
    consultations.cast(asked.it, choices=[3], gender="unsaid", by=alternate, at=AT + timedelta(days=2))
    assert Ballot.objects.get().choices == [3]


@pytest.mark.parametrize(
    ("method", "choices", "sentence"),
    [
        ("approve", [1, 2, 3], "At most 2"),
        ("approve", [9], "among the options"),
        ("approve", [], "among the options"),
        ("rank", [1, 1], "each once"),
        ("dots", {1: 2, 2: 1}, "from 1 to 2 dots"),
        ("dots", {1: -1}, "from 1 to 2 dots"),
        ("statements", {1: 5}, "Agree, disagree or pass"),
    ],
)
def test_a_ballot_that_breaks_the_rule_is_refused(method, choices, sentence):
    asked, society = Asked(method), Society()

    with pytest.raises(Refused, match=sentence):
        asked.cast(society, choices)

    assert not Ballot.objects.exists()


def test_approvals_are_counted_and_nothing_tells_how_the_only_one_of_a_country_voted():
    asked = Asked()
    by = secretariat()
    for n in range(7):
        asked.cast(Society(f"Red {n}", country="ARG", by=by), [1] if n < 6 else [1, 2], gender="woman")
    asked.cast(Society("Red sola", country="PER", number=2, by=by), [3], gender="man")

    found = asked.close()

    assert found["counts"] == [(1, 7), (2, 1), (3, 1)]
    assert found["turnout"]["country"] == {"ARG": None, "PER": None}
    assert found["by"] == {"group": {}, "country": {}, "gender": {}}
    assert asked.it.results_sha256 == hash_of(asked.it.results)


def test_a_breakdown_is_shown_where_every_value_has_enough_ballots():
    asked = Asked()
    by = secretariat()
    for n in range(6):
        asked.cast(Society(f"Red {n}", by=by), [1], gender="woman")
    for n in range(6, 11):
        asked.cast(Society(f"Red {n}", country="PER", by=by), [2], gender="woman")

    found = asked.close()

    assert found["by"]["country"] == {"ARG": [6, 0, 0], "PER": [0, 5, 0]}
    assert found["turnout"]["gender"] == {"woman": 11}


@pytest.mark.parametrize(
    ("method", "argentine", "peruvian", "expected"),
    [
        ("dots", {"1": 2, "2": 1}, {"3": 3}, {"ARG": [10, 5, 0], "PER": [0, 0, 15]}),
        ("rank", [1, 2, 3], [3, 1], {"ARG": [10, 5, 0], "PER": [5, 0, 10]}),
        (
            "statements",
            {"1": 1, "2": -1},
            {"1": 0, "3": 1},
            {
                "ARG": [[5, 0, 0], [0, 5, 0], [0, 0, 0]],
                "PER": [[0, 0, 5], [0, 0, 0], [5, 0, 0]],
            },
        ),
    ],
)
def test_every_kind_is_broken_down_where_there_are_enough_ballots(
    client, method, argentine, peruvian, expected
):
    asked = Asked(method=method, limit=3)
    by = secretariat()
    for n in range(5):
        asked.cast(Society(f"Red {n}", by=by), argentine, gender="woman")
        asked.cast(Society(f"Otra {n}", country="PER", number=2, by=by), peruvian, gender="man")

    found = asked.close()

    assert found["by"]["country"] == expected
    assert found["by"]["gender"] == {"man": expected["PER"], "woman": expected["ARG"]}
    page = client.get(reverse("dialogues:consultation", args=[asked.it.slug])).content.decode()
    assert "By country" in page


def test_instant_runoff_and_borda_by_hand():
    ballots = [[1, 2, 3]] * 4 + [[2, 3, 1]] * 3 + [[3, 2, 1]] * 2

    rounds = tally.runoff(ballots, [1, 2, 3])

    assert [(dict(r.counts), r.out) for r in rounds] == [
        ({1: 4, 2: 3, 3: 2}, 3),
        ({1: 4, 2: 5}, None),
    ]
    assert tally.borda(ballots, [1, 2, 3]) == [(2, 12), (1, 8), (3, 7)]
    assert tally.dots([{"1": 2}, {"1": 1, "2": 2}], [1, 2]) == [(1, 3), (2, 2)]


@given(st.lists(st.permutations([1, 2, 3, 4]), min_size=1, max_size=30))
def test_a_runoff_ends_and_its_winner_beats_the_last_rival(ballots):
    rounds = tally.runoff(ballots, [1, 2, 3, 4])

    last = rounds[-1].counts
    assert rounds[-1].out is None
    assert len(rounds) <= 4
    assert max(last.values()) * 2 > len(ballots) or len(last) == 1


def two_camps(size):
    yes = [{"1": 1, "2": 1, "3": -1, "4": 1}] * size
    no = [{"1": -1, "2": -1, "3": 1, "4": 1}] * size
    return [*yes, *no]


def test_opinion_groups_are_the_same_each_time_and_say_what_is_common():
    found = opinion_of(two_camps(8), [1, 2, 3, 4])

    assert (found.why_none, list(found.sizes), found.silhouette) == ("", [8, 8], 1.0)
    assert found.common() == [4]
    assert set(found.divisive()) == {1, 2, 3}
    assert found == opinion_of(two_camps(8), [1, 2, 3, 4])


def test_too_few_and_no_clear_groups_are_said_honestly():
    assert opinion_of(two_camps(5), [1, 2, 3, 4]).why_none == "few"
    assert opinion_of([{"1": 1, "2": 1}] * 20, [1, 2]).why_none == "unclear"


def test_a_group_too_small_to_be_shown_is_never_formed():
    outsiders = [{"1": -1, "2": -1, "3": -1, "4": -1}] * 2
    found = opinion_of([*two_camps(8), *outsiders], [1, 2, 3, 4])

    assert all(size >= 5 for size in found.sizes)


def test_statements_are_added_and_moderated_in_the_open(client):
    asked, society = Asked("statements", may_add=True), Society()
    stands = consultations.add_statement(asked.it, text="Open data first.", by=society.person, at=AT)
    refused = consultations.add_statement(asked.it, text="Buy my book.", by=society.person, at=AT)

    with pytest.raises(Refused, match="among the options"):
        asked.cast(society, {stands.number: 1})
    consultations.moderate(stands, accept=True, reason="", by=asked.by, at=AT)
    with pytest.raises(Refused, match="everybody reads it"):
        consultations.moderate(refused, accept=False, reason="", by=asked.by, at=AT)
    consultations.moderate(refused, accept=False, reason="Advertising.", by=asked.by, at=AT)
    asked.cast(society, {stands.number: 1})

    page = client.get(reverse("dialogues:consultation", args=[asked.it.slug])).content.decode()
    assert "Advertising." in page
    assert asked.it.rule["options"] == [[1, "Services"], [2, "Work"], [3, "Data"]]
    assert {f.name for f in Option._meta.fields if f.is_relation} == {"consultation"}


def test_nothing_is_shown_while_it_is_open_and_the_csv_counts_the_same_and_names_nobody(client):
    asked = Asked()
    by = secretariat()
    for n, choice in enumerate([[1], [1], [1, 2]]):
        asked.cast(Society(f"Red {n}", by=by), choice)
    where = reverse("dialogues:consultation", args=[asked.it.slug])

    assert 'id="results"' not in client.get(where).content.decode()
    assert client.get(reverse("dialogues:ballots", args=[asked.it.slug])).status_code == 404
    asked.close()

    assert 'id="results"' in client.get(where).content.decode()
    text = client.get(reverse("dialogues:ballots", args=[asked.it.slug])).content.decode("utf-8-sig")
    assert "Red" not in text
    found = list(rows(asked.it))
    again = [sum(row[1 + i] for row in found[1:]) for i in range(3)]
    assert again == [3, 1, 0]


@travel(AT, tick=False)
def test_from_preparing_to_results_by_its_pages(client):
    by, society, stranger = secretariat(), Society(), UserFactory()
    client.force_login(by)
    form = {
        "title": "Themes",
        "question": "Which?",
        "method": "rank",
        "limit": "2",
        "closes_on": "2026-03-20",
        "options": "Services\nWork",
    }
    assert client.post(reverse("dialogues:consultation_new"), form | {"options": "One"}).status_code == 409
    assert client.post(reverse("dialogues:consultation_new"), form).status_code == 302
    it = Consultation.objects.get()
    client.logout()
    assert client.get(reverse("dialogues:consultation", args=[it.slug])).status_code == 404
    client.force_login(by)
    client.post(reverse("dialogues:consultation_move", args=[it.slug]), {})
    assert to_do(society.person, TODAY)[0][2] == CLOSES
    client.force_login(stranger)
    assert client.get(reverse("dialogues:vote", args=[it.slug])).status_code == 404
    client.force_login(society.person)
    vote = reverse("dialogues:vote", args=[it.slug])
    assert client.post(vote, {"o1": "1", "o2": "1", "gender": "woman"}).status_code == 422
    assert client.post(vote, {"o1": "2", "o2": "1", "gender": "woman"}).status_code == 302
    assert Ballot.objects.get().choices == [2, 1]
    assert to_do(society.person, TODAY) == []
    with travel(LAST, tick=False):
        client.force_login(by)
        client.post(reverse("dialogues:consultation_move", args=[it.slug]), {"close": "1"})
    page = client.get(reverse("dialogues:consultation", args=[it.slug])).content.decode()
    assert "Work: 1" in page
