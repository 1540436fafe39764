"""Taking notes by several hands, justifying words, correcting, publishing the report."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.rules import day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.core.limits import allowed
from acogida.core.search.sources import changed
from acogida.dialogues import rules, signals
from acogida.dialogues.actions.events import locked, moving
from acogida.dialogues.models import (
    Chapter,
    Correction,
    Event,
    Guest,
    Justification,
    Note,
    OutcomeReport,
    Recommendation,
    TakenHome,
    Theme,
    Verdict,
)
from acogida.dialogues.queries.names import known_at, unresolved
from acogida.dialogues.queries.notes import report_content
from acogida.dialogues.states import EventState

WRITING = {EventState.INVITED, EventState.UNDER_WAY, EventState.CLOSED}
CORRECTIONS_AN_HOUR = 20


class Stale(Refused):
    """Somebody else saved first; `current` is the note as it stands."""

    def __init__(self, current: Note) -> None:
        super().__init__(
            _(
                "Somebody else changed this note while you were writing. Nothing of yours is lost: compare "
                "both, and save again what should stand."
            )
        )
        self.current = current


@transaction.atomic
def add_note(theme: Theme, *, section: str, chapter: str, text: str, by: User, at: datetime) -> Note:
    """Write down what was said. Who said it is never asked for."""
    _writing(theme.event, by)
    if not text.strip():
        raise Refused(_("Write what was said."))
    note = Note.objects.create(theme=theme, section=section, chapter=chapter, text=text.strip())
    audit.record("dialogues.note_added", note, by=by, at=at)
    return note


@transaction.atomic
def edit_note(
    note: Note, *, section: str, chapter: str, text: str, revision: int, by: User, at: datetime
) -> Note:
    """Change a note, on the revision it was opened on. Raises Stale where somebody saved first."""
    _writing(note.theme.event, by)
    note = Note.objects.select_for_update(of=("self",)).select_related("theme").get(pk=note.pk)
    if note.withdrawn_at:
        raise Refused(_("This note was withdrawn."))
    if note.revision != revision:
        raise Stale(note)
    if not text.strip():
        raise Refused(_("Write what was said."))
    note.section, note.chapter, note.text = section, chapter, text.strip()
    note.revision += 1
    note.save(update_fields=["section", "chapter", "text", "revision"])
    audit.record("dialogues.note_edited", note, by=by, at=at)
    return note


@transaction.atomic
def withdraw_note(note: Note, *, by: User, at: datetime) -> Note:
    """Take a note out of the report; it is kept for its corrections."""
    _writing(note.theme.event, by)
    note.withdrawn_at = at
    note.save(update_fields=["withdrawn_at"])
    audit.record("dialogues.note_withdrawn", note, by=by, at=at)
    return note


@transaction.atomic
def justify(note: Note, *, words: str, reason: str, by: User, at: datetime) -> Justification:
    """Say why words that look like a name may stay in this note."""
    _writing(note.theme.event, by)
    if not reason.strip():
        raise Refused(_("Say why these words tell nobody who spoke."))
    made, _new = Justification.objects.update_or_create(
        note=note, words=words, defaults={"reason": reason.strip(), "at": at}
    )
    audit.record("dialogues.words_justified", note, by=by, at=at)
    return made


@transaction.atomic
def propose_correction(note: Note, *, text: str, reason: str, guest: Guest, at: datetime) -> Correction:
    """A participant proposes other words, within the window. That they did is not kept."""
    event = locked(note.theme.event)
    if guest.event_id != event.pk or not guest.registered_at:
        raise Refused(_("Only who took part proposes corrections."))
    if event.state != EventState.CLOSED or (event.corrections_until and day_of(at) > event.corrections_until):
        raise Refused(_("The window for corrections is closed."))
    if not text.strip() or not reason.strip():
        raise Refused(_("Write the words you propose, and why."))
    if not allowed("correction", str(guest.pk), times=CORRECTIONS_AN_HOUR, seconds=3600, at=at):
        raise Refused(_("That is many at once: come back in an hour."))
    made = Correction.objects.create(
        note=note, before=note.text, text=text.strip(), reason=reason.strip(), proposed_at=at
    )
    audit.record("dialogues.correction_proposed", event, by="guest", at=at)
    return made


@transaction.atomic
def decide_correction(
    correction: Correction, *, accept: bool, answer: str, by: User, at: datetime
) -> Correction:
    """Accept a correction, which changes the note, or decline it with a reason."""
    _writing(correction.note.theme.event, by)
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if correction.verdict != Verdict.PROPOSED:
        raise Refused(_("This correction has already been decided."))
    if not accept and not answer.strip():
        raise Refused(_("Say why it is declined: the log is public."))
    correction.verdict = Verdict.ACCEPTED if accept else Verdict.DECLINED
    correction.answer, correction.decided_at = answer.strip(), at
    correction.save(update_fields=["verdict", "answer", "decided_at"])
    if accept:
        note = Note.objects.select_for_update(of=("self",)).get(pk=correction.note_id)
        note.text, note.revision = correction.text, note.revision + 1
        note.save(update_fields=["text", "revision"])
    audit.record("dialogues.correction_decided", correction, by=by, at=at, detail={"accepted": accept})
    return correction


@transaction.atomic
def take_home(guest: Guest, *, text: str, at: datetime) -> TakenHome:
    """Keep an idea a participant wants to replicate; practices above hear of it, without who."""
    if not guest.registered_at:
        raise Refused(_("Register first: it takes a minute."))
    if not text.strip():
        raise Refused(_("Write the idea in a sentence."))
    if not allowed("taken-home", str(guest.pk), times=CORRECTIONS_AN_HOUR, seconds=3600, at=at):
        raise Refused(_("That is many at once: come back in an hour."))
    made = TakenHome.objects.create(event=guest.event, text=text.strip(), at=at)
    audit.record("dialogues.idea_taken_home", guest.event, by="guest", at=at)
    transaction.on_commit(partial(signals.idea_taken_home.send, Event, event=guest.event, text=made.text))
    return made


@transaction.atomic
def publish_report(event: Event, *, conclusions: str, by: User, at: datetime) -> OutcomeReport:
    """Freeze and publish the outcome report; its recommendations begin to be followed.

    Refused while a name stands unjustified in a note, a correction waits, or the window is open.
    """
    event = moving(event, EventState.REPORTED, by, _("Only a closed event has a report to publish."))
    notes = list(
        Note.objects.standing()
        .filter(theme__event=event)
        .select_related("theme")
        .prefetch_related("justifications")
        .order_by("theme__number", "pk")
    )
    if not notes:
        raise Refused(_("There are no notes yet."))
    if event.corrections_until and day_of(at) <= event.corrections_until:
        raise Refused(
            _("The window for corrections is open until %(day)s.") % {"day": event.corrections_until}
        )
    if Correction.objects.filter(note__theme__event=event, verdict=Verdict.PROPOSED).exists():
        raise Refused(_("A correction still waits for an answer."))
    known = known_at(event)
    if left := unresolved(notes, known):
        words = "; ".join(found.words for one in left.values() for found in one)
        raise Refused(
            _("These words could tell who spoke: %(words)s. Rewrite or justify them.") % {"words": words}
        )
    if not conclusions.strip():
        raise Refused(_("Write the conclusions: the report ends with them."))
    # The conclusions are read by everybody too: they name nobody either.
    if left := unresolved([Note(pk=0, text=conclusions)], known):
        words = "; ".join(found.words for found in left[0])
        raise Refused(
            _("These words could tell who spoke: %(words)s. Rewrite or justify them.") % {"words": words}
        )
    event.conclusions = conclusions.strip()
    event.save(update_fields=["state", "conclusions"])
    content = report_content(event, notes)
    report = OutcomeReport.objects.create(
        event=event, content=content, sha256=hash_of(content), published_at=at
    )
    _recommend(event, notes, at=at)
    audit.record("dialogues.report_published", event, by=by, at=at, detail={"sha256": report.sha256})
    changed("event", event.pk)
    return report


def _recommend(event: Event, notes: list[Note], *, at: datetime) -> None:
    """Each note of the recommendations becomes one that is followed."""
    numbers: dict[Any, int] = {}
    for note in notes:
        if note.chapter != Chapter.RECOMMENDATIONS:
            continue
        number = numbers[note.theme_id] = numbers.get(note.theme_id, 0) + 1
        made = Recommendation.objects.create(
            slug=f"{event.slug}-{note.theme.number}-{number:02}",
            event=event,
            theme=note.theme,
            number=number,
            texts={event.language: note.text},
            language=event.language,
            published_at=at,
        )
        made.objectives.set(note.theme.objectives.all())
        changed("recommendation", made.pk)


def _writing(event: Event, by: User) -> Event:
    event = locked(event)
    if not rules.is_facilitator(by):
        raise Refused(_("Only rapporteurs and the secretariat write the notes."))
    if EventState(event.state) not in WRITING:
        raise Refused(_("The report is published: its notes no longer change."))
    return event
