"""A whole import is undone: its figures leave everywhere, what was cited stays, the file can come again."""

import pytest
from django.urls import reverse

from acogida.accounts.models import Role
from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.evidence import actions, store
from acogida.evidence.models import Dataset, Figure, Import, Indicator, Observation
from acogida.evidence.queries import series
from acogida.evidence.tests.test_import import brought_in, uploaded

pytestmark = pytest.mark.django_db
YEARS = "año;personas\n2023;40\n2024;50\n"


@pytest.fixture
def town():
    return OrganisationFactory()


@pytest.fixture
def editor(town):
    return UserFactory(member_of=town)


@pytest.fixture
def fresh_store():
    yield
    store.build()


def test_every_figure_of_the_file_goes_and_the_file_may_come_again(town, editor, at, fresh_store):
    done = brought_in(town, editor, at, YEARS)
    code = done.dataset.code
    actions.rebuild_figures()
    assert [row.value for row in series(code, town.territory.code, user=editor)] == [40, 50]

    back = actions.take_back(done, by=editor, at=at)
    actions.rebuild_figures()
    assert series(code, town.territory.code, user=editor) == []
    assert not Observation.objects.exists()
    assert not Dataset.objects.filter(code=code).exists()
    assert not Indicator.objects.filter(code=code).exists()
    assert (back.state, back.dataset, back.undone_at) == ("undone", None, at)
    assert AuditEvent.objects.get(name="evidence.taken_back").detail["figures"] == 2

    again = actions.choose(back, {**back.mapping, "title": "Otra vez"}, by=editor, at=at)
    assert actions.bring_in(again, by=editor, at=at).observations.count() == 2


def test_figures_of_another_file_in_the_same_indicator_stay(town, editor, at):
    first = brought_in(town, editor, at, YEARS)
    code = first.dataset.code
    second = uploaded(town, editor, at, "año;personas\n2022;30\n")
    second = actions.choose(second, {**second.mapping, "indicator": code}, by=editor, at=at)
    second = actions.bring_in(second, by=editor, at=at)
    actions.take_back(first, by=editor, at=at)
    assert list(Observation.objects.values_list("period", flat=True)) == ["2022"]
    assert Indicator.objects.filter(code=code).exists()


def test_what_was_cited_stays_as_it_was_cited(town, editor, at, fresh_store):
    done = brought_in(town, editor, at, YEARS)
    code = done.dataset.code
    actions.rebuild_figures()
    cited = actions.cite(code, town.territory, "2024", {}, by=editor, at=at)
    actions.take_back(done, by=editor, at=at)
    assert Figure.objects.get(pk=cited.pk).value == 50
    assert Dataset.objects.filter(code=code).exists()
    assert not Observation.objects.exists()


def test_open_figures_are_taken_back_by_who_may_open_them(town, editor, at):
    approver = UserFactory(member_of=town, member_of__role=Role.APPROVER)
    done = brought_in(town, editor, at, YEARS)
    actions.open_to_everyone(done.dataset, is_public=True, by=approver, at=at)
    with pytest.raises(Refused, match="Everyone sees these figures: an approver"):
        actions.take_back(done, by=editor, at=at)
    assert Observation.objects.count() == 2
    actions.take_back(done, by=approver, at=at)
    assert not Observation.objects.exists()


def test_strangers_take_nothing_back_and_nothing_is_taken_back_twice(town, editor, at):
    done = brought_in(town, editor, at, YEARS)
    with pytest.raises(Refused, match="Only editors"):
        actions.take_back(done, by=UserFactory(), at=at)
    actions.take_back(done, by=editor, at=at)
    with pytest.raises(Refused, match="has not been imported"):
        actions.take_back(done, by=editor, at=at)


def test_the_page_leads_from_the_figures_back_to_the_columns(client, town, editor, at, fresh_store):
    done = brought_in(town, editor, at, YEARS)
    client.force_login(editor)
    page = client.get(reverse("evidence:import", args=[done.pk])).text
    assert "Take back the whole import" in page
    answer = client.post(reverse("evidence:import_take_back", args=[done.pk]), follow=True)
    assert "The whole import was taken back. The file is still here." in answer.text
    assert "Which column is what" in answer.text
    assert Import.objects.get().state == "undone"
