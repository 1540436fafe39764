"""What is counted in memory is what the lists find, and follows every deed."""

import random
from datetime import date, timedelta

import pytest
from django.utils import timezone

from acogida.accounts.tests.factories import OrganisationFactory
from acogida.compact.models import EntityKind
from acogida.pledges import actions
from acogida.pledges.masks import numbers_in
from acogida.pledges.models import Pledge
from acogida.pledges.queries import Asked, narrowed
from acogida.pledges.queries.columns import shelf
from acogida.pledges.queries.dashboard import tallies
from acogida.pledges.states import State
from acogida.pledges.tests.factories import AT, Pledger, bare

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
QUESTIONS = (
    Asked(),
    Asked(objective=3),
    Asked(principle=2, contribution="policy"),
    Asked(round_table=1),
    Asked(delivery="behind"),
    Asked(freshness="stale", form="common"),
    Asked(entity="local_government"),
    Asked(entity="nobody"),
    Asked(country="ARG"),
    Asked(country="nowhere"),
    Asked(year=2025, offers=1),
    Asked(q="pledge 1"),
)


@pytest.fixture
def remembering(settings):
    """The columns are kept, as in a running house."""
    settings.REMEMBER_SECONDS = 10.0
    shelf.forget()
    yield
    shelf.forget()


def some_of_everything() -> None:
    dice, kinds = random.Random(7), [*EntityKind.objects.all(), None]
    organisations = [OrganisationFactory() for _ in range(3)]
    for state in [*State] * 6:
        day = TODAY - timedelta(days=dice.randrange(900))
        bare(
            state=state,
            organisation=dice.choice(organisations),
            entity_kind=dice.choice(kinds),
            country=dice.choice([organisations[0].country, None]),
            form=dice.choice(["individual", "common"]),
            year=dice.choice([2024, 2025, None]),
            is_offer=dice.random() < 0.5,
            objectives_mask=dice.randrange(64),
            principles_mask=dice.randrange(8),
            contributions_mask=dice.randrange(16),
            steps=dice.randrange(3),
            next_due_on=dice.choice([None, day + timedelta(days=400)]),
            starts_on=dice.choice([None, day, day + timedelta(days=900)]),
            last_reported_on=dice.choice([None, day]),
            announced_on=None if state in {State.DRAFT, State.RECORDED} else day,
        )


@pytest.mark.parametrize("asked", QUESTIONS, ids=str)
def test_every_number_is_the_length_of_its_list(asked):
    some_of_everything()

    def listed(**more) -> int:
        return narrowed(Pledge.objects.public(), asked.but(**more), TODAY).count()

    found = tallies(asked, TODAY)

    assert found.total == listed()
    assert (found.total > 0) == (asked.entity != "nobody" and asked.country != "nowhere")
    kinds = {"delivery": "delivery", "freshness": "freshness", "form": "form", "entity": "entity_kind"}
    for name, column in kinds.items():
        if not getattr(asked, name):
            assert all(listed(**{name: value}) == n for value, n in found.plain[column].items()), name
    if not asked.year:
        assert all(listed(year=value) == n for value, n in found.years.items())
    if not (asked.objective or asked.round_table):
        assert all(listed(objective=value) == n for value, n in found.objectives.items())
    if not asked.contribution:
        assert all(listed(contribution=value) == n for value, n in found.contributions.items())
    rows = list(narrowed(Pledge.objects.public(), asked, TODAY))
    assert sum(found.principles.values()) == sum(len(numbers_in(row.principles_mask)) for row in rows)
    assert sum(found.countries.values()) == sum(row.country_id is not None for row in rows)


@pytest.mark.usefixtures("remembering")
def test_what_is_kept_follows_every_deed():
    def lights() -> dict:
        return tallies(Asked(), date(2026, 10, 1)).plain["delivery"]

    town = Pledger()
    bare()
    assert lights() == {"no_steps": 1}

    pledge = town.draft()
    town.indicator(pledge)
    milestone = town.milestone(pledge, due_on=date(2026, 9, 1))
    assert lights() == {"no_steps": 1}
    town.sign(pledge)
    assert lights() == {"no_steps": 1, "behind": 1}

    actions.edit_milestone(
        milestone,
        values={"title": "Open the place", "due_on": date(2026, 12, 1)},
        reason="The place was being mended.",
        revision=1,
        by=town.approver,
        at=AT,
    )
    assert lights() == {"no_steps": 1, "on_track": 1}
    town.report(pledge, done=[milestone])
    assert tallies(Asked(freshness="fresh"), date(2026, 10, 1)).total == 1
    actions.declare(pledge, state="withdrawn", reason="Cut.", by=town.approver, at=timezone.now())
    assert lights() == {"no_steps": 1, "withdrawn": 1}


@pytest.mark.usefixtures("remembering")
def test_where_nothing_happened_no_pledge_is_read_again(django_assert_num_queries):
    town = Pledger()
    town.announced()
    tallies(Asked(), TODAY)

    with django_assert_num_queries(1):
        assert tallies(Asked(), TODAY).total == 1
    town.announced(title="Another one")
    with django_assert_num_queries(2):
        assert tallies(Asked(), TODAY).total == 2
