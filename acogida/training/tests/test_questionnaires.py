"""Answers that are paired and yet nobody's; results only of many."""

import json
from datetime import date, timedelta

import pytest
from cryptography.fernet import InvalidToken
from django.core import serializers
from django.urls import reverse

from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.training.actions import programme
from acogida.training.actions import questionnaire as deeds
from acogida.training.models import Credit, Edition, Nomination, Response, Survey
from acogida.training.queries.completion import standing
from acogida.training.queries.links import token_of
from acogida.training.queries.results import results
from acogida.training.sealing import unseal
from acogida.training.states import Kind
from acogida.training.tests.factories import AT, accepted, component, edition, secretariat, slot

pytestmark = pytest.mark.django_db
RIGHT = {"k1": "b", "k2": "a", "k3": "c", "k4": "a", "k5": "b"}


@pytest.fixture
def of():
    found = edition()
    slot(found, seats=50)
    component(found, kind=Kind.QUESTIONNAIRE, key="entry", order=1)
    component(found, kind=Kind.QUESTIONNAIRE, key="exit", order=2, closes_at=AT + timedelta(days=9))
    deeds.load_questionnaires()
    return found


def survey(of, wave):
    return Survey.objects.select_related("component", "questionnaire").get(component__edition=of, wave=wave)


def people(of, number):
    return [accepted(of, of.slots.get(), n) for n in range(number)]


def respond(of, person, wave, **answers):
    deeds.respond(person, survey=survey(of, wave), answers=answers, at=AT)


def test_a_participant_answers_by_the_personal_link_and_it_counts(of, client):
    (person,) = people(of, 1)
    address = reverse("training:questionnaire", args=[token_of(person), survey(of, "entry").pk])

    assert "23" in client.get(address).text
    client.post(address, RIGHT)

    assert [part.component.key for part in standing(person).missing] == ["exit"]
    again = client.post(address, RIGHT)
    assert again.status_code == 409
    assert Response.objects.count() == 1


def test_a_copy_of_the_database_with_the_list_of_people_tells_nothing(of):
    """Everything the database holds, in its order, against everybody's pk, address and name."""
    before = AuditEvent.objects.count()
    for person in people(of, 8):
        respond(of, person, "entry", **RIGHT, expects=f"secret of {person.pk}")
    dump = serializers.serialize("json", [*Response.objects.all(), *Credit.objects.all()])

    for person in Nomination.objects.all():
        assert person.email not in dump
    assert "secret" not in dump
    assert {(c.given_at, c.decided_by_id) for c in Credit.objects.all()} == {(None, None)}
    told = AuditEvent.objects.filter(name__contains="answer")
    assert not told.exists()
    assert AuditEvent.objects.count() == before + 16  # nominated and accepted, eight times each


def test_rows_do_not_lie_in_the_order_in_which_people_answered(of):
    marks = []
    for person in people(of, 12):
        respond(of, person, "entry", **RIGHT)
        marks.append(deeds.pair_of(person))

    # In the table's own order: twelve rows keep that of the answers once in 479 million times.
    with_rowid = [r.pair for r in Response.objects.raw(f"SELECT * FROM {Response._meta.db_table}")]
    assert sorted(with_rowid) == sorted(marks)
    assert with_rowid != marks


def test_another_key_gives_other_marks_and_cannot_read(of, settings):
    (person,) = people(of, 1)
    respond(of, person, "entry", **RIGHT)
    mine = deeds.pair_of(person)
    settings.SECRET_KEY = "another installation"

    assert deeds.pair_of(person) != mine

    with pytest.raises(InvalidToken):
        results(of)


def test_change_is_told_from_five_pairs_on_and_unpaired_answers_stand_apart(of):
    everybody = people(of, 6)
    for person in everybody[:4]:
        respond(of, person, "entry", k1="b")
        respond(of, person, "exit", **RIGHT, satisfied="4", will_use="3")
    assert (results(of).change, results(of).paired) == (None, 4)

    respond(of, everybody[4], "entry", k1="b", k2="a")
    respond(of, everybody[4], "exit", **RIGHT, satisfied="4", will_use="3")
    respond(of, everybody[5], "entry", k1="a")

    found = results(of)
    assert (found.paired, found.unpaired) == (5, 1)
    assert found.change.before == pytest.approx(24)
    assert found.change.after == 100
    assert found.change.gain == 1
    assert [wave.n for wave in found.waves] == [6, 5]


def test_counts_of_few_people_are_not_told(of):
    for n, person in enumerate(people(of, 7)):
        respond(of, person, "exit", satisfied="1" if n == 0 else "4", will_use="3")

    (told,) = [wave for wave in results(of).waves if wave.wave == "exit"]

    assert [label["en"] for label, _rows in told.counts] == [
        "Will you use what you learned in your daily work?"
    ]


def test_the_page_says_it_in_sentences(of, client):
    for person in people(of, 5):
        respond(of, person, "entry", k1="b")
        respond(of, person, "exit", **RIGHT)
    client.force_login(secretariat())

    page = client.get(reverse("training:results", args=[of.pk]))

    assert "Of 5 people who answered both, the mean went from 20.0 % to 100.0 % right." in page.text


def test_own_words_are_read_of_five_people_on_once_the_wave_is_closed_in_no_order_of_answering(of, client):
    words = ["Zeta", "árbol", "Beta", "mesa"]
    everybody = people(of, 6)
    for person, said in zip(everybody, words, strict=False):
        respond(of, person, "entry", **RIGHT, expects=said)
    respond(of, everybody[4], "entry", **RIGHT)
    part = survey(of, "entry").component
    part.closes_at = AT + timedelta(days=1)
    part.save()
    closed = AT + timedelta(days=2)

    def written(at):
        return next(wave.written for wave in results(of, at=at).waves if wave.wave == "entry")

    assert written(closed) == []
    respond(of, everybody[5], "entry", **RIGHT, expects=" Nube ")
    assert written(AT) == []
    assert [texts for _question, texts in written(closed)] == [["árbol", "Beta", "mesa", "Nube", "Zeta"]]
    client.force_login(secretariat())
    assert "<li>Nube</li>" in client.get(reverse("training:results", args=[of.pk])).text


def test_who_took_part_is_asked_again_months_later(of):
    (person,) = people(of, 1)
    later = deeds.ask_later(of, by=secretariat(), at=AT)

    with pytest.raises(Refused, match="not open yet"):
        deeds.respond(person, survey=later, answers={}, at=AT)
    opens = later.component.opens_at
    deeds.respond(person, survey=later, answers={"has_used": "3"}, at=opens)
    with pytest.raises(Refused, match="asks again already"):
        deeds.ask_later(of, by=secretariat(), at=AT)
    assert [part.component.key for part in standing(person).parts] == ["entry", "exit"]


def test_a_copied_edition_asks_the_same_questions():
    programme.load(at=AT)
    deeds.load_questionnaires()
    old = Edition.objects.get(slug="crm-formacion-local-2021")

    new = programme.copy_edition(
        old, slug="new", title={"es": "N"}, starts_on=date(2027, 1, 11), by=secretariat(), at=AT
    )
    assert sorted(Survey.objects.filter(component__edition=new).values_list("wave", flat=True)) == [
        "entry",
        "exit",
    ]


def test_what_is_no_question_is_not_kept(of):
    (person,) = people(of, 1)
    respond(of, person, "entry", k1="b", name="Ana")

    assert json.loads(unseal("answers", bytes(Response.objects.get().sealed))) == {"k1": "b"}
