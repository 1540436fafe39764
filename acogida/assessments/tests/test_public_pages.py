import hashlib
import io

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from acogida.accounts.tests.factories import (
    CountryFactory,
    MunicipalityFactory,
    OrganisationFactory,
    UserFactory,
)
from acogida.assessments import actions, panels
from acogida.assessments.models import Question
from acogida.assessments.tests.factories import AnswerFactory, AssessmentFactory, EvidenceFactory, question
from acogida.compact.models import Objective

pytestmark = pytest.mark.django_db


def publish(assessment, at):
    approver = UserFactory(member_of=assessment.organisation, member_of__role="approver", name="Rosa Privada")
    return actions.publish(assessment, by=approver, at=at)


def published(at, *, year=2026, organisation=None, **values):
    """A published assessment; `values` are answers by code, written D1_01="yes"."""
    given = {"year": year} | ({"organisation": organisation} if organisation else {})
    assessment = AssessmentFactory(**given)
    for code, value in (values or {"D1_01": "yes"}).items():
        AnswerFactory(assessment=assessment, question=question(code.replace("_", "-")), value=value)
    return publish(assessment, at)


def named(name, country="ARG"):
    place = MunicipalityFactory(name=name, country=CountryFactory(code=country, name=country, names={}))
    return OrganisationFactory(territory=place)


