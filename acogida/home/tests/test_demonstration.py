"""The demonstration region: loaded once, plainly invented, never attached to a real place."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from acogida.accounts.models import Organisation, User
from acogida.assessments.models import Assessment
from acogida.home import demonstration
from acogida.notices.models import OutgoingMail
from acogida.plans.models import Plan, Progress

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_the_region_is_loaded_once_and_changes_nothing_the_second_time():
    assert demonstration.load(now=NOW) is True
    counts = [model.objects.count() for model in (Organisation, User, Assessment, Plan, Progress)]

    assert demonstration.load(now=NOW) is False

    assert [model.objects.count() for model in (Organisation, User, Assessment, Plan, Progress)] == counts
    assert counts == [16, 34, 4, 2, 14]


def test_nothing_invented_stands_in_a_real_place():
    demonstration.load(now=NOW)

    assert not Organisation.objects.exclude(is_demonstration=True).exists()
    assert not Organisation.objects.filter(territory__is_demonstration=False).exists()
    assert not Assessment.objects.exclude(territory__is_demonstration=True).exists()
    assert not Plan.objects.exclude(territory__is_demonstration=True).exists()
    assert not User.objects.exclude(email__endswith=".example").exists()


def test_the_three_municipalities_stand_at_three_moments_of_the_cycle():
    demonstration.load(now=NOW)

    states = {plan.territory.code: plan.state for plan in Plan.objects.select_related("territory")}
    assert states == {"demo:san-ejemplo": "implementation", "demo:villa-muestra": "prioritisation"}
    begun = Assessment.objects.get(territory__code="demo:porto-modelo")
    assert begun.first_published_at is None


def test_old_mail_is_not_left_in_the_outbox(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        demonstration.load(now=NOW)

    assert OutgoingMail.objects.count() == 0
    # The personal links that live can be handed over.
    assert sorted(to for sent in mail.outbox for to in sent.to if to.endswith(".invalid")) == [
        "educacao@porto-modelo.invalid",
        "observatorio@universidad-muestra.invalid",
    ]


def test_a_public_installation_refuses_people_with_a_public_password(settings):
    settings.SITE_URL = "https://acogida.example"

    with pytest.raises(CommandError, match="public address"):
        call_command("load_demo")

    assert User.objects.count() == 0
