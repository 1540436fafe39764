"""Proposing a correction, and the desk where the secretariat answers and keeps the registry."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.mechanisms import actions, rules
from acogida.mechanisms.forms import AnswerForm, MeetingForm, ParticipationForm, ProposalForm
from acogida.mechanisms.models import Mechanism, Proposal, Subject
from acogida.mechanisms.presenters.words import particulars
from acogida.mechanisms.states import State

KEEPS = gettext_lazy("The secretariat keeps the registry.")


def _crumbs(mechanism: Mechanism, title: str) -> list[tuple[str, str]]:
    return [
        (reverse("mechanisms:index"), _("Mechanisms")),
        (mechanism.get_absolute_url(), mechanism.short),
        ("", title),
    ]


def show_form(
    request: SignedInRequest, mechanism: Mechanism, form: forms.Form, title: str, **more: Any
) -> HttpResponse:
    context = {"form": form, "title": title, "mechanism": mechanism, "crumbs": _crumbs(mechanism, title)}
    status = 409 if form.is_bound else 200
    return render(request, "mechanisms/form.html", context | more, status=status)


@open_to(Audience.SIGNED_IN, why=gettext_lazy("Anyone signed in may propose a correction with its source."))
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: SignedInRequest, key: str) -> HttpResponse:
    mechanism = get_object_or_404(Mechanism, key=key)
    title = _("Propose a correction")
    note = _("The secretariat will read it and answer you. What is accepted is public, with its source.")
    form = ProposalForm(request.POST or None, initial={"field": request.GET.get("field", "")})
    if request.method != "POST" or not form.is_valid():
        return show_form(request, mechanism, form, title, note=note)
    try:
        actions.propose(mechanism, **form.cleaned_data, by=request.user, at=timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return show_form(request, mechanism, form, title, note=note)
    messages.success(request, _("Thank you. The secretariat will answer your proposal."))
    return redirect(mechanism)


@open_to(Audience.SIGNED_IN, why=gettext_lazy("Each person sees what they proposed; the secretariat all."))
@require_safe
def proposals(request: SignedInRequest) -> HttpResponse:
    found = Proposal.objects.visible_to(request.user).select_related("mechanism", "proposed_by")[:100]
    context = {
        "rows": [
            {
                "proposal": p,
                "particulars": particulars(p.values),
                "field": Subject(p.field).label,
                "state": State(p.state).label,
            }
            for p in found
        ],
        "form": AnswerForm(),
        "may_edit": rules.may_edit(request.user),
        "crumbs": [(reverse("mechanisms:index"), _("Mechanisms")), ("", _("Proposals"))],
    }
    return render(request, "mechanisms/proposals.html", context)


@open_to(Audience.OVERSIGHT, why=KEEPS)
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    words = request.POST.get("answer", "")
    try:
        actions.answer_proposal(
            proposal, accept="accept" in request.POST, answer=words, by=request.user, at=timezone.now()
        )
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("mechanisms:proposals")


def _keep(
    request: SignedInRequest, key: str, form_class: type[forms.Form], title: str, deed: Any
) -> HttpResponse:
    """A form of the secretariat: shown, or taken by the deed."""
    if not rules.may_edit(request.user):
        raise Http404
    mechanism = get_object_or_404(Mechanism, key=key)
    form = form_class(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, mechanism, form, title)
    try:
        deed(mechanism, form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return show_form(request, mechanism, form, title)
    messages.success(request, _("Recorded, with its source."))
    return redirect(mechanism)


@open_to(Audience.OVERSIGHT, why=KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
def participation(request: SignedInRequest, key: str) -> HttpResponse:
    def deed(mechanism: Mechanism, values: dict[str, Any]) -> None:
        actions.record_participation(mechanism, **values, by=request.user, at=timezone.now())

    return _keep(request, key, ParticipationForm, _("Record a country’s part"), deed)


@open_to(Audience.OVERSIGHT, why=KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: SignedInRequest, key: str) -> HttpResponse:
    def deed(mechanism: Mechanism, values: dict[str, Any]) -> None:
        actions.add_meeting(mechanism, values=values, by=request.user, at=timezone.now())

    return _keep(request, key, MeetingForm, _("Record a meeting"), deed)
