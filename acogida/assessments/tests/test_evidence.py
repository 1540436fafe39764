from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from acogida.accounts.tests.factories import UserFactory
from acogida.assessments import actions
from acogida.assessments.models import Answer, EvidenceItem
from acogida.assessments.tests.factories import AnswerFactory, AssessmentFactory, EvidenceFactory, question
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return AssessmentFactory()


@pytest.fixture
def editor(assessment):
    return UserFactory(member_of=assessment.organisation)


def upload(text=b"Ordenanza 12: se crea la oficina.", name="ordenanza 12.txt"):
    return SimpleUploadedFile(name, text)


def add(assessment, by, at, **words):
    words = {"kind": "text", "title": "Ordenanza 12", **words}
    return actions.add_evidence(assessment, question=question(), by=by, at=at, **words)


def test_an_answer_without_evidence_is_only_stated_and_with_some_documented(assessment, editor, at):
    answer = AnswerFactory(assessment=assessment, value="yes")
    assert answer.grade == "stated"

    add(assessment, editor, at)

    assert Answer.objects.get().grade == "documented"


def test_evidence_may_come_before_the_answer_and_does_not_answer(assessment, editor, at):
    item = add(assessment, editor, at, kind="link", link="https://example.org/ordenanza-12")

    assert item.answer.value == ""
    assert item.answer.question.code == "D1-01"
    event = AuditEvent.objects.get(name="assessments.evidence_added")
    assert event.detail == {"question": "D1-01", "kind": "link"}


def test_an_answer_given_after_its_evidence_is_not_stale(assessment, editor, at):
    item = add(assessment, editor, at)

    saved = actions.save_answer(
        assessment,
        question=question(),
        value="yes",
        explanation="",
        revision=item.answer.revision,
        by=editor,
        at=at,
    )

    assert saved.value == "yes"


def test_a_file_is_kept_and_its_secret_by_default(assessment, editor, at):
    item = add(assessment, editor, at, kind="file", upload=upload())

    assert item.file.name == "ordenanza_12.txt"
    assert item.file_is_public is False


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"kind": "legal"}, "A legal citation needs its date"),
        ({"kind": "link", "link": "example"}, "Write the whole address of the page"),
        ({"kind": "link", "link": "javascript:alert(1)"}, "Write the whole address of the page"),
        ({"kind": "file"}, "Choose the file to add."),
        ({"kind": "file", "upload": SimpleUploadedFile("x.exe", b"MZ\x00\x01")}, "not accepted"),
        ({"title": " "}, "Give the evidence a title"),
        ({"kind": "rumour"}, "Choose what kind of evidence it is."),
        ({"dated": date(2027, 1, 1)}, "is in the future"),
    ],
)
def test_evidence_that_cannot_serve_is_refused_with_its_sentence(assessment, editor, at, words, sentence):
    with pytest.raises(Refused, match=sentence):
        add(assessment, editor, at, **words)

    assert EvidenceItem.objects.count() == 0


def test_only_editors_add_and_remove(assessment, at):
    member = UserFactory(member_of=assessment.organisation, member_of__role="member")
    item = EvidenceFactory(answer__assessment=assessment)

    with pytest.raises(Refused):
        add(assessment, member, at)
    with pytest.raises(Refused):
        actions.remove_evidence(item, by=member, at=at)

    assert EvidenceItem.objects.count() == 1


def test_evidence_is_removed_from_a_draft_and_stays_in_what_was_published(assessment, editor, at):
    item = EvidenceFactory(answer__assessment=assessment, answer__value="yes")
    approver = UserFactory(member_of=assessment.organisation, member_of__role="approver")
    edition = actions.publish(assessment, by=approver, at=at)
    with pytest.raises(Refused, match="is published"):
        actions.remove_evidence(item, by=editor, at=at)

    actions.reopen(assessment, by=editor, at=at)
    actions.remove_evidence(item, by=editor, at=at)

    edition.refresh_from_db()
    first = edition.content["dimensions"][0]["sub_dimensions"][0]["questions"][0]
    assert [e["title"] for e in first["evidence"]] == ["Ordenanza 12"]
    assert EvidenceItem.objects.count() == 0
    assert AuditEvent.objects.filter(name="assessments.evidence_removed").count() == 1


def test_a_refused_form_keeps_what_was_typed(client, assessment, editor):
    client.force_login(editor)
    url = reverse("assessments:evidence", args=[assessment.pk, "D1-01"])

    response = client.post(url, {"kind": "legal", "title": "Ley 25.871", "detail": "Artículo 6"})

    html = response.content.decode()
    assert response.status_code == 409
    assert "A legal citation needs its date" in html
    assert 'value="Ley 25.871"' in html
    assert "Artículo 6" in html


def test_evidence_is_added_from_its_page(client, assessment, editor):
    client.force_login(editor)
    url = reverse("assessments:evidence", args=[assessment.pk, "D1-01"])

    response = client.post(
        url, {"kind": "file", "title": "La ordenanza", "upload": upload(), "file_is_public": "on"}
    )

    assert response.status_code == 302
    assert response["Location"].endswith("/rights/health/#D1-01")
    item = EvidenceItem.objects.get()
    assert (item.kind, item.file_is_public) == ("file", True)


def test_a_file_of_the_draft_is_fetched_by_colleagues_alone(client, assessment, editor, at):
    item = add(assessment, editor, at, kind="file", upload=upload(), file_is_public=True)
    url = reverse("assessments:evidence_file", args=[assessment.pk, item.pk])

    assert client.get(url).status_code == 302
    client.force_login(UserFactory(member_of=AssessmentFactory().organisation))
    assert client.get(url).status_code == 404
    client.force_login(editor)
    response = client.get(url)
    assert b"".join(response.streaming_content) == b"Ordenanza 12: se crea la oficina."
    assert response["Content-Disposition"].startswith("attachment")


def test_an_item_of_another_assessment_is_not_reached_through_ones_own(client, assessment, editor, at):
    other = EvidenceFactory()
    client.force_login(editor)

    removed = client.post(reverse("assessments:remove_evidence", args=[assessment.pk, other.pk]))

    assert removed.status_code == 404
    assert EvidenceItem.objects.count() == 1
