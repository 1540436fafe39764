"""My week: what waits, where each organisation stands, and the one thing to do next."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from acogida.accounts.models import Role
from acogida.accounts.tests.factories import MunicipalityFactory, OrganisationFactory, UserFactory
from acogida.assessments.models import Assessment, Instrument
from acogida.notices.models import Notice
from acogida.plans.models import Plan
from acogida.practices import actions as practices
from acogida.practices.tests.factories import AT
from acogida.practices.tests.factories import Town as Elsewhere
from acogida.practices.tests.test_review import Desk

TODAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return OrganisationFactory(territory=MunicipalityFactory(name="Villa Prueba"))


@pytest.fixture
def editor(town):
    return UserFactory(name="Ana Núñez", member_of=town)


def assessment_of(town, by, **words):
    instrument = Instrument.objects.create(code="x", version="1", title={"es": "X"})
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Assessment.objects.create(
        organisation=town,
        territory=town.territory,
        instrument=instrument,
        year=2026,
        created_by=by,
        created_at=at,
        **words,
    )


def plan_of(town, by, **words):
    return Plan.objects.create(
        organisation=town,
        territory=town.territory,
        title="Plan de prueba",
        slug="plan-de-prueba",
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
        created_by=by,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        **words,
    )


@pytest.fixture(autouse=True)
def _clock(at):
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def week(client):
    """The page as a person sees it."""

    def open_page(user):
        client.force_login(user)
        return client.get(reverse("week"))

    return open_page


@pytest.fixture
def shown(week):
    """What the page shows of a person's only organisation."""

    def organisation(user):
        [found] = week(user).context["organisations"]
        return found

    return organisation


def states(found):
    return [step["state"] for step in found["steps"]]


def test_the_first_step_of_a_town_is_the_self_assessment(editor, shown):
    found = shown(editor)
    assert states(found) == ["current", "next", "next", "next", "next", "next"]
    assert (found["label"], found["url"]) == ("Start the self-assessment", reverse("assessments:start"))


def test_a_reader_is_shown_what_may_be_read(town, shown):
    found = shown(UserFactory(member_of=town, member_of__role=Role.MEMBER))
    assert found["label"] == "See what others have published"


def test_a_draft_is_gone_on_with(town, editor, shown):
    draft = assessment_of(town, editor)
    found = shown(editor)
    assert found["sentence"] == "The self-assessment of 2026 is under way."
    assert found["url"] == reverse("assessments:work", args=[draft.pk])


@pytest.mark.parametrize(
    ("state", "label", "place"),
    [
        ("diagnosis", "Go on with the diagnosis", 1),
        ("prioritisation", "Go on with the prioritisation", 2),
        ("design", "Go on with the design", 3),
    ],
)
def test_a_plan_shows_its_stage(town, editor, shown, state, label, place):
    plan = plan_of(town, editor, state=state)
    found = shown(editor)
    assert states(found) == ["done"] * place + ["current"] + ["next"] * (5 - place)
    assert (found["label"], found["url"]) == (label, reverse("plans:desk", args=[plan.pk]))


def notice(user, at, text, due_on, **words):
    return Notice.objects.create(
        recipient=user, notice_class="work", text=text, due_on=due_on, created_at=at, **words
    )


def test_what_waits_is_sorted_by_its_day_and_said_in_words(editor, at, week):
    for text, due_on in [
        ("later", date(2026, 3, 10)),
        ("soon", date(2026, 3, 9)),
        ("late", date(2026, 2, 28)),
        ("today", TODAY),
    ]:
        notice(editor, at, text, due_on)
    assert [(row["text"], row["when"], row["tone"]) for row in week(editor).context["due"]] == [
        ("late", "2 days late", "error"),
        ("today", "Today", "warning"),
        ("soon", "By March 9, 2026", "warning"),
        ("later", "By March 10, 2026", "neutral"),
    ]


def test_a_notice_kept_in_another_language_opens_the_page_in_this_one(editor, at, week):
    with override("pt"):
        elsewhere = reverse("plans:index")
    notice(editor, at, "Outra coisa", TODAY, url=elsewhere)
    [row] = week(editor).context["due"]
    assert row["url"] == reverse("plans:index") != elsewhere


