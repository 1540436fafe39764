"""A plan handed over whole and read back elsewhere; what others fund as an activity file."""

import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree

from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.documents.files import keep
from acogida.plans import actions
from acogida.plans.actions import Line, Reported
from acogida.plans.models import (
    Action,
    ActionIndicator,
    Challenge,
    Criterion,
    Evaluation,
    IndicatorValue,
    Plan,
    PlanVersion,
    Progress,
)
from acogida.plans.queries import is_as_adopted
from acogida.plans.tests.factories import AT, Town
from acogida.plans.tests.test_evaluation import LATER, published

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parent / "data" / "iati" / "iati-activities-schema.xsd"


@pytest.fixture(autouse=True)
def _own_data(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"


def funded(town):
    plan = town.designed()
    action = plan.actions.get()
    lines = [
        Line("Rent", 2026, "Municipality", Decimal(600), "ARS"),
        Line("Interpreters", 2026, "Embassy", Decimal(400), "ARS", funding="cooperation", is_secured=False),
    ]
    actions.set_budget(action, lines=lines, revision=action.revision, by=town.editor, at=AT)
    actions.adopt(plan, by=town.approver, at=AT)
    action.refresh_from_db()
    file = keep(SimpleUploadedFile("minutes.txt", b"The minutes."), by=town.editor, at=AT)
    value = Reported(action.indicators.get(), Decimal(90), "Register")
    town.report(action, spent_on={1: Decimal(50), 2: Decimal(30)}, values=[value], evidence_file=file)
    return Plan.objects.select_related("current_version", "organisation", "territory").get(pk=plan.pk)


def packed(client, town, plan):
    client.force_login(town.editor)
    return client.get(reverse("plans:handover", args=[plan.pk])).content


def emptied():
    """What the other installation has not got."""
    Plan.objects.update(state="diagnosis", first_adopted_at=None, current_version=None)
    for model in (
        IndicatorValue,
        Progress,
        ActionIndicator,
        Evaluation,
        Action,
        Challenge,
        Criterion,
        PlanVersion,
    ):
        model.objects.all().delete()
    Plan.objects.all().delete()


def test_a_plan_is_read_back_with_the_same_hashes(client):
    town = Town()
    plan = funded(town)
    published(town, plan)
    plan.refresh_from_db()
    data, sha256 = packed(client, town, plan), plan.current_version.sha256
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    emptied()

    upload = SimpleUploadedFile("pack.zip", data)
    page = client.post(reverse("plans:read_back"), {"organisation": town.organisation.pk, "file": upload})

    assert page.status_code == 302, page.text
    back = Plan.objects.select_related("current_version", "organisation", "territory").get()
    assert (back.pk, back.state, back.current_version.sha256) == (plan.pk, "implementation", sha256)
    assert hash_of(back.current_version.content) == sha256
    assert is_as_adopted(back)
    report = Progress.objects.get()
    assert (report.spent, report.evidence_file.name, report.values.get().value) == (80, "minutes.txt", 90)
    assert hash_of(back.evaluations.get().content) == back.evaluations.get().sha256
    assert {"plan.pdf", "plan.xlsx", "plan.json", "people.json", "open-questions.json"} <= set(names)
    assert client.get(reverse("plans:public", args=[back.slug])).status_code == 200


def test_a_pack_names_people_by_role_and_says_what_is_open(client):
    town = Town()
    plan = funded(town)

    archive = zipfile.ZipFile(io.BytesIO(packed(client, town, plan)))

    people = json.loads(archive.read("people.json"))
    assert {person["role"] for person in people} == {"editor", "approver", "member"}
    assert "@" not in archive.read("people.json").decode()
    questions = json.loads(archive.read("open-questions.json"))
    assert questions["money_not_secured"] == ["Action 0: Interpreters, 400 ARS"]


def changed(data, name, text):
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for item in old.namelist():
            new.writestr(item, text if item == name else old.read(item))
    return held.getvalue()


def test_a_pack_that_was_changed_or_is_already_here_is_refused(client):
    town = Town()
    plan = funded(town)
    data = packed(client, town, plan)
    words = {"organisation": town.organisation, "by": town.editor, "at": LATER}

    with pytest.raises(Refused, match="already holds this plan"):
        actions.read_back(data, **words)
    emptied()
    with pytest.raises(Refused, match=r"“plan\.json” is not what was handed over"):
        actions.read_back(changed(data, "plan.json", "[]"), **words)
    with pytest.raises(Refused, match="no handover pack"):
        actions.read_back(changed(data, "manifest.json", "{}"), **words)

    assert not Plan.objects.exists()


def test_what_others_fund_is_a_valid_activity_file(client):
    town = Town()
    plan = funded(town)

    made = client.get(reverse("plans:iati", args=[plan.slug]))

    document = etree.fromstring(made.content)
    etree.XMLSchema(etree.parse(str(SCHEMA))).assertValid(document)
    assert document.xpath("//reporting-org/@type") == ["11"]
    assert document.xpath("//budget/value/text()") == ["400.00"]
    assert document.xpath("//transaction/value/text()") == ["30.00"]
    assert document.xpath("//participating-org[@role='1']/narrative/text()") == ["Embassy"]
    assert document.xpath("//period/actual/@value") == ["90.00"]


def test_a_plan_that_nobody_else_funds_has_no_activity_file(client):
    town = Town()

    assert client.get(reverse("plans:iati", args=[town.adopted().slug])).status_code == 404
