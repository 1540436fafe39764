"""Entering the Mechanism, being accredited, holding an office, handing it over."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.accounts.models import Membership, Organisation, User
from acogida.accounts.rules import day_of
from acogida.compact.models import RoundTable, StakeholderGroup
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.dialogues import rules
from acogida.dialogues.models import Delegate, Member, Office, OfficeRole, Standing
from acogida.dialogues.states import VETTING_MOVES, Vetting
from acogida.notices.actions import notify
from acogida.notices.models import NoticeClass


@transaction.atomic
def apply(
    organisation: Organisation,
    *,
    group: StakeholderGroup,
    standing: str,
    statement: str,
    tables: Iterable[RoundTable],
    by: User,
    at: datetime,
) -> Member:
    """Ask for a place in the Mechanism, in one of the groups of paragraph 44."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if not rules.may_apply(by, organisation):
        raise Refused(_("Only who signs or administers for the organisation can ask for its place."))
    if not statement.strip():
        raise Refused(_("Say what the organisation does with migrants, and why it wants a place."))
    open_ones = organisation.dialogue_memberships.filter(state__in=[Vetting.APPLIED, Vetting.ADMITTED])
    if open_ones.exists():
        raise Refused(_("This organisation already has, or waits for, its place in the Mechanism."))
    member = Member.objects.create(
        organisation=organisation, group=group, standing=standing, statement=statement.strip(), applied_at=at
    )
    member.tables.set(tables)
    audit.record("dialogues.applied", member, by=by, at=at)
    return member


@transaction.atomic
def vet(member: Member, *, admit: bool, reason: str, by: User, at: datetime) -> Member:
    """Admit an organisation, or decline it, with what was checked or why."""
    member = _locked(member)
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat admits organisations."))
    to = Vetting.ADMITTED if admit else Vetting.DECLINED
    if to not in VETTING_MOVES[Vetting(member.state)]:
        raise Refused(_("This application has already been decided."))
    if not reason.strip():
        raise Refused(_("Write what was checked, or why it is declined: the organisation reads it."))
    member.state, member.reason, member.decided_at = to, reason.strip(), at
    member.save(update_fields=["state", "reason", "decided_at"])
    audit.record("dialogues.vetted", member, by=by, at=at, detail={"to": to})
    text = (
        gettext_lazy("“{name}” is admitted to the Mechanism. Accredit who speaks for it.")
        if admit
        else gettext_lazy("The Mechanism has declined the application of “{name}”. Read why.")
    )
    people = Membership.objects.on(day_of(at)).filter(organisation=member.organisation_id)
    notify(
        [held.user for held in people.select_related("user")],
        notice_class=NoticeClass.WORK,
        text=format_lazy(text, name=str(member.organisation)[:90]),
        url=reverse("dialogues:member", args=[member.pk]),
        at=at,
    )
    return member


@transaction.atomic
def leave(member: Member, *, reason: str, by: User, at: datetime) -> Member:
    """End a membership: terms and offices end with it; what was said and decided stays."""
    member = _locked(member)
    if not rules.may_accredit(by, member):
        raise Refused(_("Only the organisation itself or the secretariat ends its membership."))
    if Vetting.LEFT not in VETTING_MOVES[Vetting(member.state)]:
        raise Refused(_("This organisation is not in the Mechanism."))
    if not reason.strip():
        raise Refused(_("Write why the organisation leaves."))
    day = day_of(at)
    Office.objects.filter(delegate__member=member, ended_on__isnull=True).update(ended_on=day)
    member.delegates.filter(ended_on__isnull=True).update(ended_on=day)
    member.state, member.reason, member.left_at = Vetting.LEFT, reason.strip(), at
    member.save(update_fields=["state", "reason", "left_at"])
    audit.record("dialogues.left", member, by=by, at=at)
    return member