def test_a_question_of_a_review_stands_once(week):
    desk, people = Desk(), Elsewhere()
    practice = desk.sent(people)
    reviewers = [desk.internal, *desk.external[:2]]
    practices.invite(practice, reviewers=reviewers, by=desk.secretary, at=AT)
    asked = practices.ask(practice, part="results", question="How many?", by=desk.secretary, at=AT)
    here = reverse("practices:answer", args=[asked.pk])

    assert Notice.objects.filter(recipient=people.editor, url=here, due_on=asked.due_on).count() == 1
    assert [(row["text"], row["url"]) for row in week(people.editor).context["due"]] == [
        ("Answer a question of the review of your practice.", here)
    ]
    reader = desk.internal.user
    there = reverse("practices:review", args=[practice.reviews.get(reviewer=reader).pk])
    assert [row["url"] for row in week(reader).context["due"]] == [there]


def test_a_reminder_of_what_is_to_be_done_already_lends_it_its_day_and_is_left_out(at, week):
    people = Elsewhere()
    practice = people.published()
    enquiry = practices.enquire(practice, text="How?", by=people.stranger, at=AT)
    here = reverse("practices:enquiry", args=[enquiry.pk])
    notice(people.editor, at, "Later", date(2026, 3, 20), url=here)
    notice(people.editor, at, "Sooner", date(2026, 3, 10), url=here)
    notice(people.editor, at, "Nowhere", date(2026, 3, 11))
    notice(people.editor, at, "Elsewhere", date(2026, 3, 12), url=reverse("plans:index"))

    assert [(row["text"], row["when"]) for row in week(people.editor).context["due"]] == [
        ("Answer what somebody asks about your practice.", "By March 10, 2026"),
        ("Nowhere", "By March 11, 2026"),
        ("Elsewhere", "By March 12, 2026"),
    ]


def test_only_ones_own_unread_notices_with_a_day_wait(editor, at, week):
    notice(editor, at, "Mine", date(2026, 3, 5))
    notice(editor, at, "Without a day", None)
    notice(editor, at, "Read", date(2026, 3, 4), read_at=at)
    notice(UserFactory(), at, "Of somebody else", date(2026, 3, 3))
    assert [row["text"] for row in week(editor).context["due"]] == ["Mine"]


def test_the_page_greets_and_leads_a_new_person(client, editor, town):
    client.force_login(editor)
    page = client.get(reverse("week"))
    text = page.content.decode()
    assert "Good to see you, Ana" in text
    assert f'hx-get="{reverse("first_steps")}"' in text
    assert reverse("territories:territory", args=[town.territory.slug]) in text
    editor.settled_at = datetime(2026, 3, 1, tzinfo=UTC)
    editor.save()
    assert reverse("first_steps") + '"' not in client.get(reverse("week")).text.split("<main")[1]


def test_a_person_without_an_organisation_is_told_how_to_come_by_one(client):
    client.force_login(UserFactory())
    text = client.get(reverse("week")).content.decode()
    assert "You do not belong to an organisation yet" in text


def test_an_organisation_without_a_territory_is_shown_its_country(client, town):
    ministry = OrganisationFactory(name="Ministerio", territory=None, country=town.country)
    client.force_login(UserFactory(member_of=ministry))
    text = client.get(reverse("week")).content.decode()
    assert "Your organisation has no territory of its own" in text
    assert reverse("territories:territory", args=[town.country.slug]) in text


def test_a_visitor_signs_in_first(client):
    answer = client.get(reverse("week"))
    assert answer.status_code == 302
    assert "next=" in answer["Location"]


def test_the_page_costs_the_same_for_one_and_for_many_organisations(
    client, editor, django_assert_max_num_queries
):
    client.force_login(editor)
    with django_assert_max_num_queries(28):
        client.get(reverse("week"))
    for _ in range(5):
        UserFactory._meta.model.objects.get(pk=editor.pk).memberships.create(
            organisation=OrganisationFactory(), role=Role.EDITOR, starts_on=date(2020, 1, 1)
        )
    with django_assert_max_num_queries(28):
        client.get(reverse("week"))
