import hashlib
import json
from datetime import timedelta

import pytest
from django.urls import reverse

from acogida.accounts.tests.factories import UserFactory
from acogida.assessments import actions
from acogida.assessments.models import Assessment, Publication
from acogida.assessments.tests.factories import AnswerFactory, AssessmentFactory, EvidenceFactory
from acogida.core.errors import Refused
from acogida.core.frozen import canonical
from acogida.core.models import AuditEvent, SearchChange
from acogida.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer():
    return AnswerFactory(value="partly", explanation="In two centres")


@pytest.fixture
def assessment(answer):
    return answer.assessment


@pytest.fixture
def approver(assessment):
    return UserFactory(member_of=assessment.organisation, member_of__role="approver", name="Alcaldesa")


@pytest.fixture
def editor(assessment):
    return UserFactory(member_of=assessment.organisation, language="es")


def test_an_edition_is_frozen_with_its_hash(assessment, answer, approver, at):
    EvidenceFactory(answer=answer)

    edition = actions.publish(assessment, by=approver, at=at)

    edition.refresh_from_db()
    first = edition.content["dimensions"][0]["sub_dimensions"][0]["questions"][0]
    assert (first["code"], first["value"], first["grade"]) == ("D1-01", "partly", "documented")
    assert first["objectives"] == [7, 15]
    assert (edition.number, edition.content["edition"]) == (1, 1)
    assert edition.content["published_at"] == "2026-03-02T09:30:00+00:00"
    assert edition.sha256 == hashlib.sha256(canonical(edition.content)).hexdigest()
    assert edition.summary["answered"] == 1
    assert edition.summary["documented"] == 1
    assert edition.summary["objectives"] == {"7": 1, "15": 1}
    assert edition.summary["dimensions"]["rights"]["partly"] == 1


def test_an_edition_names_no_person(assessment, approver, editor, at):
    edition = actions.publish(assessment, by=approver, at=at)

    text = json.dumps(edition.content, ensure_ascii=False)
    for person in (approver, editor, assessment.created_by):
        assert person.name not in text
        assert person.email not in text


def test_it_is_public_from_then_on_and_written_down(assessment, approver, editor, at):
    actions.publish(assessment, by=approver, at=at)

    assessment.refresh_from_db()
    assert (assessment.state, assessment.first_published_at) == ("published", at)
    assert assessment.current_publication.number == 1
    assert SearchChange.objects.filter(kind="assessment", key=str(assessment.pk)).exists()
    assert AuditEvent.objects.get(name="assessments.published").detail["edition"] == 1
    told = Notice.objects.get()
    assert told.recipient == editor
    assert told.text == (
        f"La autoevaluación de {assessment.territory.name}, 2026, está publicada: edición 1."
    )


def test_reopening_prepares_the_next_edition_and_the_public_keeps_the_last(
    assessment, answer, approver, editor, at
):
    first = actions.publish(assessment, by=approver, at=at)
    actions.reopen(assessment, by=editor, at=at)
    actions.save_answer(
        assessment, question=answer.question, value="yes", explanation="", revision=1, by=editor, at=at
    )
    assert Assessment.objects.get().current_publication == first

    second = actions.publish(assessment, by=approver, at=at + timedelta(days=30))

    assert second.number == 2
    assert Assessment.objects.get().current_publication == second
    assert Assessment.objects.get().first_published_at == at
    first.refresh_from_db()
    assert first.content["dimensions"][0]["sub_dimensions"][0]["questions"][0]["value"] == "partly"


@pytest.mark.parametrize("role", ["member", "editor", "administrator"])
def test_only_approvers_publish(assessment, at, role):
    person = UserFactory(member_of=assessment.organisation, member_of__role=role)

    with pytest.raises(Refused, match=r"Only an approver of this municipality can publish\."):
        actions.publish(assessment, by=person, at=at)

    assert Publication.objects.count() == 0


def test_nothing_answered_is_nothing_to_publish(at):
    assessment = AssessmentFactory()
    approver = UserFactory(member_of=assessment.organisation, member_of__role="approver")

    with pytest.raises(Refused, match="Answer at least one question first"):
        actions.publish(assessment, by=approver, at=at)


def test_what_is_published_is_not_published_twice(assessment, approver, at):
    actions.publish(assessment, by=approver, at=at)

    with pytest.raises(Refused, match="already published"):
        actions.publish(assessment, by=approver, at=at)
    with pytest.raises(Refused, match="already published"):
        actions.announce_ready(assessment, by=approver, at=at)


def test_a_draft_is_not_reopened(assessment, editor, at):
    with pytest.raises(Refused, match="already open"):
        actions.reopen(assessment, by=editor, at=at)


def test_approvers_are_told_once_that_it_is_ready(assessment, approver, editor, at):
    actions.announce_ready(assessment, by=editor, at=at)

    told = Notice.objects.get()
    assert told.recipient == approver
    assert told.url == reverse("assessments:publish", args=[assessment.pk])
    with pytest.raises(Refused, match="The approvers already know"):
        actions.announce_ready(assessment, by=editor, at=at)


def test_the_page_says_what_becomes_public_before_the_button(client, assessment, approver):
    client.force_login(approver)
    url = reverse("assessments:publish", args=[assessment.pk])

    html = client.get(url).content.decode()
    assert "Everybody on the internet will read every answer of 2026" in html
    assert "94 questions have no answer." in html

    assert client.post(url)["Location"] == reverse("assessments:detail", args=[assessment.pk])
    assert Publication.objects.count() == 1


def test_an_editor_who_presses_the_button_is_told_and_nothing_happens(client, assessment, editor):
    client.force_login(editor)

    response = client.post(reverse("assessments:publish", args=[assessment.pk]))

    assert response.status_code == 409
    assert "Only an approver of this municipality can publish." in response.content.decode()
    assert Publication.objects.count() == 0


def test_reopening_and_telling_work_from_their_buttons(client, assessment, approver, editor, at):
    client.force_login(editor)
    client.post(reverse("assessments:ready", args=[assessment.pk]))
    assessment.refresh_from_db()
    assert assessment.ready_at is not None

    actions.publish(assessment, by=approver, at=at)
    client.post(reverse("assessments:reopen", args=[assessment.pk]))
    assessment.refresh_from_db()
    assert assessment.state == "draft"
