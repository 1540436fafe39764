"""Out of the house: sent to review, confirmed by its focal point, answered, appealed, decided."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.request import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.queries import hash_of
from acogida.accounts.rules import today
from acogida.core.access import Audience, open_to
from acogida.core.limits import allowed
from acogida.documents.docx import to_docx
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.practices import actions
from acogida.practices.fields import PARTS
from acogida.practices.forms import writing
from acogida.practices.models import Call, Clarification, Decision, FocalPoint, Practice
from acogida.practices.presenters import standing, words
from acogida.practices.queries.checks import checks_of
from acogida.practices.views.ground import (
    WHY,
    WHY_SEND,
    WHY_WRITE,
    Page,
    crumbs,
    done,
    form_page,
    ours,
    title_of,
    tried,
)


@open_to(Audience.APPROVER, why=WHY_SEND)
@require_http_methods(["GET", "POST"])
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a draft to peer review."""
    practice = ours(request, pk)
    form = writing.SendForm(Call.objects.open_on(today()), request.POST or None)
    page = Page(
        title=_("Send it to peer review"),
        label=_("Send"),
        back=reverse("practices:work", args=[pk]),
        crumbs=crumbs(practice, ("", _("Send"))),
        audience=_(
            "The secretariat sees it now; reviewers see it without names. It is public only if accepted."
        ),
        intro=title_of(practice),
    )
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.send(practice, **form.cleaned_data, by=request.user, at=timezone.now())
        )
        if refusal is None:
            messages.success(request, _("Sent. You can follow here how far it is."))
            return redirect("practices:work", pk=pk)
    return form_page(request, page, form, refusal=refusal, checks=checks_of(practice))


@open_to(Audience.APPROVER, why=WHY_SEND)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what waits for its focal point."""
    practice = ours(request, pk)
    return done(
        request, practice, tried(lambda: actions.take_back(practice, by=request.user, at=timezone.now()))
    )


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer a question of the review by changing the part it is about."""
    asked = get_object_or_404(
        Clarification.objects.filter(practice__in=Practice.objects.of_colleagues(request.user)), pk=pk
    )
    practice = ours(request, asked.practice_id)
    form = writing.AnswerForm(request.POST or None, initial={"new": asked.old})
    labels = {part.name: str(part.label) for part in PARTS}
    page = Page(
        title=_("A question about “%(part)s”") % {"part": labels[asked.part]},
        label=_("Send the answer"),
        back=reverse("practices:work", args=[practice.pk]),
        crumbs=crumbs(practice, ("", _("Question"))),
        audience=_("The secretariat and the reviewers see your answer, the old text beside the new."),
        intro=asked.question,
    )
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.answer(asked, **form.cleaned_data, by=request.user, at=timezone.now())
        )
        if refusal is None:
            messages.success(request, _("The answer is with the reviewers."))
            return redirect("practices:work", pk=practice.pk)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.APPROVER, why=WHY_SEND)
@require_http_methods(["GET", "POST"])
def appeal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for a second round."""
    practice = ours(request, pk)
    form = writing.WordsForm(_("What the review did not see"), request.POST or None)
    page = Page(
        title=_("Appeal against the decision"),
        label=_("Appeal"),
        back=reverse("practices:work", args=[pk]),
        crumbs=crumbs(practice, ("", _("Appeal"))),
        audience=_("The secretariat reads it and invites other reviewers. The second round is final."),
    )
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.appeal(
                practice, reason=form.cleaned_data["words"], by=request.user, at=timezone.now()
            )
        )
        if refusal is None:
            return redirect("practices:work", pk=pk)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def letter(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """The last decision as PDF or DOCX."""
    practice = ours(request, pk)
    decision = Decision.objects.filter(practice=practice).order_by("-round").first()
    if decision is None or kind not in ("pdf", "docx"):
        raise Http404
    report = standing.letter(practice, decision, title=title_of(practice), language=get_language() or "es")
    made = to_pdf(report) if kind == "pdf" else to_docx(report)
    return document_response(made, name=f"{practice.code}.{kind}", kind=kind)


@open_to(Audience.LINK, why=gettext_lazy("The personal link of the focal point is the key; it works once."))
@never_cache
@require_http_methods(["GET", "POST"])
def focal_point(request: HttpRequest, token: str) -> HttpResponse:
    """The focal point reads what is sent in their name and says yes or no."""
    focal = (
        FocalPoint.objects.select_related("practice__organisation").filter(token_hash=hash_of(token)).first()
    )
    now = timezone.now()
    if focal is None:
        address = get_adapter().get_client_ip(request)
        status = 404 if allowed("focal-point", address, times=30, seconds=300, at=now) else 429
        return render(request, "practices/work/link_closed.html", status=status)
    practice = focal.practice
    form = writing.WordsForm(_("Remark (needed if you say no)"), request.POST or None)
    refusal = None
    if form.is_valid():
        remark = form.cleaned_data["words"]
        yes = request.POST.get("answer") == "yes"
        deed = actions.confirm if yes else actions.refuse
        refusal = tried(lambda: deed(focal, remark=remark, at=now))
        focal.refresh_from_db()
    text = practice.texts.get(language=practice.original_language)
    context: dict[str, Any] = {
        "focal": focal,
        "practice": practice,
        "language": practice.original_language,
        "title": text.title,
        "parts": [
            (p.label, getattr(text, p.name)) for p in PARTS if getattr(text, p.name) and p.name != "title"
        ],
        "form": form,
        "refusal": refusal,
        "is_open": not (focal.confirmed_at or focal.refused_at) and focal.expires_at > now,
        "until": words.day(focal.expires_at),
    }
    return render(request, "practices/work/focal_point.html", context, status=409 if refusal else 200)
