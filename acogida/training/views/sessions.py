"""Sessions: set and cancelled at the desk; joined, checked in, put in calendars by participants."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.training import invitations, rules
from acogida.training.actions import session as deeds
from acogida.training.forms.session import SessionForm
from acogida.training.models import Nomination, Presence, Session
from acogida.training.presenters import papers, words
from acogida.training.queries.links import address_of, nomination_of
from acogida.training.states import State
from acogida.training.views.announcements import mail_waiting
from acogida.training.views.ground import (
    PERSONAL,
    STAFF,
    Page,
    desk_crumbs,
    form_page,
    removal,
    submitted,
    tried,
)
from acogida.training.views.seat import seat_of


def session_of(request: SignedInRequest, pk: int) -> Session:
    """A session for who runs its edition, else 404."""
    if not rules.may_run(request.user):
        raise Http404
    return get_object_or_404(
        Session.objects.select_related("component__edition__programme").prefetch_related("items"), pk=pk
    )


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """When and where a session is held."""
    session = session_of(request, pk)
    edition = session.component.edition
    form = SessionForm(
        edition.time_zone, submitted(request), initial=SessionForm.of(session, edition.time_zone)
    )
    page = Page(
        title=str(session),
        label=_("Save"),
        back=reverse("training:attendance", args=[pk]),
        crumbs=desk_crumbs(
            edition, (reverse("training:attendance", args=[pk]), str(session)), ("", _("Change"))
        ),
        audience=_("Who takes part is told of a new hour by mail, and calendars follow."),
        remove=None if edition.published_at else removal(session.component),
    )
    refusal = None
    if form.is_valid():
        starts_at, ends_at = form.span()
        done = tried(
            lambda: deeds.set_session(
                session,
                starts_at=starts_at,
                ends_at=ends_at,
                join_url=form.cleaned_data["join_url"],
                venue=form.cleaned_data["venue"],
                interpretation=form.cleaned_data["interpretation"],
                language_urls=form.language_urls(),
                by=request.user,
                at=timezone.now(),
            )
        )
        if done.done:
            mail_waiting(edition)
            messages.success(request, _("Saved."))
            return redirect("training:attendance", pk=pk)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_POST
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Cancel a session."""
    session = session_of(request, pk)
    done = tried(lambda: deeds.cancel_session(session, by=request.user, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    else:
        mail_waiting(session.component.edition)
    return redirect("training:attendance", pk=pk)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_safe
def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sign-in sheet to print: one line a participant, room to sign."""
    session = session_of(request, pk)
    people = (
        Nomination.objects.for_the_room().filter(edition=session.component.edition).select_related("country")
    )
    report = papers.sign_in_sheet(session, list(people.order_by("last_name", "first_name", "pk")))
    return document_response(to_pdf(report), name=f"{session.component.key}.pdf", kind="pdf")


@open_to(Audience.LINK, why=PERSONAL)
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The sessions of one's edition for one's own calendar; read again, it follows changes."""
    found = seat_of(token)
    sessions = Session.objects.filter(component__edition=found.edition).select_related("component")
    made = invitations.calendar(sessions, title=str(found.edition), address=address_of(found))
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.edition.slug}.ics"'
    return response


@open_to(Audience.LINK, why=PERSONAL)
@never_cache
@require_POST
def join(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Note that one came, then go on to the meeting."""
    found = seat_of(token)
    session = get_object_or_404(
        Session.objects.select_related("component__edition").exclude(join_url=""),
        pk=pk,
        component__edition=found.edition,
    )
    language = request.POST.get("language", "")
    language = language if language in session.interpretation else ""
    done = tried(
        lambda: deeds.note_presence(
            session,
            nomination=found,
            kind=Presence.Kind.LINK,
            language=language,
            by=found.email,
            at=timezone.now(),
        )
    )
    if done.refusal:
        messages.error(request, str(done.refusal))
        return redirect("training:seat", token=token)
    # A page that goes on by itself: policies of browsers stop a form from being sent to another host.
    context = {
        "address": session.language_urls.get(language) or session.join_url,
        "session": session,
        "language": words.language(language),
    }
    return render(request, "training/seat/go.html", context)


@open_to(Audience.SIGNED_IN, why=STAFF)
@require_http_methods(["GET", "POST"])
def check_in(request: SignedInRequest, token: str) -> HttpResponse:
    """What opens when the QR code of a participant is read at the door: today's sessions, one press each."""
    found = nomination_of(token)
    if found is None or not rules.may_run(request.user):
        raise Http404
    now = timezone.now()
    sessions = list(
        Session.objects.filter(
            component__edition=found.edition,
            cancelled_at__isnull=True,
            starts_at__lte=now + deeds.EARLY[Presence.Kind.DOOR],
            ends_at__gte=now,
        ).select_related("component__edition")
    )
    if request.method == "POST":
        session = next((s for s in sessions if str(s.pk) == request.POST.get("session")), None)
        if session is None:
            raise Http404
        done = tried(
            lambda: deeds.note_presence(
                session,
                nomination=found,
                kind=Presence.Kind.DOOR,
                by=request.user,
                at=now,
            )
        )
        if done.refusal:
            messages.error(request, str(done.refusal))
        else:
            messages.success(request, f"{found.name}: {Presence.Kind.DOOR.label}")
        return redirect("training:check_in", token=token)
    noted = set(
        Presence.objects.filter(nomination=found, kind=Presence.Kind.DOOR).values_list(
            "session_id", flat=True
        )
    )
    context = {
        "nomination": found,
        "edition": found.edition,
        "takes_part": found.state == State.ACCEPTED,
        "sessions": [(session, session.pk in noted) for session in sessions],
    }
    return render(request, "training/desk/check_in.html", context)
