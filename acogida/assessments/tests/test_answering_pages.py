from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import translation

from acogida.accounts.tests.factories import UserFactory
from acogida.assessments.models import Answer, Question
from acogida.assessments.revisions import base_of
from acogida.assessments.tests.factories import AnswerFactory, AssessmentFactory, EvidenceFactory, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return AssessmentFactory()


@pytest.fixture
def editor(client, assessment):
    user = UserFactory(member_of=assessment.organisation, name="Ana")
    client.force_login(user)
    return user


def page(assessment, dimension="rights", sub="health"):
    return reverse("assessments:answering", args=[assessment.pk, dimension, sub])


def form_of(assessment, *codes, **typed):
    """What a browser sends from a page opened now; `typed` as D1_01_value="yes"."""
    data = {}
    for code in codes:
        answer = Answer.objects.filter(assessment=assessment, question=question(code)).first()
        data[f"{code}-base"] = base_of(answer)
        data[f"{code}-value"] = answer.value if answer else ""
        data[f"{code}-explanation"] = answer.explanation if answer else ""
    return data | {key.replace("_", "-"): value for key, value in typed.items()}


HEALTH = ("D1-01", "D1-02", "D1-03")


def test_a_page_holds_the_questions_of_one_sub_dimension(client, assessment, editor):
    html = client.get(page(assessment)).content.decode()

    assert [
        code for code in Question.objects.values_list("code", flat=True) if f'id="{code}"' in html
    ] == list(HEALTH)
    assert "Do the health services the municipality runs or funds" in html
    assert "local rule (ordinance, decree, regulation)" in html
    assert "Only your organisation sees it." in html


def test_a_page_is_sent_whole_without_scripts_and_goes_on(client, assessment, editor):
    data = form_of(assessment, *HEALTH, D1_01_value="yes", D1_03_value="no", D1_03_explanation="Not yet")

    answer = client.post(page(assessment), data | {"following": "rights/education"})

    assert answer.status_code == 302
    assert answer["Location"] == page(assessment, "rights", "education")
    assert list(Answer.objects.values_list("question__code", "value", "explanation")) == [
        ("D1-01", "yes", ""),
        ("D1-03", "no", "Not yet"),
    ]


def test_a_stale_page_shows_both_versions_and_keeps_what_was_typed(client, assessment, editor):
    data = form_of(assessment, *HEALTH, D1_01_value="no", D1_01_explanation="Mine", D1_02_value="yes")
    beto = UserFactory(member_of=assessment.organisation, name="Beto")
    AnswerFactory(assessment=assessment, value="yes", explanation="Theirs", updated_by=beto)

    response = client.post(page(assessment), data)

    html = response.content.decode()
    assert response.status_code == 409
    assert "Beto changed this answer on 02/01/2026 12:00 (UTC)" in html
    assert "Mine</textarea>" in html
    assert "Theirs" in html
    assert 'name="D1-01-keep"' in html
    assert list(Answer.objects.values_list("question__code", "value")) == [("D1-01", "yes"), ("D1-02", "yes")]


def test_after_reading_both_versions_one_may_keep_ones_own(client, assessment, editor):
    data = form_of(assessment, *HEALTH, D1_01_value="no", D1_01_explanation="Mine")
    AnswerFactory(assessment=assessment, value="yes", explanation="Theirs")

    response = client.post(page(assessment), data | {"D1-01-keep": "1"})

    assert response.status_code == 302
    assert Answer.objects.get().explanation == "Mine"


def test_what_was_not_touched_never_undoes_a_colleagues_answer(client, assessment, editor):
    data = form_of(assessment, *HEALTH, D1_02_value="yes")
    AnswerFactory(assessment=assessment, value="yes", explanation="Theirs")

    assert client.post(page(assessment), data).status_code == 302
    assert Answer.objects.get(question__code="D1-01").explanation == "Theirs"


def test_a_saved_page_that_met_a_conflict_can_be_sent_again(client, assessment, editor):
    data = form_of(assessment, *HEALTH, D1_01_value="no", D1_02_value="yes")
    AnswerFactory(assessment=assessment, value="yes")
    html = client.post(page(assessment), data).content.decode()

    saved = Answer.objects.get(question__code="D1-02")
    assert f'value="{base_of(saved)}"' in html


def test_too_long_an_explanation_is_kept_and_the_rest_is_saved(client, assessment, editor):
    data = form_of(assessment, *HEALTH, D1_01_value="yes", D1_01_explanation="x" * 4001, D1_02_value="no")

    response = client.post(page(assessment), data)

    assert response.status_code == 409
    assert "x" * 4001 in response.content.decode()
    assert list(Answer.objects.values_list("question__code", flat=True)) == ["D1-02"]


