"""Notes without names: by several hands, names found, corrections logged, the report frozen."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from docx import Document
from time_machine import travel

from acogida.accounts.queries import hash_of as token_hash_of
from acogida.accounts.tests.factories import MandateFactory
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.dialogues import signals
from acogida.dialogues.actions import events, guests, notes
from acogida.dialogues.models import Correction, Guest, Note, Recommendation, TakenHome
from acogida.dialogues.queries.names import Found, Kind, Known, scan
from acogida.dialogues.tests.factories import AT
from acogida.dialogues.tests.test_events import Gathering
from acogida.documents.tests.pdftext import squeezed, words_of

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=20)


class Closed:
    """A closed event with a rapporteur and one participant."""

    def __init__(self):
        self.gathering = Gathering()
        (self.guest,) = self.gathering.running()
        guests.check_in(self.guest, theme=self.gathering.theme, by=self.gathering.by, at=AT)
        self.rapporteur = MandateFactory(kind="facilitator").user
        self.theme = self.gathering.theme

    def note(self, text="Two towns share an interpreter.", *, section="idea", chapter="progress"):
        return notes.add_note(
            self.theme, section=section, chapter=chapter, text=text, by=self.rapporteur, at=AT
        )

    def close(self):
        self.event = events.close(self.gathering.event, by=self.gathering.by, at=AT)
        return self.event

    def publish(self, conclusions="Keep talking.", at=LATER):
        return notes.publish_report(
            self.gathering.event, conclusions=conclusions, by=self.gathering.by, at=at
        )


PEOPLE = ["María José Ñáñez de la Cruz", "Tomás Ruiz"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("As Maria said, it works.", "Maria"),
        ("MARÍA insisted on it.", "MARÍA"),
        ("It was Ñañez who asked.", "Ñañez"),
        ("Ruiz's proposal was heard.", "Ruiz's"),
        ("The Ruizes agreed.", "Ruizes"),
        ("T. R. asked for more.", "T. R."),
        ("A word from TR closed it.", "TR"),
    ],
)
def test_names_are_found_with_and_without_accents_in_initials_and_inflected(text, words):
    assert scan(text, Known(PEOPLE, [], [])) == [Found(Kind.PERSON, words)]


@pytest.mark.parametrize("text", ["La cruz roja llegó tarde.", "The region agreed.", "Se pidió más agua."])
def test_common_words_are_not_taken_for_names(text):
    assert scan(text, Known(PEOPLE, ["Red de Casas Abiertas"], [("media", "PER")])) == []


@pytest.mark.parametrize(
    "text",
    [
        "La red de casas abiertas lo propuso.",
        "Las redes de la casa abierta lo proponen.",
        "RCA lo propuso.",
    ],
)
def test_organisations_are_found_inflected_and_by_their_acronym(text):
    (found,) = scan(text, Known([], ["Red de Casas Abiertas"], []))

    assert found.kind == Kind.ORGANISATION


def test_a_rare_sector_with_its_country_is_found_only_where_both_stand_in_one_sentence():
    known = Known([], [], [("media", "PER"), ("local", "HND")])

    assert scan("Una periodista peruana lo contó.", known) == [Found(Kind.PAIR, "periodista + peruana")]
    assert scan("El alcalde hondureño pidió ayuda.", known)[0].kind == Kind.PAIR
    assert scan("La prensa ayudó. En Perú llueve.", known) == []


def test_two_hands_on_one_note_never_lose_a_word():
    closed = Closed()
    note = closed.note()
    words = {"section": "idea", "chapter": "progress", "by": closed.rapporteur, "at": AT}

    notes.edit_note(note, text="First hand.", revision=1, **words)
    with pytest.raises(notes.Stale) as stale:
        notes.edit_note(note, text="Second hand.", revision=1, **words)

    assert stale.value.current.text == "First hand."
    assert notes.edit_note(note, text="Both hands.", revision=2, **words).revision == 3


def test_no_column_leads_from_a_note_to_a_person():
    related = {
        field.related_model.__name__
        for model in (Note, Correction, TakenHome)
        for field in model._meta.get_fields()
        if field.many_to_one or field.one_to_one
    }

    assert related == {"Theme", "Note", "Event"}


def test_a_name_blocks_the_report_until_it_is_rewritten_or_justified():
    closed = Closed()
    note = closed.note("Guest opened with a story.")
    closed.note("Casa 0 receives families.")
    closed.close()

    with pytest.raises(Refused, match="Guest; Casa"):
        closed.publish()
    notes.edit_note(
        Note.objects.last(),
        section="idea",
        chapter="progress",
        text="An organisation receives families.",
        revision=1,
        by=closed.rapporteur,
        at=AT,
    )
    with pytest.raises(Refused, match=r"spoke: Guest\."):
        closed.publish()
    notes.justify(note, words="Guest", reason="A guest in general.", by=closed.rapporteur, at=AT)
    with pytest.raises(Refused, match=r"spoke: Guest\."):
        closed.publish(conclusions="Thank you, Guest.")

    assert closed.publish().content["themes"][0]["progress"] == [
        "Guest opened with a story.",
        "An organisation receives families.",
    ]


def test_the_report_waits_for_the_window_and_for_every_correction():
    closed = Closed()
    note = closed.note()
    closed.close()
    guest = Guest.objects.get(pk=closed.guest.pk)
    words = {"text": "Three towns share an interpreter.", "reason": "We are three."}
    one = notes.propose_correction(note, **words, guest=guest, at=AT)
    two = notes.propose_correction(note, text="None.", reason="No.", guest=guest, at=AT)

    with pytest.raises(Refused, match="window for corrections is open"):
        closed.publish(at=AT)
    with pytest.raises(Refused, match="still waits"):
        closed.publish()
    with pytest.raises(Refused, match="window for corrections is closed"):
        notes.propose_correction(note, **words, guest=guest, at=LATER)
    notes.decide_correction(one, accept=True, answer="", by=closed.rapporteur, at=AT)
    with pytest.raises(Refused, match="the log is public"):
        notes.decide_correction(two, accept=False, answer=" ", by=closed.rapporteur, at=AT)
    notes.decide_correction(two, accept=False, answer="Others heard it.", by=closed.rapporteur, at=AT)
    report = closed.publish()

    note.refresh_from_db()
    assert note.text == "Three towns share an interpreter."
    assert report.content["corrections"] == {"accepted": 1, "declined": 1}


def test_the_report_is_frozen_and_its_recommendations_are_followed(
    client, django_capture_on_commit_callbacks
):
    heard = []
    receiver = lambda sender, event, text, **kw: heard.append(text)  # noqa: E731 -- two words
    signals.idea_taken_home.connect(receiver)
    closed = Closed()
    closed.note()
    closed.note("Language is a wall.", section="message", chapter="challenges")
    closed.note("Fund interpreters together.", section="proposal", chapter="recommendations")
    event = closed.close()
    with django_capture_on_commit_callbacks(execute=True):
        notes.take_home(Guest.objects.get(pk=closed.guest.pk), text="A shared interpreter.", at=AT)
    report = closed.publish()

    made = Recommendation.objects.get(event=event)
    assert (made.code, made.text, made.state) == ("1.1", "Fund interpreters together.", "open")
    assert [o.number for o in made.objectives.all()] == [15]
    assert hash_of(report.content) == report.sha256
    assert heard == ["A shared interpreter."]
    with pytest.raises(Refused, match="report is published"):
        closed.note("Too late.")

    page = client.get(reverse("dialogues:report", args=[event.slug])).content.decode()
    assert "Fund interpreters together." in page
    pdf = client.get(reverse("dialogues:report_pdf", args=[event.slug])).content
    assert squeezed("Fund interpreters together.") in words_of(pdf)
    docx = Document(io.BytesIO(client.get(reverse("dialogues:report_docx", args=[event.slug])).content))
    heads = [p.text for p in docx.paragraphs if p.style.name.startswith("Heading")]
    assert heads[:3] == ["Context", "The event in numbers", "1. Theme 1"]
    assert heads[-6:] == [
        "Challenges and lessons learned",
        "Recommendations",
        "Conclusions",
        "Ideas that participants take home",
        "Annexes",
        "1. Theme 1",
    ]
    summary = client.get(reverse("dialogues:report_summary", args=[event.slug])).content
    assert squeezed("Fund interpreters together.") in words_of(summary)
    assert summary.count(b"/Type /Page\n") + summary.count(b"/Type/Page") <= 2


@travel(AT, tick=False)
def test_rapporteurs_and_participants_work_on_their_pages(client, django_user_model):
    closed = Closed()
    slug = closed.gathering.event.slug
    sheet = reverse("dialogues:sheet", args=[slug, 1])
    client.force_login(django_user_model.objects.create_user("x@x.example", name="X"))
    assert client.get(sheet).status_code == 404
    client.force_login(closed.rapporteur)
    sent = {"section": "idea", "chapter": "progress", "text": "Guest 0 told a story."}
    assert client.post(sheet, sent | {"text": ""}).status_code == 422
    assert client.post(sheet, sent).status_code == 302
    assert "could tell who spoke" in client.get(sheet).content.decode()
    note = Note.objects.get()
    edit = reverse("dialogues:note", args=[note.pk])
    client.post(edit, sent | {"text": "A story was told.", "revision": 1})
    stale = client.post(edit, sent | {"text": "Another story.", "revision": 1})
    assert stale.status_code == 409
    assert "A story was told." in stale.content.decode()
    assert "Another story." in stale.content.decode()
    justify = reverse("dialogues:justify", args=[note.pk]) + "?words=Guest"
    assert client.post(justify, {"words": "Guest", "reason": "In general."}).status_code == 302

    closed.close()
    token = "a-known-token"
    Guest.objects.filter(pk=closed.guest.pk).update(token_hash=token_hash_of(token))
    client.logout()
    mine = reverse("dialogues:corrections", args=[token])
    assert client.get(f"{mine}?note={note.pk}").status_code == 200
    client.post(mine, {"note": note.pk, "text": "Two stories were told.", "reason": "I counted."})
    client.post(mine, {"idea": "1", "text": "Tell stories."})
    assert "Two stories were told." in client.get(mine).content.decode()
    client.force_login(closed.gathering.by)
    decide = reverse("dialogues:decide", args=[Correction.objects.get().pk])
    assert client.post(decide, {"accept": "yes", "answer": ""}).status_code == 302
    publish = reverse("dialogues:report_desk", args=[slug])
    assert client.post(publish, {"conclusions": "We go on."}).status_code == 409
    with travel(LATER, tick=False):
        client.force_login(closed.gathering.by)
        assert client.post(publish, {"conclusions": "We go on."}).status_code == 302
    client.logout()
    assert "Two stories were told." in client.get(reverse("dialogues:report", args=[slug])).content.decode()
