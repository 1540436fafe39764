"""Dated reports on a pledge: what was done, what the indicators say, what shows it, who confirms it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import day_of, may_edit
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.documents.models import StoredFile
from acogida.pledges import rules, signals
from acogida.pledges.actions.ground import locked, refresh, require_open, require_text
from acogida.pledges.actions.tell import cut, tell_editors
from acogida.pledges.models import (
    Confirmation,
    Grade,
    Indicator,
    IndicatorValue,
    Milestone,
    Pledge,
    Update,
    UpdateEvidence,
)
from acogida.pledges.queries.counterparts import counterparts
from acogida.pledges.states import State


@dataclass(frozen=True)
class Reported:
    """One indicator's value in a report, with where it comes from."""

    indicator: Indicator
    value: Decimal
    source: str


@dataclass(frozen=True)
class Shown:
    """What shows a report: a page's address, or a kept file."""

    title: str
    url: str = ""
    file: StoredFile | None = None


@transaction.atomic
def report(
    pledge: Pledge,
    organisation: Organisation,
    *,
    reported_on: date,
    narrative: str,
    values: Iterable[Reported] = (),
    done: Iterable[Milestone] = (),
    evidence: Iterable[Shown] = (),
    draft: Update | None = None,
    by: User,
    at: datetime,
) -> Update:
    """Say how one's part of a pledge goes; public at once. `draft` is one that an event left to finish.

    The report is documented where something shows it, stated otherwise. A milestone done, and a value,
    are reported by the partner that owns them.
    """
    pledge = locked(pledge)
    _require_reporter(pledge, organisation, by)
    require_open(pledge)
    narrative = require_text(narrative, _("Say in a few words what was done and what came of it."))
    values, done, evidence = list(values), list(done), list(evidence)
    _require_day(pledge, reported_on, at)
    _require_values(pledge, organisation, values)
    _require_done(pledge, organisation, done)
    for one in evidence:
        require_text(one.title, _("Give each piece of evidence a title."))
    update = draft or Update(pledge=pledge, organisation=organisation)
    if draft and (draft.pledge_id != pledge.pk or draft.published_at):
        raise Refused(_("This draft was published already."))
    update.reported_on, update.narrative = reported_on, narrative
    update.reported_by, update.recorded_at, update.published_at = by, at, at
    shown = bool(evidence) or (draft is not None and draft.evidence.exists())
    update.grade = Grade.DOCUMENTED if shown else Grade.STATED
    update.save()
    UpdateEvidence.objects.bulk_create(
        UpdateEvidence(update=update, title=e.title.strip(), url=e.url, file=e.file) for e in evidence
    )
    IndicatorValue.objects.bulk_create(
        IndicatorValue(update=update, indicator=v.indicator, value=v.value, source=v.source.strip())
        for v in values
    )
    Milestone.objects.filter(pk__in=[m.pk for m in done]).update(done_on=reported_on, done_in=update)
    _follow(pledge, update, by=by, at=at)
    return update


def _follow(pledge: Pledge, update: Update, *, by: User, at: datetime) -> None:
    if pledge.state == State.ANNOUNCED:
        pledge.state = State.IN_PROGRESS
    pledge.reminded_on = pledge.escalated_on = None
    refresh(pledge)
    audit.record(
        "pledges.reported", update, by=by, at=at, detail={"pledge": pledge.pk, "grade": str(update.grade)}
    )
    transaction.on_commit(partial(signals.updated.send, Update, update=update))