def test_each_answer_is_saved_as_it_is_given(client, assessment, editor):
    url = reverse("assessments:autosave", args=[assessment.pk, "D1-01"])

    response = client.post(
        url, form_of(assessment, "D1-01", D1_01_value="partly"), headers={"HX-Request": "true"}
    )

    html = response.content.decode()
    assert response.status_code == 200
    assert "Saved by Ana" in html
    assert "Stated, without evidence" in html
    assert "1 of 95 questions answered" in html
    assert f'value="{base_of(Answer.objects.get())}"' in html


def test_a_stale_answer_by_itself_is_told_with_both_versions(client, assessment, editor):
    url = reverse("assessments:autosave", args=[assessment.pk, "D1-01"])
    data = form_of(assessment, "D1-01", D1_01_value="no")
    AnswerFactory(assessment=assessment, value="yes")

    response = client.post(url, data)

    assert response.status_code == 409
    assert "Nothing was overwritten" in response.content.decode()
    assert Answer.objects.get().value == "yes"


def test_a_cleared_answer_is_not_answered(client, assessment, editor):
    AnswerFactory(assessment=assessment, value="yes")

    client.post(page(assessment), form_of(assessment, *HEALTH) | {"clear": "D1-01"})

    assert Answer.objects.get().value == ""


def test_members_read_and_do_not_change(client, assessment):
    client.force_login(UserFactory(member_of=assessment.organisation, member_of__role="member"))
    AnswerFactory(assessment=assessment, value="yes", explanation="For us")

    html = client.get(page(assessment)).content.decode()
    refused = client.post(page(assessment), form_of(assessment, *HEALTH, D1_02_value="yes"))

    assert "For us" in html
    assert "<fieldset disabled>" in html
    assert refused.status_code == 409
    assert "Only people who edit for this municipality can answer." in refused.content.decode()
    assert Answer.objects.count() == 1


def test_a_draft_is_nobody_elses(client, assessment):
    AnswerFactory(assessment=assessment, explanation="A secret of ours")
    client.force_login(UserFactory(member_of=AssessmentFactory().organisation))

    assert client.get(page(assessment)).status_code == 404
    assert client.get(reverse("assessments:work", args=[assessment.pk])).status_code == 404
    assert client.get(reverse("assessments:detail", args=[assessment.pk])).status_code == 404


@pytest.mark.parametrize("language", ["es", "pt", "en", "fr"])
def test_pages_of_the_work_are_light_and_cost_the_same(
    client, assessment, editor, language, django_assert_max_num_queries
):
    for code in Question.objects.values_list("code", flat=True):
        EvidenceFactory(
            answer=AnswerFactory(assessment=assessment, question=question(code), explanation="x" * 200)
        )
    translation.activate(language)
    urls = [
        reverse("assessments:mine"),
        reverse("assessments:work", args=[assessment.pk]),
        reverse("assessments:work", args=[assessment.pk]) + "?state=weak",
        page(assessment, "governance", "strategy"),
        reverse("assessments:evidence", args=[assessment.pk, "D1-01"]),
        reverse("assessments:publish", args=[assessment.pk]),
    ]
    for url in urls:
        with django_assert_max_num_queries(12):
            response = client.get(url)
        assert response.status_code == 200, url
        assert len(response.content) < 100_000, url


def test_the_next_open_question_is_offered_first(client, assessment, editor):
    AnswerFactory(assessment=assessment, value="yes")

    html = client.get(reverse("assessments:work", args=[assessment.pk])).content.decode()

    assert f'href="{page(assessment)}#D1-02"' in html
    assert "1 of 95 questions answered" in html


def test_questions_are_found_by_state_and_paged(client, assessment, editor):
    AnswerFactory(assessment=assessment, value="yes")
    EvidenceFactory(answer=AnswerFactory(assessment=assessment, question=question("D1-02"), value="yes"))
    AnswerFactory(assessment=assessment, question=question("D2-01"), value="no")
    url = reverse("assessments:work", args=[assessment.pk])

    def codes(query):
        html = client.get(url + query).content.decode()
        return [c for c in Question.objects.values_list("code", flat=True) if f'#{c}">{c}<' in html]

    assert codes("?state=weak") == ["D2-01"]
    assert codes("?state=stated") == ["D1-01"]
    assert codes("?state=documented") == ["D1-02"]
    assert codes("?state=open")[:2] == ["D1-03", "D1-04"]
    assert len(codes("?state=open")) == 20
    assert codes("?state=open&after=D6-10") == ["D6-11", "D6-12"]
    assert codes("?dimension=crises&state=weak") == []


def test_one_assessment_a_year_is_started(client, assessment, editor):
    url = reverse("assessments:start")
    this_year = datetime.now(tz=UTC).year

    again = client.post(url, {"organisation": assessment.organisation_id, "year": 2026})
    future = client.post(url, {"organisation": assessment.organisation_id, "year": this_year + 1})
    fresh = client.post(url, {"organisation": assessment.organisation_id, "year": 2025})

    assert again.status_code == 409
    assert "There is already an assessment of 2026. Go on with that one." in again.content.decode()
    assert future.status_code == 409
    assert fresh.status_code == 302
