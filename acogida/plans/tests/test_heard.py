"""Challenges from what others found; suggestions with reasons; a practice begun from a finished action."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from acogida.core import thread
from acogida.core.errors import Refused
from acogida.dialogues.models import Event, Theme
from acogida.dialogues.models import Recommendation as Heard
from acogida.plans import actions
from acogida.plans.models import Action
from acogida.plans.queries import suggestions
from acogida.plans.tests.factories import AT, Town, local_action, objective
from acogida.plans.tests.test_evaluation import published
from acogida.practices import actions as practices
from acogida.practices.models import Practice
from acogida.practices.tests.factories import Town as Elsewhere

pytestmark = pytest.mark.django_db
BEGIN, OPEN = "Begin a practice from it", "Open the practice begun from it"


def heard(**values):
    event = Event.objects.create(
        slug="talk",
        title="A talk",
        held_on="2026-02-01",
        kind="seminar",
        mode="online",
        organisers="x",
        created_at=AT,
    )
    theme = Theme.objects.create(event=event, number=1, title="Access")
    found = Heard.objects.create(
        slug="talk-1-1",
        event=event,
        theme=theme,
        number=1,
        texts={"en": "Open desks in the evening"},
        language="en",
        published_at=AT,
        **values,
    )
    found.objectives.set([objective()])
    return found


def test_a_suggestion_dismissed_is_not_made_again_and_says_why(client):
    town = Town()
    _plan, challenges = town.design()
    local = local_action()
    first = challenges[0]
    assert [s.local_action for s in suggestions([first])[first.pk]][-1:] != []
    client.force_login(town.editor)
    said = {"kind": "local", "key": local.pk}

    client.post(reverse("plans:dismiss", args=[first.pk]), {**said, "why": " "})
    first.refresh_from_db()
    silent = list(first.dismissed)
    client.post(reverse("plans:dismiss", args=[first.pk]), {**said, "why": "The province does it."})
    page = client.get(reverse("plans:suggestions", args=[first.pk])).text

    first.refresh_from_db()
    assert (silent, first.dismissed[0]["why"]) == ([], "The province does it.")
    assert local not in [s.local_action for s in suggestions([first])[first.pk]]
    assert "The province does it." in page


def test_a_finished_action_begins_a_practice_with_what_is_known(client):
    town = Town()
    plan = town.adopted()
    action = plan.actions.get()
    evaluation = actions.open_evaluation(
        plan, kind="mid_term", evaluator="x", method="y", by=town.editor, at=AT
    )
    with pytest.raises(Refused, match="Publish the evaluation first"):
        actions.draft_practice(evaluation, action=action, by=town.editor, at=AT)
    evaluation.delete()
    evaluation, _recommended = published(town, plan)
    with pytest.raises(Refused, match="not finished"):
        actions.draft_practice(evaluation, action=action, by=town.editor, at=AT)
    town.report(action, condition="done", narrative="Seven services in one place.")
    client.force_login(town.editor)

    begun = client.post(reverse("plans:draft_practice", args=[evaluation.pk, action.pk]))

    practice = Practice.objects.get()
    assert "Seven services in one place." in client.get(begun["Location"]).text
    text = practice.texts.get()
    assert (text.title, practice.organisation) == (action.title, town.organisation)
    assert "Seven services in one place." in text.description


def begun(client, town):
    """A finished action of an evaluated plan, and the address at which a practice is begun from it."""
    plan = town.adopted()
    action = plan.actions.get()
    evaluation, _recommended = published(town, plan)
    town.report(action, condition="done", narrative="Seven services in one place.")
    client.force_login(town.editor)
    return evaluation, action, reverse("plans:draft_practice", args=[evaluation.pk, action.pk])


def test_pressing_twice_opens_the_draft_that_was_begun(client):
    evaluation, _action, address = begun(client, Town())
    desk = reverse("plans:evaluation", args=[evaluation.pk])
    before = client.get(desk).text

    first, second = client.post(address), client.post(address)

    practice = Practice.objects.get()
    assert first["Location"] == second["Location"]
    assert first["Location"] == reverse("practices:write", args=[practice.pk, "story"])
    after = client.get(desk).text
    assert [words in before for words in (BEGIN, OPEN)] == [True, False]
    assert [words in after for words in (BEGIN, OPEN)] == [False, True]
    assert f"The practice “{practice}” was begun from it before." in after


def test_what_was_begun_and_sent_opens_on_its_page_and_what_was_thrown_away_begins_again(client):
    town = Town()
    _evaluation, _action, address = begun(client, town)
    client.post(address)
    practice = Practice.objects.get()
    Practice.objects.update(state="submitted", submitted_by=town.approver, submitted_at=AT)

    sent = client.post(address)

    assert sent["Location"] == reverse("practices:work", args=[practice.pk])
    Practice.objects.update(state="draft", submitted_at=None)
    practices.discard(practice, by=town.editor, at=AT)
    client.post(address)
    assert Practice.objects.get().pk != practice.pk


def test_an_action_follows_only_a_public_practice():
    town = Town()
    plan, challenges = town.design()
    draft = practices.start(town.organisation, values={"title": "Draft"}, by=town.editor, at=AT)

    with pytest.raises(Refused, match="not public"):
        town.action(plan, challenges[0], inspired_by=draft)
    assert not Action.objects.exists()


def test_what_a_dialogue_asks_for_becomes_a_challenge_once(client):
    town = Town()
    plan = town.plan()
    found = heard()
    client.force_login(town.editor)
    address = reverse("plans:heard", args=[plan.pk])

    client.post(address, {"heard": found.pk})
    again = client.post(address, {"heard": found.pk})

    challenge = plan.challenges.get()
    assert (challenge.title, challenge.cause["kind"], challenge.heard) == (
        "Open desks in the evening",
        "heard",
        found,
    )
    assert [o.number for o in challenge.objectives.all()] == [15]
    assert (again.status_code, "already a challenge" in again.text) == (409, True)


def test_what_is_not_published_is_no_cause():
    town = Town()
    plan = town.plan()
    found = heard()
    Heard.objects.update(published_at=None)

    with pytest.raises(Refused, match="not published"):
        actions.challenge_from_dialogue(plan, heard=found, by=town.editor, at=AT)


def test_a_practice_and_the_action_that_follows_it_lead_to_each_other(client):
    town = Town()
    plan, challenges = town.design()
    practice = Elsewhere().published()
    action = town.action(plan, challenges[0], inspired_by=practice)
    town.indicator(action)

    draft = thread.around("practice", practice.pk, user=AnonymousUser())
    assert draft.effects == []
    page = client.get(reverse("practices:practice", args=[practice.slug])).content.decode()
    assert 'id="taken-up"' not in page
    actions.adopt(plan, by=town.approver, at=AT)

    down = thread.around("practice", practice.pk, user=AnonymousUser())
    assert ("action", action.pk) in [bead.key for bead in down.effects]
    up = thread.around("action", action.pk, user=AnonymousUser())
    assert ("practice", practice.pk) in [bead.key for bead in up.causes]
    page = client.get(reverse("practices:practice", args=[practice.slug])).content.decode()
    assert page.index('id="taken-up"') < page.index(action.title)
    public = client.get(reverse("plans:public_action", args=[plan.slug, action.pk])).content.decode()
    assert reverse("practices:practice", args=[practice.slug]) in public
    client.force_login(town.editor)
    work = client.get(reverse("plans:action", args=[action.pk])).content.decode()
    assert reverse("practices:practice", args=[practice.slug]) in work


def test_what_an_amendment_follows_is_told_once_it_is_adopted():
    town = Town()
    plan = town.adopted()
    action, practice = plan.actions.get(), Elsewhere().published()
    action.inspired_by = practice
    action.save()

    assert thread.around("practice", practice.pk, user=AnonymousUser()).effects == []
    stranger = thread.around("action", action.pk, user=AnonymousUser())
    assert "practice" not in {bead.kind for bead in stranger.causes}
    assert thread.around("practice", practice.pk, user=town.editor).effects[0].key == ("action", action.pk)
