"""Questionnaires: answered by the personal link, told only in sums."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.training.actions import questionnaire as deeds
from acogida.training.forms.questionnaire import SurveyForm
from acogida.training.models import Survey
from acogida.training.presenters import results as shown
from acogida.training.queries.results import results
from acogida.training.views.ground import (
    PERSONAL,
    STAFF,
    Page,
    desk_crumbs,
    edition_of,
    form_page,
    submitted,
    tried,
)
from acogida.training.views.seat import seat_of


@open_to(Audience.LINK, why=PERSONAL)
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Answer a questionnaire once; nobody can tell whose answers are whose."""
    person = seat_of(token)
    survey = get_object_or_404(
        Survey.objects.select_related("questionnaire", "component"), pk=pk, component__edition=person.edition
    )
    form = SurveyForm(survey, submitted(request))
    page = Page(
        title=str(survey.component),
        intro=str(survey.questionnaire),
        label=_("Send the answers"),
        back=reverse("training:seat", args=[token]),
        crumbs=[(reverse("training:seat", args=[token]), str(person.edition)), ("", str(survey.component))],
        audience=_(
            "Your answers are sealed and kept without your name. Only sums of many people are ever shown."
        ),
    )
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.respond(person, survey=survey, answers=form.cleaned_data, at=timezone.now())
        )
        if done.done:
            messages.success(request, _("Thank you. Your answers are in."))
            return redirect("training:seat", token=token)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.SECRETARIAT, why=STAFF)
@require_safe
def told(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the questionnaires of an edition say."""
    edition = edition_of(request, pk)
    context = {
        "edition": edition,
        "crumbs": desk_crumbs(edition, ("", _("Questionnaires"))),
        "shown": shown.told(results(edition)),
    }
    return render(request, "training/desk/results.html", context)


@open_to(Audience.SECRETARIAT, why=STAFF)
@require_POST
def later(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask again months later."""
    edition = edition_of(request, pk)
    done = tried(lambda: deeds.ask_later(edition, by=request.user, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    else:
        messages.success(request, _("It opens by itself three months after the exit questionnaire closes."))
    return redirect("training:results", pk=pk)
