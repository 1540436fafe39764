"""What colleagues are told. Each notice joins the deed that causes it."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import APPROVING, EDITING, Membership, Role, User
from acogida.accounts.rules import day_of
from acogida.notices.actions import notify
from acogida.notices.models import NoticeClass
from acogida.plans.models import Action, Partner, PartnerState, Plan

SHOWN = 90  # of a title in a notice, which holds 300 characters


def tell_scoring_open(plan: Plan, *, by: User, at: datetime) -> None:
    _tell(
        plan,
        Role.values,
        text=_("“{plan}”: the weights are locked and the scoring is open. Score the challenges."),
        url=reverse("plans:score", args=[plan.pk]),
        by=by,
        at=at,
    )


def tell_priorities_chosen(plan: Plan, *, by: User, at: datetime) -> None:
    _tell(
        plan,
        Role.values,
        text=_("“{plan}”: the priorities are chosen. Now the actions are written."),
        url=reverse("plans:prioritisation", args=[plan.pk]),
        by=by,
        at=at,
    )


def tell_adoption_asked(plan: Plan, *, by: User, at: datetime) -> None:
    _tell(
        plan,
        APPROVING,
        text=_("“{plan}” is ready: read it and adopt it."),
        url=reverse("plans:adopt", args=[plan.pk]),
        by=by,
        at=at,
    )


def tell_adopted(plan: Plan, *, number: int, by: User, at: datetime) -> None:
    _tell(
        plan,
        Role.values,
        text=_("“{plan}” is adopted and public: version {number}."),
        number=number,
        url=reverse("plans:public", args=[plan.slug]),
        by=by,
        at=at,
    )


def tell_report_due(action: Action, *, due_on: date, at: datetime) -> None:
    _tell(
        action.plan,
        EDITING,
        text=_("A report is due on “{action}”."),
        action=_cut(action.title),
        url=reverse("plans:report", args=[action.pk]),
        due_on=due_on,
        by=None,
        at=at,
    )


def tell_partner_asked(partner: Partner, *, by: User, at: datetime) -> None:
    _tell(
        partner.action.plan,
        EDITING,
        organisation=partner.organisation_id,
        text=_("“{plan}” asks your organisation to take part in “{action}”. Say yes or no."),
        action=_cut(partner.action.title),
        url=reverse("plans:partner", args=[partner.pk]),
        by=by,
        at=at,
    )


def tell_partner_answered(partner: Partner, *, by: User, at: datetime) -> None:
    confirmed = partner.state == PartnerState.CONFIRMED
    _tell(
        partner.action.plan,
        EDITING,
        text=_("{organisation} takes part in “{action}”.")
        if confirmed
        else _("{organisation} does not take part in “{action}”."),
        words={"organisation": _cut(partner.organisation.name)},
        action=_cut(partner.action.title),
        url=reverse("plans:partners", args=[partner.action_id]),
        by=by,
        at=at,
    )


def tell_entrusted(plan: Plan, coming: User, *, count: int, by: User, at: datetime) -> None:
    if coming == by:
        return
    notify(
        [coming],
        notice_class=NoticeClass.WORK,
        text=format_lazy(
            _("“{plan}”: you now answer for {count} actions."), plan=_cut(plan.title), count=count
        ),
        url=reverse("plans:board", args=[plan.pk]),
        at=at,
    )


def _tell(
    plan: Plan,
    roles: list[str] | tuple[str, ...],
    *,
    text: Any,
    url: str,
    due_on: date | None = None,
    by: User | None,
    at: datetime,
    organisation: int | None = None,
    words: dict[str, object] | None = None,
    **more: object,
) -> None:
    """Those of the plan's organisation, or of another by its id."""
    members = (
        Membership.objects.on(day_of(at))
        .filter(organisation=organisation or plan.organisation_id, role__in=roles)
        .exclude(user=by)
        .select_related("user")
        .order_by("user")
    )
    notify(
        [membership.user for membership in members],
        notice_class=NoticeClass.WORK,
        text=format_lazy(text, plan=_cut(plan.title), **more, **(words or {})),
        url=url,
        due_on=due_on,
        at=at,
    )


def _cut(title: str) -> str:
    return title if len(title) <= SHOWN else title[: SHOWN - 1] + "…"
