"""Beginning a plan and changing what it is called, when and for what contexts."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.plans import rules
from acogida.plans.actions.ground import locked, require_fresh, require_text, require_writer, written
from acogida.plans.models import DEFAULT_WEIGHT, Context, Criterion, CriterionKey, Plan
from acogida.plans.states import State
from acogida.territories.models import Territory

LONGEST_YEARS = 15


@transaction.atomic
def create(
    organisation: Organisation,
    *,
    territory: Territory,
    title: str,
    starts_on: date,
    ends_on: date,
    contexts: Iterable[str] = (),
    by: User,
    at: datetime,
) -> Plan:
    """Begin a plan, with the usual criteria at equal weights."""
    if not rules.may_create(by, organisation):
        raise Refused(_("Only people who edit for this organisation can begin a plan."))
    title = require_text(title, _("Give the plan a title."))
    _require_period(starts_on, ends_on)
    plan = Plan.objects.create(
        organisation=organisation,
        territory=territory,
        title=title,
        slug=_free_slug(f"{territory.name} {title}"),
        starts_on=starts_on,
        ends_on=ends_on,
        contexts=_known(contexts),
        created_by=by,
        created_at=at,
    )
    Criterion.objects.bulk_create(
        Criterion(plan=plan, key=key, weight=DEFAULT_WEIGHT) for key in CriterionKey.values
    )
    audit.record("plans.created", plan, by=by, at=at)
    return plan


@transaction.atomic
def edit(
    plan: Plan,
    *,
    title: str,
    starts_on: date,
    ends_on: date,
    contexts: Iterable[str] = (),
    revision: int,
    by: User,
    at: datetime,
) -> Plan:
    """Change title, period or contexts. After adoption the public sees it with the next version."""
    plan = locked(plan)
    require_writer(plan, by)
    if plan.state in {State.EVALUATION, State.CLOSED}:
        raise Refused(_("This plan is closed: what it says no longer changes."))
    require_fresh(plan, revision)
    title = require_text(title, _("Give the plan a title."))
    _require_period(starts_on, ends_on)
    _require_room_for_actions(plan, starts_on, ends_on)
    written(plan, title=title, starts_on=starts_on, ends_on=ends_on, contexts=_known(contexts))
    audit.record("plans.edited", plan, by=by, at=at)
    return plan


def _require_period(starts_on: date, ends_on: date) -> None:
    if ends_on <= starts_on:
        raise Refused(_("A plan ends after it starts. Check the two dates."))
    if ends_on.year - starts_on.year > LONGEST_YEARS:
        raise Refused(
            _("A plan of more than %(years)s years is rarely carried out. Check the two dates.")
            % {"years": LONGEST_YEARS}
        )


def _require_room_for_actions(plan: Plan, starts_on: date, ends_on: date) -> None:
    outside = (
        plan.actions.current()
        .exclude(starts_on__gte=starts_on, ends_on__lte=ends_on)
        .values_list("title", flat=True)
        .first()
    )
    if outside:
        raise Refused(
            _("The action “%(action)s” would fall outside the period. Move the action first.")
            % {"action": outside}
        )


def _known(contexts: Iterable[str]) -> list[str]:
    chosen = set(contexts)
    if chosen - set(Context.values):
        raise Refused(_("Choose among origin, transit, destination and return."))
    return [context for context in Context.values if context in chosen]


def _free_slug(text: str) -> str:
    base = slugify(text)[:200].strip("-") or "plan"
    taken = set(Plan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
