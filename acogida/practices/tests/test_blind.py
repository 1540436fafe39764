"""Nobody leaks: a reviewer never learns whose practice it is, its people never learn who reviewed it.

Every page of the module is walked as that person, with every notice and mail they got, and searched for
what must not be there.
"""

import itertools

import pytest
from django.core import mail
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from acogida.notices.models import Notice
from acogida.practices import actions
from acogida.practices.models import Practice, Review
from acogida.practices.tests.factories import AT, Town
from acogida.practices.tests.test_review import Desk
from acogida.practices.urls import urlpatterns

pytestmark = pytest.mark.django_db


def pages(practice, review):
    """Every address of the module, with every number and word that could open something."""
    numbers = {practice.pk, review.pk, *practice.clarifications.values_list("pk", flat=True)}
    words = {
        "slug": [practice.slug],
        "step": ["story", "results", "facts"],
        "kind": ["pdf", "docx", "json", "ris", "hub", "ttl", "jsonld"],
        "language": ["es", "en"],
        "what": ["places", "origins"],
        "number": sorted(numbers),
        "token": ["x" * 43],
        "pk": sorted(numbers),
    }
    for pattern in urlpatterns:
        names = list(pattern.pattern.converters)
        for values in itertools.product(*(words.get(name, ["1"]) for name in names)):
            try:
                yield reverse(f"practices:{pattern.name}", kwargs=dict(zip(names, values, strict=True)))
            except NoReverseMatch:
                continue


def everything_told(client, user, practice, review):
    """All that reaches a person: pages, the API, notices, mail."""
    client.force_login(user)
    told = []
    with translation.override("en"):
        addresses = list(pages(practice, review))
    addresses += ["/en/", "/en/search/?q=desk", f"/thread/practice/{practice.pk}/"]
    addresses += ["/api/v1/practices", "/api/v1/practices?q=desk", f"/api/v1/practices/{practice.pk}"]
    addresses += [f"/api/v1/practices/{practice.code}", "/en/practices/searches/keep/?q=desk"]
    for address in addresses:
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = body.decode("utf-8", "replace")
        # A page that is not there repeats the address that was guessed, and nothing else.
        told.append((address, text.replace(practice.slug, "") if answer.status_code == 404 else text))
    told += [("notice", n.text + n.url) for n in Notice.objects.filter(recipient=user)]
    told += [("mail", m.subject + m.body) for m in mail.outbox if user.email in m.to]
    return told


def leaks(told, secrets):
    return [(where, secret) for where, text in told for secret in secrets if secret in text]


@pytest.fixture
def case(django_capture_on_commit_callbacks):
    """A practice in review with an answered question, whose text names its people everywhere."""
    desk, town = Desk(), Town(name="Villa Secreta")
    town.organisation.name = "Municipality of Villa Secreta"
    town.organisation.save()
    practice = town.draft(
        title="Villa Secreta opens one desk",
        summary=f"{town.editor.name} of Villa Secreta began it. See https://villa-secreta.example/desk",
        partners="Cruz Blanca Regional",
        lessons="Cruz Blanca Regional trained the staff.",
    )
    with django_capture_on_commit_callbacks(execute=True):
        practice, _token = actions.send(practice, by=town.approver, at=AT)
        actions.invite(practice, reviewers=[desk.internal, *desk.external[:2]], by=desk.secretary, at=AT)
        asked = actions.ask(practice, part="results", question="Where?", by=desk.secretary, at=AT)
        actions.answer(
            asked, new="In Villa Secreta.", remark="Ask Cruz Blanca Regional", by=town.editor, at=AT
        )
    return desk, town, Practice.objects.get(pk=practice.pk)


def secrets_of(town):
    people = [town.editor, town.approver]
    return [
        "Villa Secreta",
        "villa-secreta",
        "Cruz Blanca",
        *(p.email for p in people),
        *(f"{p.name} " for p in people),
    ]


@pytest.mark.parametrize("declared", [False, True])
def test_a_blind_reviewer_is_told_nothing_that_names_its_people(client, case, declared):
    desk, town, practice = case
    review = Review.objects.get(reviewer=desk.external[0].user)
    if declared:
        actions.declare(review, conflict=False, by=review.reviewer, at=AT)
    told = everything_told(client, review.reviewer, practice, review)
    assert leaks(told, secrets_of(town)) == []
    page = dict(told)[f"/en/practices/reviews/{review.pk}/"]
    assert ("opens one desk" in page) is declared, "the text is shown only after the declaration"
    assert any(where == "notice" for where, _text in told)


def test_its_people_are_never_told_who_reviews_it(client, case):
    desk, town, practice = case
    for review in practice.reviews.all():
        desk.read(review)
    desk.decide(practice, grade="")
    review = practice.reviews.first()
    reviewers = [r.reviewer for r in practice.reviews.all()]
    secrets = [word for r in reviewers for word in (r.email, f"{r.name}<", f"{r.name} ")]
    for person in (town.approver, town.editor):
        assert leaks(everything_told(client, person, practice, review), secrets) == []


def test_the_public_and_strangers_learn_neither_while_it_is_in_review(client, case):
    _desk, town, practice = case
    review = practice.reviews.first()
    secrets = [*secrets_of(town), *(r.reviewer.email for r in practice.reviews.all())]
    assert leaks(everything_told(client, town.stranger, practice, review), secrets) == []
    for number in (practice.pk, review.pk):
        for place in ("work", "desk", "reviews"):
            assert client.get(f"/en/practices/{place}/{number}/").status_code == 404


def test_the_leak_test_would_see_a_leak(client, case):
    desk, town, practice = case
    told = everything_told(client, desk.secretary, practice, practice.reviews.first())
    assert leaks(told, secrets_of(town)) != []
