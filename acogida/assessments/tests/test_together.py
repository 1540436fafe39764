"""The same answers through other lenses, over the years, and beside those of others, never in an order."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from acogida.accounts.models import Mandate
from acogida.accounts.tests.factories import (
    CountryFactory,
    MandateFactory,
    MunicipalityFactory,
    OrganisationFactory,
    UserFactory,
)
from acogida.assessments import actions
from acogida.assessments.actions import drafting, load_instrument
from acogida.assessments.models import Assessment, Question, QuestionLink
from acogida.assessments.queries.band import bands_for, quantile, size_class
from acogida.assessments.queries.country import common_gaps, participants
from acogida.assessments.queries.instruments import kinds_between
from acogida.assessments.tests.factories import AnswerFactory, AssessmentFactory, EvidenceFactory
from acogida.assessments.tests.test_public_pages import get, named, publish, published
from acogida.core.errors import Refused

pytestmark = pytest.mark.django_db


def test_every_question_has_a_worked_example_advice_and_its_place_in_the_lenses():
    AssessmentFactory()

    for question in Question.objects.all():
        for part in ("example", "look"):
            assert {"es", "en"} <= set(question.guidance[part]), question.code
            assert all(len(words) > 20 for words in question.guidance[part].values()), question.code
        assert question.sdg, question.code
        assert question.seal, question.code
        assert set(question.seal) <= set(range(1, 11)), question.code
    assert {number for seal in Question.objects.values_list("seal", flat=True) for number in seal} == set(
        range(1, 11)
    )


@pytest.mark.parametrize(
    ("lens", "number", "name", "owner"),
    [
        ("sdg", 3, "Good health and well-being", "The United Nations has not approved it"),
        ("seal", 6, "Access to health", "The programme has not approved it"),
    ],
)
def test_a_lens_shows_the_same_answers_and_says_whose_mapping_it_is(client, at, lens, number, name, owner):
    edition = published(at, D1_01="yes", D1_02="no", D2_01="yes")
    pk = edition.assessment_id

    html = get(client, "detail", pk, query=f"?lens={lens}")

    url = reverse("assessments:lens", args=[pk, 1, lens, number])
    assert f'<a href="{url}">{name}</a>' in html
    assert owner in html
    answers = client.get(url).content.decode()
    assert 'id="D1-01"' in answers
    assert 'id="D2-01"' not in answers
    assert client.get(reverse("assessments:lens", args=[pk, 1, lens, 99])).status_code == 404


def test_two_years_are_compared_question_by_question(client, at):
    old = published(at, year=2024, D1_01="no", D1_02="yes", D1_03="partly", D1_04="yes", D2_01="no")
    new = published(
        at,
        year=2026,
        organisation=old.assessment.organisation,
        D1_01="partly",
        D1_02="no",
        D1_03="partly",
        D1_04="not_applicable",
        D2_02="yes",
    )
    url = reverse("assessments:comparison", args=[new.assessment_id, old.assessment_id])
    assert url in get(client, "detail", new.assessment_id)

    html = client.get(url).content.decode()

    assert "Since 2024: 1 practice is more in place, 1 is less in place." in html
    more = html.split("More in place than before (1)")[1].split("</table>")[0]
    assert "D1-01" in more
    less = html.split("Less in place than before (1)")[1].split("</table>")[0]
    assert "D1-02" in less
    assert "D2-02" in html.split("Answered now, open before (1)")[1].split("</table>")[0]
    backwards = reverse("assessments:comparison", args=[old.assessment_id, new.assessment_id])
    assert client.get(backwards).status_code == 404


def test_what_only_one_year_published_is_not_comparable(client, at):
    old = published(at, year=2024, D1_01="no", D2_01="yes")
    later = AssessmentFactory(organisation=old.assessment.organisation, year=2026)
    AnswerFactory(assessment=later, value="yes")
    approver = UserFactory(member_of=later.organisation, member_of__role="approver")
    actions.publish(later, sections=["rights"], by=approver, at=at)

    html = get(client, "comparison", later.pk, old.assessment_id)

    apart = html.split(
        "Not comparable: asked or published in only one of the years, or asked in another way (74)"
    )[1]
    assert "D2-01" in apart.split("</table>")[0]


class TestAcrossVersions:
    """The secretariat published version 1.1 between the two years."""

    @pytest.fixture
    def second(self, at):
        writer = MandateFactory(kind="secretariat").user
        draft = drafting.begin_draft(load_instrument(), by=writer, at=at)
        for code, kind in {"D1-02": "reworded", "D1-03": "not_comparable", "D1-04": "split"}.items():
            QuestionLink.objects.filter(question__code=code).update(kind=kind)
        gone = Question.objects.get(sub_dimension__dimension__instrument=draft, code="D1-05")
        drafting.retire_question(draft, question=gone, by=writer, at=at)
        return drafting.publish_instrument(draft, by=writer, at=at)

    @pytest.fixture
    def compared(self, client, at, second):
        old = published(at, year=2024, D1_01="no", D1_02="no", D1_03="no", D1_04="no", D1_05="yes")
        later = AssessmentFactory(organisation=old.assessment.organisation, year=2026, instrument=second)
        for code in ("D1-01", "D1-02", "D1-03", "D1-04"):
            asked = Question.objects.get(sub_dimension__dimension__instrument=second, code=code)
            AnswerFactory(assessment=later, question=asked, value="yes")
        approver = UserFactory(member_of=later.organisation, member_of__role="approver")
        actions.publish(later, by=approver, at=at)
        return get(client, "comparison", later.pk, old.assessment_id), get(client, "detail", later.pk)

    def test_the_mapping_says_what_is_compared(self, compared):
        html, _detail = compared

        more = html.split("More in place than before (2)")[1].split("</table>")[0]
        assert "D1-01" in more
        assert "Reworded between the two years, with the same meaning." in more.split("D1-02")[1]
        apart = html.split("or asked in another way (3)")[1].split("</table>")[0]
        assert "Its meaning changed between the two years." in apart.split("D1-03")[1].split("</tr>")[0]
        assert "Split or joined between the two years" in apart.split("D1-04")[1].split("</tr>")[0]
        assert "D1-05" in apart
        assert "The questionnaire changed between these years." in html

    def test_the_shares_of_years_say_that_the_questions_are_not_the_same(self, compared):
        _html, detail = compared

        assert "2024 (version 1)" in detail
        assert "2026 (version 1.1)" in detail
        assert "the shares do not count quite the same questions" in detail


def test_over_several_versions_the_farthest_kind_counts(at):
    writer = MandateFactory(kind="secretariat").user
    first = load_instrument()
    second = drafting.begin_draft(first, by=writer, at=at)
    QuestionLink.objects.filter(question__code="D1-01").update(kind="split")
    drafting.publish_instrument(second, by=writer, at=at)
    third = drafting.begin_draft(second, by=writer, at=at)
    drafting.publish_instrument(third, by=writer, at=at)

    kinds = kinds_between((first.code, "1"), (first.code, "1.2"))

    assert kinds["D1-01"] == [("D1-01", "split")]
    assert kinds["D1-02"] == [("D1-02", "same")]
    assert kinds_between((first.code, "1.2"), (first.code, "1")) is None
    assert kinds_between(("another", "1"), (first.code, "1.2")) is None


def test_another_municipality_is_never_compared(client, at):
    one, other = published(at, year=2024), published(at, year=2026)

    url = reverse("assessments:comparison", args=[other.assessment_id, one.assessment_id])

    assert client.get(url).status_code == 404


def test_the_directory_shows_who_published_and_who_says_that_it_measures(client, at):
    published(at, organisation=named("Alta"))
    placed = MunicipalityFactory(name="Situada", lat=-34.6, lon=-58.4)
    published(at, organisation=OrganisationFactory(territory=placed))
    silent, open_ = (AssessmentFactory(organisation=named(name)) for name in ("Secreta", "Abierta"))
    approver = UserFactory(member_of=open_.organisation, member_of__role="approver")
    actions.let_public_know(open_, is_announced=True, by=approver, at=at)

    html = get(client, "taking_part")

    rows = html.split("<tbody>")[-1]
    assert rows.index("Abierta") < rows.index("Alta")
    assert "Measuring now" in rows
    assert "Secreta" not in html
    assert "2 municipalities have published their self-assessment. 1 more is measuring now." in html
    assert "Municipalities that measure their migration governance" in html
    assert "<svg" in html.split("drawn--map")[1]
    editor = UserFactory(member_of=silent.organisation)
    with pytest.raises(Refused, match="Only an approver"):
        actions.let_public_know(silent, is_announced=True, by=editor, at=at)


def test_a_focal_point_sees_the_gaps_its_municipalities_have_in_common_and_no_other_country(client, at):
    published(at, organisation=named("Alta", "CRI"), D1_01="no", D1_04="yes")
    published(at, organisation=named("Baja", "CRI"), D1_01="partly")
    published(at, organisation=named("Casa", "MEX"), D1_01="no")
    person = UserFactory()
    Mandate.objects.create(
        user=person, kind="focal_point", country=CountryFactory(code="CRI"), starts_on=date(2026, 1, 1)
    )
    client.force_login(person)

    html = get(client, "national", "CRI")

    gaps = {gap.objective.number: (gap.weak, gap.answered) for gap in common_gaps(participants("CRI"))}
    assert gaps[15] == (2, 2)
    assert gaps[4] == (0, 1)
    assert "Casa" not in html
    assert client.get(reverse("assessments:national", args=["MEX"])).status_code == 404


@pytest.mark.parametrize(
    ("population", "size"), [(None, None), (19_999, 0), (20_000, 1), (100_000, 2), (500_000, 3)]
)
def test_towns_are_similar_by_their_size(population, size):
    assert size_class(population) == size


def test_quartiles_are_interpolated():
    assert quantile([0.0, 0.25, 0.5, 0.75, 1.0], 0.25) == 0.25
    assert quantile([0.0, 1.0], 0.25) == 0.25


def town(at, *, shares=True, population=30_000, value="yes"):
    place = MunicipalityFactory(population=population)
    assessment = AssessmentFactory(organisation=OrganisationFactory(territory=place))
    AnswerFactory(assessment=assessment, value=value)
    publish(assessment, at)
    Assessment.objects.filter(pk=assessment.pk).update(shares_band=shares)
    assessment.refresh_from_db()
    return assessment


def test_the_band_needs_five_others_of_the_same_size_that_agreed(client, at):
    own = town(at, value="partly")
    for _ in range(4):
        town(at)
    town(at, shares=False)
    town(at, population=900_000)
    assert bands_for(own) == []
    person = UserFactory(member_of=own.organisation)
    client.force_login(person)
    url = reverse("assessments:band", args=[own.pk])
    assert "There is no band yet: 4 similar municipalities" in client.get(url).content.decode()

    other = town(at, value="no")

    [band] = bands_for(own)
    assert (band.key, band.low, band.high, band.number) == ("rights", 1.0, 1.0, 5)
    html = client.get(url).content.decode()
    assert "100 % to 100 %" in html or "100% to 100%" in html.replace("\xa0", "")
    assert str(other.territory) not in html


def test_who_does_not_share_sees_no_band(client, at):
    for _ in range(6):
        town(at)
    own = town(at, shares=False)
    client.force_login(UserFactory(member_of=own.organisation))

    html = client.get(reverse("assessments:band", args=[own.pk])).content.decode()

    assert "Middle half of the others" not in html


def test_the_drawer_holds_each_thing_once_with_where_it_is_used(client, at):
    assessment = AssessmentFactory()
    item = EvidenceFactory(answer=AnswerFactory(assessment=assessment), title="Acuerdo 14")
    editor = UserFactory(member_of=assessment.organisation)
    question = Question.objects.select_related("sub_dimension__dimension").get(code="D2-01")
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    actions.reuse_evidence(assessment, question=question, item=item, by=editor, at=moment)
    client.force_login(editor)

    html = get(client, "drawer", assessment.organisation_id)

    assert html.count("Acuerdo 14") == 1
    assert "2026 D1-01, 2026 D2-01" in html
    stranger = UserFactory(member_of=OrganisationFactory())
    client.force_login(stranger)
    assert client.get(reverse("assessments:drawer", args=[assessment.organisation_id])).status_code == 404
