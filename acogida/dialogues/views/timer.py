"""The speaker's clock: its buttons on the moderators' desk, and the page for the second screen."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.live import http
from acogida.dialogues import rules
from acogida.dialogues.actions import timer as deeds
from acogida.dialogues.forms.timer import TimerForm
from acogida.dialogues.models import Theme, Timer
from acogida.dialogues.presenters import timer as shown
from acogida.dialogues.queries import live
from acogida.dialogues.queries import questions as asked
from acogida.dialogues.views.ground import press

TIME = gettext_lazy("Facilitators and the secretariat keep the time; the screen is for the room.")
ON_SCREEN = 4


def _theme(request: SignedInRequest, slug: str, number: int) -> Theme:
    if not rules.is_facilitator(request.user):
        raise Http404
    return get_object_or_404(Theme.objects.select_related("event"), event__slug=slug, number=number)


@open_to(Audience.SIGNED_IN, why=TIME)
@require_POST
def keep_time(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Start the clock for a seat, stop it, let it go on."""
    theme = _theme(request, slug, number)
    back = reverse("dialogues:questions", args=[slug, number]) + "#clock"
    now = timezone.now()
    if "pause" in request.POST:
        return press(request, lambda: deeds.pause(theme, by=request.user, at=now), done="", to=back)
    if "go_on" in request.POST:
        return press(request, lambda: deeds.go_on(theme, by=request.user, at=now), done="", to=back)
    form = TimerForm(request.POST, seats=theme.panel.order_by("position"))
    if not form.is_valid():
        raise Http404(_("Choose a seat of this panel and say how many minutes."))
    return press(
        request,
        lambda: deeds.start(theme, **form.cleaned_data, by=request.user, at=now),
        done="",
        to=back,
    )


@open_to(Audience.SIGNED_IN, why=TIME)
@require_safe
def screen(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """What the room sees on the wall: the clock, who has the floor, the most wanted questions."""
    theme = _theme(request, slug, number)
    context = {
        "theme": theme,
        "clock": shown.clock(Timer.objects.filter(theme=theme).first(), timezone.now()),
        "questions": asked.waiting_for_an_answer(theme)[:ON_SCREEN],
        "live_url": http.address(request, live.channel(theme, live.ROOM)),
    }
    return http.let_listen(render(request, "dialogues/work/screen.html", context), request)