@transaction.atomic
def accredit(
    member: Member, *, user: User, speaks: bool, starts_on: date, ends_on: date, by: User, at: datetime
) -> Delegate:
    """Accredit a person of the organisation for a term. Who speaks for it replaces who spoke before."""
    member = _locked(member)
    if not rules.may_accredit(by, member):
        raise Refused(_("Only who signs or administers for the organisation accredits its delegates."))
    if member.state != Vetting.ADMITTED:
        raise Refused(_("The organisation is not admitted yet."))
    if speaks and member.standing != Standing.MEMBER:
        raise Refused(_("Observers take part; they have no vote, so nobody is accredited to speak."))
    if ends_on <= starts_on:
        raise Refused(_("The term ends after it begins."))
    if not Membership.objects.on(day_of(at)).filter(user=user, organisation=member.organisation_id).exists():
        raise Refused(_("Only people of the organisation can be accredited for it. Invite the person first."))
    before = member.delegates.filter(ended_on__isnull=True)
    replaced = list(before.filter(user=user) | (before.filter(speaks=True) if speaks else before.none()))
    for one in replaced:
        _end(one, day=starts_on)
    made = Delegate.objects.create(
        member=member, user=user, speaks=speaks, starts_on=starts_on, ends_on=ends_on
    )
    audit.record(
        "dialogues.accredited", made, by=by, at=at, detail={"speaks": speaks, "replaced": len(replaced)}
    )
    return made


@transaction.atomic
def end_accreditation(delegate: Delegate, *, by: User, at: datetime) -> Delegate:
    """End a delegate's term today; an office they hold becomes vacant."""
    _locked(delegate.member)
    delegate = Delegate.objects.select_related("member__organisation").get(pk=delegate.pk)
    if not rules.may_accredit(by, delegate.member):
        raise Refused(_("Only who signs or administers for the organisation accredits its delegates."))
    if delegate.ended_on:
        raise Refused(_("This term has already ended."))
    _end(delegate, day=day_of(at))
    audit.record("dialogues.accreditation_ended", delegate, by=by, at=at)
    return delegate


@transaction.atomic
def take_office(
    table: RoundTable,
    *,
    role: str,
    delegate: Delegate,
    ends_on: date,
    handover: str = "",
    by: User,
    at: datetime,
) -> Office:
    """Seat a delegate as delegate or secretariat of a working table, and so at the liaison table.

    Who holds it now hands it over with a note; the secretariat fills a vacancy.
    """
    RoundTable.objects.select_for_update().get(pk=table.pk)
    day = day_of(at)
    held = Office.objects.filter(table=table, role=role, ended_on__isnull=True).first()
    if not (rules.may_hand_over(by, held) if held else rules.may_run(by)):
        raise Refused(_("Only who holds the office hands it over; the secretariat fills what is vacant."))
    if not Delegate.objects.on(day).filter(pk=delegate.pk, member__state=Vetting.ADMITTED).exists():
        raise Refused(_("This person is not accredited today."))
    if delegate.member.standing != Standing.MEMBER:
        raise Refused(_("Observers hold no office."))
    if not delegate.member.tables.filter(pk=table.pk).exists():
        raise Refused(_("Their organisation does not work at this table."))
    if ends_on <= day:
        raise Refused(_("The term ends after it begins."))
    if held:
        if not handover.strip():
            raise Refused(_("Write what the next one should know: what is open, with whom, by when."))
        held.ended_on, held.handover = day, handover.strip()
        held.save(update_fields=["ended_on", "handover"])
    made = Office.objects.create(table=table, role=role, delegate=delegate, starts_on=day, ends_on=ends_on)
    audit.record("dialogues.office_taken", made, by=by, at=at, detail={"table": table.pk, "role": role})
    notify(
        delegate.user,
        notice_class=NoticeClass.WORK,
        text=format_lazy(
            gettext_lazy("You now hold an office at working table {table}: {role}."),
            table=table.pk,
            role=OfficeRole(role).label,
        ),
        url=reverse("dialogues:liaison"),
        at=at,
    )
    return made


def _locked(member: Member) -> Member:
    return (
        Member.objects.select_for_update(of=("self",))
        .select_related("organisation", "group")
        .get(pk=member.pk)
    )


def _end(delegate: Delegate, *, day: date) -> None:
    """End a term on a day; never before it began."""
    delegate.ended_on = max(day, delegate.starts_on)
    delegate.save(update_fields=["ended_on"])
    delegate.offices.filter(ended_on__isnull=True).update(ended_on=delegate.ended_on)
