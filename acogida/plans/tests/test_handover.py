"""A plan handed over whole and read back elsewhere; what others fund as an activity file."""

import hashlib
import html
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree

from acogida.core import thread
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.documents.files import keep
from acogida.plans import actions
from acogida.plans.actions import Line, Reported
from acogida.plans.actions.design import FIELDS
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
from acogida.practices.models import Practice
from acogida.practices.tests.factories import Town as Elsewhere

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parent / "data" / "iati" / "iati-activities-schema.xsd"


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
    assert document.xpath("//budget/@status") == ["1"]
    assert document.xpath("//participating-org/@role") == ["4"]
    assert document.xpath("//period/actual/@value") == ["90.00"]


def following(town, practice):
    plan, challenges = town.design()
    town.indicator(town.action(plan, challenges[0], inspired_by=practice))
    actions.adopt(plan, by=town.approver, at=AT)
    return Plan.objects.select_related("current_version", "organisation", "territory").get(pk=plan.pk)


def elsewhere(practice, **kept):
    """As another installation has it: under its number another practice, itself under another number."""
    twin = Elsewhere("BRA").published()
    code, slug = practice.code, practice.slug
    Practice.objects.filter(pk=practice.pk).update(code="AC-1999-0001", slug="another-one")
    Practice.objects.filter(pk=twin.pk).update(**{"code": code, "slug": slug} | kept)
    return practice.pk, twin.pk


def both_pages(client, plan):
    action = plan.actions.get()
    return [
        client.get(reverse("plans:public_action", args=[plan.slug, action.pk])).text,
        client.get(reverse("plans:action", args=[action.pk])).text,
    ]


def test_a_practice_known_here_by_its_code_is_followed_on_after_reading_back(client):
    town = Town()
    practice = Elsewhere().published()
    plan = following(town, practice)
    data, sha256 = packed(client, town, plan), plan.current_version.sha256
    emptied()
    number, here = elsewhere(practice)

    back = actions.read_back(data, organisation=town.organisation, by=town.editor, at=LATER)

    action = Action.objects.get()
    version = PlanVersion.objects.get()
    assert (action.inspired_by_id, version.content["actions"][0]["inspired_by"]) == (here, number)
    assert (version.sha256, hash_of(version.content)) == (sha256, sha256)
    assert is_as_adopted(Plan.objects.select_related("current_version").get(pk=back.pk))
    mine, other = (Practice.objects.get(pk=pk) for pk in (here, number))
    for page in both_pages(client, back):
        assert reverse("practices:practice", args=[mine.slug]) in page
        assert reverse("practices:practice", args=[other.slug]) not in page
        assert "not on this platform" not in page
    pages = {
        pk: client.get(reverse("practices:practice", args=[o.slug])).text
        for pk, o in ((here, mine), (number, other))
    }
    assert (action.title in pages[here], action.title in pages[number]) == (True, False)
    up = thread.around("action", action.pk, user=AnonymousUser())
    assert [bead.pk for bead in up.causes if bead.kind == "practice"] == [here]


@pytest.mark.parametrize("changed_word", ["code", "slug"])
def test_a_practice_not_known_here_is_told_in_words_and_nobody_elses_is_named(client, changed_word):
    town = Town()
    practice = Elsewhere().published()
    plan = following(town, practice)
    data, sha256 = packed(client, town, plan), plan.current_version.sha256
    emptied()
    number, _here = elsewhere(practice, **{changed_word: "else"})

    back = actions.read_back(data, organisation=town.organisation, by=town.editor, at=LATER)

    action = Action.objects.get()
    other = Practice.objects.get(pk=number)
    assert (action.inspired_by_id, PlanVersion.objects.get().sha256) == (None, sha256)
    assert is_as_adopted(Plan.objects.select_related("current_version").get(pk=back.pk))
    told = f"“One desk for all paperwork” ({practice.code}) of {practice.implementer}, not on this platform"
    for page in both_pages(client, back):
        assert told in html.unescape(page)
        assert reverse("practices:practice", args=[other.slug]) not in page
    assert action.title not in client.get(reverse("practices:practice", args=[other.slug])).text
    up = thread.around("action", action.pk, user=AnonymousUser())
    assert "practice" not in {bead.kind for bead in up.causes}


def test_what_a_plan_read_back_follows_stays_until_somebody_chooses_another(client):
    town = Town()
    practice = Elsewhere().published()
    plan = following(town, practice)
    data = packed(client, town, plan)
    emptied()
    number, here = elsewhere(practice, slug="else")
    back = actions.read_back(data, organisation=town.organisation, by=town.editor, at=LATER)

    def edited(**values):
        action = Action.objects.get()
        kept = {name: getattr(action, name) for name in FIELDS}
        return actions.edit_action(
            action, values=kept | values, revision=action.revision, by=town.editor, at=LATER
        )

    assert edited(title="In other words").practice_number == number
    again = packed(client, town, Plan.objects.select_related("current_version").get(pk=back.pk))
    told = json.loads(zipfile.ZipFile(io.BytesIO(again)).read("practices.json"))
    assert [one["code"] for one in told[str(Action.objects.get().pk)].values()] == [practice.code]
    assert edited(inspired_by=Practice.objects.get(pk=here)).practice_number == here
    client.force_login(town.approver)
    assert "not on this platform" in client.get(reverse("plans:adopt", args=[back.pk])).text
    assert edited(inspired_by=Practice.objects.get(pk=number)).elsewhere == {}


def test_a_pack_that_tells_practices_wrongly_is_refused(client):
    town = Town()
    plan = following(town, Elsewhere().published())
    data = packed(client, town, plan)
    emptied()
    wrong = changed(data, "practices.json", b"[1]")
    manifest = json.loads(zipfile.ZipFile(io.BytesIO(wrong)).read("manifest.json"))
    manifest["files"]["practices.json"] = hashlib.sha256(b"[1]").hexdigest()

    with pytest.raises(Refused, match="no handover pack"):
        actions.read_back(
            changed(wrong, "manifest.json", json.dumps(manifest)),
            organisation=town.organisation,
            by=town.editor,
            at=LATER,
        )


def test_only_whoever_secured_its_money_stands_as_a_funder(client):
    town = Town()
    plan = town.designed()
    action = plan.actions.get()
    lines = [
        Line("Interpreters", 2026, "Embassy", Decimal(400), "ARS", "cooperation", is_secured=False),
        Line("Desk", 2026, "Foundation", Decimal(300), "ARS", "private"),
        Line("Courses", 2027, "Foundation", Decimal(200), "ARS", "private", is_secured=False),
        Line("Rent", 2026, "Municipality", Decimal(600), "ARS"),
    ]
    actions.set_budget(action, lines=lines, revision=action.revision, by=town.editor, at=AT)
    actions.adopt(plan, by=town.approver, at=AT)

    made = client.get(reverse("plans:iati", args=[plan.slug]))

    document = etree.fromstring(made.content)
    etree.XMLSchema(etree.parse(str(SCHEMA))).assertValid(document)
    assert document.xpath("//participating-org[@role='1']/narrative/text()") == ["Foundation"]
    assert document.xpath("//participating-org[@role='1']/@type") == ["70"]
    assert [
        (budget.get("status"), budget.findtext("value")) for budget in document.iterfind(".//budget")
    ] == [("1", "400.00"), ("2", "300.00"), ("1", "200.00")]
    assert "Embassy" not in made.text


def test_a_plan_that_nobody_else_funds_has_no_activity_file(client):
    town = Town()

    assert client.get(reverse("plans:iati", args=[town.adopted().slug])).status_code == 404
