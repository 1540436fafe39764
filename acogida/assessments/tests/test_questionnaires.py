"""The secretariat writes versions of a questionnaire; published ones never change."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from acogida.accounts.tests.factories import MandateFactory, OrganisationFactory, UserFactory
from acogida.assessments import actions
from acogida.assessments.actions import drafting
from acogida.assessments.actions.drafting import Wording
from acogida.assessments.models import Instrument, LinkKind, Question, SubDimension
from acogida.assessments.queries import current_instrument
from acogida.assessments.queries.instruments import differences, retired_from, tree_of
from acogida.assessments.tests.factories import AnswerFactory, question
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def writer():
    return MandateFactory(kind="secretariat").user


@pytest.fixture
def draft(writer):
    return drafting.begin_draft(actions.load_instrument(), by=writer, at=NOW)


def of_draft(draft, code):
    return Question.objects.get(sub_dimension__dimension__instrument=draft, code=code)


def wording(draft, asked=None, **changes):
    asked = asked or of_draft(draft, "D1-01")
    return Wording(
        **{
            "code": asked.code,
            "section": SubDimension.objects.select_related("dimension").get(pk=asked.sub_dimension_id),
            "topic": asked.topic,
            "text": asked.text,
            "example": asked.guidance["example"],
            "look": asked.guidance["look"],
            "evidence": asked.evidence_types,
            "objectives": list(asked.objectives.all()),
            "sdg": asked.sdg,
            "seal": asked.seal,
            "earlier": [asked.code],
            "kind": LinkKind.SAME,
            **changes,
        }
    )


def test_a_draft_begins_with_every_question_as_it_is(draft):
    shipped = actions.load_instrument()
    before, after = tree_of(shipped), tree_of(draft)

    assert (draft.version, draft.based_on, draft.state) == ("1.1", shipped, "draft")
    found = differences(after, before)
    assert len(found.same) == 95
    assert found.none
    for tree in (before, after):
        for dimension in tree["dimensions"]:
            for section in dimension["sections"]:
                for asked in section["questions"]:
                    del asked["earlier"]
    assert after | {"version": "1", "based_on": ""} == before


def test_one_draft_at_a_time_of_each_questionnaire(draft, writer):
    with pytest.raises(Refused, match=r"There is a draft already: version 1\.1"):
        drafting.begin_draft(draft.based_on, by=writer, at=NOW)


def test_nobody_but_the_secretariat_writes_one(draft):
    editor = UserFactory(member_of=OrganisationFactory())
    asked = of_draft(draft, "D1-01")

    for deed in (
        lambda: drafting.begin_draft(draft.based_on, by=editor, at=NOW),
        lambda: drafting.retire_question(draft, question=asked, by=editor, at=NOW),
        lambda: drafting.publish_instrument(draft, by=editor, at=NOW),
        lambda: drafting.discard_draft(draft, by=editor, at=NOW),
    ):
        with pytest.raises(Refused, match="Only the secretariat writes questionnaires"):
            deed()
    assert Instrument.objects.get(pk=draft.pk).is_draft


def test_a_changed_wording_is_kept_as_reworded(draft, writer):
    asked = of_draft(draft, "D1-01")
    text = asked.text | {"es": "¿Los centros de salud atienden a todas las personas?"}

    drafting.write_question(draft, question=asked, wording=wording(draft, text=text), by=writer, at=NOW)

    asked.refresh_from_db()
    assert asked.text["es"] == "¿Los centros de salud atienden a todas las personas?"
    assert [link.kind for link in asked.links.all()] == ["reworded"]
    assert question("D1-01").text["es"].startswith("¿Los servicios de salud")
    assert AuditEvent.objects.filter(name="assessments.question_changed").count() == 1


def test_a_new_question_stands_at_the_end_of_its_section_and_is_compared_with_nothing(draft, writer):
    new = wording(draft, code="D1-90", topic="", earlier=[], text={"es": "¿Hay un mapa de albergues?"})

    made = drafting.write_question(draft, question=None, wording=new, by=writer, at=NOW)

    asked = list(
        Question.objects.filter(sub_dimension=made.sub_dimension)
        .order_by("number")
        .values_list("code", flat=True)
    )
    assert asked[-1] == "D1-90"
    assert differences(tree_of(draft), tree_of(draft.based_on)).new == ["D1-90"]


def test_a_code_stands_once_and_an_earlier_code_must_exist(draft, writer):
    with pytest.raises(Refused, match="D1-02 stands twice"):
        drafting.write_question(draft, question=None, wording=wording(draft, code="D1-02"), by=writer, at=NOW)
    asked = of_draft(draft, "D1-01")
    with pytest.raises(Refused, match="has no question Z9"):
        drafting.write_question(
            draft, question=asked, wording=wording(draft, earlier=["Z9"]), by=writer, at=NOW
        )


def test_questions_change_places_within_their_section(draft, writer):
    drafting.move_question(draft, question=of_draft(draft, "D1-02"), up=True, by=writer, at=NOW)

    section = tree_of(draft)["dimensions"][0]["sections"][0]
    assert [asked["code"] for asked in section["questions"]][:2] == ["D1-02", "D1-01"]
    with pytest.raises(Refused, match="end of its section"):
        drafting.move_question(draft, question=of_draft(draft, "D1-02"), up=True, by=writer, at=NOW)


def test_a_retired_question_can_be_brought_back(draft, writer):
    drafting.retire_question(draft, question=of_draft(draft, "D1-01"), by=writer, at=NOW)
    assert [asked.code for asked in retired_from(draft)] == ["D1-01"]

    drafting.bring_back_question(draft, earlier=question("D1-01"), by=writer, at=NOW)

    assert retired_from(draft) == []
    assert differences(tree_of(draft), tree_of(draft.based_on)).none


def test_a_published_version_never_changes_and_those_begun_keep_theirs(draft, writer):
    answer = AnswerFactory()
    drafting.publish_instrument(draft, by=writer, at=NOW)

    draft.refresh_from_db()
    assert (draft.published_by, draft.published_at) == (writer, NOW)
    assert current_instrument() == draft
    answer.assessment.refresh_from_db()
    assert answer.assessment.instrument.version == "1"
    with pytest.raises(Refused, match="published and never changes"):
        drafting.retire_question(draft, question=of_draft(draft, "D1-01"), by=writer, at=NOW)
    with pytest.raises(Refused, match="published and never changes"):
        drafting.discard_draft(draft, by=writer, at=NOW)


def test_a_section_without_questions_is_not_published(draft, writer):
    for asked in Question.objects.filter(
        sub_dimension__dimension__instrument=draft, sub_dimension__key="health"
    ):
        drafting.retire_question(draft, question=asked, by=writer, at=NOW)

    with pytest.raises(Refused, match="has no question"):
        drafting.publish_instrument(draft, by=writer, at=NOW)


def test_a_draft_begins_no_assessment(draft):
    organisation = OrganisationFactory()
    editor = UserFactory(member_of=organisation)

    with pytest.raises(Refused, match="not published yet"):
        actions.start(organisation, instrument=draft, year=2026, by=editor, at=NOW)


def test_the_shipped_file_leaves_written_versions_alone(draft, writer):
    drafting.retire_question(draft, question=of_draft(draft, "D1-01"), by=writer, at=NOW)
    Instrument.objects.filter(version="1").update(fingerprint="of older files")

    actions.load_instrument()

    assert Question.objects.filter(sub_dimension__dimension__instrument=draft).count() == 94
    assert Instrument.objects.count() == 2


class TestPages:
    def test_everybody_reads_a_published_version_and_nobody_else_a_draft(self, client, draft, writer):
        assert client.get(draft.based_on.get_absolute_url()).status_code == 200
        assert client.get(draft.get_absolute_url()).status_code == 404
        listed = client.get(reverse("assessments:instruments")).content.decode()
        assert "1.1" not in listed

        client.force_login(writer)
        html = client.get(draft.get_absolute_url()).content.decode()
        assert "Change, move or retire D1-01" in html

    def test_others_may_not_write(self, client, draft):
        client.force_login(UserFactory(member_of=OrganisationFactory()))

        for name in ("instrument_draft", "instrument_change"):
            assert client.post(reverse(f"assessments:{name}", args=[draft.pk])).status_code == 404
        for name in ("instrument_publish", "instrument_question_new"):
            assert client.get(reverse(f"assessments:{name}", args=[draft.pk])).status_code == 404
        assert client.get(reverse("assessments:instrument_file_in")).status_code == 404

    def test_a_question_is_changed_on_its_page(self, client, draft, writer):
        client.force_login(writer)
        url = reverse("assessments:instrument_question", args=[draft.pk, "D1-01"])
        form = client.get(url).context["form"]
        data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
        data["objectives"] = [one.pk for one in of_draft(draft, "D1-01").objectives.all()]
        data["text_fr"] = "Les centres de santé accueillent-ils tout le monde ?"

        answer = client.post(url, data)

        assert answer.status_code == 302
        asked = of_draft(draft, "D1-01")
        assert asked.text["fr"] == "Les centres de santé accueillent-ils tout le monde ?"
        assert asked.sdg == ["3.8"]
        assert asked.evidence_types == ["norm", "protocol", "service_statistics"]
        assert [link.kind for link in asked.links.all()] == ["reworded"]

    def test_a_press_moves_retires_and_brings_back(self, client, draft, writer):
        client.force_login(writer)
        url = reverse("assessments:instrument_change", args=[draft.pk])

        client.post(url, {"down": "D1-01"})
        client.post(url, {"retire": "D1-03"})
        assert of_draft(draft, "D1-01").number == 2
        assert [one.code for one in retired_from(draft)] == ["D1-03"]

        client.post(url, {"back": "D1-03"})
        assert retired_from(draft) == []

    def test_publishing_tells_what_changes_first(self, client, draft, writer):
        client.force_login(writer)
        drafting.retire_question(draft, question=of_draft(draft, "D1-03"), by=writer, at=NOW)
        url = reverse("assessments:instrument_publish", args=[draft.pk])

        html = client.get(url).content.decode()
        assert "1: D1-03" in html
        answer = client.post(url, {"publish": "1"})

        assert answer.status_code == 302
        draft.refresh_from_db()
        assert draft.state == "published"
