"""A municipality begins a practice and writes it, alone or with colleagues."""

import pytest

from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.practices import actions
from acogida.practices.actions import Stale
from acogida.practices.models import Practice
from acogida.practices.tests.factories import AT, Town

pytestmark = pytest.mark.django_db


def test_a_draft_needs_a_title_and_nothing_else():
    town = Town()
    practice = actions.start(town.organisation, values={"title": " One desk "}, by=town.editor, at=AT)
    assert (practice.code, practice.slug, practice.state) == ("AC-2026-0001", "one-desk", "draft")
    assert practice.texts.get().title == "One desk"
    assert list(practice.places.all()) == [town.place]
    assert AuditEvent.objects.filter(name="practices.started").count() == 1
    with pytest.raises(Refused, match="a title"):
        actions.start(town.organisation, values={"summary": "x"}, by=town.editor, at=AT)


def test_codes_and_addresses_are_not_shared():
    town = Town()
    codes = [town.draft().code for _ in range(3)]
    assert codes == ["AC-2026-0001", "AC-2026-0002", "AC-2026-0003"]
    assert Practice.objects.values_list("slug", flat=True).distinct().count() == 3


def test_only_people_who_edit_for_the_organisation_write():
    town = Town()
    with pytest.raises(Refused, match="can begin"):
        actions.start(town.organisation, values={"title": "x"}, by=town.stranger, at=AT)
    practice = town.draft()
    with pytest.raises(Refused, match="can change"):
        actions.write(practice, values={"summary": "x"}, revision=None, by=town.stranger, at=AT)


def test_what_is_not_named_stays():
    town = Town()
    practice = town.draft()
    actions.write(practice, values={"lessons": "Ask first."}, revision=None, by=town.editor, at=AT)
    practice.refresh_from_db()
    text = practice.texts.get()
    assert (text.lessons, text.summary) == ("Ask first.", "Seven procedures at one desk, in three languages.")
    assert [(row.objective_id, row.is_primary) for row in practice.served.all()] == [(15, True), (3, False)]


def test_a_colleague_who_saved_first_is_noticed_and_nothing_is_overwritten():
    town = Town()
    practice = town.draft()
    revision = practice.revision
    actions.write(practice, values={"title": "First"}, revision=revision, by=town.editor, at=AT)
    with pytest.raises(Stale) as caught:
        actions.write(practice, values={"title": "Second"}, revision=revision, by=town.approver, at=AT)
    assert caught.value.current.texts.get().title == "First"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"primary": [24]}, "no objective 24"),
        ({"title": "x" * 500}, "has 500 characters; at most 160 fit"),
        ({"title": " "}, "a title"),
        ({"kind": "miracle"}, "not on offer"),
        ({"year_start": 2024, "year_end": 2020}, "ends before it begins"),
        ({"year_start": 20240}, "four digits"),
    ],
)
def test_what_cannot_be_is_refused_whole(values, said):
    town = Town()
    practice = town.draft()
    with pytest.raises(Refused, match=said):
        actions.write(practice, values={"summary": "New"} | values, revision=None, by=town.editor, at=AT)
    assert practice.texts.get().summary == "Seven procedures at one desk, in three languages."


def test_only_a_draft_never_sent_is_thrown_away():
    town = Town()
    published = town.published()
    with pytest.raises(Refused, match="never sent"):
        actions.discard(published, by=town.editor, at=AT)
    actions.discard(town.draft(), by=town.editor, at=AT)
    assert list(Practice.objects.all()) == [published]


def test_an_update_is_not_seen_before_it_is_published():
    town = Town()
    practice = town.published()
    actions.write(practice, values={"summary": "Secret yet"}, revision=None, by=town.editor, at=AT)
    practice.refresh_from_db()
    assert "Secret" not in str(practice.current_version.content)
