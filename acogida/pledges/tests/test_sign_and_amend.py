"""Signing makes a pledge public and immutable; amendments say why, and the whole history stays."""

import pytest

from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.notices.models import Notice
from acogida.pledges import actions
from acogida.pledges.actions import Stale
from acogida.pledges.models import Pledge
from acogida.pledges.signals import announced
from acogida.pledges.tests.factories import AT, Pledger

pytestmark = pytest.mark.django_db


def test_an_approver_signs_and_the_original_is_frozen(django_capture_on_commit_callbacks):
    town, heard = Pledger(), []
    announced.connect(listener := lambda sender, pledge, **kw: heard.append(pledge.pk), weak=False)

    with django_capture_on_commit_callbacks(execute=True):
        pledge = town.announced()

    announced.disconnect(listener)
    version = pledge.current_version
    assert (pledge.state, pledge.announced_on.isoformat(), pledge.year) == ("announced", "2026-03-02", 2026)
    assert (version.number, version.reason, version.sha256) == (1, "", hash_of(version.content))
    assert version.content["objectives"] == [3, 15]
    assert [m["title"] for m in version.content["milestones"]] == ["Open the place"]
    assert town.editor.name not in str(version.content)
    assert heard == [pledge.pk]
    assert list(Pledge.objects.public()) == [pledge]


def test_editors_ask_and_only_approvers_sign():
    town = Pledger()
    pledge = town.draft()

    actions.ask_signature(pledge, by=town.editor, at=AT)
    with pytest.raises(Refused, match="Only an approver"):
        actions.sign(pledge, revision=pledge.revision, by=town.editor, at=AT)

    assert "is ready" in Notice.objects.get(recipient=town.approver).text


def test_nobody_signs_words_they_have_not_read():
    town = Pledger()
    pledge = town.draft()
    read = pledge.revision
    actions.edit(pledge, values=town.values(title="Other words"), revision=read, by=town.editor, at=AT)

    with pytest.raises(Stale):
        actions.sign(pledge, revision=read, by=town.approver, at=AT)


def test_signed_words_change_only_by_an_amendment_with_its_reason():
    town = Pledger()
    pledge = town.announced()
    original = pledge.current_version

    with pytest.raises(Refused, match="only by an amendment"):
        actions.edit(pledge, values=town.values(title="X"), revision=pledge.revision, by=town.editor, at=AT)
    with pytest.raises(Refused, match="Say why"):
        _amend(town, pledge, reason=" ", title="X")
    with pytest.raises(Refused, match="Nothing would change"):
        _amend(town, pledge, reason="No change at all")
    amended = _amend(
        town, pledge, reason="The health centre joins.", title="One place to ask, and be cared for"
    )

    assert amended.current_version.number == 2
    assert amended.current_version.reason == "The health centre joins."
    original.refresh_from_db()
    assert original.content["title"] == "One place to ask"
    assert original.sha256 == hash_of(original.content)
    assert amended.announced_on == pledge.announced_on


def _amend(town, pledge, *, reason, **values):
    pledge.refresh_from_db()
    return actions.amend(
        pledge,
        values=town.values(**values),
        reason=reason,
        revision=pledge.revision,
        by=town.approver,
        at=AT,
    )
