"""Taking up challenges, each with its cause."""

import pytest
from django.db import IntegrityError, transaction

from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.plans import actions
from acogida.plans.models import Challenge
from acogida.plans.tests.factories import Town, figure, objective, weak_answer

pytestmark = pytest.mark.django_db


def test_a_weak_answer_becomes_a_challenge_with_its_cause_kept(at):
    town = Town()
    plan = town.plan()
    answer = weak_answer(town.organisation, by=town.editor, objectives=(3, 15))

    challenge = actions.challenge_from_answer(plan, answer=answer, by=town.editor, at=at)
    answer.value = "yes"
    answer.save()
    challenge.refresh_from_db()

    assert challenge.title == "Not yet: Is there one desk?"
    assert challenge.cause["value"] == "no"
    assert challenge.cause["code"] == "T-01"
    assert challenge.cause["year"] == 2025
    assert "SECRET" not in str(challenge.cause)
    assert sorted(o.pk for o in challenge.objectives.all()) == [3, 15]
    last = AuditEvent.objects.order_by("-pk").first()
    assert (last.name, last.detail["cause"]) == ("plans.challenge_added", "answer")


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("no", "Aún no: existe una ventanilla única"),
        ("partly", "Solo en parte: existe una ventanilla única"),
        ("unknown", "No sabemos si existe una ventanilla única"),
    ],
)
def test_the_title_is_proposed_in_the_language_of_who_takes_it_up(at, value, title):
    town = Town()
    town.editor.language = "es"
    answer = weak_answer(town.organisation, by=town.editor, value=value)

    challenge = actions.challenge_from_answer(town.plan(), answer=answer, by=town.editor, at=at)

    assert challenge.title == title


def test_a_long_question_is_cut_at_a_word(at):
    town = Town()
    answer = weak_answer(town.organisation, by=town.editor, text={"en": "word " * 60})

    challenge = actions.challenge_from_answer(town.plan(), answer=answer, by=town.editor, at=at)

    assert len(challenge.title) <= 200
    assert challenge.title.endswith("word…")


def test_an_answer_is_taken_up_once(at):
    town = Town()
    plan = town.plan()
    answer = weak_answer(town.organisation, by=town.editor)
    actions.challenge_from_answer(plan, answer=answer, by=town.editor, at=at)

    with pytest.raises(Refused, match="already a challenge"):
        actions.challenge_from_answer(plan, answer=answer, by=town.editor, at=at)


def test_a_good_answer_is_no_challenge(at):
    town = Town()
    answer = weak_answer(town.organisation, by=town.editor, value="yes")

    with pytest.raises(Refused, match="shows no weakness"):
        actions.challenge_from_answer(town.plan(), answer=answer, by=town.editor, at=at)


def test_an_answer_of_another_organisation_is_refused(at):
    town, elsewhere = Town(), Town()
    answer = weak_answer(elsewhere.organisation, by=elsewhere.editor)

    with pytest.raises(Refused, match="another organisation's"):
        actions.challenge_from_answer(town.plan(), answer=answer, by=town.editor, at=at)


def test_a_figure_becomes_a_challenge_with_its_sentence_and_source(at):
    town = Town()
    cited = figure(town.organisation.territory, objectives=(1, 7))

    challenge = actions.challenge_from_figure(town.plan(), figure=cited, by=town.editor, at=at)

    assert challenge.title == "1,200 migrants lived in the place in 2024."
    assert challenge.cause["source"]["publisher"] == "Test office"
    assert sorted(o.pk for o in challenge.objectives.all()) == [1, 7]


def test_the_same_figure_is_taken_up_once(at):
    town = Town()
    plan = town.plan()
    place = town.organisation.territory
    actions.challenge_from_figure(plan, figure=figure(place), by=town.editor, at=at)

    with pytest.raises(Refused, match="already a challenge"):
        actions.challenge_from_figure(plan, figure=figure(place), by=town.editor, at=at)


def test_a_figure_of_another_organisation_is_refused(at):
    town, elsewhere = Town(), Town()
    cited = figure(town.organisation.territory, organisation=elsewhere.organisation)

    with pytest.raises(Refused, match="belongs to another organisation"):
        actions.challenge_from_figure(town.plan(), figure=cited, by=town.editor, at=at)


def test_a_challenge_by_hand_says_how_it_is_known(at):
    town = Town()

    with pytest.raises(Refused, match="No challenge without a cause"):
        actions.challenge_by_hand(town.plan(), title="Fear", reason=" ", by=town.editor, at=at)
    with pytest.raises(Refused, match="one sentence what should be mended"):
        actions.challenge_by_hand(town.plan(), title=" ", reason="Assembly", by=town.editor, at=at)

    assert Challenge.objects.count() == 0


def test_no_challenge_without_a_cause_can_be_stored(at):
    town = Town()
    challenge = town.challenge(town.plan())

    with pytest.raises(IntegrityError), transaction.atomic():
        Challenge.objects.filter(pk=challenge.pk).update(reason="")


def test_a_stranger_adds_nothing(at):
    town = Town()

    with pytest.raises(Refused, match="Only people who edit"):
        actions.challenge_by_hand(town.plan(), title="x", reason="y", by=town.stranger, at=at)
    with pytest.raises(Refused, match="Only people who edit"):
        actions.challenge_by_hand(town.plan(), title="x", reason="y", by=town.member, at=at)


def test_a_challenge_is_edited_and_a_stale_form_is_noticed(at):
    town = Town()
    challenge = town.challenge(town.plan())
    values = {"horizon": "short", "reason": "Assembly", "objectives": [objective(3)]}

    edited = actions.edit_challenge(
        challenge, title="Better words", revision=1, by=town.editor, at=at, **values
    )

    assert (edited.title, edited.horizon, edited.revision) == ("Better words", "short", 2)
    with pytest.raises(actions.Stale, match="A colleague changed this") as stale:
        actions.edit_challenge(challenge, title="Older words", revision=1, by=town.editor, at=at, **values)
    assert stale.value.current.title == "Better words"


def test_a_challenge_that_is_scored_stays_as_it_reads(at):
    town = Town()
    plan, made = town.scoring("One", "Two")
    town.score_all(plan, town.member, 3, 4)

    with pytest.raises(Refused, match="Colleagues have scored this challenge"):
        actions.remove_challenge(made[0], by=town.editor, at=at)


def test_a_challenge_with_actions_is_not_removed(at):
    town = Town()
    plan, challenges = town.design()
    town.action(plan, challenges[0])

    with pytest.raises(Refused, match="Actions answer to this challenge"):
        actions.remove_challenge(challenges[0], by=town.editor, at=at)


def test_a_draft_challenge_is_removed_and_an_adopted_one_withdrawn(at):
    town = Town()
    draft = town.challenge(town.plan())
    actions.remove_challenge(draft, by=town.editor, at=at)
    plan = town.adopted()
    second = plan.challenges.get(title="Second")

    actions.remove_challenge(second, by=town.editor, at=at)

    assert not Challenge.objects.filter(pk=draft.pk).exists()
    second.refresh_from_db()
    assert second.withdrawn_at == at


def test_after_the_scoring_a_challenge_waits_for_an_amendment(at):
    town = Town()
    plan, _challenges = town.design()

    with pytest.raises(Refused, match="The scoring is closed"):
        town.challenge(plan, "Late idea")

    assert town.challenge(town.adopted(), "Amendment").is_priority is True
