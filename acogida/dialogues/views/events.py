"""The public page of an event, its calendar and programme; and a guest's personal link."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.dialogues import rules
from acogida.dialogues.actions import guests as deeds
from acogida.dialogues.forms.events import RegistrationForm
from acogida.dialogues.models import Event, Guest, Theme
from acogida.dialogues.presenters import document, linked
from acogida.dialogues.presenters import events as shown
from acogida.dialogues.presenters import questions as shown_questions
from acogida.dialogues.presenters import recommendations as shown_recommendations
from acogida.dialogues.queries import answers, recommendations
from acogida.dialogues.queries import events as asked
from acogida.dialogues.states import EventState
from acogida.dialogues.views.ground import crumbs
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf

PUBLIC = gettext_lazy("What an event is about and who was there by number is public; people are never named.")
LINK = gettext_lazy("The personal link is the invitation.")
DEVICE = "dialogue-device"
# From when everybody reads what mechanisms answered.
SPEAKING = {EventState.UNDER_WAY, EventState.CLOSED, EventState.REPORTED}


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Events to come and past ones."""
    today = timezone.localdate()
    context = {
        "crumbs": crumbs(("", _("Events"))),
        "coming": asked.coming(today),
        "past": asked.past(today)[:60],
        "preparing": Event.objects.filter(state=EventState.PREPARING) if rules.may_run(request.user) else [],
        "may_run": rules.may_run(request.user),
    }
    return render(request, "dialogues/public/events.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """One event: hours by several clocks, themes, panels, figures, recommendations, the edition before."""
    found = get_object_or_404(asked.with_themes(asked.visible_to(request.user)), slug=slug)
    themes = list(found.themes.all())
    rows = [shown_recommendations.row(r) for r in recommendations.listed().filter(event=found)]
    context = {
        "crumbs": crumbs((reverse("dialogues:events"), _("Events")), ("", found.title)),
        "event": found,
        "about": linked.about(found, address=request.build_absolute_uri(request.path)),
        "tone": shown.TONES[EventState(found.state)],
        "themes": shown.themes(found, themes),
        "figures": shown.figures(found),
        "is_published_elsewhere": found.figures.get("origin") == "published",
        "recommendations": rows,
        "counts": shown_recommendations.counts(recommendations.counted(found)) if rows else [],
        "before": shown_recommendations.counts(recommendations.counted(found.previous))
        if found.previous
        else [],
        "answers": answers.side_by_side(found) if found.state in SPEAKING else [],
        "ledger": shown_questions.ledger(found),
        "formula": [(shown.side_label(side), n) for side, n in found.formula.items()],
        "may_run": rules.may_run(request.user) and found.figures.get("origin") != "published",
    }
    return render(request, "dialogues/public/event.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The event for any calendar."""
    found = get_object_or_404(Event.objects.public(), slug=slug)
    url = request.build_absolute_uri(reverse("dialogues:event", args=[slug]))
    made = asked.calendar(found, url=url, at=timezone.now())
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.ics"'
    return answer


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The programme as PDF, with the hours of every reference city."""
    found = get_object_or_404(asked.with_themes(Event.objects.public()), slug=slug)
    made = to_pdf(document.programme(found, shown.themes(found, list(found.themes.all()))))
    return document_response(made, name=f"{slug}.pdf", kind="pdf")


def guest_or_404(token: str) -> Guest:
    guest = asked.guest_of(token)
    if guest is None:
        raise Http404(_("This link is not valid any more. Ask who invited you for a new one."))
    return guest


@open_to(Audience.LINK, why=LINK)
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A guest's own page: register, then the calendar, then the doors."""
    guest = guest_or_404(token)
    form, refusal = None, None
    if not guest.registered_at:
        initial = {"name": guest.name, "interpretation": guest.language}
        form = RegistrationForm(request.POST or None, initial=initial)
        if form.is_valid():
            try:
                deeds.register(guest, **form.cleaned_data, at=timezone.now())
            except Refused as error:
                refusal = error
            else:
                messages.success(
                    request, _("You are registered. This page is your entrance: keep its address.")
                )
                return redirect(request.path)
    status = 409 if refusal else 422 if form is not None and form.is_bound else 200
    return _guest_page(request, guest, token, form=form, refusal=refusal, status=status)


@open_to(Audience.LINK, why=LINK)
@require_POST
def enter(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Enter a theme on line with this browser."""
    guest = guest_or_404(token)
    theme = get_object_or_404(Theme, event=guest.event_id, number=number)
    device = request.COOKIES.get(DEVICE) or secrets.token_urlsafe(24)
    try:
        deeds.enter(guest, theme=theme, device=device, move="move" in request.POST, at=timezone.now())
    except deeds.InUseElsewhere as refusal:
        return _guest_page(request, guest, token, refusal=refusal, move=theme, status=409)
    except Refused as refusal:
        return _guest_page(request, guest, token, refusal=refusal, status=409)
    answer = redirect("dialogues:invitation", token=token)
    answer.set_cookie(
        DEVICE, device, max_age=86400 * 30, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return answer


@open_to(Audience.LINK, why=LINK)
@require_POST
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """Erase one's own data; the numbers stay."""
    guest = guest_or_404(token)
    deeds.erase(guest, by="guest", at=timezone.now())
    messages.success(request, _("Your name, address and link are erased. Only the numbers remain."))
    return redirect("dialogues:event", slug=guest.event.slug)


def _guest_page(
    request: HttpRequest, guest: Guest, token: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    event = asked.with_themes(Event.objects.filter(pk=guest.event_id)).get()
    inside = {a.theme_id: a for a in guest.attendances.all()}
    context: dict[str, Any] = {
        "guest": guest,
        "token": token,
        "event": event,
        "themes": shown.themes(event, list(event.themes.all())),
        "inside": inside,
        "is_open": event.state == EventState.UNDER_WAY,
        "is_over": event.state in {EventState.CLOSED, EventState.REPORTED},
        **more,
    }
    answer = render(request, "dialogues/public/invitation.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
