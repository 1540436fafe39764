"""A department answers its sections, and somebody outside reads, by personal link."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from acogida.accounts.tests.factories import UserFactory
from acogida.assessments import actions
from acogida.assessments.models import Answer, EvidenceItem, PersonalLink, SubDimension
from acogida.assessments.revisions import base_of
from acogida.assessments.tests.factories import AnswerFactory, AssessmentFactory, EvidenceFactory, question
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return AssessmentFactory()


@pytest.fixture
def editor(assessment):
    return UserFactory(member_of=assessment.organisation, name="Ana", time_zone="America/Bogota")


def section(assessment, key="health"):
    return SubDimension.objects.select_related("dimension").get(
        dimension__instrument=assessment.instrument, key=key
    )


def give(assessment, editor, at, *keys, **given):
    given = {"purpose": "answer", "name": "Salud", "language": "en", "days": 14} | given
    sections = [section(assessment, key) for key in keys or ("health",)]
    return actions.give_link(assessment, sections=sections, by=editor, at=at, **given)


@pytest.fixture
def now(time_machine, at):
    time_machine.move_to(at, tick=False)
    return at


def test_only_the_hash_of_a_token_is_kept_and_the_link_goes_by_mail(
    assessment, editor, at, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        link, token = give(assessment, editor, at, email="Salud@Town.example")

    assert token not in {str(value) for value in PersonalLink.objects.values().get().values()}
    assert mail.outbox[0].to == ["salud@town.example"]
    assert actions.address_of(link, token) in mail.outbox[0].body
    assert "Ana" in mail.outbox[0].body
    assert AuditEvent.objects.filter(name="assessments.link_given").count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"days": 61}, "A link lasts from 1 to 60 days."),
        ({"name": " "}, "Say what the link is for, who will hold it and for which sections."),
        ({"purpose": "own"}, "Say what the link is for, who will hold it and for which sections."),
    ],
)
def test_a_link_without_bounds_is_refused(assessment, editor, at, given, sentence):
    with pytest.raises(Refused, match=sentence):
        give(assessment, editor, at, **given)
    assert not PersonalLink.objects.exists()


def test_only_editors_give_links(assessment, at):
    reader = UserFactory(member_of=assessment.organisation, member_of__role="member")

    with pytest.raises(Refused, match="Only people who edit"):
        give(assessment, reader, at)


def test_a_department_answers_its_section_without_an_account(client, assessment, editor, now):
    link, token = give(assessment, editor, now)
    door = client.get(reverse("assessments:link", args=[token])).content.decode()
    page = reverse("assessments:link_answering", args=[token, "rights", "health"])
    assert f'href="{page}"' in door
    assert "Education" not in door.split("Your sections")[1].split("</ul>")[0]

    html = client.get(page).content.decode()
    assert "Only Municipalidad" in html
    answer = client.post(
        reverse("assessments:link_autosave", args=[token, "D1-01"]),
        {"D1-01-base": base_of(None), "D1-01-value": "yes", "D1-01-explanation": "In all centres"},
    )

    assert answer.status_code == 200
    kept = Answer.objects.get(assessment=assessment)
    assert (kept.value, kept.updated_by, kept.updated_link, str(kept.author)) == ("yes", None, link, "Salud")
    assert AuditEvent.objects.get(name="assessments.answered").by == "Salud"
    link.refresh_from_db()
    assert link.opened_at == now


def test_a_link_opens_no_other_section_and_no_other_assessment(client, assessment, editor, now):
    _link, token = give(assessment, editor, now)
    item = EvidenceFactory(answer=AnswerFactory(assessment=assessment, question=question("D1-04")))

    for name, *args in (
        ("link_answering", "rights", "education"),
        ("link_evidence", "D1-04"),
        ("link_discussion", "D1-04"),
        ("link_evidence_file", item.pk),
    ):
        assert client.get(reverse(f"assessments:{name}", args=[token, *args])).status_code == 404, name
    refused = client.post(
        reverse("assessments:link_autosave", args=[token, "D1-04"]),
        {"D1-04-base": base_of(None), "D1-04-value": "yes", "D1-04-explanation": ""},
    )
    assert refused.status_code == 409
    assert client.get(reverse("assessments:work", args=[assessment.pk])).status_code == 302
    assert Answer.objects.get().value == "no"


def test_a_link_that_ended_says_why_and_saves_nothing(client, assessment, editor, now, time_machine):
    link, token = give(assessment, editor, now, days=3)
    other, revoked = give(assessment, editor, now)
    actions.withdraw_link(other, by=editor, at=now)
    url = reverse("assessments:link", args=[revoked])
    assert client.get(url).status_code == 410
    assert "This link was withdrawn." in client.get(url).content.decode()

    time_machine.move_to(now + timedelta(days=3), tick=False)
    late = client.post(
        reverse("assessments:link_autosave", args=[token, "D1-01"]),
        {"D1-01-base": base_of(None), "D1-01-value": "yes", "D1-01-explanation": ""},
    )

    assert late.status_code == 409
    assert "This link has expired." in late.content.decode()
    with pytest.raises(Refused, match="expired"):
        actions.save_answer(
            assessment,
            question=question(),
            value="yes",
            explanation="",
            revision=0,
            by=link,
            at=now + timedelta(days=4),
        )
    assert not Answer.objects.exists()


def test_guessing_links_is_slowed_down(client, now):
    cache.clear()
    url = reverse("assessments:link", args=["guess"])

    codes = [client.get(url).status_code for _ in range(31)]

    assert codes[:30] == [404] * 30
    assert codes[30] == 429


def test_a_department_adds_its_evidence_and_takes_away_only_its_own(client, assessment, editor, now):
    _link, token = give(assessment, editor, now)
    theirs = EvidenceFactory(answer=AnswerFactory(assessment=assessment), title="Of a colleague")
    upload = SimpleUploadedFile("protocol.txt", b"Protocol of care", content_type="text/plain")

    client.post(
        reverse("assessments:link_evidence", args=[token, "D1-01"]),
        {"kind": "file", "title": "Protocol", "upload": upload},
    )
    item = EvidenceItem.objects.get(title="Protocol")
    for pk in (theirs.pk, item.pk):
        client.post(reverse("assessments:link_remove_evidence", args=[token, pk]))

    assert item.file.name == "protocol.txt"
    assert str(item.added_link) == "Salud"
    assert list(EvidenceItem.objects.all()) == [theirs]


def test_whoever_finishes_tells_the_editors_once(client, assessment, editor, now):
    _link, token = give(assessment, editor, now)
    url = reverse("assessments:link_finished", args=[token])

    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 409

    assert "Salud has finished their part" in Notice.objects.get(recipient=editor).text


def test_who_else_has_the_section_open_is_shown(client, assessment, editor, now, time_machine):
    _link, token = give(assessment, editor, now)
    client.get(reverse("assessments:link_presence", args=[token, "rights", "health"]))
    client.force_login(editor)
    page = reverse("assessments:answering", args=[assessment.pk, "rights", "health"])

    assert "Also here now: Salud." in client.get(page).content.decode()
    time_machine.move_to(now + timedelta(seconds=61))
    assert "Also here now" not in client.get(page).content.decode()


def test_two_of_them_at_once_choose_field_by_field_and_lose_nothing(client, assessment, editor, now):
    _link, token = give(assessment, editor, now)
    page = reverse("assessments:link_answering", args=[token, "rights", "health"])
    opened = {"D1-01-base": base_of(None), "D1-01-value": "partly", "D1-01-explanation": "In two centres"}
    rest = {
        f"{code}-{key}": value
        for code in ("D1-02", "D1-03")
        for key, value in (("base", base_of(None)), ("value", ""), ("explanation", ""))
    }
    actions.save_answer(
        assessment, question=question(), value="yes", explanation="By circular", revision=0, by=editor, at=now
    )

    conflict = client.post(page, opened | rest)
    html = conflict.content.decode()
    assert conflict.status_code == 409
    for words in ("By circular", "In two centres", "Ana changed this answer on 03/02/2026 04:30 (Bogota)"):
        assert words in html
    stored = Answer.objects.get(question=question())
    assert (stored.value, stored.explanation) == ("yes", "By circular")
    chosen = {"D1-01-keep": "1", "D1-01-take-value": "stored", "D1-01-take-explanation": "both"}
    assert client.post(page, opened | rest | chosen).status_code == 302

    stored.refresh_from_db()
    assert (stored.value, stored.explanation) == ("yes", "By circular\n\nIn two centres")
    assert [(v.by, v.explanation) for v in stored.versions.order_by("revision")] == [
        ("Ana", "By circular"),
        ("Salud", "By circular\n\nIn two centres"),
    ]


def test_addresses_are_forgotten_a_year_after_the_link_ended(assessment, editor, at):
    link, _token = give(assessment, editor, at, email="salud@town.example")

    assert actions.forget_addresses(by="chores", at=at + timedelta(days=14 + 364)) == 0
    assert actions.forget_addresses(by="chores", at=at + timedelta(days=14 + 366)) == 1
    link.refresh_from_db()
    assert (link.email, link.name) == ("", "Salud")
