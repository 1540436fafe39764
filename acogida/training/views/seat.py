"""The participant's own page, opened by the personal link."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from acogida.accounts.clocks import of_country
from acogida.core.access import Audience, open_to
from acogida.training.actions import nomination as deeds
from acogida.training.models import Certificate, Nomination
from acogida.training.presenters import codes, words
from acogida.training.presenters import standing as standing_words
from acogida.training.queries.completion import standing
from acogida.training.queries.links import address_of, nomination_of
from acogida.training.states import State
from acogida.training.views.ground import PERSONAL, tried


def seat_of(token: str) -> Nomination:
    """Whose personal link it is, else 404."""
    found = nomination_of(token)
    if found is None:
        raise Http404
    return found


def clock_of(nomination: Nomination) -> str:
    return of_country(nomination.country.code) if nomination.country else ""


@open_to(Audience.LINK, why=PERSONAL)
@never_cache
@require_safe
def seat(request: HttpRequest, token: str) -> HttpResponse:
    """What a participant needs: to say yes or no, what comes, what is still missing."""
    found = seat_of(token)
    edition = found.edition
    parts = edition.components.select_related("session").prefetch_related("groups", "session__items")
    takes_part = found.state == State.ACCEPTED
    context = {
        "nomination": found,
        "edition": edition,
        "token": token,
        "shown": words.nominee(found),
        "asks": found.state == State.PROPOSED,
        "waits": found.state == State.WAITING,
        "takes_part": takes_part,
        "door_code": codes.qr(address_of(found, "training:check_in")),
        "conditions": standing_words.rows(standing(found)) if takes_part else [],
        "certificate": Certificate.objects.filter(nomination=found, revoked_at__isnull=True).first(),
        "parts": [words.component(part, edition, clock_of(found)) for part in parts],
    }
    return render(request, "training/seat/seat.html", context)


@open_to(Audience.LINK, why=PERSONAL)
@require_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether one takes part."""
    found = seat_of(token)
    accepts = request.POST.get("answer") == "yes"
    done = tried(lambda: deeds.answer(found, accepts=accepts, by=found.email, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    elif accepts:
        messages.success(request, _("Welcome. Your seat is confirmed."))
    else:
        messages.success(request, _("Thank you for telling us. Your seat goes to somebody who waits."))
    return redirect("training:seat", token=token)
