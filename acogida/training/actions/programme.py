"""Loading, copying and publishing editions."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.territories.models import Level, Territory
from acogida.training import rules
from acogida.training.actions.quota import require_room
from acogida.training.clock import is_zone, moment_of
from acogida.training.models import (
    AgendaItem,
    Component,
    CoursePart,
    Edition,
    Programme,
    Quota,
    Session,
    Slot,
    Survey,
    WorkGroup,
)

SHIPPED = Path(__file__).parents[1] / "data" / "programmes.yaml"
Said = Mapping[str, Any]


@transaction.atomic
def load(*, at: datetime, path: Path = SHIPPED) -> int:
    """Put the shipped programmes in, or bring them up to date; how many editions. Safe to repeat."""
    said = yaml.safe_load(path.read_text())
    for one in said["programmes"]:
        Programme.objects.update_or_create(
            slug=one["slug"], defaults={"title": one["title"], "summary": one["summary"]}
        )
    for one in said["editions"]:
        edition = _load_edition(one, at=at)
        audit.record("training.edition_loaded", edition, by="acogida", at=at)
        changed("edition", edition.pk)
    return len(said["editions"])


def _load_edition(said: Said, *, at: datetime) -> Edition:
    plain = ("title", "summary", "organisers", "certificate", "source", "notes", "mode", "time_zone")
    values = {name: said[name] for name in (*plain, "reference_zones", "starts_on", "ends_on")}
    values |= {"place": said.get("place", ""), "programme": Programme.objects.get(slug=said["programme"])}
    edition, _new = Edition.objects.update_or_create(
        slug=said["slug"],
        defaults=values,
        create_defaults=values | {"created_at": at, "published_at": at, "closed_at": at},
    )
    countries = Territory.objects.filter(code__in=said["countries"], level=Level.COUNTRY)
    for order, slot in enumerate(said["slots"], 1):
        _load_slot(edition, order, slot, list(countries))
    for order, component in enumerate(said["components"], 1):
        _load_component(edition, order, component, at=at)
    return edition


def _load_slot(edition: Edition, order: int, said: Said, countries: list[Territory]) -> None:
    slot, _new = Slot.objects.update_or_create(
        edition=edition,
        key=said["key"],
        defaults={
            "order": order,
            "title": said["title"],
            "per_municipality": said.get("per_municipality"),
            "is_observer": said.get("observer", False),
        },
    )
    for country in countries if not slot.is_observer else ():
        Quota.objects.get_or_create(slot=slot, country=country, defaults={"seats": said["seats"]})


def _load_component(edition: Edition, order: int, said: Said, *, at: datetime) -> None:
    zone = edition.time_zone
    component, _new = Component.objects.update_or_create(
        edition=edition,
        key=said["key"],
        defaults={
            "kind": said["kind"],
            "order": order,
            "title": said["title"],
            "is_required": said.get("required", True),
            "hours": said.get("hours"),
            "opens_at": _written(said.get("opens"), zone),
            "closes_at": _written(said.get("closes"), zone),
            "url": said.get("url", ""),
        },
    )
    if "items" in said:
        _load_session(component, said, zone, at=at)
    for number, group in enumerate(said.get("groups", ()), 1):
        WorkGroup.objects.update_or_create(
            component=component, key=group["key"], defaults={"order": number, "title": group["title"]}
        )


def _written(text: str | None, zone: str) -> datetime | None:
    if not text:
        return None
    local = datetime.fromisoformat(text)
    return moment_of(local.date(), local.time(), zone)


def _load_session(component: Component, said: Said, zone: str, *, at: datetime) -> None:
    spans = [_span(item["at"], said["day"], zone) for item in said["items"]]
    session, _new = Session.objects.update_or_create(
        component=component,
        defaults={
            "starts_at": spans[0][0],
            "ends_at": spans[-1][1],
            "interpretation": said.get("interpretation", []),
        },
        create_defaults={
            "starts_at": spans[0][0],
            "ends_at": spans[-1][1],
            "interpretation": said.get("interpretation", []),
            "changed_at": at,
        },
    )
    session.items.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            session=session,
            starts_at=starts_at,
            ends_at=ends_at,
            title=item["title"],
            roles=item.get("roles", []),
            points=item.get("points", []),
            is_break=item.get("break", False),
        )
        for item, (starts_at, ends_at) in zip(said["items"], spans, strict=True)
    )


def _span(text: str, day: date, zone: str) -> tuple[datetime, datetime]:
    starts, ends = (time.fromisoformat(part) for part in text.split("-"))
    return moment_of(day, starts, zone), moment_of(day, ends, zone)


@transaction.atomic
def copy_edition(
    edition: Edition,
    *,
    slug: str,
    title: Mapping[str, str],
    starts_on: date,
    is_demonstration: bool = False,
    by: User,
    at: datetime,
) -> Edition:
    """Make a new edition like this one: slots, seats, components and agenda, moved to the new days.

    Hours stay what the clocks of its time zone show, also where these have changed in between. People,
    joining links and results are not taken along; it is a draft until it is published.
    """
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat makes editions."))
    if Edition.objects.filter(slug=slug).exists():
        raise Refused(_("There is already an edition with this address. Choose another one."))
    days = (starts_on - edition.starts_on).days
    new = Edition.objects.get(pk=edition.pk)
    new.pk, new.slug, new.title, new.starts_on = None, slug, dict(title), starts_on
    new.ends_on = edition.ends_on + timedelta(days=days)
    new.copied_from, new.created_at, new.is_demonstration = edition, at, is_demonstration
    new.published_at = new.closed_at = new.nominations_close_at = None
    new.notes, new.source = [], ""
    new.save(force_insert=True)
    _copy_slots(edition, new)
    for component in edition.components.select_related("session", "survey", "course_part").prefetch_related(
        "groups"
    ):
        _copy_component(component, new, days, at=at)
    audit.record("training.edition_copied", new, by=by, at=at, detail={"from": edition.slug})
    return new


def _copy_slots(edition: Edition, new: Edition) -> None:
    for slot in edition.slots.prefetch_related("quotas"):
        quotas = list(slot.quotas.all())
        slot.pk, slot.edition = None, new
        slot.save(force_insert=True)
        Quota.objects.bulk_create(Quota(slot=slot, country_id=q.country_id, seats=q.seats) for q in quotas)


def _copy_component(component: Component, new: Edition, days: int, *, at: datetime) -> None:
    session, survey = getattr(component, "session", None), getattr(component, "survey", None)
    course = getattr(component, "course_part", None)
    groups, items = list(component.groups.all()), list(session.items.all()) if session else []
    component.pk, component.edition = None, new
    component.opens_at = _moved(component.opens_at, days, new.time_zone)
    component.closes_at = _moved(component.closes_at, days, new.time_zone)
    component.save(force_insert=True)
    if survey is not None:
        Survey.objects.create(component=component, questionnaire_id=survey.questionnaire_id, wave=survey.wave)
    if course is not None:
        CoursePart.objects.create(component=component, course_id=course.course_id)
    for group in groups:
        group.pk, group.component = None, component
        group.save(force_insert=True)
    if session is None:
        return
    session.pk, session.component, session.sequence = None, component, 0
    session.join_url, session.cancelled_at, session.changed_at = "", None, at
    session.starts_at = _moved(session.starts_at, days, new.time_zone)
    session.ends_at = _moved(session.ends_at, days, new.time_zone)
    session.save(force_insert=True)
    for item in items:
        item.pk, item.session = None, session
        item.starts_at = _moved(item.starts_at, days, new.time_zone)
        item.ends_at = _moved(item.ends_at, days, new.time_zone)
    AgendaItem.objects.bulk_create(items)


def _moved(moment: datetime | None, days: int, zone: str) -> Any:
    """The same hour on the clocks of the zone, so many days later."""
    if moment is None:
        return None
    local = moment.astimezone(ZoneInfo(zone))
    return moment_of(local.date() + timedelta(days=days), local.time(), zone).astimezone(UTC)


@transaction.atomic
def edit_edition(edition: Edition, *, values: dict[str, Any], by: User, at: datetime) -> Edition:
    """Change how an edition is called, its place, its deadline, the attendance it asks for."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat changes editions."))
    if not is_zone(values.get("time_zone", edition.time_zone)):
        raise Refused(_("There is no such time zone."))
    for name, value in values.items():
        setattr(edition, name, value)
    edition.save(update_fields=list(values))
    audit.record("training.edition_edited", edition, by=by, at=at, detail={"fields": sorted(values)})
    changed("edition", edition.pk)
    return edition


@transaction.atomic
def publish_edition(edition: Edition, *, by: User, at: datetime) -> Edition:
    """Show an edition to everybody: its agenda and conditions, never its people."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat publishes editions."))
    if edition.published_at:
        raise Refused(_("This edition is public already."))
    edition.published_at = at
    edition.save(update_fields=["published_at"])
    audit.record("training.edition_published", edition, by=by, at=at)
    changed("edition", edition.pk)
    return edition


@transaction.atomic
def set_seats(quota: Quota, *, seats: int, by: User, at: datetime) -> Quota:
    """Change the seats of a country in a slot; never below those held."""
    quota = Quota.objects.select_for_update().select_related("slot__edition", "country").get(pk=quota.pk)
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat changes seats."))
    require_room(quota, seats)
    before, quota.seats = quota.seats, seats
    quota.save(update_fields=["seats"])
    audit.record("training.seats_set", quota, by=by, at=at, detail={"before": before, "after": seats})
    return quota
