"""The rounds before publishing: comments, consultation, validation from outside, consent by section."""

from datetime import timedelta

import pytest
from django.urls import reverse

from acogida.accounts.tests.factories import UserFactory
from acogida.assessments import actions
from acogida.assessments.models import Discussion, SectionConsent
from acogida.assessments.states import Grade
from acogida.assessments.tests.factories import AnswerFactory, AssessmentFactory, EvidenceFactory, question
from acogida.assessments.tests.test_links import give
from acogida.core.errors import Refused
from acogida.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return AssessmentFactory()


@pytest.fixture
def editor(assessment):
    return UserFactory(member_of=assessment.organisation, name="Ana")


@pytest.fixture
def approver(assessment):
    return UserFactory(member_of=assessment.organisation, member_of__role="approver", name="Rosa")


@pytest.fixture
def answer(assessment):
    answer = AnswerFactory(assessment=assessment, value="yes", explanation="By circular")
    EvidenceFactory(answer=answer)
    return answer


@pytest.fixture
def validator(assessment, editor, answer, at):
    actions.move_to(assessment, state="validation", by=editor, at=at)
    return give(assessment, editor, at, purpose="validate", name="Universidad Ejemplo")[0]


def check(assessment, validator, at, stance, text="", revision=1):
    return actions.check_answer(
        assessment, question=question(), stance=stance, revision=revision, text=text, by=validator, at=at
    )


def test_a_link_of_a_round_serves_while_the_round_is_open(
    client, assessment, editor, answer, at, time_machine
):
    time_machine.move_to(at)
    _link, token = give(assessment, editor, at, purpose="consult", name="Mesa")
    url = reverse("assessments:link", args=[token])
    assert client.get(url).status_code == 410

    actions.move_to(assessment, state="consultation", by=editor, at=at)
    assert client.get(url).status_code == 200

    actions.move_to(assessment, state="validation", by=editor, at=at)
    closed = client.get(url)
    assert closed.status_code == 410
    assert "The consultation is closed now." in closed.content.decode()


def test_those_consulted_comment_and_read_no_private_file(client, assessment, editor, at, time_machine):
    time_machine.move_to(at)
    AnswerFactory(assessment=assessment, value="yes", explanation="By circular")
    actions.move_to(assessment, state="consultation", by=editor, at=at)
    _link, token = give(assessment, editor, at, purpose="consult", name="Mesa")
    page = client.get(
        reverse("assessments:link_answering", args=[token, "rights", "health"])
    ).content.decode()
    assert "By circular" in page
    assert "I agree" not in page

    client.post(reverse("assessments:link_discussion", args=[token, "D1-01"]), {"text": "Not at night"})

    discussion = Discussion.objects.get()
    assert (str(discussion.link), discussion.comments.get().text) == ("Mesa", "Not at night")
    assert "Mesa wrote about question D1-01" in Notice.objects.get(recipient=editor).text
    client.force_login(editor)
    work = reverse("assessments:discussion", args=[assessment.pk, "D1-01"])
    assert "Not at night" in client.get(work).content.decode()
    client.post(work, {"reply": discussion.pk, "text": "From May on"})
    client.post(work, {"resolve": discussion.pk})
    discussion.refresh_from_db()
    assert (discussion.resolved_by, discussion.comments.count()) == ("Ana", 2)


def test_a_validator_who_agrees_confirms_the_answer_as_it_stands(assessment, editor, answer, validator, at):
    assert answer.grade == Grade.DOCUMENTED

    check(assessment, validator, at, "agree")
    answer.refresh_from_db()
    assert answer.grade == Grade.CONFIRMED

    changed = actions.save_answer(
        assessment, question=question(), value="yes", explanation="More", revision=1, by=editor, at=at
    )
    assert changed.grade == Grade.DOCUMENTED


def test_what_is_in_place_without_evidence_is_never_confirmed(assessment, answer, validator, at):
    answer.evidence.all().delete()

    check(assessment, validator, at, "agree")
    answer.refresh_from_db()

    assert answer.grade == Grade.STATED


def test_a_questioned_answer_is_replied_to_and_closed_by_the_validator_alone(
    assessment, editor, answer, validator, at
):
    check(assessment, validator, at, "question", "Which centres?")
    discussion = Discussion.objects.get()
    with pytest.raises(Refused, match="Only the validator"):
        actions.resolve(discussion, by=editor, at=at)
    actions.reply(discussion, text="The three of the canton", by=editor, at=at)
    check(assessment, validator, at, "agree")

    discussion.refresh_from_db()
    answer.refresh_from_db()
    assert discussion.resolved_by == "Universidad Ejemplo"
    assert answer.grade == Grade.CONFIRMED


