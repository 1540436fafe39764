"""Events for their pages, the search and one's week."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.accounts.queries import hash_of
from acogida.core.search.sources import Entry
from acogida.core.text import LANGUAGES
from acogida.dialogues.models import Event, Guest, Panellist, Theme
from acogida.dialogues.queries.times import of_theme
from acogida.dialogues.rules import may_run
from acogida.dialogues.states import EventState


def with_themes(events: QuerySet[Event]) -> QuerySet[Event]:
    """Each with its themes, their objectives and panels: four more queries however many."""
    panel = Prefetch("panel", Panellist.objects.select_related("country").order_by("position", "pk"))
    themes = Theme.objects.order_by("number").prefetch_related("objectives", panel)
    return events.select_related("previous", "report").prefetch_related(Prefetch("themes", themes))


def visible_to(user: Any) -> QuerySet[Event]:
    """Public events; for the secretariat those being prepared too."""
    return Event.objects.all() if may_run(user) else Event.objects.public()


def coming(today: date) -> QuerySet[Event]:
    return Event.objects.public().filter(held_on__gte=today).order_by("held_on", "pk")


def past(today: date) -> QuerySet[Event]:
    return Event.objects.public().filter(held_on__lt=today).order_by("-held_on", "-pk")


def guest_of(token: str) -> Guest | None:
    """Whose link this is; none for a link that is not valid any more."""
    found: Guest | None = (
        Guest.objects.filter(token_hash=hash_of(token), revoked_at__isnull=True, erased_at__isnull=True)
        .select_related("event", "country")
        .first()
    )
    return found


def calendar(event: Event, *, url: str, at: datetime) -> bytes:
    """The event as an iCalendar file: one entry a theme, with the hours of every reference city in words."""
    from icalendar import Calendar, vText  # noqa: PLC0415 -- read only where a calendar is asked for
    from icalendar import Event as Entry_  # noqa: PLC0415 -- as above

    made = Calendar()
    made.add("prodid", "-//Acogida//Acogida//ES")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for theme in event.themes.order_by("number"):
        if theme.starts_at is None:
            continue
        entry = Entry_()
        entry.add("uid", f"dialogue-{event.slug}-{theme.number}@acogida")
        entry.add("dtstamp", at)
        entry.add("dtstart", theme.starts_at)
        entry.add("dtend", theme.ends_at)
        entry.add("summary", f"{theme.number}. {theme.title}")
        entry.add("description", "\n".join([event.title, *(row.said for row in of_theme(theme, event))]))
        entry["location"] = vText(event.place)
        entry.add("url", url)
        made.add_component(entry)
    return bytes(made.to_ical())


def search_entries(keys: Iterable[str] | None) -> Iterator[Entry]:
    """Public events, one entry a language, in their own words."""
    found = with_themes(Event.objects.public())
    if keys is not None:
        found = found.filter(pk__in=[key for key in keys if key.isdigit()])
    for event in found.order_by("pk"):
        themes = list(event.themes.all())
        objectives = {objective.number for theme in themes for objective in theme.objectives.all()}
        for language in LANGUAGES:
            yield Entry(
                key=str(event.pk),
                language=language,
                title=event.title,
                body="\n".join([event.context, event.organisers, *(theme.title for theme in themes)]),
                view="dialogues:event",
                args=(event.slug,),
                objectives=tuple(sorted(objectives)),
                note=f"{event.held_on.year}",
            )


def to_do(user: Any, today: date) -> list[tuple[str, str, date | None]]:
    """What waits for the secretariat: events to prepare, open or close, as (words, address, day)."""
    if not may_run(user):
        return []
    words = {
        EventState.PREPARING: _("Prepare and send the invitations: %(title)s"),
        EventState.INVITED: _("Open the doors: %(title)s"),
        EventState.UNDER_WAY: _("Close the event: %(title)s"),
        EventState.CLOSED: _("Publish the report: %(title)s"),
    }
    rows = Event.objects.exclude(state=EventState.REPORTED).order_by("held_on", "pk")[:10]
    return [
        (
            words[EventState(event.state)] % {"title": event.title[:90]},
            reverse("dialogues:desk", args=[event.slug]),
            event.corrections_until if event.state == EventState.CLOSED else event.held_on,
        )
        for event in rows
    ]
