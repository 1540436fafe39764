"""What is not public never leaves by the API, whoever asks."""

import pytest

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.api.tests.factories import adopted_plan, draft_assessment, draft_plan, published_assessment
from acogida.assessments.models import Assessment
from acogida.evidence.models import Dataset, Indicator
from acogida.plans.models import Plan

pytestmark = pytest.mark.django_db


def everything(client) -> str:
    """Every list and every detail that exists, as text."""
    paths = ["assessments", "plans", "datasets", "indicators"]
    paths += [f"assessments/{pk}" for pk in Assessment.objects.values_list("pk", flat=True)]
    paths += [f"plans/{pk}" for pk in Plan.objects.values_list("pk", flat=True)]
    paths += [f"datasets/{code}" for code in Dataset.objects.values_list("code", flat=True)]
    paths += [f"indicators/{code}" for code in Indicator.objects.values_list("code", flat=True)]
    return "\n".join(client.get(f"/api/v1/{path}").content.decode() for path in paths)


def test_drafts_and_amendments_never_leak(client):
    published_assessment()
    adopted_plan()
    drafts = [draft_assessment(), draft_plan()]

    said = everything(client)

    assert "Published words" in said
    assert "Local migration plan" in said
    assert "SECRET" not in said
    assert client.get(f"/api/v1/assessments/{drafts[0].pk}").status_code == 404
    assert client.get(f"/api/v1/plans/{drafts[1].pk}").status_code == 404


def test_nobody_is_named(client):
    published_assessment()
    plan = adopted_plan()

    said = everything(client)

    assert "Rosa Secreta" not in said
    assert "example.org" not in said
    assert plan.created_by.name not in said


def test_colleagues_see_no_more_here_than_everybody(client):
    draft = draft_plan()
    town = OrganisationFactory()
    for number in range(2):
        Dataset.objects.create(
            code=f"local-{number}",
            title={"en": f"Set {number}"},
            publisher="Town",
            licence="Own",
            edition="2024",
            organisation=town,
            is_public=bool(number),
        )
    Indicator.objects.create(
        code="local-secret", title={"en": "x"}, unit="people", dataset=Dataset.objects.get(code="local-0")
    )
    client.force_login(UserFactory(member_of=town))

    assert client.get(f"/api/v1/plans/{draft.pk}").status_code == 404
    assert [one["code"] for one in client.get("/api/v1/datasets").json()["items"]] == ["local-1"]
    assert client.get("/api/v1/datasets/local-0").status_code == 404
    assert client.get("/api/v1/indicators").json()["items"] == []
    assert client.get("/api/v1/indicators/local-secret").status_code == 404