@transaction.atomic
def draft_report(
    pledge: Pledge,
    organisation: Organisation,
    *,
    origin: str,
    reported_on: date,
    narrative: str,
    evidence: Iterable[Shown] = (),
    by: object,
    at: datetime,
) -> Update | None:
    """Leave a report to finish, made of what happened elsewhere; nobody sees it until a person publishes it.

    `origin` names what happened, once a pledge; None where its report is there already.
    """
    pledge = locked(pledge)
    require_open(pledge)
    if pledge.updates.filter(origin=origin).exists():
        return None
    update = Update.objects.create(
        pledge=pledge,
        organisation=organisation,
        reported_on=reported_on,
        narrative=narrative,
        origin=origin,
        recorded_at=at,
    )
    UpdateEvidence.objects.bulk_create(
        UpdateEvidence(update=update, title=e.title, url=e.url) for e in evidence
    )
    audit.record("pledges.report_drafted", update, by=by, at=at, detail={"origin": origin})
    tell_editors(
        pledge,
        format_lazy(
            gettext_lazy("An event that serves “{pledge}” is over: its report is drafted. Finish it."),
            pledge=cut(pledge.title),
        ),
        url=reverse("pledges:report", args=[pledge.pk]),
        by=None,
        at=at,
    )
    return update


@transaction.atomic
def confirm_update(
    update: Update, organisation: Organisation, *, words: str = "", by: User, at: datetime
) -> Confirmation:
    """Say for a counterpart that a report is true, knowing it first hand."""
    pledge = locked(update.pledge)
    update = Update.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=update.pk)
    if update.published_at is None:
        raise Refused(_("This report is not published yet."))
    if not rules.may_confirm(by, update, organisation):
        raise Refused(_("Nobody confirms their own report: a counterpart does."))
    if organisation.pk not in {found.pk for found in counterparts(update)}:
        raise Refused(_("Only who takes part in the pledge, receives it or adds to it can confirm a report."))
    if update.confirmations.filter(organisation=organisation).exists():
        raise Refused(_("Your organisation has confirmed this report already."))
    made = Confirmation.objects.create(
        update=update, organisation=organisation, words=words.strip(), confirmed_by=by, confirmed_at=at
    )
    update.grade = Grade.CONFIRMED
    update.save(update_fields=["grade"])
    refresh(pledge)
    audit.record("pledges.report_confirmed", update, by=by, at=at)
    return made


def _require_reporter(pledge: Pledge, organisation: Organisation, by: User) -> None:
    partner = pledge.partners.confirmed().filter(organisation=organisation).exists()
    if organisation.pk != pledge.organisation_id and not partner:
        raise Refused(_("Only those who promise together report on the pledge."))
    if not may_edit(by, organisation):
        raise Refused(
            _("Only people who edit for %(organisation)s can report for it.") % {"organisation": organisation}
        )


def _require_day(pledge: Pledge, reported_on: date, at: datetime) -> None:
    if reported_on > day_of(at):
        raise Refused(_("A report cannot be dated in the future."))
    if pledge.announced_on and reported_on < pledge.announced_on:
        raise Refused(_("A report cannot be dated before the pledge was announced."))


def _require_values(pledge: Pledge, organisation: Organisation, values: list[Reported]) -> None:
    own = set(pledge.indicators.filter(organisation=organisation).values_list("pk", flat=True))
    seen: set[int] = set()
    for one in values:
        words = {"indicator": one.indicator.title}
        if one.indicator.pk not in own:
            raise Refused(_("“%(indicator)s” belongs to another partner.") % words)
        if one.indicator.pk in seen:
            raise Refused(_("“%(indicator)s” has two values in one report.") % words)
        seen.add(one.indicator.pk)
        require_text(
            one.source,
            _("Say where the value of “%(indicator)s” comes from: no result without a source.") % words,
        )
        if one.indicator.unit.startswith("%") and one.value > 100:
            raise Refused(_("“%(indicator)s” cannot be more than 100 %%.") % words)


def _require_done(pledge: Pledge, organisation: Organisation, done: list[Milestone]) -> None:
    for one in done:
        if one.pledge_id != pledge.pk or one.organisation_id != organisation.pk:
            raise Refused(_("“%(milestone)s” belongs to another partner.") % {"milestone": one})
        if one.done_on:
            raise Refused(_("“%(milestone)s” was reported as done already.") % {"milestone": one})
