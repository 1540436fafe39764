"""The annual session of mechanisms: each answers the guiding questions, side by side, in the report too."""

from datetime import timedelta

import pytest
from django.urls import reverse
from time_machine import travel

from acogida.accounts.queries import hash_of
from acogida.core.errors import Refused
from acogida.dialogues.actions import answers, events, guests, notes
from acogida.dialogues.actions.guests import Invited
from acogida.dialogues.models import Event, Guest
from acogida.dialogues.queries.answers import mechanisms_of, side_by_side
from acogida.dialogues.tests.factories import AT
from acogida.dialogues.tests.test_events import EVEN, Gathering, country
from acogida.documents.tests.pdftext import words_of

pytestmark = pytest.mark.django_db
ASKED = ["What does it add?", "Where could it join others?"]


class Session(Gathering):
    """An annual session of three mechanisms, with one person for the first and two for the second."""

    def __init__(self):
        super().__init__(panel=EVEN)
        Event.objects.filter(pk=self.event.pk).update(kind="mechanisms", questions=ASKED)
        self.theme.mechanisms = ["Alpha", "Beta", "Gamma"]
        self.theme.save()
        self.event.refresh_from_db()
        self.people = [self.person(n, name) for n, name in enumerate(("Alpha", "Beta", "Beta", ""))]
        self.invite()
        self.refresh()

    def person(self, n, mechanism):
        one = Invited(f"p{n}@x.example", f"P {n}", "Org", "un", country("PAN"), "en", mechanism)
        return guests.add_guests(self.event, guests=[one], by=self.by, at=AT)[0]

    def refresh(self):
        self.people = [Guest.objects.get(pk=p.pk) for p in self.people]
        for n, person in enumerate(self.people):
            Guest.objects.filter(pk=person.pk).update(token_hash=hash_of(f"t{n}"))

    def says(self, who, *texts, seen=0):
        return answers.answer(self.people[who], texts=dict(enumerate(texts, 1)), seen=seen, at=AT)


def test_a_guest_answers_only_for_a_mechanism_that_the_event_names():
    session = Session()

    assert mechanisms_of(session.event) == ["Alpha", "Beta", "Gamma"]
    with pytest.raises(Refused, match="No theme of this event names: Delta"):
        session.person(9, "Delta")
    with pytest.raises(Refused, match="Only who represents a mechanism"):
        session.says(3, "Mine")
    with pytest.raises(Refused, match="does not ask that"):
        session.says(0, "a", "b", "c")


def test_answers_stand_side_by_side_and_silence_is_seen():
    session = Session()
    session.says(0, "We listen.", "With Beta.")
    session.says(1, "We count.", "")

    assert side_by_side(session.event) == [
        {"mechanism": "Alpha", "answers": ["We listen.", "With Beta."]},
        {"mechanism": "Beta", "answers": ["We count.", ""]},
        {"mechanism": "Gamma", "answers": ["", ""]},
    ]


def test_two_representatives_never_overwrite_each_other_unseen():
    session = Session()
    session.says(1, "First")

    with pytest.raises(Refused, match="has written meanwhile"):
        session.says(2, "Second")
    session.says(2, "First and second", seen=1)

    assert side_by_side(session.event)[1]["answers"][0] == "First and second"


@travel(AT, tick=False)
def test_who_is_late_reads_what_was_written_and_keeps_what_they_typed(client):
    session = Session()
    session.says(1, "First")
    where = reverse("dialogues:answers", args=["t2"])

    late = client.post(where, {"seen": "0", "question_1": "Second", "question_2": ""})
    page = late.content.decode()

    assert late.status_code == 409
    assert "First" in page
    assert ">\nSecond</textarea>" in page
    assert 'name="seen" value="1"' in page
    assert client.get(reverse("dialogues:answers", args=["t3"])).status_code == 404


@travel(AT, tick=False)
def test_the_public_reads_the_answers_once_the_session_begins_and_in_its_report(client):
    session = Session()
    session.says(0, "We listen.", "With Beta.")
    public = reverse("dialogues:event", args=[session.event.slug])
    assert "We listen." not in client.get(public).content.decode()
    for person in session.people:
        session.register(person)
    session.event = events.begin(session.event, by=session.by, at=AT)
    assert "We listen." in client.get(public).content.decode()

    notes.add_note(session.theme, section="idea", chapter="progress", text="It works.", by=session.by, at=AT)
    session.event = events.close(session.event, by=session.by, at=AT)
    notes.publish_report(session.event, conclusions="We go on.", by=session.by, at=AT + timedelta(days=20))
    with pytest.raises(Refused, match="until the report is published"):
        session.says(0, "Too late", seen=1)
    assert "With Beta." in client.get(reverse("dialogues:report", args=[session.event.slug])).content.decode()
    words = words_of(client.get(reverse("dialogues:report_pdf", args=[session.event.slug])).content)
    assert "Welisten." in words
    assert "Noanswer." in words
