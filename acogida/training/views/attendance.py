"""The attendance desk of a session."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.training.actions import attendance as deeds
from acogida.training.actions import session as session_deeds
from acogida.training.forms.session import ReportForm
from acogida.training.models import AttendanceReport, Guest, Nomination, Presence, Session
from acogida.training.people import name_key
from acogida.training.presenters import attendance as shown
from acogida.training.presenters import words
from acogida.training.queries.attendance import attendance
from acogida.training.views.ground import STAFF, Tried, desk_crumbs, tried
from acogida.training.views.sessions import session_of

PAGE = 60


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who was there: reports, names to decide on, minutes of each participant."""
    session = session_of(request, pk)
    edition = session.component.edition
    form, refusal = ReportForm(initial={"zone": edition.time_zone}), None
    if request.method == "POST":
        form = ReportForm(request.POST, request.FILES)
        if form.is_valid():
            upload = form.cleaned_data["file"]
            done = tried(
                lambda: deeds.bring_report(
                    session,
                    data=upload.read(),
                    name=upload.name,
                    zone=form.cleaned_data["zone"],
                    by=request.user,
                    at=timezone.now(),
                )
            )
            if done.done:
                messages.success(request, _("The report is here. Decide who its names are."))
                return redirect("training:attendance", pk=pk)
            refusal = done.refusal
    context = _seen(session) | {"form": form, "refusal": refusal}
    return render(request, "training/desk/attendance.html", context, status=409 if refusal else 200)


def _seen(session: Session) -> dict[str, Any]:
    """What the desk shows of a session."""
    edition = session.component.edition
    people = list(
        Nomination.objects.accepted().filter(edition=edition).order_by("last_name", "first_name", "pk")
    )
    counted = attendance([session], percent=edition.attendance_percent, nominations=[p.pk for p in people])
    guests = list(
        Guest.objects.counting()
        .filter(report__session=session)
        .select_related("decided_by", "report__imported_by")
        .prefetch_related("people")
        .order_by("verdict", "name", "pk")
    )
    waiting = [guest for guest in guests if guest.verdict == Guest.Verdict.OPEN]
    by_pk = {person.pk: person for person in people}
    return {
        "session": session,
        "edition": edition,
        "crumbs": desk_crumbs(edition, ("", str(session))),
        "listening": shown.listening(session),
        "strip": words.strip(session.starts_at, session.ends_at, words.zones_of(edition)),
        "reports": list({guest.report_id: guest.report for guest in guests}.values()),
        "waiting": [shown.guest(guest, by_pk) for guest in waiting[:PAGE]],
        "waiting_count": len(waiting),
        "by_address": sum(guest.why == "email" for guest in waiting),
        "decided": [shown.guest(guest, by_pk) for guest in guests if guest.verdict != Guest.Verdict.OPEN][
            :PAGE
        ],
        "people": [
            {
                "nomination": person,
                "attendance": found,
                "sentence": shown.sentence(found) if found else "",
                "on_sheet": bool(found and found.on_sheet),
                "where": person.get_where_display(),
            }
            for person in people
            for found in [counted.get((session.pk, person.pk))]
        ],
    }


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_POST
def mark(request: SignedInRequest, pk: int) -> HttpResponse:
    """One press at the desk: decide on a name or a dispute, or take such a decision back."""
    session = session_of(request, pk)
    done = _pressed(request, session)
    if done.refusal:
        messages.error(request, str(done.refusal))
    return redirect("training:attendance", pk=pk)


def _pressed(request: SignedInRequest, session: Any) -> Tried:
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    press = request.POST.get("press", "")
    if press in {"guest", "nobody", "undo"}:
        guest = get_object_or_404(Guest, pk=_number(request, "guest"), report__session=session)
        if press == "undo":
            return tried(lambda: deeds.undo_guest(guest, **who))
        if press == "nobody":
            return tried(lambda: deeds.decide_guest(guest, people=[], **who))
        chosen, named = request.POST.getlist("people"), request.POST.get("others", "")
        return tried(lambda: deeds.decide_guest(guest, people=_chosen(session, chosen, named), **who))
    if press == "addresses":
        return tried(lambda: deeds.accept_addresses(session, **who))
    if press == "withdraw":
        report = get_object_or_404(AttendanceReport, pk=_number(request, "report"), session=session)
        return tried(lambda: deeds.withdraw_report(report, **who))
    nomination = get_object_or_404(
        Nomination, pk=_number(request, "nomination"), edition=session.component.edition_id
    )
    if press == "sheet":
        noted = Presence.objects.filter(
            session=session, nomination=nomination, kind=Presence.Kind.SHEET
        ).first()
        if noted:
            return tried(lambda: session_deeds.take_back_presence(noted, **who))
        return tried(
            lambda: session_deeds.note_presence(
                session, nomination=nomination, kind=Presence.Kind.SHEET, **who
            )
        )
    attended = {"attended": True, "absent": False}.get(press)
    reason = request.POST.get("reason", "")
    return tried(lambda: deeds.rule(session, nomination=nomination, attended=attended, reason=reason, **who))


def _chosen(session: Any, pks: list[str], named: str) -> list[Nomination]:
    """Those ticked and those written, by address or by a name that only one participant has."""
    people = list(Nomination.objects.accepted().filter(edition=session.component.edition_id))
    found = {p.pk: p for p in people if str(p.pk) in pks}
    for part in filter(None, (part.strip() for part in named.split(";"))):
        key, address = name_key(part), part.rsplit(" ", 1)[-1].strip("<>()").lower()
        same = [p for p in people if p.email == address] or [p for p in people if p.name_key == key]
        if len(same) != 1:
            raise Refused(
                _("“%(text)s” is not one participant: choose from the list, or write the address.")
                % {"text": part}
            )
        found[same[0].pk] = same[0]
    if not found:
        raise Refused(_("Say who it is, or that it is none of the participants."))
    return list(found.values())


def _number(request: SignedInRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdigit() and len(text) < 18 else 0
