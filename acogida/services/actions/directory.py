"""Keeping the directory: an entry is written, published with its date of checking, checked again, closed."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from acogida.accounts.models import EDITING, Membership, Organisation, User
from acogida.accounts.rules import day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.core.text import fold
from acogida.notices.actions import notify
from acogida.notices.models import NoticeClass
from acogida.services import rules
from acogida.services.actions import writing
from acogida.services.actions.ground import Stale, locked, require_text, require_writer
from acogida.services.models import Service
from acogida.services.signals import service_published
from acogida.services.states import MOVES, ServiceState
from acogida.territories.models import Territory

REMIND_AHEAD_DAYS = 7


@transaction.atomic
def create(
    organisation: Organisation, *, territory: Territory, values: Mapping[str, Any], by: User, at: datetime
) -> Service:
    """Write an entry; nobody else sees it until it is published. `values` as `writing.FIELDS` names them."""
    if not rules.may_keep(by, organisation):
        raise Refused(_("Only people who edit for this organisation keep its directory."))
    service = Service(organisation=organisation, territory=territory, created_by=by, created_at=at)
    rows = writing.put(service, values)
    service.slug = _free_slug(f"{service.name} {territory.name}")
    writing.refuse_twin(service)
    service.save()
    writing.put_rows(service, *rows)
    audit.record("services.created", service, by=by, at=at)
    return service


@transaction.atomic
def edit(service: Service, *, values: Mapping[str, Any], revision: int, by: User, at: datetime) -> Service:
    """Change an entry. What is published stays published, with the same date of checking."""
    service = locked(service)
    require_writer(service, by)
    if service.revision != revision:
        raise Stale(service)
    rows = writing.put(service, values)
    writing.refuse_twin(service)
    if service.state != ServiceState.DRAFT:
        writing.require_complete(service, *rows)
    service.revision += 1
    service.save()
    writing.put_rows(service, *rows)
    audit.record("services.edited", service, by=by, at=at)
    _tell_search(service)
    return service


@transaction.atomic
def publish(service: Service, *, checked_on: date, by: User, at: datetime) -> Service:
    """Let everyone be sent there: somebody has checked it, on a day."""
    service = locked(service)
    require_writer(service, by)
    _require_move(service, ServiceState.PUBLISHED)
    writing.require_complete(service, service.topics, service.languages)
    service.state = ServiceState.PUBLISHED
    service.closed_reason = ""
    _note_check(service, checked_on, by=by, at=at)
    service.save()
    audit.record("services.published", service, by=by, at=at, detail={"checked_on": checked_on.isoformat()})
    _tell_search(service)
    transaction.on_commit(partial(service_published.send, Service, service=service))
    return service


@transaction.atomic
def check(service: Service, *, checked_on: date, by: User, at: datetime) -> Service:
    """Say that somebody called or went there and it is as written."""
    service = locked(service)
    require_writer(service, by)
    if service.state != ServiceState.PUBLISHED:
        raise Refused(_("Only a published service is checked."))
    _note_check(service, checked_on, by=by, at=at)
    service.save(update_fields=["checked_on", "checked_by", "check_due_on", "revision"])
    audit.record("services.checked", service, by=by, at=at, detail={"checked_on": checked_on.isoformat()})
    return service


@transaction.atomic
def close(service: Service, *, reason: str, by: User, at: datetime) -> Service:
    """Say that it is no longer there. Its page stays and says so: old papers lead to it."""
    service = locked(service)
    require_writer(service, by)
    _require_move(service, ServiceState.CLOSED)
    service.closed_reason = require_text(reason, _("Say in a few words why it is no longer there."))[:240]
    service.state = ServiceState.CLOSED
    service.revision += 1
    service.save(update_fields=["state", "closed_reason", "revision"])
    audit.record("services.closed", service, by=by, at=at)
    _tell_search(service)
    return service


def reopen(service: Service, *, checked_on: date, by: User, at: datetime) -> Service:
    """Publish again what was closed."""
    writing.refuse_twin(service)
    return publish(service, checked_on=checked_on, by=by, at=at)


def remind_of_checks(at: datetime) -> int:
    """Tell editors once of each check that falls due within a week; how many entries were told of.

    Asked daily; nobody's deed, so it is by the house itself. One notice an organisation.
    """
    until = day_of(at) + timedelta(days=REMIND_AHEAD_DAYS)
    waiting = Service.objects.public().filter(check_due_on__lte=until, organisation__is_demonstration=False)
    owners = waiting.exclude(reminded_of__isnull=False).values_list("organisation", flat=True)
    return sum(_remind(pk, until, at=at) for pk in sorted(set(owners.order_by())))


@transaction.atomic
def _remind(organisation: int, until: date, *, at: datetime) -> int:
    due = list(
        Service.objects.select_for_update()
        .filter(
            organisation=organisation,
            state=ServiceState.PUBLISHED,
            check_due_on__lte=until,
            reminded_of__isnull=True,
        )
        .order_by("check_due_on", "pk")
    )
    if not due:
        return 0
    for service in due:
        service.reminded_of = service.check_due_on
        audit.record("services.check_reminded", service, by="acogida", at=at)
    Service.objects.bulk_update(due, ["reminded_of"])
    editors = (
        Membership.objects.on(day_of(at))
        .filter(organisation=organisation, role__in=EDITING)
        .select_related("user")
        .order_by("user")
    )
    notify(
        [held.user for held in editors],
        notice_class=NoticeClass.WORK,
        text=format_lazy(
            ngettext_lazy(
                "{n} service of your directory is to be checked again.",
                "{n} services of your directory are to be checked again.",
                len(due),
            ),
            n=len(due),
        ),
        url=f"{reverse('services:desk')}?show=check",
        due_on=due[0].check_due_on,
        at=at,
    )
    return len(due)


def _note_check(service: Service, checked_on: date, *, by: User, at: datetime) -> None:
    if checked_on > day_of(at) + timedelta(days=1):
        raise Refused(_("A check cannot be dated in the future."))
    if service.checked_on and checked_on < service.checked_on:
        raise Refused(
            _("It was already checked on %(day)s. A later check is dated that day or after.")
            % {"day": service.checked_on.isoformat()}
        )
    service.checked_on, service.checked_by, service.reminded_of = checked_on, by, None
    service.check_due_on = months_later(checked_on, service.check_every_months)
    service.revision += 1


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year += day.year
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _require_move(service: Service, to: ServiceState) -> None:
    if to not in MOVES[ServiceState(service.state)]:
        raise Refused(
            _("This service is “%(state)s”: that cannot be done now.")
            % {"state": service.get_state_display()}
        )


def _tell_search(service: Service) -> None:
    if service.state != ServiceState.DRAFT:
        changed("service", service.pk)


def _free_slug(text: str) -> str:
    base = slugify(fold(text))[:180].strip("-") or "service"
    taken = set(Service.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
