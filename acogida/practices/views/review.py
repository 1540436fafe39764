"""A reviewer's own pages: nothing here tells whose practice it is."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.practices import actions
from acogida.practices.fields import PARTS
from acogida.practices.forms.reviewing import DeclareForm, ReviewForms
from acogida.practices.models import Review, ReviewState
from acogida.practices.presenters import words
from acogida.practices.queries.blind import language_for, masked, names_of, parts_for
from acogida.practices.views.ground import tried

WHY = gettext_lazy("A review is for the person who was asked, and for nobody else.")


@open_to(Audience.SIGNED_IN, why=WHY)
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """One's own reviews, those to give first."""
    found = Review.objects.of(request.user).order_by("submitted_at", "due_on", "pk")
    tones = {ReviewState.INVITED: "warning", ReviewState.ACCEPTED: "info", ReviewState.SUBMITTED: "success"}
    rows = [
        (r, str(ReviewState(r.state).label), tones.get(ReviewState(r.state), "neutral"), words.day(r.due_on))
        for r in found
    ]
    return render(request, "practices/review/mine.html", {"rows": rows})


@open_to(Audience.SIGNED_IN, why=WHY)
@never_cache
@require_http_methods(["GET", "POST"])
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Declare first; then read the blind text, mark it and give the review."""
    found = get_object_or_404(Review.objects.of(request.user).select_related("practice"), pk=pk)
    if found.state == ReviewState.INVITED:
        return _declare(request, found)
    if found.state != ReviewState.ACCEPTED:
        return render(request, "practices/review/closed.html", {"review": found, "crumbs": _crumbs(found)})
    if request.POST.get("deed") == "conflict":
        return _step_aside(request, found)
    marks = {mark.criterion: mark for mark in found.marks.all()}
    forms = ReviewForms(found, marks, request.POST or None)
    refusal = None
    if request.method == "POST" and forms.is_valid():
        give = request.POST.get("deed") == "give"
        refusal = tried(lambda: _keep(request, found, forms, give=give))
        if refusal is None:
            messages.success(request, _("Your review is given. Thank you.") if give else _("Saved."))
            return redirect("practices:review", pk=pk)
    context = _reading(found) | {"forms": forms, "refusal": refusal}
    return render(request, "practices/review/review.html", context, status=409 if refusal else 200)


def _keep(request: SignedInRequest, found: Review, forms: ReviewForms, *, give: bool) -> None:
    now = timezone.now()
    actions.mark(found, **forms.values(), by=request.user, at=now)
    if give:
        actions.give(found, by=request.user, at=now)


def _declare(request: SignedInRequest, found: Review) -> HttpResponse:
    """Before anything of the text is shown."""
    form = DeclareForm(request.POST or None)
    refusal = None
    if form.is_valid():
        conflict = form.cleaned_data["conflict"] == "yes"
        words_ = form.cleaned_data["declaration"]
        refusal = tried(
            lambda: actions.declare(
                found, conflict=conflict, declaration=words_, by=request.user, at=timezone.now()
            )
        )
        if refusal is None:
            return redirect("practices:review", pk=found.pk)
    practice = found.practice
    context = {
        "review": found,
        "form": form,
        "refusal": refusal,
        "crumbs": _crumbs(found),
        "objectives": list(practice.objectives.all()),
        "due": words.day(found.due_on),
        "language": words.language_name(practice.original_language),
    }
    return render(request, "practices/review/declare.html", context, status=409 if refusal else 200)


def _step_aside(request: SignedInRequest, found: Review) -> HttpResponse:
    refusal = tried(
        lambda: actions.declare(
            found,
            conflict=True,
            declaration=_("Recognised while reading."),
            by=request.user,
            at=timezone.now(),
        )
    )
    if refusal:
        messages.error(request, str(refusal))
    return redirect("practices:review", pk=found.pk)


def _reading(found: Review) -> dict[str, Any]:
    """The blind text with the questions answered so far, old and new side by side."""
    practice = found.practice
    reader = getattr(found.reviewer, "reviewer", None)
    language = language_for(practice, reader.languages if reader else [])
    told = parts_for(practice, language)
    names = names_of(practice)
    labels = {part.name: str(part.label) for part in PARTS}
    answered = practice.clarifications.filter(round=found.round, answered_at__isnull=False)
    return {
        "review": found,
        "crumbs": _crumbs(found),
        "language": language,
        "parts": [(labels[name], text) for name, text in told.items()],
        "due": words.day(found.due_on),
        "objectives": list(practice.objectives.all()),
        "questions": [
            {
                "question": masked(asked.question, names),
                "remark": masked(asked.remark, names),
                "rows": [
                    {
                        "label": labels[asked.part],
                        "before": masked(asked.old, names),
                        "after": masked(asked.new, names),
                    }
                ],
            }
            for asked in answered
        ],
    }


def _crumbs(found: Review) -> list[tuple[str, str]]:
    return [
        (reverse("practices:reviews"), _("My reviews")),
        ("", _("Review number %(number)s") % {"number": found.pk}),
    ]
