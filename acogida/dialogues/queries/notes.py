"""Notes as the rapporteurs read them, and as the report freezes them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from acogida.dialogues.models import Chapter, Correction, Event, Justification, Note, Section, Theme
from acogida.dialogues.queries.answers import side_by_side


def of_theme(theme: Theme) -> list[tuple[Section, list[Note]]]:
    """The standing notes of a theme by section, in the order of the sheet."""
    found: dict[str, list[Note]] = {}
    notes = Note.objects.standing().filter(theme=theme).order_by("pk")
    for note in notes.prefetch_related(Prefetch("justifications", Justification.objects.order_by("pk"))):
        found.setdefault(note.section, []).append(note)
    return [(section, found.get(section.value, [])) for section in Section]


def corrections_of(event: Event) -> QuerySet[Correction]:
    return Correction.objects.filter(note__theme__event=event).select_related("note__theme")


def report_content(event: Event, notes: Iterable[Note]) -> dict[str, Any]:
    """What a report freezes: everything it says, so that it reads the same for ever."""
    notes = list(notes)
    themes = event.themes.order_by("number").prefetch_related("objectives", "panel__country")
    log = corrections_of(event).order_by("proposed_at", "pk")
    return {
        "title": event.title,
        "language": event.language,
        "held_on": event.held_on.isoformat(),
        "mode": event.mode,
        "place": event.place,
        "organisers": event.organisers,
        "context": event.context,
        "aims": event.aims,
        "figures": event.figures,
        "themes": [_theme(theme, [n for n in notes if n.theme_id == theme.pk]) for theme in themes],
        "questions": event.questions,
        "answers": side_by_side(event) if event.answers.exists() else [],
        "conclusions": event.conclusions,
        "taken_home": list(event.taken_home.values_list("text", flat=True)),
        "corrections": {
            "accepted": sum(1 for one in log if one.verdict == "accepted"),
            "declined": sum(1 for one in log if one.verdict == "declined"),
        },
    }


def _theme(theme: Theme, notes: list[Note]) -> dict[str, Any]:
    return {
        "number": theme.number,
        "title": theme.title,
        "objectives": sorted(objective.number for objective in theme.objectives.all()),
        "introduction": theme.introduction,
        "questions": theme.questions,
        "panel": [[p.organisation, p.country.code, p.sector] for p in theme.panel.all()],
        "messages": [n.text for n in notes if n.section == Section.MESSAGE],
        **{chapter.value: [n.text for n in notes if n.chapter == chapter] for chapter in Chapter},
    }
