"""The real events and recommendations that ship with the product: the same rows however often it is run."""

from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from acogida.core.search.sources import changed
from acogida.core.text import LANGUAGES
from acogida.dialogues.models import Event, Panellist, Recommendation, Theme
from acogida.dialogues.states import EventState
from acogida.territories.models import Level, Territory

FOLDER = Path(__file__).resolve().parents[1] / "data"
FILES = ("conversatorio-2023", "cam-2023")
PLAIN = (
    "kind",
    "title",
    "held_on",
    "mode",
    "place",
    "organisers",
    "context",
    "aims",
    "cities",
    "interpretation",
    "formula",
    "source",
    "source_url",
)


@cache
def described(name: str) -> dict[str, Any]:
    """One file as written."""
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text())
    return found


@transaction.atomic
def load() -> int:
    """Put the shipped events in, or bring their words up to date; how many recommendations there are.

    What governments answered since, owners and states are never touched.
    """
    return sum(_load_event(described(name)) for name in FILES)


def _load_event(said: dict[str, Any]) -> int:
    held = _moment(said["held_on"])
    event, _new = Event.objects.update_or_create(
        slug=said["slug"],
        defaults={name: said[name] for name in PLAIN} | {"questions": said.get("questions", [])},
        create_defaults={name: said[name] for name in PLAIN}
        | {"questions": said.get("questions", []), "slug": said["slug"], "created_at": held},
    )
    event.freeze(published_figures(said))
    event.state = EventState.REPORTED
    event.save()
    changed("event", event.pk)
    return sum(_load_theme(event, theme, held) for theme in said["themes"])


def published_figures(said: dict[str, Any]) -> dict[str, Any]:
    """The figures as the source prints them; what its scan does not let us read is a number of its own."""
    themes = []
    for theme in said["themes"]:
        found = theme["figures"]
        if not found:
            continue
        sectors = found["sectors"]
        themes.append(
            {
                "theme": theme["number"],
                "participants": found["participants"],
                "countries": found["countries"],
                "sectors": sectors,
                "unreadable": found["participants"] - sum(sectors.values()),
            }
        )
    return {"origin": "published", "source": said["source"], "themes": themes}


def _load_theme(event: Event, said: dict[str, Any], held: datetime) -> int:
    theme, _new = Theme.objects.update_or_create(
        event=event,
        number=said["number"],
        defaults={
            "title": said["title"],
            "starts_at": said["starts_at"],
            "ends_at": said["ends_at"],
            "format": said.get("format", "lightning"),
            "questions": said["questions"],
            "mechanisms": said.get("mechanisms", []),
        },
    )
    theme.objectives.set(said["objectives"])
    theme.panel.all().delete()
    for position, (sector, organisation, country) in enumerate(said["panel"], 1):
        Panellist.objects.create(
            theme=theme,
            position=position,
            sector=sector,
            organisation=organisation,
            country=Territory.objects.get(code=country, level=Level.COUNTRY),
        )
    for number, one in enumerate(said["recommendations"], 1):
        made, _new = Recommendation.objects.update_or_create(
            slug=f"{event.slug}-{theme.number}-{number:02}",
            defaults={
                "event": event,
                "theme": theme,
                "number": number,
                "texts": {language: one[language] for language in LANGUAGES},
                "source": event.source,
                "published_at": held,
            },
        )
        made.objectives.set(one["objectives"])
        changed("recommendation", made.pk)
    return len(said["recommendations"])


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
