"""The parts an edition is made of: added to it, and taken out while nobody has done anything in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.text import in_language
from acogida.training import rules
from acogida.training.actions import session as sessions
from acogida.training.actions.closing import require_going, require_no_certificates
from acogida.training.models import (
    AgendaItem,
    Component,
    Course,
    CoursePart,
    Edition,
    GroupWorkItem,
    Presence,
    Questionnaire,
    Response,
    Session,
    Survey,
    Wave,
    WorkGroup,
)
from acogida.training.states import Kind

LONGEST_KEY = 34


@dataclass(frozen=True)
class Part:
    """What is said of every part: title by language, whether the certificate asks for it, hours, and from
    when until when it can be done (None: no bound).
    """

    title: Mapping[str, str]
    is_required: bool = False
    hours: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None


@transaction.atomic
def add_session(
    edition: Edition,
    part: Part,
    *,
    starts_at: datetime,
    ends_at: datetime,
    by: User,
    at: datetime,
    **place: Any,
) -> Session:
    """Add a session with one point of agenda, its title; `place` is as for `set_session`.

    Who takes part is told of its hour where the edition is public.
    """
    component = _added(edition, part, Kind.SESSION, by=by, at=at)
    sessions.require_free(component.edition, starts_at, ends_at)
    hours = {"starts_at": starts_at, "ends_at": ends_at}
    made = Session.objects.create(component=component, changed_at=at, **hours, **place)
    AgendaItem.objects.create(session=made, title=component.title, **hours)
    if component.edition.published_at:
        sessions.tell_of(made, by=by, at=at)
    return made


@transaction.atomic
def add_course(
    edition: Edition, part: Part, *, course: Course | None, url: str = "", by: User, at: datetime
) -> Component:
    """Add a course: one taken here, or one held elsewhere at an address."""
    if course is None and not url:
        raise Refused(_("Choose the course, or give the address where it is taken."))
    component = _added(edition, part, Kind.COURSE, url=url, by=by, at=at)
    if course is not None:
        CoursePart.objects.create(component=component, course=course)
    return component


@transaction.atomic
def add_questionnaire(
    edition: Edition, part: Part, *, questionnaire: Questionnaire, wave: str, by: User, at: datetime
) -> Component:
    """Ask a questionnaire on entry or on exit, each once an edition."""
    if wave not in {Wave.ENTRY, Wave.EXIT}:
        raise Refused(_("A questionnaire is asked on entry or on exit; months later it is asked by itself."))
    component = _added(edition, part, Kind.QUESTIONNAIRE, by=by, at=at)
    if Survey.objects.filter(component__edition=component.edition, wave=wave).exists():
        raise Refused(_("This edition asks a questionnaire then already."))
    Survey.objects.create(component=component, questionnaire=questionnaire, wave=wave)
    return component


@transaction.atomic
def add_group_work(
    edition: Edition, part: Part, *, groups: Sequence[Mapping[str, str]], by: User, at: datetime
) -> Component:
    """Add group work; `groups` are their titles by language, in order."""
    if not groups:
        raise Refused(_("Name at least one group."))
    component = _added(edition, part, Kind.GROUP_WORK, by=by, at=at)
    WorkGroup.objects.bulk_create(
        WorkGroup(component=component, key=f"group-{number}", order=number, title=dict(title))
        for number, title in enumerate(groups, 1)
    )
    return component


@transaction.atomic
def remove_part(component: Component, *, by: User, at: datetime) -> None:
    """Take a part out of its edition. Refused once anybody has done something in it, and for a session that
    was announced: that one is cancelled.
    """
    edition = _locked(component.edition, by)
    found = Component.objects.select_related("session").get(pk=component.pk)
    held = getattr(found, "session", None)
    if held is not None and edition.published_at:
        raise Refused(_("Cancel this session instead: who takes part is told, and calendars take it away."))
    if _is_used(found):
        raise Refused(_("People have done something in this part already: it stays."))
    audit.record("training.part_removed", found, by=by, at=at, detail={"edition": edition.slug})
    found.delete()


def _is_used(component: Component) -> bool:
    return (
        component.credits.exists()
        or Presence.objects.filter(session__component=component).exists()
        or Response.objects.filter(survey__component=component).exists()
        or GroupWorkItem.objects.filter(group__component=component).exists()
    )


def _locked(edition: Edition, by: User) -> Edition:
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat changes editions."))
    found = Edition.objects.select_for_update().get(pk=edition.pk)
    require_going(found)
    return found


def _added(edition: Edition, part: Part, kind: Kind, *, url: str = "", by: User, at: datetime) -> Component:
    """The part as the last of its edition."""
    found = _locked(edition, by)
    title = {code: words.strip() for code, words in part.title.items() if words.strip()}
    if not title:
        raise Refused(_("Give the part a title."))
    if part.opens_at and part.closes_at and part.closes_at <= part.opens_at:
        raise Refused(_("It closes after it opens."))
    if part.is_required:
        require_no_certificates(found)
    made = Component.objects.create(
        edition=found,
        kind=kind,
        key=_key(found, title, kind),
        order=(found.components.aggregate(last=Max("order"))["last"] or 0) + 1,
        title=title,
        is_required=part.is_required,
        hours=part.hours,
        opens_at=part.opens_at,
        closes_at=part.closes_at,
        url=url,
    )
    audit.record("training.part_added", made, by=by, at=at, detail={"kind": kind.value})
    return made


def _key(edition: Edition, title: Mapping[str, str], kind: Kind) -> str:
    """A name within the edition that no other part has."""
    base = slugify(in_language(title))[:LONGEST_KEY].strip("-") or kind.value.replace("_", "-")
    known = set(edition.components.values_list("key", flat=True))
    return next(key for n in range(len(known) + 1) if (key := f"{base}-{n + 1}" if n else base) not in known)