def test_one_validator_who_questions_keeps_it_from_being_confirmed(assessment, editor, answer, validator, at):
    other, _token = give(assessment, editor, at, purpose="validate", name="Defensoría")

    check(assessment, other, at, "question", "Since when?")
    check(assessment, validator, at, "agree")
    answer.refresh_from_db()

    assert answer.confirmed_revision is None


def test_questioning_needs_words_and_the_answer_as_it_stands(assessment, answer, validator, at):
    with pytest.raises(Refused, match="Write what you want to say"):
        check(assessment, validator, at, "question", " ")
    with pytest.raises(Refused, match="Read it again first"):
        check(assessment, validator, at, "agree", revision=2)
    assert not Discussion.objects.exists()


def test_the_validation_is_frozen_into_the_edition(
    client, assessment, editor, approver, answer, validator, at
):
    check(assessment, validator, at, "question", "Which centres?")
    actions.reply(Discussion.objects.get(), text="The three of the canton", by=editor, at=at)

    publication = actions.publish(assessment, by=approver, at=at)

    frozen = publication.content["dimensions"][0]["sub_dimensions"][0]["questions"][0]
    assert frozen["validation"] == [
        {
            "by": "Universidad Ejemplo",
            "stance": "question",
            "revision": 1,
            "at": "2026-03-02",
            "resolved": False,
            "said": [
                {"by": "Universidad Ejemplo", "text": "Which centres?"},
                {"by": "", "text": "The three of the canton"},
            ],
        }
    ]
    assert "Ana" not in str(publication.content)
    page = client.get(reverse("assessments:dimension", args=[assessment.pk, 1, "rights"])).content.decode()
    assert "Questioned by Universidad Ejemplo" in page
    assert "Which centres?" in page
    with pytest.raises(Refused, match="published"):
        check(assessment, validator, at, "agree")


def test_a_section_not_agreed_to_stays_out_and_who_agreed_is_kept(client, assessment, approver, answer, at):
    AnswerFactory(assessment=assessment, question=question("D2-01"), value="no", explanation="Secret so far")
    client.force_login(approver)

    client.post(reverse("assessments:publish", args=[assessment.pk]), {"choice": "1", "sections": ["rights"]})

    publication = assessment.publications.get()
    assert "Secret so far" not in str(publication.content)
    assert publication.summary["answered"] == 1
    given = {c.dimension.key: (c.is_given, str(c.given_by)) for c in SectionConsent.objects.all()}
    assert given["rights"] == (True, "Rosa")
    assert given["governance"] == (False, "Rosa")
    html = client.get(reverse("assessments:detail", args=[assessment.pk])).content.decode()
    assert "The municipality did not publish these sections: " in html
    for kind in ("pdf", "docx", "json"):
        url = reverse("assessments:report", args=[assessment.pk, 1, kind])
        assert client.get(url).status_code == 200, kind


def test_publishing_no_section_is_refused(client, assessment, approver, answer):
    client.force_login(approver)

    answer = client.post(reverse("assessments:publish", args=[assessment.pk]), {"choice": "1"})

    assert answer.status_code == 409
    assert "Choose at least one section to publish." in answer.content.decode()


def test_evidence_of_another_year_is_used_again_with_its_file_kept_once(client, assessment, editor, answer):
    old = AssessmentFactory(organisation=assessment.organisation, year=2024)
    item = EvidenceFactory(answer=AnswerFactory(assessment=old), kind="legal", title="Acuerdo 14")
    foreign = EvidenceFactory(answer=AnswerFactory(), title="Of another town")
    client.force_login(editor)
    url = reverse("assessments:evidence", args=[assessment.pk, "D1-02"])
    assert "Acuerdo 14" in client.get(url).content.decode()
    assert "Of another town" not in client.get(url).content.decode()

    assert client.post(url, {"again": item.pk}).status_code == 302
    assert client.post(url, {"again": item.pk}).status_code == 409
    assert client.post(url, {"again": foreign.pk}).status_code == 404

    again = assessment.answers.get(question=question("D1-02")).evidence.get()
    assert (again.title, again.reused_from) == ("Acuerdo 14", item)


def test_earlier_versions_of_an_answer_are_readable(client, assessment, editor, at):
    other = UserFactory(member_of=assessment.organisation, name="Beto")
    for revision, (person, words) in enumerate([(editor, "First"), (other, "Second")]):
        actions.save_answer(
            assessment,
            question=question(),
            value="yes",
            explanation=words,
            revision=revision,
            by=person,
            at=at + timedelta(minutes=revision),
        )
    client.force_login(editor)

    html = client.get(reverse("assessments:discussion", args=[assessment.pk, "D1-01"])).content.decode()

    before = html.split("What this answer said before")[-1]
    assert before.index("Second") < before.index("First")
