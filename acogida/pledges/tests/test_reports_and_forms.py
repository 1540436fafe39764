"""Frozen annual reports, other people's forms, orphans, events that leave a draft."""

from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from acogida.accounts.models import Membership
from acogida.accounts.tests.factories import MandateFactory
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.dialogues.models import Event
from acogida.pledges import actions
from acogida.pledges.actions import load_public_pledges
from acogida.pledges.models import AnnualReport, Pledge
from acogida.pledges.receivers import draft_report_of_event
from acogida.pledges.tests.factories import AT, Pledger

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 21, tzinfo=UTC)


def test_the_figures_of_an_annual_report_never_change(client):
    load_public_pledges()
    town, secretary = Pledger(), MandateFactory().user
    pledge = town.announced()
    town.report(pledge, date(2026, 4, 1))
    with pytest.raises(Refused, match="Only the secretariat"):
        actions.freeze_report(year=2026, by=town.approver, at=LATER)

    found = actions.freeze_report(year=2026, by=secretary, at=LATER)

    before = client.get(reverse("pledges:annual_export", args=[2026, "docx"])).content
    town.announced()
    actions.declare(pledge, state="withdrawn", reason="x", by=town.approver, at=AT)
    found.refresh_from_db()
    assert found.sha256 == hash_of(found.content)
    assert (found.content["total"], found.content["updates"]) == (41, 1)
    assert found.content["delivery"]["not_reported"] == 40
    after = client.get(reverse("pledges:annual_export", args=[2026, "docx"])).content
    texts = [[p.text for p in docx.Document(BytesIO(one)).paragraphs] for one in (before, after)]
    assert texts[0] == texts[1]
    assert client.get(reverse("pledges:annual_export", args=[2026, "pdf"])).content.startswith(b"%PDF-")
    assert found.sha256 in client.get(reverse("pledges:annual_report", args=[2026])).text
    with pytest.raises(Refused, match="frozen already"):
        actions.freeze_report(year=2026, by=secretary, at=LATER)
    with pytest.raises(Refused, match="has begun"):
        actions.freeze_report(year=2031, by=secretary, at=LATER)


def test_the_secretariat_freezes_on_the_page(client):
    client.force_login(MandateFactory().user)
    year = timezone.localdate().year
    client.post(reverse("pledges:annual_freeze", args=[year]))
    assert AnnualReport.objects.get().year == year
    assert client.get(reverse("pledges:annual")).status_code == 200


def test_a_pledge_is_carried_to_the_un_form_in_its_sections(client):
    town = Pledger()
    pledge = town.announced()

    page = client.get(reverse("pledges:forms", args=[pledge.slug]))
    made = client.get(reverse("pledges:form_docx", args=[pledge.slug, "un"]))

    for words in ("I. Contact person", "II. Who pledges", "VI. Description", "Reported impact"):
        assert words in page.text
    assert town.editor.name not in page.text
    text = "\n".join(p.text for p in docx.Document(BytesIO(made.content)).paragraphs)
    assert "VII. Attachment" in text
    assert pledge.description in text


def test_a_pledge_under_the_other_compact_is_warned_about(client):
    town = Pledger()
    pledge = town.announced(framework="gcr")
    assert "is set aside there" in client.get(reverse("pledges:forms", args=[pledge.slug])).text


def test_pledges_stand_under_the_round_tables_of_the_forum(client):
    load_public_pledges()
    made = client.get(reverse("pledges:round_tables", args=["docx"]))
    document = docx.Document(BytesIO(made.content))
    assert len(document.tables) == 4
    assert client.get(reverse("pledges:round_tables", args=["pdf"])).content.startswith(b"%PDF-")


def test_orphans_are_for_the_secretariat(client):
    town = Pledger()
    town.announced()
    Membership.objects.filter(user=town.editor).update(ends_on=date(2026, 3, 3))
    client.force_login(town.approver)
    assert client.get(reverse("pledges:orphans")).status_code == 404
    client.force_login(MandateFactory().user)
    assert "One place to ask" in client.get(reverse("pledges:orphans")).text


def test_an_event_that_closes_drafts_the_report_of_the_pledge_it_serves(client):
    town = Pledger()
    pledge = town.announced()
    event = Event.objects.create(
        slug="annual-dialogue",
        kind="conversatorio",
        title="Annual dialogue",
        held_on=date(2026, 3, 20),
        mode="online",
        organisers="The network",
        state="invited",
        created_at=AT,
    )
    actions.tie_event(pledge, event, by=town.editor, at=AT)
    with pytest.raises(Refused, match="already"):
        actions.tie_event(pledge, event, by=town.editor, at=AT)

    draft_report_of_event(Event, event=event)
    draft_report_of_event(Event, event=event)

    draft = pledge.updates.get()
    assert (draft.published_at, draft.reported_on) == (None, date(2026, 3, 20))
    client.force_login(town.editor)
    page = client.get(reverse("pledges:report", args=[pledge.pk]))
    assert "“Annual dialogue” was held." in page.text
    client.post(
        reverse("pledges:report", args=[pledge.pk]),
        {"reported_on": "2026-03-20", "narrative": "It was held, with 181 people."},
    )
    assert pledge.updates.get().grade == "documented"
    assert Pledge.objects.get().state == "in_progress"
