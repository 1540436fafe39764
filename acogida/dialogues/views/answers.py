"""The answers of a mechanism's representatives, by their personal link."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.dialogues.actions import answers as deeds
from acogida.dialogues.forms.answers import AnswersForm
from acogida.dialogues.views.events import LINK, guest_or_404


@open_to(Audience.LINK, why=LINK)
@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest, token: str) -> HttpResponse:
    """Answer the guiding questions for one's mechanism, and read what is written so far."""
    guest = guest_or_404(token)
    event = guest.event
    if not guest.mechanism:
        raise Http404
    written = {one.question: one.text for one in event.answers.filter(mechanism=guest.mechanism)}
    version = deeds.version_of(event, guest.mechanism)
    initial = {"seen": version} | {f"question_{n}": text for n, text in written.items()}
    form, refusal = AnswersForm(request.POST or None, event=event, initial=initial), None
    if form.is_valid():
        try:
            deeds.answer(guest, texts=form.texts(), seen=form.cleaned_data["seen"], at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("Written. You may change it until the report is published."))
            return redirect(request.path)
    context = {
        "event": event,
        "guest": guest,
        "token": token,
        "form": form,
        "refusal": refusal,
        "written": [(q, written[n]) for n, q in enumerate(event.questions, 1) if n in written],
        "version": version,
    }
    status = 409 if refusal else 422 if form.is_bound else 200
    answer = render(request, "dialogues/public/answers.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
