"""The boards of working groups, and the final report that counts them."""

import io

import docx
import pytest
from django.urls import reverse

from acogida.core.errors import Refused
from acogida.training.actions import final as final_deeds
from acogida.training.actions import groupwork as deeds
from acogida.training.models import FinalReport, GroupWorkItem, WorkGroup
from acogida.training.queries.groupwork import shared_items
from acogida.training.queries.links import token_of
from acogida.training.states import Kind
from acogida.training.tests.factories import AT, accepted, component, edition, secretariat, session, slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    of = edition(starts_on=AT.date(), ends_on=AT.date())
    slot(of, seats=20)
    made = component(of, kind=Kind.GROUP_WORK, key="groups", is_required=False)
    WorkGroup.objects.create(
        component=made, key="transit", order=1, title={"en": "Transit", "es": "Tránsito"}
    )
    return made


def write(board, title="No place to inform at night", horizon="short"):
    return deeds.add_item(board.groups.get(), title=title, horizon=horizon, at=AT)


def test_a_participant_writes_a_challenge_and_is_not_named(board, client):
    person = accepted(board.edition, board.edition.slots.get())
    address = reverse("training:seat_board", args=[token_of(person), board.pk])

    client.post(address, {"group": board.groups.get().pk, "title": "Nobody informs", "horizon": "long"})

    item = GroupWorkItem.objects.get()
    assert (item.title, item.horizon, item.created_by) == ("Nobody informs", "long", None)


def test_the_boards_are_shared_when_each_group_has_brought_what_it_was_asked(board, client):
    by = secretariat()
    write(board)
    with pytest.raises(Refused, match="1 of the 3 challenges"):
        deeds.share(board, by=by, at=AT)
    plenary = reverse("training:plenary", args=[board.edition.slug])
    assert client.get(plenary).status_code == 404

    write(board, "Second", "medium")
    write(board, "Third", "long")
    deeds.share(board, by=by, at=AT)

    assert "No place to inform at night" in client.get(plenary).text
    assert len(shared_items()) == 3


def test_what_was_shared_is_withdrawn_and_not_deleted(board):
    by = secretariat()
    items = [write(board, str(n)) for n in range(4)]
    deeds.remove_item(items[0], by=by, at=AT)
    assert GroupWorkItem.objects.count() == 3
    deeds.share(board, by=by, at=AT)

    deeds.remove_item(items[1], by=by, at=AT)

    assert GroupWorkItem.objects.count() == 3
    assert len(shared_items()) == 2


def test_the_final_report_is_frozen_and_names_nobody(board, client):
    of, by = board.edition, secretariat()
    session(of)
    people = [accepted(of, of.slots.get(), n, gender="woman", sector="local", by=by) for n in range(6)]
    write(board)
    report = final_deeds.freeze_report(of, recommendations="Go on\n\nMeasure again", by=by, at=AT)
    accepted(of, of.slots.get(), 9, by=by)

    said = FinalReport.objects.get().content
    assert (said["accepted"], said["complete"], said["gender"]) == (6, 0, {"woman": 6})
    assert said["sector"] == {"local": 6}
    assert said["recommendations"] == ["Go on", "Measure again"]
    assert people[0].email not in str(said)
    client.force_login(by)
    assert client.get(reverse("training:final_pdf", args=[report.pk])).content.startswith(b"%PDF")
    read = docx.Document(io.BytesIO(client.get(reverse("training:final_docx", args=[report.pk])).content))
    words = "\n".join(p.text for p in read.paragraphs)
    assert "Measure again" in words
    assert "Needs found in the working groups" in words


def test_no_report_of_an_edition_that_is_not_over():
    with pytest.raises(Refused, match="not over"):
        final_deeds.freeze_report(edition(), recommendations="", by=secretariat(), at=AT)
