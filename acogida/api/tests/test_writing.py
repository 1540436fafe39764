"""Programs write what is their organisation's own, by its rules, once; and nothing else."""

import json
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from acogida.accounts.models import Membership
from acogida.accounts.tests.factories import UserFactory
from acogida.api import actions, writing
from acogida.api.examples import SENT
from acogida.api.models import Answered, Scope, Token
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.plans.models import Progress
from acogida.plans.tests.factories import Town
from acogida.pledges.tests.factories import Pledger
from acogida.services.models import Cell
from acogida.services.tests.factories import Town as Serving

pytestmark = pytest.mark.django_db
SAID = {
    "reported_on": "2026-06-30",
    "condition": "under_way",
    "narrative": "The desk opened on two days a week.",
}


class Program:
    """A program with a token of a town, and what it sends. Forgery checks are on: it has no cookie."""

    def __init__(self, organisation, *scopes, days=30):
        self.administrator = UserFactory(member_of=organisation, member_of__role="administrator")
        self.token, self.secret = actions.make_token(
            organisation,
            name="Budget system",
            scopes=scopes or Scope.values,
            days=days,
            by=self.administrator,
            at=timezone.now(),
        )
        self.client = Client(enforce_csrf_checks=True)

    def send(self, path, said, *, key="", secret=None, language="en"):
        headers = {"authorization": f"Bearer {secret or self.secret}", "accept-language": language}
        if key:
            headers["idempotency-key"] = key
        return self.client.post(
            f"/api/v1/{path}", json.dumps(said), content_type="application/json", headers=headers
        )


@pytest.fixture
def town():
    made = Town()
    made.plan = made.adopted()
    made.action = made.plan.actions.get()
    made.path = f"plans/{made.plan.pk}/actions/{made.action.pk}/progress"
    return made


def test_progress_is_reported_as_a_person_would(town, client):
    program = Program(town.organisation)
    indicator = town.action.indicators.get()
    values = [{"indicator": indicator.pk, "value": "90.00", "source": "Desk register"}]

    answer = program.send(town.path, {**SAID, "spent": "250.50", "values": values})

    assert answer.status_code == 201, answer.content
    made = Progress.objects.get(pk=answer.json()["id"])
    assert (made.narrative, made.spent, made.reported_by) == (
        SAID["narrative"],
        Decimal("250.50"),
        program.administrator,
    )
    assert made.values.get().value == 90
    shown = client.get(f"/api/v1/plans/{town.plan.pk}").json()["progress"][0]["reports"]
    assert [one["narrative"] for one in shown] == [SAID["narrative"]]
    lines = AuditEvent.objects.filter(name__in=["api.written", "plans.progress_reported"])
    assert {line.name for line in lines} == {"api.written", "plans.progress_reported"}
    assert lines.get(name="api.written").detail == {"deed": "progress", "token": "Budget system"}
    assert answer["Cache-Control"] == "no-store"


def test_what_is_sent_twice_with_a_key_is_done_once(town):
    program = Program(town.organisation)

    first, again = (program.send(town.path, SAID, key="june") for _ in range(2))
    other = program.send(town.path, {**SAID, "narrative": "Something else"}, key="june")
    later = program.send(town.path, {**SAID, "narrative": "Something else"}, key="july")

    assert (first.status_code, again.status_code, other.status_code, later.status_code) == (
        201,
        201,
        422,
        201,
    )
    assert first.json() == again.json()
    assert other.json()["detail"] == "This Idempotency-Key was sent before with something else."
    assert Progress.objects.count() == 2


def test_a_refusal_is_a_sentence_and_can_be_tried_again(town):
    program = Program(town.organisation)

    refused = program.send(town.path, {**SAID, "condition": "delayed"}, key="june", language="es")
    done = program.send(town.path, SAID, key="june")

    assert (refused.status_code, refused["Content-Type"]) == (409, "application/problem+json")
    assert refused.json()["detail"].startswith("Diga por qué")
    assert done.status_code == 201


def test_what_is_not_understood_is_named(town):
    program = Program(town.organisation)

    wrong = program.send(town.path, {**SAID, "reported_on": "yesterday", "narative": "x"})
    broken = program.client.post(
        f"/api/v1/{town.path}",
        "{",
        content_type="application/json",
        headers={"authorization": f"Bearer {program.secret}"},
    )

    assert wrong.status_code == 422
    assert {one["parameter"] for one in wrong.json()["errors"]} == {"reported_on", "narative"}
    assert broken.status_code == 400
    assert Progress.objects.count() == 0


def test_a_token_of_others_reaches_nothing_of_ours(town):
    stranger = Program(Town().organisation)

    answer = stranger.send(town.path, SAID)

    assert answer.status_code == 404
    assert Progress.objects.count() == 0


def test_a_token_writes_only_what_its_scopes_say(town):
    program = Program(town.organisation, Scope.TALLY)

    answer = program.send(town.path, SAID)

    assert answer.status_code == 403
    assert "Progress of actions of our plans" in answer.json()["detail"]


