"""The review desk of the secretariat."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.rules import today
from acogida.core.access import Audience, open_to
from acogida.practices import actions, rules
from acogida.practices.criteria import Criterion
from acogida.practices.fields import PARTS
from acogida.practices.forms.reviewing import AskForm, DecideForm, InviteForm
from acogida.practices.forms.writing import WordsForm
from acogida.practices.models import Call, Practice, Review, ReviewState
from acogida.practices.presenters import standing, words
from acogida.practices.queries.checks import checks_of
from acogida.practices.queries.disagreement import disagreement
from acogida.practices.queries.roster import candidates, trio
from acogida.practices.states import State
from acogida.practices.views.ground import Page, form_page, on_desk, title_of, tried

WHY = gettext_lazy("The secretariat runs the review desk.")
WAITING = (State.SUBMITTED, State.IN_REVIEW, State.CLARIFYING)


@open_to(Audience.SECRETARIAT, why=WHY)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What waits on the desk, the oldest first, and what was decided lately."""
    if not rules.may_run_desk(request.user):
        raise Http404
    sent = Practice.objects.exclude(submitted_at__isnull=True).prefetch_related("texts", "reviews")
    rows = [_row(p) for p in sent.filter(state__in=WAITING).order_by("submitted_at", "pk")]
    decided = sent.filter(state__in=[State.PUBLISHED, State.DECLINED]).order_by("-submitted_at", "-pk")[:20]
    context = {
        "rows": rows,
        "decided": [_row(p) for p in decided],
        "calls": Call.objects.filter(closes_on__gte=today()).order_by("closes_on"),
    }
    return render(request, "practices/desk/index.html", context)


def _row(practice: Practice) -> dict[str, object]:
    texts = {text.language: text.title for text in practice.texts.all()}
    reviews = [r for r in practice.reviews.all() if r.round == practice.round]
    going = [r for r in reviews if r.state not in (ReviewState.CONFLICT, ReviewState.DECLINED)]
    late = [r for r in going if r.state != ReviewState.SUBMITTED and r.due_on < today()]
    return {
        "practice": practice,
        "title": texts.get(practice.original_language, ""),
        "state": standing.state(practice),
        "given": sum(1 for r in going if r.state == ReviewState.SUBMITTED),
        "asked": len(going),
        "late": len(late),
        "since": words.day(practice.submitted_at),
    }


@open_to(Audience.SECRETARIAT, why=WHY)
@require_safe
def practice(request: SignedInRequest, pk: int) -> HttpResponse:
    """One practice on the desk: its text, its checks, its reviews beside each other."""
    found = on_desk(request, pk)
    reviews = list(Review.objects.filter(practice=found).select_related("reviewer").prefetch_related("marks"))
    given = [r for r in reviews if r.state == ReviewState.SUBMITTED and r.round == found.round]
    text = found.texts.get(language=found.original_language)
    labels = {part.name: part.label for part in PARTS}
    context = {
        "practice": found,
        "title": text.title,
        "language": found.original_language,
        "crumbs": _crumbs(found),
        "steps": standing.steps(found),
        "state": standing.state(found),
        "checks": checks_of(found) if found.state == State.SUBMITTED else [],
        "parts": [(labels[n], getattr(text, n)) for n in labels if n != "title" and getattr(text, n)],
        "objectives": list(found.objectives.all()),
        "reviews": [(r, str(ReviewState(r.state).label), words.day(r.due_on)) for r in reviews],
        "given": given,
        "marks": standing.marks_table(given),
        "comments": [
            (str(r.reviewer), r, [(Criterion(m.criterion).label, m) for m in r.marks.all()]) for r in given
        ],
        "torn": disagreement(found),
        "questions": [(q, labels[q.part]) for q in found.clarifications.all()],
        "decisions": [(d, standing.outcome(d)) for d in found.decisions.all()],
        "State": State,
    }
    return render(request, "practices/desk/practice.html", context)


def _crumbs(found: Practice, *more: tuple[str, str]) -> list[tuple[str, str]]:
    here = reverse("practices:desk_practice", args=[found.pk]) if more else ""
    return [(reverse("practices:desk"), _("Review desk")), (here, title_of(found)), *more]