def get(client, name, *args, query=""):
    response = client.get(reverse(f"assessments:{name}", args=args) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_is_in_the_order_of_names_and_narrows(client, at):
    for name, country, year in (("Ñandú", "ARG", 2026), ("Alta", "MEX", 2025), ("Baja", "ARG", 2025)):
        published(at, year=year, organisation=named(name, country))
    draft = AnswerFactory(assessment__organisation=named("Secreta")).assessment

    html = get(client, "index")

    assert html.index("Alta") < html.index("Baja")
    assert str(draft.territory) not in html
    assert "They are not ranked" in html
    narrowed = get(client, "index", query="?country=ARG&year=2025")
    assert "Baja</a>" in narrowed
    assert "Alta</a>" not in narrowed


def test_every_page_says_that_it_is_not_the_official_one(client, at):
    edition = published(at)
    pk = edition.assessment_id
    client.force_login(UserFactory(member_of=edition.assessment.organisation))

    for name, *args in (
        ("index",),
        ("start",),
        ("detail", pk),
        ("dimension", pk, 1, "rights"),
        ("objective", pk, 1, 15),
        ("work", pk),
        ("answering", pk, "rights", "health"),
        ("evidence", pk, "D1-01"),
        ("publish", pk),
    ):
        html = get(client, name, *args)
        assert "Not the official Migration Governance Indicators (MGI)" in html, name


def test_the_list_is_paged_by_name(client, at, monkeypatch):
    monkeypatch.setattr("acogida.assessments.views.public.PAGE", 2)
    organisations = [named(name) for name in ("Alta", "Baja", "Casa")]
    for organisation in organisations:
        published(at, organisation=organisation)

    first = get(client, "index")
    assert "Casa</a>" not in first
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(reverse("assessments:index") + following).content.decode()
    assert "Casa</a>" in second
    assert "Baja</a>" not in second


def test_an_edition_says_what_is_well_developed_and_what_to_develop(client, at):
    edition = published(at, D1_01="yes", D1_02="yes", D1_03="partly", D1_04="no", D1_05="no", D2_01="yes")

    html = get(client, "detail", edition.assessment_id)

    well, develop = html.split("What is well developed")[1].split("What to develop")
    assert "Health" in well
    assert "Education" in develop.split("Profile")[0]
    assert "Institutional framework" not in well + develop.split("Where more answers are needed")[0]
    assert "Not the official Migration Governance Indicators (MGI)" in html
    assert "6 of 95" in html
    assert edition.sha256 in html
    assert "never to compare municipalities" in html


def test_the_lens_turns_to_the_objectives_of_the_compact(client, at):
    edition = published(at, D1_01="yes", D1_09="no")

    html = get(client, "detail", edition.assessment_id, query="?lens=objectives")

    assert reverse("assessments:objective", args=[edition.assessment_id, 1, 7]) in html
    answers = get(client, "objective", edition.assessment_id, 1, 7)
    assert "D1-01" in answers
    assert "D1-09" in answers
    assert "D1-04" not in answers


def test_each_answer_is_shown_with_its_grade_and_its_evidence(client, at):
    answer = AnswerFactory(value="yes", explanation="Since 2024")
    EvidenceFactory(answer=answer, kind="link", title="Ordenanza 12", link="https://example.org/12")
    AnswerFactory(assessment=answer.assessment, question=question("D1-02"), value="no")
    publish(answer.assessment, at)

    html = get(client, "dimension", answer.assessment_id, 1, "rights")

    assert "Since 2024" in html
    assert 'href="https://example.org/12"' in html
    assert "Documented" in html
    assert "Stated, without evidence" in html
    assert "Not answered" in html
    assert reverse("thread", args=["answer", answer.pk]) in html


def test_a_draft_after_publication_leaks_nothing(client, at):
    edition = published(at, D1_01="yes")
    assessment = edition.assessment
    editor = UserFactory(member_of=assessment.organisation)
    actions.reopen(assessment, by=editor, at=at)
    given = {"question": question(), "value": "no", "explanation": "Not yet told", "revision": 1}
    actions.save_answer(assessment, **given, by=editor, at=at)

    html = get(client, "dimension", assessment.pk, 1, "rights")

    assert "Not yet told" not in html
    assert "Rosa Privada" not in html


def test_only_files_marked_as_public_are_given_out(client, at):
    answer = AnswerFactory(value="yes")
    editor = UserFactory(member_of=answer.assessment.organisation)
    items = [
        actions.add_evidence(
            answer.assessment,
            question=answer.question,
            kind="file",
            title=f"File {public}",
            upload=SimpleUploadedFile("a.txt", b"text of the ordinance"),
            file_is_public=public,
            by=editor,
            at=at,
        )
        for public in (True, False)
    ]
    publish(answer.assessment, at)
    pk = answer.assessment_id

    given = client.get(reverse("assessments:file", args=[pk, 1, items[0].file_id]))
    kept = client.get(reverse("assessments:file", args=[pk, 1, items[1].file_id]))

    assert b"".join(given.streaming_content) == b"text of the ordinance"
    assert kept.status_code == 404
    html = get(client, "dimension", pk, 1, "rights")
    assert "The file is kept by the municipality." in html


def test_an_earlier_edition_stays_readable_and_says_so(client, at):
    edition = published(at, D1_01="partly")
    assessment = edition.assessment
    editor = UserFactory(member_of=assessment.organisation)
    actions.reopen(assessment, by=editor, at=at)
    publish(assessment, at)

    html = get(client, "edition", assessment.pk, 1)

    assert "This is the earlier edition 1" in html
    assert "This is the earlier edition" not in get(client, "detail", assessment.pk)


def test_years_are_compared_only_with_the_same_municipality(client, at):
    organisation = OrganisationFactory()
    published(at, year=2024, organisation=organisation, D1_01="no", D1_02="partly")
    edition = published(at, year=2026, organisation=organisation, D1_01="yes", D1_02="partly")
    published(at, year=2025, D1_01="yes")

    html = get(client, "detail", edition.assessment_id)

    table = html.split("The same municipality over the years")[1]
    assert "25" in table
    assert "75" in table
    assert ">2024<" in table
    assert ">2025<" not in table
    alone = get(client, "detail", published(at).assessment_id)
    assert "<h2>The same municipality over the years" not in alone


@pytest.mark.parametrize("language", ["es", "pt", "en", "fr"])
def test_public_pages_are_light_and_cost_the_same_for_one_answer_and_95(
    client, at, language, django_assert_max_num_queries
):
    assessment = AssessmentFactory()
    for code in Question.objects.values_list("code", flat=True):
        answer = AnswerFactory(
            assessment=assessment, question=question(code), value="yes", explanation="x" * 300
        )
        EvidenceFactory(answer=answer, detail="y" * 100)
    publish(assessment, at)
    few = published(at)
    costs = []
    translation.activate(language)
    for pk in (assessment.pk, few.assessment_id):
        urls = [
            reverse("assessments:index"),
            reverse("assessments:detail", args=[pk]),
            reverse("assessments:detail", args=[pk]) + "?lens=objectives",
            reverse("assessments:dimension", args=[pk, 1, "rights"]),
            reverse("assessments:objective", args=[pk, 1, 15]),
        ]
        for url in urls:
            with django_assert_max_num_queries(12) as captured:
                response = client.get(url)
            assert response.status_code == 200, url
            assert len(response.content) < 100_000, url
            costs.append(len(captured))
    assert costs[:5] == costs[5:]


def test_the_data_are_those_the_hash_was_taken_of(client, at):
    edition = published(at)

    response = client.get(reverse("assessments:report", args=[edition.assessment_id, 1, "json"]))

    assert hashlib.sha256(response.content).hexdigest() == edition.sha256


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "What is well developed"), ("es", "Qué está bien desarrollado")]
)
def test_the_report_is_written_as_pdf_and_docx(client, at, language, heading):
    edition = published(at, D1_01="yes", D1_02="yes", D1_03="no")
    translation.activate(language)
    args = [edition.assessment_id, 1]

    pdf = client.get(reverse("assessments:report", args=[*args, "pdf"]))
    word = client.get(reverse("assessments:report", args=[*args, "docx"]))
    other = client.get(reverse("assessments:report", args=[*args, "exe"]))

    assert pdf.status_code == word.status_code == 200
    with pikepdf.open(io.BytesIO(pdf.content)) as document:
        assert len(document.pages) >= 7
    text = [paragraph.text for paragraph in docx.Document(io.BytesIO(word.content)).paragraphs]
    assert heading in text
    assert other.status_code == 404


