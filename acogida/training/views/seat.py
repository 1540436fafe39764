"""The participant's own page, opened by the personal link."""

from datetime import datetime
from typing import Any

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
from acogida.training.actions.session import EARLY
from acogida.training.forms.material import HowForm
from acogida.training.models import (
    Announcement,
    Certificate,
    Component,
    Material,
    Nomination,
    Presence,
    Survey,
)
from acogida.training.presenters import codes, materials, words
from acogida.training.presenters import standing as standing_words
from acogida.training.queries.completion import is_open, parts_of, standings
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
    edition, now = found.edition, timezone.now()
    parts = parts_of(edition)
    takes_part = found.state == State.ACCEPTED
    context = {
        "nomination": found,
        "edition": edition,
        "token": token,
        "shown": words.nominee(found),
        "asks": found.state == State.PROPOSED,
        "waits": found.state == State.WAITING,
        "takes_part": takes_part,
        "parts": [_part(part, found, now) for part in parts],
    }
    if takes_part:
        context |= _of_participant(found, parts, token, now)
    return render(request, "training/seat/seat.html", context)


def _part(part: Component, person: Nomination, now: datetime) -> dict[str, Any]:
    """A part as this person meets it: whether its session is to come, and lets them in now."""
    held = getattr(part, "session", None)
    going = bool(held and not held.cancelled_at and now <= held.ends_at and not person.edition.closed_at)
    return words.component(part, person.edition, clock_of(person)) | {
        "is_coming": going,
        "lets_in": bool(
            going and held and held.join_url and now >= held.starts_at - EARLY[Presence.Kind.LINK]
        ),
    }


def _of_participant(found: Nomination, parts: list[Component], token: str, now: datetime) -> dict[str, Any]:
    """What only who takes part has: conditions, certificate, materials, what everybody was told."""
    edition = found.edition
    handed_out = Material.objects.for_participants(now).filter(edition=edition)
    return {
        "door_code": codes.qr(address_of(found, "training:check_in")),
        "conditions": standing_words.rows(standings(edition, [found], parts=parts)[0], now),
        "more_surveys": _more_surveys(found, parts, now),
        "certificate": Certificate.objects.filter(nomination=found, revoked_at__isnull=True).first(),
        "announcements": list(Announcement.objects.filter(edition=edition)[:10]),
        "materials": [
            materials.listed(one, token=token)
            for one in handed_out.select_related("session__component").order_by("kind", "pk")
        ],
        "how": HowForm(found),
    }


def _more_surveys(found: Nomination, parts: list[Component], now: datetime) -> list[Survey]:
    """Questionnaires that are open and no condition, such as the one months later."""
    asked = [
        part.survey
        for part in parts
        if hasattr(part, "survey") and not part.is_required and is_open(part, now)
    ]
    if not asked:
        return []
    answered = set(found.credits.values_list("component_id", flat=True))
    return [survey for survey in asked if survey.component_id not in answered]


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