def _page(found: Practice, title: str, label: str, audience: str) -> Page:
    return Page(
        title=title,
        label=label,
        back=reverse("practices:desk_practice", args=[found.pk]),
        crumbs=_crumbs(found, ("", title)),
        audience=audience,
        intro=title_of(found),
    )


@open_to(Audience.SECRETARIAT, why=WHY)
@require_http_methods(["GET", "POST"])
def give_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Return what cannot be reviewed as it is."""
    found = on_desk(request, pk)
    form = WordsForm(_("Why it cannot be reviewed yet"), request.POST or None)
    page = _page(found, _("Return it"), _("Return it"), _("Its people read your reason."))
    refusal = None
    if form.is_valid():
        reason = form.cleaned_data["words"]
        refusal = tried(lambda: actions.give_back(found, reason=reason, by=request.user, at=timezone.now()))
        if refusal is None:
            messages.success(request, _("It is back with its people."))
            return redirect("practices:desk")
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.SECRETARIAT, why=WHY)
@require_http_methods(["GET", "POST"])
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose the reviewers; a balanced three are suggested, conflicts are shown."""
    found = on_desk(request, pk)
    people = candidates(found, on=today())
    suggested = (
        [] if found.reviews.filter(round=found.round).exists() else [c.reviewer.pk for c in trio(people)]
    )
    form = InviteForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["reviewers"]
        refusal = tried(lambda: actions.invite(found, reviewers=chosen, by=request.user, at=timezone.now()))
        if refusal is None:
            messages.success(request, _("The reviewers are invited."))
            return redirect("practices:desk_practice", pk=pk)
        suggested = [reviewer.pk for reviewer in chosen]
    context = {
        "practice": found,
        "title": title_of(found),
        "crumbs": _crumbs(found, ("", _("Reviewers"))),
        "people": people,
        "suggested": suggested,
        "refusal": refusal,
    }
    return render(request, "practices/desk/invite.html", context, status=409 if refusal else 200)


@open_to(Audience.SECRETARIAT, why=WHY)
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask its people about one part."""
    found = on_desk(request, pk)
    form = AskForm(request.POST or None)
    page = _page(found, _("Ask its people"), _("Ask"), _("Its people see the question, not who asked it."))
    refusal = None
    if form.is_valid():
        refusal = tried(lambda: actions.ask(found, **form.cleaned_data, by=request.user, at=timezone.now()))
        if refusal is None:
            messages.success(request, _("The question is with its people."))
            return redirect("practices:desk_practice", pk=pk)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.SECRETARIAT, why=WHY)
@require_http_methods(["GET", "POST"])
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close the round."""
    found = on_desk(request, pk)
    given = [r for r in found.reviews.filter(round=found.round) if r.state == ReviewState.SUBMITTED]
    initial = {
        "strengths": "\n".join(r.strengths for r in given if r.strengths),
        "limits": "\n".join(r.limits for r in given if r.limits),
    }
    form = DecideForm(request.POST or None, initial=initial)
    audience = _("If accepted it is public at once, with the means by criterion, strengths and limits.")
    page = _page(found, _("Decide"), _("Decide"), audience)
    refusal = None
    if form.is_valid():
        values = dict(form.cleaned_data)
        grade = "" if values["grade"] == "none" else values["grade"]
        refusal = tried(
            lambda: actions.decide(found, **{**values, "grade": grade}, by=request.user, at=timezone.now())
        )
        if refusal is None:
            messages.success(request, _("Decided. Its people are told."))
            return redirect("practices:desk_practice", pk=pk)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.SECRETARIAT, why=gettext_lazy("What was compiled and not published waits for its source."))
@require_safe
def compiled(request: SignedInRequest) -> HttpResponse:
    """The compiled practices that are not published, and what each needs before it may be."""
    if not rules.may_run_desk(request.user):
        raise Http404
    rows = [(row, row["country_iso3"].replace(";", ", "), missing) for row, missing in actions.held_back()]
    context = {
        "rows": rows,
        "crumbs": [(reverse("practices:desk"), _("Review desk")), ("", _("Compiled, not published"))],
    }
    return render(request, "practices/desk/compiled.html", context)
