"""What a plan is handed out as: for the council, the wall, the review, a seal."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse
from docx import Document

from acogida.core.errors import Refused
from acogida.notices.models import Notice
from acogida.plans import actions
from acogida.plans.actions import Line
from acogida.plans.models import Plan
from acogida.plans.tests.factories import AT, Town

pytestmark = pytest.mark.django_db
KINDS = ("progress", "council", "review", "seal")


def document(client, plan, what):
    found = Document(BytesIO(client.get(reverse("plans:made", args=[plan.pk, what, "docx"])).content))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in found.paragraphs), *cells])


def slow_town():
    """A plan with a delayed action whose money is partly secured."""
    town = Town()
    plan, challenges = town.design()
    action = town.action(plan, challenges[0])
    town.indicator(action)
    lines = [
        Line("Rent", 2026, "Budget", Decimal(600), "ARS"),
        Line("Interpreters", 2027, "Wanted", Decimal(400), "ARS", "cooperation", is_secured=False),
    ]
    action.refresh_from_db()
    actions.set_budget(action, lines=lines, revision=action.revision, by=town.editor, at=AT)
    actions.adopt(plan, by=town.approver, at=AT)
    town.report(action, condition="delayed", delay_reason="The tender took four months.")
    return town, Plan.objects.get(pk=plan.pk), action


def test_one_place_has_every_document(client):
    town, plan, _action = slow_town()
    client.force_login(town.editor)

    page = client.get(reverse("plans:documents", args=[plan.pk]))

    addresses = [address for document in page.context["shelf"] for _format, address in document.links]
    assert len(page.context["shelf"]) == 9
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_before_the_adoption_there_is_no_document(client):
    town = Town()
    plan = town.designed()
    client.force_login(town.editor)

    assert client.get(reverse("plans:documents", args=[plan.pk])).context["shelf"] == []
    for what in KINDS:
        assert client.get(reverse("plans:made", args=[plan.pk, what, "pdf"])).status_code == 404
    assert client.get(reverse("plans:poster", args=[plan.slug])).status_code == 404


def test_the_council_reads_what_is_late_why_and_what_it_is_asked_for(client):
    town, plan, _action = slow_town()
    client.force_login(town.member)

    report = document(client, plan, "council")

    assert "Open one desk: delayed. The tender took four months." in report
    assert "Open one desk: Interpreters, 400 ARS" in report
    assert "0 of 1 targets are reached; 1 indicators have no value." in report


def test_the_progress_sheet_is_one_page_and_the_poster_is_a3(client):
    town, plan, _action = slow_town()
    client.force_login(town.editor)

    sheet = pikepdf.open(
        BytesIO(client.get(reverse("plans:made", args=[plan.pk, "progress", "pdf"])).content)
    )
    page = client.get(reverse("plans:progress", args=[plan.pk]))
    poster = pikepdf.open(BytesIO(client.get(reverse("plans:poster", args=[plan.slug])).content))

    assert len(sheet.pages) == 1
    assert "The tender took four months." in page.text
    assert [round(float(side)) for side in poster.pages[0].mediabox[2:]] == [842, 1191]


def test_the_review_chapter_stands_by_round_table_and_the_seal_by_dimension(client):
    town, plan, _action = slow_town()
    client.force_login(town.editor)

    review, seal = document(client, plan, "review"), document(client, plan, "seal")

    assert "Round table 1" in review
    assert "Open one desk" in review
    assert "The tender took four months." in review
    assert "No self-assessment is published yet" in seal
    assert "Actions with another cause" in seal


def test_nobody_else_takes_the_councils_papers(client):
    town, plan, _action = slow_town()
    client.force_login(town.stranger)

    for what in KINDS:
        assert client.get(reverse("plans:made", args=[plan.pk, what, "pdf"])).status_code == 404
    client.force_login(town.editor)
    assert client.get(reverse("plans:made", args=[plan.pk, "poem", "pdf"])).status_code == 404


def entrusted(town):
    plan, challenges = town.design()
    for title in ("First", "Second"):
        town.indicator(town.action(plan, challenges[0], title=title, responsible=town.editor))
    actions.adopt(plan, by=town.approver, at=AT)
    return Plan.objects.get(pk=plan.pk)


def test_whoever_goes_on_answers_for_what_the_other_did_and_is_told():
    town = Town()
    plan = entrusted(town)
    frozen = plan.current_version.sha256

    count = actions.entrust(plan, leaving=town.editor, coming=town.member, by=town.approver, at=AT)

    assert count == 2
    assert set(plan.actions.values_list("responsible", flat=True)) == {town.member.pk}
    assert Notice.objects.filter(recipient=town.member, text__contains="answer for 2 actions").exists()
    assert Plan.objects.get(pk=plan.pk).current_version.sha256 == frozen


@pytest.mark.parametrize(
    ("leaving", "coming", "by", "sentence"),
    [
        ("editor", "editor", "editor", "Choose two people"),
        ("editor", "stranger", "editor", "Invite them first"),
        ("other", "member", "editor", "answers for no action"),
        ("editor", "member", "member", "edit for this organisation"),
    ],
)
def test_a_handover_that_makes_no_sense_is_refused(leaving, coming, by, sentence):
    town = Town()
    plan = entrusted(town)

    with pytest.raises(Refused, match=sentence):
        actions.entrust(
            plan, leaving=getattr(town, leaving), coming=getattr(town, coming), by=getattr(town, by), at=AT
        )


def test_the_handover_page_says_who_answers_for_what_and_what_is_open(client):
    town = Town()
    plan = entrusted(town)
    gone = town.editor.memberships.get()
    gone.ends_on = date(2026, 3, 2)
    gone.save()
    client.force_login(town.approver)
    address = reverse("plans:handing", args=[plan.pk])

    page = client.get(address)
    done = client.post(address, {"leaving": town.editor.pk, "coming": town.approver.pk}, follow=True)

    assert "2 actions are in the hands of people who have left." in page.text
    assert "an administrator is missing" in page.text
    assert "answers for them from now on" in done.text
    assert "have left" not in done.text
