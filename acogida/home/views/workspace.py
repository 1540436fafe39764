from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.home import presenters, queries


@open_to(Audience.SIGNED_IN, why=_("It is about what waits for you."))
@require_safe
def week(request: SignedInRequest) -> HttpResponse:
    """What is due, and where each of the person's organisations stands."""
    today = timezone.localdate()
    held = queries.held_by(request.user, today=today)
    situations = queries.situations(request.user, today=today, held=held)
    context = {
        "today": today,
        "due": presenters.due(queries.due_for(request.user, today=today, held=held), today=today),
        "organisations": [presenters.organisation(s) for s in situations],
        "beginning": presenters.beginning(situations),
        "name": request.user.get_short_name(),
    }
    return render(request, "home/week.html", context)
