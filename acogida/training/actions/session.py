"""Sessions: when and where they are held, changed, cancelled; who joined by their link or at the door."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.text import LANGUAGES
from acogida.training import rules
from acogida.training.actions import announcement
from acogida.training.actions.closing import require_going
from acogida.training.clock import city_of
from acogida.training.models import Edition, Nomination, Presence, Session
from acogida.training.states import State

# How long before its beginning a session lets people in: to the meeting, and at the door.
EARLY = {Presence.Kind.LINK: timedelta(minutes=30), Presence.Kind.DOOR: timedelta(hours=3)}


@transaction.atomic
def set_session(
    session: Session,
    *,
    starts_at: datetime,
    ends_at: datetime,
    join_url: str = "",
    venue: str = "",
    interpretation: Sequence[str] | None = None,
    language_urls: Mapping[str, str] | None = None,
    by: User,
    at: datetime,
) -> Session:
    """Say when and where a session is held. A new hour moves its agenda along and is told to everybody in."""
    found = _mine(session, by)
    require_going(found.component.edition)
    require_free(found.component.edition, starts_at, ends_at, but=found)
    moved = (starts_at, ends_at) != (found.starts_at, found.ends_at)
    shift = starts_at - found.starts_at
    if moved or venue != found.venue:
        found.sequence += 1
        found.changed_at = at
    found.starts_at, found.ends_at, found.join_url, found.venue = starts_at, ends_at, join_url, venue
    if interpretation is not None:
        found.interpretation = list(interpretation)
    if language_urls is not None:
        found.language_urls = {code: url for code, url in language_urls.items() if url}
    found.save()
    if shift:
        for item in found.items.all():
            item.starts_at, item.ends_at = item.starts_at + shift, item.ends_at + shift
            item.save(update_fields=["starts_at", "ends_at"])
    audit.record("training.session_set", found, by=by, at=at, detail={"sequence": found.sequence})
    if moved:
        tell_of(found, by=by, at=at)
    return found


@transaction.atomic
def cancel_session(session: Session, *, by: User, at: datetime) -> Session:
    """Cancel a session: it counts for nobody, and calendars take it away."""
    found = _mine(session, by)
    if found.cancelled_at:
        raise Refused(_("This session is cancelled already."))
    found.cancelled_at, found.sequence, found.changed_at = at, found.sequence + 1, at
    found.save(update_fields=["cancelled_at", "sequence", "changed_at"])
    audit.record("training.session_cancelled", found, by=by, at=at)
    tell_of(found, by=by, at=at)
    return found


def require_free(
    edition: Edition, starts_at: datetime, ends_at: datetime, *, but: Session | None = None
) -> None:
    """Raise Refused for hours in the wrong order, or when the edition holds another session than `but`."""
    if ends_at <= starts_at:
        raise Refused(_("A session ends after it starts."))
    others = Session.objects.filter(
        component__edition=edition, cancelled_at__isnull=True, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    if but is not None:
        others = others.exclude(pk=but.pk)
    if other := others.select_related("component").first():
        raise Refused(_("“%(other)s” is held at that time. Choose another hour.") % {"other": other})


def _mine(session: Session, by: User) -> Session:
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat changes sessions."))
    return (
        Session.objects.select_for_update(of=("self",))
        .select_related("component__edition")
        .get(pk=session.pk)
    )


def tell_of(session: Session, *, by: User, at: datetime) -> None:
    """Tell everybody who takes part, in each language, by the clocks of the edition."""
    zone = session.component.edition.time_zone
    titles, bodies = {}, {}
    for code in LANGUAGES:
        with translation.override(code):
            local = session.starts_at.astimezone(ZoneInfo(zone))
            said = _("The session “%(title)s” is cancelled.")
            if session.sequence == 0:
                said = _("There is a new session, “%(title)s”: %(day)s, %(hour)s (%(city)s).")
            elif not session.cancelled_at:
                said = _("The session “%(title)s” has a new time: %(day)s, %(hour)s (%(city)s).")
            titles[code] = said % {
                "title": session,
                "day": date_format(local, "DATE_FORMAT"),
                "hour": f"{local:%H:%M}",
                "city": city_of(zone),
            }
            bodies[code] = _("Your personal page shows it in your city's time, and your calendar follows.")
    announcement.announce(session.component.edition, title=titles, body=bodies, by=by, at=at)


@transaction.atomic
def note_presence(
    session: Session, *, nomination: Nomination, kind: str, language: str = "", by: object, at: datetime
) -> Presence:
    """Note once that somebody came; the first moment stays, the language they listen in may change.

    The link lets in half an hour before, the door three; nobody is noted as present at what is over.
    """
    require_going(session.component.edition)
    if nomination.state != State.ACCEPTED or nomination.edition_id != session.component.edition_id:
        raise Refused(_("This person does not take part in this session."))
    if session.cancelled_at:
        raise Refused(_("This session is cancelled."))
    if kind != Presence.Kind.LINK and not rules.may_run(by):
        raise Refused(_("Only the secretariat notes who is in the room."))
    if kind in EARLY:
        _require_hours(session, EARLY[Presence.Kind(kind)], at)
    found, new = Presence.objects.get_or_create(
        session=session, nomination=nomination, kind=kind, defaults={"at": at, "language": language}
    )
    if not new and language and language != found.language:
        found.language = language
        found.save(update_fields=["language"])
    if new:
        audit.record("training.present", found, by=by, at=at, detail={"kind": kind})
    return found


def _require_hours(session: Session, early: timedelta, at: datetime) -> None:
    """Raise Refused where the session lets nobody in yet, or no longer."""
    if at < session.starts_at - early:
        raise Refused(
            _("It opens %(n)s minutes before the session.") % {"n": int(early.total_seconds() // 60)}
        )
    if at > session.ends_at:
        raise Refused(_("This session is over."))


@transaction.atomic
def take_back_presence(presence: Presence, *, by: User, at: datetime) -> None:
    """Undo what was noted at the door or from the sheet by mistake."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat notes who is in the room."))
    require_going(presence.session.component.edition)
    audit.record("training.presence_taken_back", presence, by=by, at=at, detail={"kind": presence.kind})
    presence.delete()
