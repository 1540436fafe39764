"""Documents and commitments: recorded and corrected by the secretariat, proposed by anyone signed in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.text import in_language
from acogida.mechanisms import actions, rules
from acogida.mechanisms.forms import CommitmentForm, DocumentForm, ReasonForm
from acogida.mechanisms.models import Commitment, Document, Mechanism, Subject
from acogida.mechanisms.views.desk import KEEPS, show_form

PROPOSES = gettext_lazy("The secretariat records it; anyone else signed in proposes it with its source.")
Adopted = Document | Commitment


def _form(subject: Subject, mechanism: Mechanism, *args: Any, **kwargs: Any) -> forms.Form:
    if subject == Subject.DOCUMENT:
        return DocumentForm(*args, **kwargs)
    return CommitmentForm(*args, mechanism=mechanism, **kwargs)


def _adopted(pk: int, subject: Subject) -> Adopted:
    model = Document if subject == Subject.DOCUMENT else Commitment
    standing: Any = model._default_manager.filter(ended_at__isnull=True)
    found: Adopted = get_object_or_404(standing.select_related("mechanism"), pk=pk)
    return found


def _said(adopted: Adopted) -> dict[str, Any]:
    """What stands on the page, for the form that corrects it."""
    said: dict[str, Any] = {"dated": adopted.dated, "source": " ".join(adopted.sources)}
    if isinstance(adopted, Document):
        return {**said, "title": str(adopted), "kind": adopted.type}
    return {
        **said,
        "text": str(adopted),
        "until": adopted.until,
        "document": adopted.document_id,
        "objectives": [one.pk for one in adopted.objectives.all()],
        "because": in_language(adopted.because),
    }


def _record(
    request: SignedInRequest, mechanism: Mechanism, subject: Subject, values: Any, **more: Any
) -> None:
    deed: Any = actions.record_document if subject == Subject.DOCUMENT else actions.record_commitment
    deed(mechanism, **values, **more, by=request.user, at=timezone.now())


def _propose(request: SignedInRequest, mechanism: Mechanism, subject: Subject, values: Any) -> None:
    rest = dict(values)
    text = rest.pop("title" if subject == Subject.DOCUMENT else "text")
    if subject == Subject.COMMITMENT:
        rest["objectives"] = [one.pk for one in rest["objectives"]]
        rest["document"] = rest["document"].pk if rest["document"] else None
    source = rest.pop("source")
    actions.propose_adopted(
        mechanism, subject=subject, text=text, source=source, values=rest, by=request.user, at=timezone.now()
    )


def _add(request: SignedInRequest, key: str, subject: Subject, words: tuple[str, str]) -> HttpResponse:
    """The form: recorded at once for the secretariat, a proposal for everybody else."""
    mechanism = get_object_or_404(Mechanism, key=key)
    keeps = rules.may_edit(request.user)
    title, note = (words[0], "") if keeps else (words[1], _("The secretariat will read it and answer you."))
    form = _form(subject, mechanism, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, mechanism, form, title, note=note)
    try:
        (_record if keeps else _propose)(request, mechanism, subject, form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return show_form(request, mechanism, form, title, note=note)
    thanks = (
        _("Recorded, with its source.")
        if keeps
        else _("Thank you. The secretariat will answer your proposal.")
    )
    messages.success(request, thanks)
    return redirect(mechanism)


@open_to(Audience.SIGNED_IN, why=PROPOSES)
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: SignedInRequest, key: str) -> HttpResponse:
    return _add(request, key, Subject.DOCUMENT, (_("Record a document"), _("Propose a document")))


@open_to(Audience.SIGNED_IN, why=PROPOSES)
@require_http_methods(["GET", "HEAD", "POST"])
def commitment(request: SignedInRequest, key: str) -> HttpResponse:
    return _add(request, key, Subject.COMMITMENT, (_("Record a commitment"), _("Propose a commitment")))


def _subject(name: str) -> Subject:
    if name not in {Subject.DOCUMENT, Subject.COMMITMENT}:
        raise Http404
    return Subject(name)


@open_to(Audience.OVERSIGHT, why=KEEPS)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedInRequest, subject: str, pk: int) -> HttpResponse:
    """Say it anew: what stood there ends, and can still be read as of an earlier day."""
    about = _subject(subject)
    adopted = _adopted(pk, about)
    mechanism = adopted.mechanism
    form = _form(about, mechanism, request.POST or None, initial=_said(adopted))
    context = {
        "take_off": reverse("mechanisms:take_off", args=[about.value, pk]),
        "reason": ReasonForm(),
    }
    title = _("Correct it")
    if request.method != "POST" or not form.is_valid():
        return show_form(request, mechanism, form, title, **context)
    try:
        _record(request, mechanism, about, form.cleaned_data, instead_of=adopted)
    except Refused as refused:
        form.add_error(None, str(refused))
        return show_form(request, mechanism, form, title, **context)
    messages.success(request, _("Recorded, with its source."))
    return redirect(mechanism)


@open_to(Audience.OVERSIGHT, why=KEEPS)
@require_POST
def take_off(request: SignedInRequest, subject: str, pk: int) -> HttpResponse:
    adopted = _adopted(pk, _subject(subject))
    try:
        actions.take_off(adopted, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("mechanisms:correct", subject=subject, pk=pk)
    messages.success(request, _("Taken off. As of an earlier day it can still be read."))
    return redirect(adopted.mechanism)
