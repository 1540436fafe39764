"""The workspace of the Mechanism: applications, vetting, delegates, the liaison table."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Organisation, Role
from acogida.accounts.rules import memberships_on, organisations_of, today
from acogida.compact.models import RoundTable
from acogida.core.access import Audience, open_to
from acogida.dialogues import rules
from acogida.dialogues.actions import mechanism as deeds
from acogida.dialogues.forms.mechanism import (
    AccreditationForm,
    ApplicationForm,
    LeavingForm,
    OfficeForm,
    VettingForm,
)
from acogida.dialogues.models import Delegate, Member, Office, OfficeRole
from acogida.dialogues.presenters import mechanism as shown
from acogida.dialogues.queries import mechanism
from acogida.dialogues.states import Vetting
from acogida.dialogues.views.ground import Page, crumbs, form_deed, press

SIGNING = (Role.APPROVER, Role.ADMINISTRATOR)
OWN = gettext_lazy("An organisation's people and the secretariat see its membership.")


@open_to(Audience.SIGNED_IN, why=gettext_lazy("Each person sees the memberships of their organisations."))
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """One's organisations in the Mechanism; for the secretariat, all of them, applications first."""
    found = Member.objects.select_related("organisation__country", "group")
    if not rules.may_run(request.user):
        found = found.filter(organisation__in=organisations_of(request.user))
    applied = found.filter(state=Vetting.APPLIED).order_by("applied_at", "pk")
    context = {
        "crumbs": crumbs(("", _("Membership"))),
        "applied": applied,
        "members": found.exclude(state=Vetting.APPLIED).order_by("organisation__name", "pk")[:200],
        "may_apply": _may_ask(request).exists(),
    }
    return render(request, "dialogues/work/members.html", context)


def _may_ask(request: SignedInRequest) -> QuerySet[Organisation]:
    held = [m.organisation_id for m in memberships_on(request.user, today()) if m.role in SIGNING]
    inside = Member.objects.filter(state__in=[Vetting.APPLIED, Vetting.ADMITTED]).values("organisation")
    return Organisation.objects.filter(pk__in=held).exclude(pk__in=inside).order_by("name")


def _member(request: SignedInRequest, pk: int) -> Member:
    found = get_object_or_404(Member.objects.select_related("organisation__country", "group"), pk=pk)
    if not rules.may_see_member(request.user, found):
        raise Http404
    return found


@open_to(Audience.SIGNED_IN, why=gettext_lazy("Approvers and administrators ask for a place."))
@require_http_methods(["GET", "POST"])
def apply(request: SignedInRequest) -> HttpResponse:
    """Ask for a place in the Mechanism."""
    organisations = _may_ask(request)
    page = Page(
        title=_("Ask for a place in the Mechanism"),
        label=_("Send the application"),
        back=reverse("dialogues:mine"),
        crumbs=crumbs((reverse("dialogues:mine"), _("Membership")), ("", _("Application"))),
        audience=_(
            "The secretariat reads it and decides. Once admitted, your organisation is named publicly."
        ),
    )
    form = ApplicationForm(
        request.POST or None, organisations=organisations, initial={"organisation": organisations.first()}
    )
    return form_deed(
        request,
        page,
        form,
        lambda data: reverse(
            "dialogues:member",
            args=[deeds.apply(data.pop("organisation"), **data, by=request.user, at=timezone.now()).pk],
        ),
        done=_("The application is sent. You will be told the decision."),
    )


@open_to(Audience.MEMBER, also=(Audience.SECRETARIAT,), why=OWN)
@require_safe
def member(request: SignedInRequest, pk: int) -> HttpResponse:
    """One membership: where it stands, and who is accredited."""
    found = _member(request, pk)
    day = today()
    context = {
        "crumbs": crumbs((reverse("dialogues:mine"), _("Membership")), ("", str(found.organisation))),
        "member": found,
        "tone": shown.TONES[Vetting(found.state)],
        "tables": found.tables.order_by("number"),
        "delegates": mechanism.delegates_of(found, day),
        "is_admitted": found.state == Vetting.ADMITTED,
        "may_vet": rules.may_run(request.user) and found.state == Vetting.APPLIED,
        "may_accredit": rules.may_accredit(request.user, found) and found.state == Vetting.ADMITTED,
    }
    return render(request, "dialogues/work/member.html", context)


@open_to(Audience.SECRETARIAT, why=gettext_lazy("The secretariat admits organisations."))
@require_http_methods(["GET", "POST"])
def vet(request: SignedInRequest, pk: int) -> HttpResponse:
    """Decide on an application."""
    if not rules.may_run(request.user):
        raise Http404
    found = _member(request, pk)
    back = reverse("dialogues:member", args=[found.pk])
    page = Page(
        title=_("Decide on the application of %(name)s") % {"name": found.organisation},
        label=_("Decide"),
        back=back,
        crumbs=crumbs((back, str(found.organisation)), ("", _("Decision"))),
        audience=_(
            "The organisation is told and reads your words; the public sees only that it is a member."
        ),
        quote=found.statement,
    )
    return form_deed(
        request,
        page,
        VettingForm(request.POST or None),
        lambda data: deeds.vet(found, **data, by=request.user, at=timezone.now()),
        done=_("Decided. The organisation is told."),
    )


