"""The recommendations of 2023, what governments answer, and what became of them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from time_machine import travel

from acogida.accounts.models import Organisation
from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.core import panels, thread
from acogida.core.errors import Refused
from acogida.dialogues import signals
from acogida.dialogues.actions import loading, recommendations
from acogida.dialogues.models import Answer, Event, Recommendation, Step
from acogida.dialogues.queries.recommendations import QUIET_DAYS, counted, search_entries
from acogida.dialogues.queries.week import due_for
from acogida.dialogues.tests.factories import AT, organisation, secretariat

pytestmark = pytest.mark.django_db


class Government:
    """A municipality with somebody who signs and somebody who edits."""

    def __init__(self):
        self.organisation: Organisation = OrganisationFactory(name="Municipalidad de Prueba")
        self.approver = UserFactory(member_of=self.organisation, member_of__role="approver")
        self.editor = UserFactory(member_of=self.organisation, member_of__role="editor")

    def answer(self, recommendation, *, stance="takes_up", at=AT, **more):
        words = {"text": "Our office will do it this year."} | more
        return recommendations.answer(
            recommendation, organisation=self.organisation, stance=stance, by=self.approver, at=at, **words
        )


@pytest.fixture
def one():
    loading.load()
    return Recommendation.objects.get(slug="conversatorio-2023-2-03")


def test_twenty_one_recommendations_are_loaded_ten_and_eleven_and_only_once():
    loading.load()

    assert loading.load() == 0 + 21
    by_theme = [t.recommendations.count() for t in Event.objects.get(slug="conversatorio-2023").themes.all()]
    assert by_theme == [10, 11]
    assert all(
        set(r.texts) == {"es", "en", "pt", "fr"} and r.objectives.exists()
        for r in Recommendation.objects.all()
    )


def test_loading_again_leaves_what_was_answered(one):
    Government().answer(one)

    loading.load()

    one.refresh_from_db()
    assert (one.state, one.answers.count()) == ("taken_up", 1)


def test_who_takes_a_recommendation_up_first_owns_it_and_upper_modules_hear_of_it(
    one, django_capture_on_commit_callbacks
):
    heard = []
    receiver = lambda sender, recommendation, answer, **kw: heard.append((recommendation.pk, answer.stance))  # noqa: E731 -- two words
    signals.recommendation_answered.connect(receiver)
    first, second = Government(), Government()

    with django_capture_on_commit_callbacks(execute=True):
        first.answer(one)
        second.answer(one, stance="partly")

    one.refresh_from_db()
    assert (one.state, one.owner) == ("taken_up", first.organisation)
    assert heard == [(one.pk, "takes_up"), (one.pk, "partly")]


@pytest.mark.parametrize(
    ("stance", "words", "sentence"),
    [
        ("takes_up", {"text": " "}, "Say in a sentence"),
        ("already", {}, "Name the evidence"),
    ],
)
def test_an_answer_without_words_or_without_the_evidence_it_needs_is_refused(one, stance, words, sentence):
    with pytest.raises(Refused, match=sentence):
        Government().answer(one, stance=stance, **words)

    assert not Answer.objects.exists()


def test_only_who_signs_for_a_government_answers(one):
    government, society = Government(), organisation()
    boss = UserFactory(member_of=society, member_of__role="approver")
    words = {"stance": "takes_up", "text": "Yes.", "at": AT}

    with pytest.raises(Refused, match="signs for a government"):
        recommendations.answer(one, organisation=government.organisation, by=government.editor, **words)
    with pytest.raises(Refused, match="signs for a government"):
        recommendations.answer(one, organisation=society, by=boss, **words)


def test_what_is_done_is_shown(one):
    government = Government()
    government.answer(one)

    with pytest.raises(Refused, match="name the evidence"):
        recommendations.follow_up(one, state="done", words="Done.", by=government.editor, at=AT)
    recommendations.follow_up(
        one, state="done", words="The map is public.", evidence="Map of 2026", by=government.editor, at=AT
    )

    one.refresh_from_db()
    assert one.state == "done"
    assert {s.value: n for s, n in counted()}["done"] == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(recommendation=one, state="done", words="x", at=AT)


def test_nobody_follows_up_what_nobody_owns(one):
    with pytest.raises(Refused, match="a government must take it up first"):
        recommendations.follow_up(one, state="under_way", words="We hear so.", by=secretariat(), at=AT)
    with pytest.raises(Refused, match="Only its owner"):
        recommendations.follow_up(one, state="set_aside", words="No.", by=Government().approver, at=AT)


def test_the_owner_is_asked_again_after_half_a_year_of_silence(one):
    government = Government()
    government.answer(one)

    half_a_year = AT.date() + timedelta(days=QUIET_DAYS)
    assert due_for(government.approver, half_a_year - timedelta(days=1)) == []
    [due] = due_for(government.approver, half_a_year)
    assert "Map the integration initiatives" in due.text
    assert due.url == reverse("dialogues:follow_up", args=[one.slug])
    assert due.due_on is None


def test_a_recommendation_is_a_bead_a_panel_and_a_search_entry(one, rf):
    government = Government()
    government.answer(one)

    strand = thread.around("recommendation", one.pk, user=None)
    assert strand.bead.title.startswith("Map the integration initiatives")
    territory = next(p for p in panels.of("territory") if p.name == "dialogues")
    assert territory.context(government.organisation.territory, None)["answers"][0].recommendation == one
    objective = next(p for p in panels.of("objective") if p.name == "dialogues-objective")
    assert one in objective.context(one.objectives.first(), None)["recommendations"]
    assert [e.language for e in search_entries([str(one.pk)])] == ["es", "pt", "en", "fr"]


@travel(AT, tick=False)
def test_a_municipality_answers_and_everybody_reads_it(one, client):
    government = Government()
    where = reverse("dialogues:answer", args=[one.slug])
    client.force_login(government.editor)
    assert client.get(where).status_code == 404
    client.force_login(government.approver)
    sent = {"organisation": government.organisation.pk, "stance": "already", "text": "We do."}

    refused = client.post(where, sent)
    assert refused.status_code == 409
    assert "We do." in refused.content.decode()
    assert client.post(where, sent | {"evidence": "Register 2026"}).status_code == 302

    client.logout()
    page = client.get(reverse("dialogues:recommendation", args=[one.slug])).content.decode()
    assert "Register 2026" in page
    assert government.approver.name not in page


@pytest.mark.parametrize("query", ["", "?state=open", "?objective=15", "?event=conversatorio-2023&after=x"])
def test_the_list_is_filtered_and_costs_the_same_for_any_number(
    one, client, query, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9):
        page = client.get(reverse("dialogues:recommendations") + query)

    assert page.status_code == 200
    assert 'lang="en"' in page.content.decode()
