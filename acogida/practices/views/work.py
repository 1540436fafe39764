"""The workspace of those whose practice it is: begin, write in steps, see where it stands."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.practices import actions, rules
from acogida.practices.actions import Stale
from acogida.practices.fields import PARTS
from acogida.practices.forms import writing
from acogida.practices.models import FocalPoint, Practice
from acogida.practices.presenters import standing
from acogida.practices.queries.checks import checks_of
from acogida.practices.states import WRITING, State
from acogida.practices.views.ground import (
    WHY,
    WHY_WRITE,
    Page,
    crumbs,
    done,
    form_page,
    organisations,
    ours,
    tried,
)


@open_to(Audience.SIGNED_IN, why=WHY)
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """The practices of one's organisations, newest first."""
    found = Practice.objects.of_colleagues(request.user).prefetch_related("texts")
    rows = []
    for practice in found:
        texts = {text.language: text.title for text in practice.texts.all()}
        rows.append((practice, texts.get(practice.original_language, ""), standing.state(practice)))
    context = {"rows": rows, "may_begin": organisations(request).exists()}
    return render(request, "practices/work/mine.html", context)


@open_to(Audience.SIGNED_IN, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Begin a practice."""
    mine = organisations(request)
    initial = {"organisation": mine.first(), "language": get_language()}
    form = writing.BeginForm(mine, request.POST or None, initial=initial)
    page = Page(
        title=_("Tell a practice"),
        label=_("Begin"),
        back=reverse("practices:mine"),
        crumbs=[(reverse("practices:mine"), _("My practices")), ("", _("Tell a practice"))],
        audience=_("Only your organisation sees it until it is published."),
    )
    if not form.is_valid():
        return form_page(request, page, form)
    values = dict(form.cleaned_data)
    try:
        practice = actions.start(
            values.pop("organisation"), values=values, by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return form_page(request, page, form, refusal=refusal)
    return redirect("practices:write", pk=practice.pk, step="story")


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where a practice stands, what is missing, what comes next."""
    practice = ours(request, pk)
    reviews = list(practice.reviews.filter(round=practice.round)) if practice.round else []
    questions = list(practice.clarifications.all())
    labels = {part.name: part.label for part in PARTS}
    text = practice.texts.get(language=practice.original_language)
    context = {
        "practice": practice,
        "title": text.title,
        "crumbs": crumbs(practice, title=text.title),
        "steps": standing.steps(practice),
        "state": standing.state(practice),
        "told": standing.told(practice),
        "checks": checks_of(practice, text) if practice.state == State.DRAFT else [],
        "parts": list(writing.STEPS.items()),
        "reviews": standing.progress(reviews),
        "questions": [(q, labels[q.part]) for q in questions],
        "decisions": [(d, standing.outcome(d)) for d in practice.decisions.all()],
        "enquiries": list(practice.enquiries.all()[:30]),
        "focal": FocalPoint.objects.filter(practice=practice).first(),
        "may_write": rules.may_write(request.user, practice) and practice.state in WRITING,
        "may_answer": rules.may_write(request.user, practice),
        "may_send": rules.may_submit(request.user, practice),
        "may_appeal": practice.state == State.DECLINED and practice.round == 1,
        "State": State,
    }
    return render(request, "practices/work/desk.html", context)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def write(request: SignedInRequest, pk: int, step: str) -> HttpResponse:
    """One step of the form; it also saves by itself while one writes."""
    practice = ours(request, pk)
    if step not in writing.STEPS or practice.state not in WRITING:
        raise Http404
    form = writing.form_of(practice, step, request.POST or None)
    refusal, rows = None, []
    if form.is_valid():
        refusal = tried(lambda: _write(request, practice, form))
        if isinstance(refusal, Stale) and _is_said(refusal.current, step, request):
            refusal = None
        if refusal is None:
            messages.success(request, _("Saved."))
            return redirect(_after(practice, step) if "next" in request.POST else request.path)
        if isinstance(refusal, Stale):
            rows = _beside(refusal.current, form)
            form.data = form.data.copy()  # type: ignore[attr-defined] # a QueryDict, as every request sends
            form.data["revision"] = str(refusal.current.revision)  # type: ignore[index] # the copy may be changed
    context = {
        "practice": practice,
        "form": form,
        "step": step,
        "refusal": refusal,
        "stale_rows": rows,
        "steps": _steps(practice, step),
        "crumbs": crumbs(practice, ("", str(writing.STEPS[step]))),
        "autosave_url": reverse("practices:autosave", args=[practice.pk, step]),
        "back": reverse("practices:work", args=[practice.pk]),
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "practices/work/write.html", context, status=status)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_POST
def autosave(request: SignedInRequest, pk: int, step: str) -> HttpResponse:
    """Keep a step as it is being written; 409 where a colleague saved first, 422 where it cannot be."""
    practice = ours(request, pk)
    if step not in writing.STEPS:
        raise Http404
    form = writing.form_of(practice, step, request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    if refusal := tried(lambda: _write(request, practice, form)):
        return HttpResponse(str(refusal), status=409 if isinstance(refusal, Stale) else 422)
    practice.refresh_from_db()
    return render(request, "practices/parts/revision.html", {"revision": practice.revision})


def _is_said(current: Practice, step: str, request: SignedInRequest) -> bool:
    """Whether it says all of this already: what saves by itself may be a moment ahead of the button."""
    return set(writing.form_of(current, step, request.POST).changed_data) <= {"revision"}


def _write(request: SignedInRequest, practice: Practice, form: writing.StepForm) -> None:
    revision = form.cleaned_data.get("revision")
    actions.write(practice, values=form.values(), revision=revision, by=request.user, at=timezone.now())


def _after(practice: Practice, step: str) -> str:
    names = list(writing.STEPS)
    following = names.index(step) + 1
    if following < len(names):
        return reverse("practices:write", args=[practice.pk, names[following]])
    return reverse("practices:work", args=[practice.pk])


def _steps(practice: Practice, step: str) -> list[dict[str, str]]:
    names = list(writing.STEPS)
    return [
        {
            "label": str(label),
            "state": "current"
            if name == step
            else "done"
            if names.index(name) < names.index(step)
            else "next",
            "url": reverse("practices:write", args=[practice.pk, name]),
        }
        for name, label in writing.STEPS.items()
    ]


def _beside(current: Practice, form: writing.StepForm) -> list[dict[str, str]]:
    text, typed = current.texts.get(language=current.original_language), form.cleaned_data
    return [
        {"label": str(part.label), "before": getattr(text, part.name), "after": typed[part.name]}
        for part in PARTS
        if part.name in typed and getattr(text, part.name) != typed[part.name]
    ]


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a draft away that was never sent."""
    practice = ours(request, pk)
    refusal = tried(lambda: actions.discard(practice, by=request.user, at=timezone.now()))
    if refusal:
        return done(request, practice, refusal)
    messages.success(request, _("The draft is gone."))
    return redirect("practices:mine")