def test_a_token_that_is_not_open_opens_nothing(town):
    program = Program(town.organisation)
    expired = Program(town.organisation)
    Token.objects.filter(pk=expired.token.pk).update(
        made_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(days=1)
    )
    gone = Program(town.organisation)
    Membership.objects.filter(user=gone.administrator).update(role="editor")

    for secret in ("", "acogida_wrong", expired.secret, gone.secret):
        answer = program.send(town.path, SAID, secret=secret or "x")
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert (
        program.client.post(f"/api/v1/{town.path}", "{}", content_type="application/json").status_code == 401
    )
    actions.revoke_token(program.token, by=program.administrator, at=timezone.now())
    assert program.send(town.path, SAID).status_code == 401
    assert Progress.objects.count() == 0


def test_only_the_hash_of_a_token_is_kept(town):
    program = Program(town.organisation)

    kept = json.dumps(list(Token.objects.values()), default=str) + json.dumps(
        list(AuditEvent.objects.values("name", "detail")), default=str
    )

    assert program.secret not in kept
    assert program.secret.startswith(program.token.beginning)


def test_only_administrators_make_tokens(town):
    for person in (town.editor, town.approver, UserFactory()):
        with pytest.raises(Refused):
            actions.make_token(
                town.organisation, name="x", scopes=["tally"], days=1, by=person, at=timezone.now()
            )


def test_an_entry_is_checked_and_put_right():
    town = Serving()
    program = Program(town.organisation)
    service = town.service()
    day = timezone.localdate().isoformat()
    path = f"services/{service.pk}/check"

    answer = program.send(path, {"checked_on": day, "changes": {"phone": "+54 11 5555 0000"}})
    refused = program.send(path, {"checked_on": "2020-01-01"})
    unknown = program.send(path, {"checked_on": day, "changes": {"topics": ["astrology"]}})

    assert answer.status_code == 201, answer.content
    service.refresh_from_db()
    assert (service.phone, service.checked_by) == ("+54 11 5555 0000", program.administrator)
    assert (refused.status_code, unknown.status_code) == (409, 409)
    assert "astrology" in unknown.json()["detail"]


def test_people_are_counted_once_each():
    town = Serving()
    program = Program(town.organisation, Scope.TALLY)
    office = town.office()
    taps = [{"key": str(uuid.uuid4()), "topic": "papers"} for _ in range(3)]

    first, again = (program.send(f"offices/{office.pk}/counts", {"taps": taps}) for _ in range(2))
    odd = program.send(f"offices/{office.pk}/counts", {"taps": [{**taps[0], "name": "Ana"}]})

    assert (len(first.json()["counted"]), len(again.json()["known"])) == (3, 3)
    assert Cell.objects.get(office=office).count == 3
    assert odd.status_code == 422


def test_a_program_asks_what_its_token_may_write(town):
    program = Program(town.organisation, Scope.PROGRESS)

    said = program.client.get("/api/v1/token", headers={"authorization": f"Bearer {program.secret}"}).json()

    assert said["scopes"] == ["progress"]
    assert said["plans"][0]["actions"] == [{"id": town.action.pk, "title": town.action.title}]


def test_answers_are_forgotten_after_days(town):
    program = Program(town.organisation)
    program.send(town.path, SAID, key="june")

    assert actions.forget_answers(timezone.now()) == 0
    assert actions.forget_answers(timezone.now() + timedelta(days=4)) == 1
    assert not Answered.objects.exists()


def test_a_program_that_runs_wild_is_told_when_to_come_back(town, monkeypatch):
    monkeypatch.setattr(writing, "WRITES_A_MINUTE", 2)
    program = Program(town.organisation)

    with travel("2026-06-30T12:00:15Z", tick=False):
        program = Program(town.organisation)
        answers = [program.send(town.path, SAID, key=str(number)) for number in range(3)]
    with travel("2026-06-30T12:01:00Z", tick=False):
        later = program.send(town.path, SAID, key="2")

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2]["Retry-After"] == "45"
    assert answers[2].json()["detail"] == "A token writes 2 times a minute at most."
    assert later.status_code == 201


def test_each_request_on_the_page_is_taken_as_it_stands(town, client):
    """With the numbers of this organisation in its address; those of the page are variables."""
    serving = Serving()
    service, office = serving.service(), serving.office()
    pledge = Pledger().announced()
    places = {
        "plans/{number}/actions/{action}/progress": (town.path, town.organisation),
        "pledges/{number}/updates": (f"pledges/{pledge.pk}/updates", pledge.organisation),
        "services/{number}/check": (f"services/{service.pk}/check", serving.organisation),
        "offices/{number}/counts": (f"offices/{office.pk}/counts", serving.organisation),
    }
    page = client.get(reverse("api:index"))

    with travel("2026-07-15T12:00:00Z", tick=False):
        for address, (path, organisation) in places.items():
            answer = Program(organisation).send(path, SENT[address])
            assert answer.status_code == 201, answer.text
            assert f"POST /api/v1/{address}" in page.text
    assert set(places) == set(SENT)


def test_a_fraction_is_sent_as_text_so_that_nothing_is_lost(town):
    program = Program(town.organisation)

    near, exact, whole = (
        program.send(town.path, {**SAID, "spent": spent}, key=str(spent)) for spent in (250.55, "250.55", 250)
    )

    assert (near.status_code, near.json()["errors"][0]["parameter"]) == (422, "spent")
    assert "a fraction is sent as text" in near.json()["errors"][0]["detail"]
    assert (exact.status_code, whole.status_code) == (201, 201)
    assert [report.spent for report in Progress.objects.order_by("pk")] == [Decimal("250.55"), Decimal("250")]