def test_the_report_has_the_lenses_what_changed_and_what_validators_said(client, at):
    old = published(at, year=2024, D1_01="no")
    new = published(at, year=2026, organisation=old.assessment.organisation, D1_01="yes")
    said = [
        {"by": "Universidad", "text": "Since when?"},
        {"by": "", "text": "Since March 2025."},
    ]
    first = new.content["dimensions"][0]["sub_dimensions"][0]["questions"][0]
    first["validation"] = [{"by": "Universidad", "stance": "question", "resolved": True, "said": said}]
    new.save(update_fields=["content"])

    word = client.get(reverse("assessments:report", args=[new.assessment_id, 1, "docx"]))

    document = docx.Document(io.BytesIO(word.content))
    text = [paragraph.text for paragraph in document.paragraphs]
    assert "What changed since 2024" in text
    assert "Since 2024: 1 practice is more in place, 0 are less in place." in text
    for heading in (
        "By objective of the Compact",
        "By goal of the 2030 Agenda",
        "By dimension of MigraCidades",
    ):
        assert heading in text
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = next(cell for cell in cells if "Since when?" in cell)
    organisation = new.assessment.organisation.name
    assert "Questioned by Universidad." in told
    assert f"{organisation}: Since March 2025." in told


def test_a_place_and_an_objective_point_to_what_is_published(at):
    edition = published(at, D1_01="yes")
    place = edition.assessment.territory
    AnswerFactory(
        assessment__organisation=OrganisationFactory(territory=MunicipalityFactory(country=place.country))
    )

    assert [a.pk for a in panels.of_territory(place, None)["assessments"]] == [edition.assessment_id]
    assert panels.of_territory(place.country, None)["number"] == 1
    assert panels.of_territory(MunicipalityFactory(), None) is None
    assert panels.of_objective(Objective.objects.get(number=15), None)["number"] == 1
    assert panels.of_objective(Objective.objects.get(number=20), None) is None


def test_what_is_published_can_be_found_in_four_languages(at):
    edition = published(at, D1_01="yes")
    AnswerFactory()

    entries = list(panels.search_entries(None))

    assert [entry.language for entry in entries] == ["es", "pt", "en", "fr"]
    assert {entry.key for entry in entries} == {str(edition.assessment_id)}
    assert entries[0].title.startswith("Autoevaluación de")
    assert entries[0].objectives == (7, 15)
    assert list(panels.search_entries(["999999"])) == []


def test_what_is_not_there_is_not_found(client, at):
    edition = published(at)
    pk = edition.assessment_id

    for name, args in (
        ("edition", [pk, 9]),
        ("dimension", [pk, 1, "nothing"]),
        ("objective", [pk, 1, 99]),
        ("file", [pk, 1, 1]),
        ("detail", [999999]),
    ):
        assert client.get(reverse(f"assessments:{name}", args=args)).status_code == 404, name
