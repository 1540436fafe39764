"""The workspace of those whose practice it is: begin, write in steps, send, answer, appeal."""

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
from acogida.accounts.models import EDITING, Membership, Organisation
from acogida.accounts.queries import hash_of
from acogida.accounts.rules import today
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.limits import allowed
from acogida.documents.docx import to_docx
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.practices import actions, rules
from acogida.practices.actions import Stale
from acogida.practices.fields import PARTS
from acogida.practices.forms import writing
from acogida.practices.models import Call, Clarification, Decision, FocalPoint, Practice
from acogida.practices.presenters import standing, words
from acogida.practices.queries.checks import checks_of
from acogida.practices.states import WRITING, State
from acogida.practices.views.ground import Crumbs, Page, form_page, ours, tried

WHY = gettext_lazy("A practice is for its organisation until it is published.")
WHY_WRITE = gettext_lazy("Editors write the practices of their organisation.")
WHY_SEND = gettext_lazy("Approvers send the practices of their organisation.")


def title_of(practice: Practice) -> str:
    return practice.texts.get(language=practice.original_language).title


def crumbs(practice: Practice, *more: tuple[str, str]) -> Crumbs:
    here = reverse("practices:work", args=[practice.pk]) if more else ""
    return [(reverse("practices:mine"), _("My practices")), (here, title_of(practice)), *more]


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """The practices of one's organisations, newest first."""
    found = Practice.objects.of_colleagues(request.user).prefetch_related("texts")
    rows = []
    for practice in found:
        texts = {text.language: text.title for text in practice.texts.all()}
        rows.append((practice, texts.get(practice.original_language, ""), standing.state(practice)))
    context = {"rows": rows, "may_begin": _organisations(request).exists()}
    return render(request, "practices/work/mine.html", context)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Begin a practice."""
    organisations = _organisations(request)
    initial = {"organisation": organisations.first(), "language": get_language()}
    form = writing.BeginForm(organisations, request.POST or None, initial=initial)
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
    context = {
        "practice": practice,
        "title": title_of(practice),
        "crumbs": crumbs(practice),
        "steps": standing.steps(practice),
        "state": standing.state(practice),
        "told": standing.told(practice),
        "checks": checks_of(practice) if practice.state == State.DRAFT else [],
        "parts": list(writing.STEPS.items()),
        "reviews": standing.progress(reviews),
        "questions": [(q, labels[q.part]) for q in questions],
        "decisions": [(d, standing.outcome(d)) for d in practice.decisions.all()],
        "focal": FocalPoint.objects.filter(practice=practice).first(),
        "may_write": rules.may_write(request.user, practice) and practice.state in WRITING,
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
    return _done(
        request, practice, tried(lambda: actions.take_back(practice, by=request.user, at=timezone.now()))
    )


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a draft away that was never sent."""
    practice = ours(request, pk)
    refusal = tried(lambda: actions.discard(practice, by=request.user, at=timezone.now()))
    if refusal:
        return _done(request, practice, refusal)
    messages.success(request, _("The draft is gone."))
    return redirect("practices:mine")


def _done(request: SignedInRequest, practice: Practice, refusal: Refused | None) -> HttpResponse:
    if refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done."))
    return redirect("practices:work", pk=practice.pk)


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


def _organisations(request: SignedInRequest):  # type: ignore[no-untyped-def] # a queryset of organisations
    held = Membership.objects.on(today()).filter(user=request.user, role__in=EDITING)
    return Organisation.objects.filter(pk__in=held.values("organisation"))
