"""Writing a pledge: several editors, sound words, what SMART lacks."""

from datetime import date
from decimal import Decimal

import pytest

from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.pledges import actions
from acogida.pledges.actions import Stale
from acogida.pledges.masks import mask_of
from acogida.pledges.models import Pledge
from acogida.pledges.queries.smart import letters, missing
from acogida.pledges.tests.factories import AT, Pledger

pytestmark = pytest.mark.django_db


def test_a_draft_belongs_to_its_organisation_and_is_seen_by_nobody_else():
    town = Pledger()

    pledge = town.draft()

    assert (pledge.state, pledge.pledger_name, pledge.contact) == (
        "draft",
        town.organisation.name,
        town.editor,
    )
    assert pledge.slug == f"one-place-to-ask-{pledge.pk}"
    assert pledge.objectives_mask == mask_of([3, 15])
    assert list(Pledge.objects.visible_to(town.colleague)) == [pledge]
    assert list(Pledge.objects.visible_to(town.stranger)) == []
    assert list(Pledge.objects.public()) == []
    assert AuditEvent.objects.get(name="pledges.begun").by == str(town.editor)


def test_two_editors_never_overwrite_each_other_silently():
    town = Pledger()
    pledge = town.draft()
    opened = pledge.revision
    actions.edit(pledge, values=town.values(title="First"), revision=opened, by=town.editor, at=AT)

    with pytest.raises(Stale) as refusal:
        actions.edit(pledge, values=town.values(title="Second"), revision=opened, by=town.colleague, at=AT)

    assert refusal.value.current.title == "First"
    assert Pledge.objects.get().title == "First"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": "  "}, "Give the pledge a title."),
        ({"starts_on": date(2027, 1, 2), "ends_on": date(2027, 1, 1)}, "ends before it starts"),
        ({"amount": Decimal(500), "currency": ""}, "needs its currency"),
        ({"amount": Decimal(0), "currency": "ARS"}, "more than zero"),
        ({"contributions": ["gold"]}, "Choose among"),
        ({"share": 101}, "add up to 101 %"),
    ],
)
def test_a_draft_says_nothing_that_cannot_be(values, sentence):
    town = Pledger()

    with pytest.raises(Refused, match=sentence):
        town.draft(**values)

    assert Pledge.objects.count() == 0


def test_only_editors_of_the_organisation_begin_and_change_a_pledge():
    town = Pledger()
    with pytest.raises(Refused):
        actions.create(town.organisation, values=town.values(), by=town.stranger, at=AT)
    pledge = town.draft()
    with pytest.raises(Refused):
        actions.edit(pledge, values=town.values(), revision=1, by=town.stranger, at=AT)


def test_a_matching_pledge_adds_to_one_that_stands():
    first, second = Pledger(), Pledger()
    matched = first.announced()
    pledge = second.draft(form="matching", matches=matched)
    assert pledge.matches == matched

    with pytest.raises(Refused, match="not public yet"):
        second.draft(form="matching", matches=first.draft())
    with pytest.raises(Refused, match="cannot add to itself"):
        actions.edit(
            pledge,
            values=second.values(form="matching", matches=pledge),
            revision=pledge.revision,
            by=second.editor,
            at=AT,
        )
    actions.declare(matched, state="withdrawn", reason="The budget was cut.", by=first.approver, at=AT)
    with pytest.raises(Refused, match="was withdrawn"):
        second.draft(form="matching", matches=Pledge.objects.get(pk=matched.pk))
    pledge.refresh_from_db()
    with pytest.raises(Refused, match="was withdrawn"):
        second.sign(pledge)


def test_pledges_never_match_in_a_circle():
    first, second = Pledger(), Pledger()
    one = first.announced()
    two = second.draft(form="matching", matches=one)
    two = second.sign(two)
    one.refresh_from_db()

    with pytest.raises(Refused, match="in a circle"):
        actions.amend(
            one,
            values=first.values(form="matching", matches=two),
            reason="To join forces",
            revision=one.revision,
            by=first.approver,
            at=AT,
        )


def test_smart_says_which_letters_are_missing_and_how_to_mend_them():
    town = Pledger()
    bare = town.draft(for_whom="", responsible_unit="", resources="", need="", starts_on=None, ends_on=None)

    found = letters(bare, milestones=0, indicators=0)

    assert [one.letter for one in found if not one.is_there] == ["S", "M", "A", "R", "T"]
    assert found[1].mend == ("Add an indicator with its unit, its baseline and its target.",)
    assert len(found[0].mend) == 2
    whole = letters(town.draft(), milestones=2, indicators=1)
    assert [one.letter for one in whole if one.is_there] == ["S", "M", "A", "R", "T"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"description": "x" * 299}, "has 299 characters; .* at least 300"),
        ({"description": "x" * 3001}, "has 3001 characters; .* 3000 at most"),
        ({"objectives": [], "principles": []}, "at least one objective or guiding principle"),
        ({"contributions": []}, "what the pledge contributes"),
        ({"ends_on": None}, "when it begins and when it ends"),
        ({"form": "common"}, "Nobody has confirmed yet"),
        ({"form": "matching"}, "names the pledge it adds to"),
    ],
)
def test_what_the_un_form_asks_is_asked_before_signing(values, sentence):
    town = Pledger()
    pledge = town.draft(**values)

    with pytest.raises(Refused, match=sentence):
        town.sign(pledge)

    assert Pledge.objects.get().state == "draft"


@pytest.mark.parametrize("length", [300, 3000])
def test_the_limits_themselves_are_taken(length):
    town = Pledger()
    assert missing(town.draft(description="x" * length), confirmed=0) == []
