from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from acogida.accounts import rules
from acogida.accounts.actions import people
from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.home import presenters, queries, steps


@open_to(Audience.SIGNED_IN, why=_("It is about what waits for you."))
@require_safe
def week(request: SignedInRequest) -> HttpResponse:
    """What is due, and where each of the person's organisations stands."""
    today = timezone.localdate()
    house = rules.today()  # roles begin and end by the day of the installation, wherever a person reads
    held = queries.held_by(request.user, today=house)
    situations = queries.situations(request.user, today=house, held=held)
    context = {
        "today": today,
        "due": presenters.due(queries.due_for(request.user, today=house, held=held), today=today),
        "organisations": [presenters.organisation(s) for s in situations],
        "has_first_steps": request.user.settled_at is None,
        "name": request.user.get_short_name(),
    }
    return render(request, "home/week.html", context)


@open_to(
    Audience.SIGNED_IN, why=_("Each role has its own first steps; what is done is read from what there is.")
)
@require_safe
def first_steps(request: SignedInRequest) -> HttpResponse:
    """What to begin with, by role; within the week only the list is sent."""
    context = {
        "groups": steps.first_steps(request.user, today=rules.today()),
        "is_settled": request.user.settled_at is not None,
        "crumbs": [(reverse("week"), gettext("My week")), ("", gettext("First steps"))],
    }
    only_list = bool(request.headers.get("HX-Request"))
    return render(request, "home/parts/steps.html" if only_list else "home/first_steps.html", context)


@open_to(Audience.SIGNED_IN, why=_("Each person puts their own first steps away."))
@require_POST
def settle(request: SignedInRequest) -> HttpResponse:
    """Put the first steps away, or have them back."""
    away = "back" not in request.POST
    people.put_steps_away(request.user, away=away, by=request.user, at=timezone.now())
    if away:
        messages.success(
            request, gettext("Your first steps are put away. They stay in the menu under your name.")
        )
    return redirect("week" if away else "first_steps")
