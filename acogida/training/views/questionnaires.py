"""Questionnaires: answered by the personal link, told only in sums."""

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
from acogida.training import rules, xlsform
from acogida.training.actions import questionnaire as deeds
from acogida.training.forms.questionnaire import AskWith, QuestionnaireFile, SurveyForm
from acogida.training.models import Questionnaire, Survey
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
    form = SurveyForm(survey, submitted(request), today=timezone.localdate())
    page = Page(
        title=str(survey.component),
        intro=str(survey.questionnaire),
        label=_("Send the answers"),
        back=reverse("training:seat", args=[token]),
        crumbs=[(reverse("training:seat", args=[token]), str(person.edition)), ("", str(survey.component))],
        audience=_(
            "Your answers are sealed and kept without your name. Choices are shown only as sums of many "
            "people. What you write in your own words the secretariat reads among those of others: "
            "name nobody."
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


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_safe
def told(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the questionnaires of an edition say."""
    edition = edition_of(request, pk)
    context = {
        "edition": edition,
        "crumbs": desk_crumbs(edition, ("", _("Questionnaires"))),
        "shown": shown.told(results(edition, at=timezone.now())),
        "surveys": list(
            Survey.objects.filter(component__edition=edition)
            .select_related("component", "questionnaire")
            .order_by("component__order")
        ),
    }
    return render(request, "training/desk/results.html", context)


@open_to(Audience.OVERSIGHT, why=STAFF)
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


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def library(request: SignedInRequest) -> HttpResponse:
    """The questionnaires there are; another one from an XLSForm workbook."""
    if not rules.may_run(request.user):
        raise Http404
    posted = submitted(request)
    form = QuestionnaireFile(posted, request.FILES if posted is not None else None)
    refusal = None
    if form.is_valid():
        upload = form.cleaned_data["file"]
        done = tried(
            lambda: deeds.import_questionnaire(
                data=upload.read(), name=upload.name, by=request.user, at=timezone.now()
            )
        )
        if done.done:
            messages.success(request, _("“%(title)s” can be asked now.") % {"title": done.result})
            return redirect("training:questionnaires")
        refusal = done.refusal
    context = {
        "crumbs": [(reverse("training:desks"), _("Training desk")), ("", _("Questionnaires"))],
        "questionnaires": list(Questionnaire.objects.all()),
        "form": form,
        "faults": str(refusal).split("\n") if refusal else [],
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "training/desk/questionnaires.html", context, status=status)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_safe
def export(request: SignedInRequest, pk: int) -> HttpResponse:
    """A questionnaire as an XLSForm workbook."""
    if not rules.may_run(request.user):
        raise Http404
    found = get_object_or_404(Questionnaire, pk=pk)
    made = xlsform.write(found.key, found.title, found.items)
    return document_response(made, name=f"{found.key}.xlsx", kind="xlsx")


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which questionnaire is asked in a wave."""
    survey = get_object_or_404(Survey.objects.select_related("component__edition", "questionnaire"), pk=pk)
    edition = edition_of(request, survey.component.edition_id)
    form = AskWith(submitted(request), initial={"questionnaire": survey.questionnaire})
    back = reverse("training:results", args=[edition.pk])
    page = Page(
        title=str(survey.component),
        label=_("Save"),
        back=back,
        crumbs=desk_crumbs(edition, (back, _("Questionnaires")), ("", str(survey.component))),
        intro=_("It can be changed as long as nobody has answered."),
    )
    refusal = None
    if form.is_valid():
        done = tried(lambda: deeds.ask_with(survey, by=request.user, at=timezone.now(), **form.cleaned_data))
        if done.done:
            messages.success(request, _("Saved."))
            return redirect(back)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)
