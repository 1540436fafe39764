"""The pages where progress is reported, and the board."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from acogida.documents.models import StoredFile
from acogida.plans.models import Action, Plan, Progress
from acogida.plans.tests.factories import Town

pytestmark = pytest.mark.django_db


def test_a_late_report_is_taken_and_shown_as_late(client):
    town = Town()
    plan = town.adopted()
    action = plan.actions.get()
    Plan.objects.filter(pk=plan.pk).update(first_adopted_at=timezone.now() - timedelta(days=500))
    Action.objects.filter(pk=action.pk).update(starts_on=timezone.localdate() - timedelta(days=200))
    indicator = action.indicators.get()
    client.force_login(town.editor)
    address = reverse("plans:report", args=[action.pk])
    values = {
        "reported_on": timezone.localdate().isoformat(),
        "condition": "under_way",
        "narrative": "The desk opened.",
        f"value_{indicator.pk}": "60",
        f"source_{indicator.pk}": "Register",
        "spent": "100",
    }

    asked = client.get(address)
    page = client.post(address, values, follow=True)

    assert "shown as late" in asked.text
    assert "Baseline 40, target 140." in asked.text
    assert "days late" in page.text
    assert "20 % of the way" in page.text
    assert Progress.objects.get().is_late


def test_a_report_without_a_source_keeps_what_was_typed(client):
    town = Town()
    action = town.adopted().actions.get()
    indicator = action.indicators.get()
    client.force_login(town.editor)
    values = {
        "reported_on": timezone.localdate().isoformat(),
        "condition": "delayed",
        "narrative": "Typed words",
        "delay_reason": "Rain",
        f"value_{indicator.pk}": "60",
    }

    page = client.post(reverse("plans:report", args=[action.pk]), values)

    assert page.status_code == 409
    assert "no result without a source" in page.text
    assert "Typed words" in page.text
    assert not Progress.objects.exists()


def test_a_refused_report_keeps_no_file(client):
    town = Town()
    action = town.adopted().actions.get()
    client.force_login(town.editor)
    values = {
        "reported_on": "2099-01-01",
        "condition": "under_way",
        "narrative": "x",
        "evidence_file": SimpleUploadedFile("minutes.txt", b"Minutes of the meeting"),
    }
    address = reverse("plans:report", args=[action.pk])

    refused = client.post(address, values)
    assert refused.status_code == 409
    assert not StoredFile.objects.exists()

    values |= {
        "reported_on": timezone.localdate().isoformat(),
        "evidence_file": SimpleUploadedFile("minutes.txt", b"Minutes of the meeting"),
    }
    client.post(address, values)
    report = Progress.objects.get()
    mine = client.get(reverse("plans:report_evidence", args=[report.pk]))
    client.force_login(town.stranger)
    theirs = client.get(reverse("plans:report_evidence", args=[report.pk]))
    assert b"".join(mine.streaming_content) == b"Minutes of the meeting"
    assert theirs.status_code == 404


def test_the_board_puts_overdue_first(client):
    town = Town()
    plan = town.adopted(2)
    Plan.objects.filter(pk=plan.pk).update(first_adopted_at=timezone.now() - timedelta(days=500))
    late = plan.actions.order_by("pk").last()
    Action.objects.filter(pk=late.pk).update(starts_on=timezone.localdate() - timedelta(days=190))
    other = plan.actions.order_by("pk").first()
    Action.objects.filter(pk=other.pk).update(starts_on=timezone.localdate() - timedelta(days=10))
    client.force_login(town.member)

    page = client.get(reverse("plans:board", args=[plan.pk]))

    board = page.context["board"]
    assert [item.action.pk for item, _late, _why in board.due] == [late.pk]
    assert [row.action.pk for row in board.rows] == [late.pk, other.pk]
    assert "Report now" not in page.text  # a member reads; editors report