@open_to(
    Audience.ADMINISTRATOR,
    also=(Audience.SECRETARIAT,),
    why=gettext_lazy("The organisation, or the secretariat, ends its membership."),
)
@require_http_methods(["GET", "POST"])
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a membership."""
    found = _member(request, pk)
    back = reverse("dialogues:member", args=[found.pk])
    page = Page(
        title=_("End the membership of %(name)s") % {"name": found.organisation},
        label=_("End the membership"),
        back=back,
        crumbs=crumbs((back, str(found.organisation)), ("", _("End"))),
        audience=_("Its delegates' terms and offices end today. What it said and decided stays."),
        tone="danger",
    )
    return form_deed(
        request,
        page,
        LeavingForm(request.POST or None),
        lambda data: deeds.leave(found, **data, by=request.user, at=timezone.now()),
        done=_("The membership has ended."),
    )


@open_to(
    Audience.ADMINISTRATOR,
    also=(Audience.SECRETARIAT,),
    why=gettext_lazy("The organisation accredits who speaks for it; the secretariat helps."),
)
@require_http_methods(["GET", "POST"])
def accredit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accredit a person for a term."""
    found = _member(request, pk)
    back, day = reverse("dialogues:member", args=[found.pk]), today()
    page = Page(
        title=_("Accredit a delegate of %(name)s") % {"name": found.organisation},
        label=_("Accredit"),
        back=back,
        crumbs=crumbs((back, str(found.organisation)), ("", _("Accreditation"))),
        intro=_("One organisation, one voice: a new voice replaces the one before."),
        audience=_("Members of the organisation and the secretariat see it."),
    )
    initial = {"starts_on": day, "ends_on": day.replace(year=day.year + 1, day=min(day.day, 28))}

    def deed(data: dict[str, object]) -> None:
        person = data.pop("person")
        words = {"speaks": False} | data
        deeds.accredit(found, user=person.user, **words, by=request.user, at=timezone.now())  # type: ignore[attr-defined,arg-type] # cleaned by the form

    form = AccreditationForm(request.POST or None, member=found, today=day, initial=initial)
    return form_deed(request, page, form, deed, done=_("The person is accredited."))


@open_to(
    Audience.ADMINISTRATOR,
    also=(Audience.SECRETARIAT,),
    why=gettext_lazy("The organisation accredits who speaks for it; the secretariat helps."),
)
@require_POST
def end_accreditation(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a delegate's term today."""
    delegate = get_object_or_404(Delegate.objects.select_related("member__organisation"), pk=pk)
    found = _member(request, delegate.member_id)
    return press(
        request,
        lambda: deeds.end_accreditation(delegate, by=request.user, at=timezone.now()),
        done=_("The term has ended."),
        to=reverse("dialogues:member", args=[found.pk]),
    )


@open_to(Audience.SIGNED_IN, why=gettext_lazy("Members of the Mechanism know who holds its offices."))
@require_safe
def liaison(request: SignedInRequest) -> HttpResponse:
    """The liaison table: the offices of the four working tables, what is vacant, what ends soon."""
    day = today()
    inside = Member.objects.admitted().filter(organisation__in=organisations_of(request.user)).exists()
    if not (inside or rules.may_run(request.user)):
        raise Http404
    notes = Office.objects.exclude(handover="").filter(delegate__user=request.user)
    context = {
        "crumbs": crumbs((reverse("dialogues:mechanism"), _("The Mechanism")), ("", _("Liaison table"))),
        "rows": shown.seat_rows(mechanism.seats(day), request.user, day),
        "past": Office.objects.filter(ended_on__isnull=False, handover__gt="")
        .select_related("delegate__user", "delegate__member__organisation")
        .order_by("-ended_on", "-pk")[:12]
        if rules.may_run(request.user) or _holds_office(request)
        else notes.none(),
    }
    return render(request, "dialogues/work/liaison.html", context)


def _holds_office(request: SignedInRequest) -> bool:
    return bool(Office.objects.on(today()).filter(delegate__user=request.user).exists())


@open_to(
    Audience.MEMBER,
    also=(Audience.SECRETARIAT,),
    why=gettext_lazy("Who holds an office hands it over; the secretariat fills vacancies."),
)
@require_http_methods(["GET", "POST"])
def office(request: SignedInRequest, table: int, role: str) -> HttpResponse:
    """Fill a vacancy or hand an office over."""
    found, day = get_object_or_404(RoundTable, pk=table), today()
    if role not in OfficeRole.values:
        raise Http404
    held = (
        Office.objects.filter(table=found, role=role, ended_on__isnull=True)
        .select_related("delegate")
        .first()
    )
    if not (rules.may_hand_over(request.user, held) if held else rules.may_run(request.user)):
        raise Http404
    back = reverse("dialogues:liaison")
    page = Page(
        title=f"{OfficeRole(role).label}: {found}",
        label=_("Hand over") if held else _("Fill the vacancy"),
        back=back,
        crumbs=crumbs((back, _("Liaison table")), ("", str(OfficeRole(role).label))),
        intro=_("The office and its seat at the liaison table pass on today."),
        audience=_("The handover note is read by who holds an office and by the secretariat."),
    )
    form = OfficeForm(
        request.POST or None,
        delegates=mechanism.eligible(found, day),
        is_vacant=held is None,
        initial={"ends_on": day.replace(year=day.year + 1, day=min(day.day, 28))},
    )
    return form_deed(
        request,
        page,
        form,
        lambda data: deeds.take_office(found, role=role, **data, by=request.user, at=timezone.now()),
        done=_("Done: the person is told."),
    )
