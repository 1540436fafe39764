"""Questions during a theme: the participants' page and the moderators' desk. Both work by reload alone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.live import http
from acogida.dialogues import rules
from acogida.dialogues.actions import questions as deeds
from acogida.dialogues.forms.questions import ModerateForm, QuestionForm
from acogida.dialogues.forms.timer import TimerForm
from acogida.dialogues.models import Question, QuestionState, Theme, Timer
from acogida.dialogues.presenters import questions as shown
from acogida.dialogues.presenters import timer as shown_timer
from acogida.dialogues.queries import live
from acogida.dialogues.queries import questions as asked
from acogida.dialogues.states import EventState
from acogida.dialogues.views.events import LINK, guest_or_404
from acogida.dialogues.views.ground import Page, crumbs, form_deed

MODERATES = gettext_lazy(
    "Facilitators and the secretariat moderate; what became of each is public in totals."
)
MOST = 200


@open_to(Audience.LINK, why=LINK)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Ask, vote, and see what became of the questions; what is new appears, or by reload."""
    guest = guest_or_404(token)
    theme = get_object_or_404(Theme.objects.select_related("event"), event=guest.event_id, number=number)
    form, refusal = QuestionForm(), None
    try:
        if request.method == "POST" and request.POST.get("vote", "").isdigit():
            question = get_object_or_404(Question, theme=theme, pk=int(request.POST["vote"]))
            deeds.vote(question, guest=guest, at=timezone.now())
            return redirect(f"{request.path}#question-{question.pk}")
        if request.method == "POST":
            form = QuestionForm(request.POST)
            if form.is_valid():
                deeds.ask(theme, text=form.cleaned_data["text"], guest=guest, at=timezone.now())
                messages.success(request, _("Your question is with the moderators."))
                return redirect(request.path)
    except Refused as error:
        refusal = error
    mine = set(Question.objects.filter(theme=theme, votes__guest=guest).values_list("pk", flat=True))
    context = {
        "theme": theme,
        "token": token,
        "questions": [
            (q, shown.TONES[QuestionState(q.state)], q.pk in mine) for q in asked.seen(theme)[:MOST]
        ],
        "form": form,
        "refusal": refusal,
        "states": shown.states(),
        "clock": shown_timer.clock(Timer.objects.filter(theme=theme).first(), timezone.now()),
        "live_url": http.address(request, live.channel(theme, live.ROOM)),
    }
    status = 409 if refusal else 422 if form.is_bound else 200
    answer = render(request, "dialogues/public/questions.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return http.let_listen(answer, request)


@open_to(Audience.SIGNED_IN, why=MODERATES)
@require_safe
def desk(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """The moderators' queue, the most wanted first."""
    if not rules.is_facilitator(request.user):
        raise Http404
    theme = get_object_or_404(Theme.objects.select_related("event"), event__slug=slug, number=number)
    seats, timer = theme.panel.order_by("position", "pk"), Timer.objects.filter(theme=theme).first()
    context = {
        "crumbs": crumbs((reverse("dialogues:event", args=[slug]), theme.event.title), ("", _("Questions"))),
        "theme": theme,
        "lists": shown.lists(list(asked.of_theme(theme)[: MOST * 3])),
        "states": shown.states(),
        "clock": shown_timer.clock(timer, timezone.now()),
        "timer_form": TimerForm(seats=seats, initial=shown_timer.next_turn(theme, seats, timer)),
        "is_under_way": theme.event.state == EventState.UNDER_WAY,
        "live_url": http.address(request, live.channel(theme, live.DESK)),
    }
    return http.let_listen(render(request, "dialogues/work/questions.html", context), request)


@open_to(Audience.SIGNED_IN, why=MODERATES)
@require_http_methods(["GET", "POST"])
def moderate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Decide what becomes of a question."""
    if not rules.is_facilitator(request.user):
        raise Http404
    question = get_object_or_404(Question.objects.select_related("theme__event"), pk=pk)
    theme = question.theme
    back = reverse("dialogues:questions", args=[theme.event.slug, theme.number])
    others = asked.of_theme(theme).exclude(pk=pk).exclude(state=QuestionState.MERGED)
    page = Page(
        title=_("Moderate a question"),
        label=_("Decide"),
        back=back,
        crumbs=crumbs((back, _("Questions")), ("", _("Moderation"))),
        quote=question.text,
        audience=_("Participants see it at once; everybody sees the totals of what became of all questions."),
    )
    return form_deed(
        request,
        page,
        ModerateForm(
            request.POST or None, others=others, initial={"state": "shown", "label": question.label}
        ),
        lambda data: deeds.moderate(question, **data, by=request.user, at=timezone.now()),
        done=_("Decided."),
    )
