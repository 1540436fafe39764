"""The rapporteurs' desk, corrections by participants, and the report."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.dialogues import rules
from acogida.dialogues.actions import notes as deeds
from acogida.dialogues.forms.notes import (
    CorrectionForm,
    DecisionForm,
    IdeaForm,
    JustifyForm,
    NoteForm,
    PublishForm,
)
from acogida.dialogues.models import Chapter, Correction, Event, Note, OutcomeReport, Section, Theme
from acogida.dialogues.presenters import report as documents
from acogida.dialogues.queries import names
from acogida.dialogues.queries import notes as asked
from acogida.dialogues.states import EventState
from acogida.dialogues.views.events import guest_or_404
from acogida.dialogues.views.ground import Page, crumbs, form_deed, press
from acogida.documents.docx import to_docx
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf

WRITES = gettext_lazy("Rapporteurs and the secretariat write the notes; nobody is named in them.")
USUAL = {
    Section.IDEA: Chapter.PROGRESS,
    Section.MESSAGE: Chapter.CHALLENGES,
    Section.PROPOSAL: Chapter.RECOMMENDATIONS,
    Section.SYNERGY: Chapter.PROGRESS,
    Section.ROAD_MAP: Chapter.RECOMMENDATIONS,
}


def _writer(request: SignedInRequest) -> None:
    if not rules.is_facilitator(request.user):
        raise Http404


def _theme(request: SignedInRequest, slug: str, number: int) -> Theme:
    _writer(request)
    found = Theme.objects.select_related("event").filter(event__created_by__isnull=False)
    return get_object_or_404(found, event__slug=slug, number=number)


def _note(request: SignedInRequest, pk: int) -> Note:
    _writer(request)
    return get_object_or_404(Note.objects.standing().select_related("theme__event"), pk=pk)


@open_to(Audience.SIGNED_IN, why=WRITES)
@require_http_methods(["GET", "POST"])
def sheet(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """The sheet of one theme: its notes by section, what must be rewritten, and a form for the next."""
    theme = _theme(request, slug, number)
    here = reverse("dialogues:sheet", args=[slug, number])
    form = NoteForm(request.POST or None, initial=_begun(request))
    refusal = None
    if form.is_valid():
        data = {k: v for k, v in form.cleaned_data.items() if k != "revision"}
        try:
            deeds.add_note(theme, **data, by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            return redirect(f"{here}?section={data['section']}#add")
    known = names.known_at(theme.event)
    sections = asked.of_theme(theme)
    left = names.unresolved([n for _section, notes in sections for n in notes], known)
    context = {
        "crumbs": crumbs(
            (reverse("dialogues:event", args=[slug]), theme.event.title), ("", _("Rapporteurs"))
        ),
        "theme": theme,
        "themes": theme.event.themes.order_by("number"),
        "sections": [(s, [(n, left.get(n.pk, [])) for n in notes]) for s, notes in sections],
        "blocked": sum(len(found) for found in left.values()),
        "form": form,
        "refusal": refusal,
        "may_write": EventState(theme.event.state) in deeds.WRITING,
    }
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "dialogues/work/sheet.html", context, status=status)


def _begun(request: SignedInRequest) -> dict[str, Any]:
    section = request.GET.get("section", "")
    chosen = Section(section) if section in Section.values else Section.IDEA
    return {"section": chosen, "chapter": USUAL[chosen]}


@open_to(Audience.SIGNED_IN, why=WRITES)
@require_http_methods(["GET", "POST"])
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a note; where somebody saved first, both are shown and nothing is lost."""
    found = _note(request, pk)
    back = reverse("dialogues:sheet", args=[found.theme.event.slug, found.theme.number])
    initial = {
        "section": found.section,
        "chapter": found.chapter,
        "text": found.text,
        "revision": found.revision,
    }
    form = NoteForm(request.POST or None, initial=initial)
    refusal: Refused | None = None
    rows: list[dict[str, str]] = []
    if form.is_valid():
        data = dict(form.cleaned_data)
        try:
            deeds.edit_note(
                found, **data | {"revision": data["revision"] or 0}, by=request.user, at=timezone.now()
            )
        except deeds.Stale as stale:
            refusal = stale
            rows = [{"label": _("What was said"), "before": stale.current.text, "after": data["text"]}]
            sent = request.POST.copy()
            sent["revision"] = str(stale.current.revision)
            form = NoteForm(sent)
            form.is_valid()
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    context = {
        "page": Page(
            title=_("Change the note"),
            label=_("Save"),
            back=back,
            crumbs=crumbs((back, found.theme.title), ("", _("Note"))),
        ),
        "form": form,
        "refusal": refusal,
        "stale_rows": rows,
    }
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "dialogues/work/form.html", context, status=status)


@open_to(Audience.SIGNED_IN, why=WRITES)
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a note out."""
    found = _note(request, pk)
    return press(
        request,
        lambda: deeds.withdraw_note(found, by=request.user, at=timezone.now()),
        done=_("The note is out of the report."),
        to=reverse("dialogues:sheet", args=[found.theme.event.slug, found.theme.number]),
    )


@open_to(Audience.SIGNED_IN, why=WRITES)
@require_http_methods(["GET", "POST"])
def justify(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say why words may stay."""
    found = _note(request, pk)
    back = reverse("dialogues:sheet", args=[found.theme.event.slug, found.theme.number])
    words = request.GET.get("words", "")[:200]
    page = Page(
        title=_("Why may “%(words)s” stay?") % {"words": words},
        label=_("Keep the words"),
        back=back,
        crumbs=crumbs((back, found.theme.title), ("", _("Justification"))),
        quote=found.text,
    )
    return form_deed(
        request,
        page,
        JustifyForm(request.POST or None, initial={"words": words}),
        lambda data: deeds.justify(found, **data, by=request.user, at=timezone.now()),
        done=_("The reason is kept with the note."),
    )


@open_to(Audience.LINK, why=gettext_lazy("Participants correct the notes with their personal link."))
@require_http_methods(["GET", "POST"])
def corrections(request: HttpRequest, token: str) -> HttpResponse:
    """The notes for participants: propose other words, see the log, take an idea home."""
    guest = guest_or_404(token)
    if not guest.registered_at:
        raise Http404
    event, refusal = guest.event, None
    form, idea = CorrectionForm(), IdeaForm()
    chosen = request.POST.get("note") or request.GET.get("note") or ""
    target = (
        Note.objects.standing().filter(theme__event=event, pk=int(chosen)).first()
        if chosen.isdigit()
        else None
    )
    try:
        if "idea" in request.POST:
            idea = IdeaForm(request.POST)
            if idea.is_valid():
                deeds.take_home(guest, text=idea.cleaned_data["text"], at=timezone.now())
                messages.success(request, _("The idea is kept, without your name."))
                return redirect(request.path)
        elif request.method == "POST" and target:
            form = CorrectionForm(request.POST)
            if form.is_valid():
                deeds.propose_correction(target, **form.cleaned_data, guest=guest, at=timezone.now())
                messages.success(request, _("Proposed. The answer appears in the log below."))
                return redirect(request.path)
        elif target:
            form = CorrectionForm(initial={"text": target.text})
    except Refused as error:
        refusal = error
    is_open = event.state == EventState.CLOSED
    context = {
        "event": event,
        "token": token,
        "notes": Note.objects.standing().filter(theme__event=event).select_related("theme")
        if event.state in {EventState.CLOSED, EventState.REPORTED}
        else [],
        "log": asked.corrections_of(event),
        "target": target if is_open else None,
        "form": form,
        "idea": idea,
        "refusal": refusal,
        "is_open": is_open,
    }
    answer = render(request, "dialogues/public/corrections.html", context, status=409 if refusal else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@open_to(Audience.SIGNED_IN, why=WRITES)
@require_http_methods(["GET", "POST"])
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept or decline a correction."""
    _writer(request)
    found = get_object_or_404(Correction.objects.select_related("note__theme__event"), pk=pk)
    theme = found.note.theme
    page = Page(
        title=_("Decide on a correction"),
        label=_("Decide"),
        back=reverse("dialogues:report_desk", args=[theme.event.slug]),
        crumbs=crumbs(("", _("Correction"))),
        intro=_("It says: %(words)s") % {"words": found.before},
        quote=_("%(words)s\n\nWhy: %(reason)s") % {"words": found.text, "reason": found.reason},
        audience=_("Participants see the log; how many were accepted and declined stands in the report."),
    )
    return form_deed(
        request,
        page,
        DecisionForm(request.POST or None),
        lambda data: deeds.decide_correction(found, **data, by=request.user, at=timezone.now()),
        done=_("Decided."),
    )


@open_to(
    Audience.SECRETARIAT,
    also=(Audience.FACILITATOR,),
    why=gettext_lazy("Facilitators prepare the report, the secretariat publishes it."),
)
@require_http_methods(["GET", "POST"])
def report_desk(request: SignedInRequest, slug: str) -> HttpResponse:
    """What still stands between the notes and the report; publish it."""
    _writer(request)
    event = get_object_or_404(Event.objects.filter(created_by__isnull=False), slug=slug)
    form, refusal = PublishForm(request.POST or None), None
    if form.is_valid():
        try:
            deeds.publish_report(event, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            messages.success(
                request, _("The report is published; its recommendations are followed from today.")
            )
            return redirect("dialogues:report", slug=slug)
    standing = Note.objects.standing().filter(theme__event=event)
    notes = standing.select_related("theme").prefetch_related("justifications")
    left = names.unresolved(notes, names.known_at(event))
    context = {
        "crumbs": crumbs((reverse("dialogues:event", args=[slug]), event.title), ("", _("Report"))),
        "event": event,
        "themes": event.themes.order_by("number"),
        "notes": len(notes),
        "left": [found for one in left.values() for found in one],
        "corrections": asked.corrections_of(event),
        "form": form,
        "refusal": refusal,
        "may_publish": rules.may_run(request.user) and event.state == EventState.CLOSED,
    }
    return render(
        request,
        "dialogues/work/report.html",
        context,
        status=409 if refusal else 422 if form.is_bound and not form.is_valid() else 200,
    )


PUBLIC = gettext_lazy("Outcome reports are public; nobody is named in them.")


def _published(slug: str) -> tuple[Event, OutcomeReport]:
    event = get_object_or_404(
        Event.objects.public().select_related("report").prefetch_related("themes"), slug=slug
    )
    report = getattr(event, "report", None)
    if report is None:
        raise Http404
    return event, report


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The report as frozen."""
    event, found = _published(slug)
    context = {
        "crumbs": crumbs((reverse("dialogues:event", args=[slug]), event.title), ("", _("Report"))),
        "event": event,
        "report": found,
        "content": found.content,
    }
    return render(request, "dialogues/public/report.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def report_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The report as PDF or DOCX, or its two-page summary as PDF."""
    event, found = _published(slug)
    address = request.build_absolute_uri(reverse("dialogues:report", args=[slug]))
    if kind == "summary":
        made = to_pdf(documents.summary(event, found, address=address))
        return document_response(made, name=f"{slug}-summary.pdf", kind="pdf")
    whole = documents.outcome(event, found, address=address)
    made = to_pdf(whole) if kind == "pdf" else to_docx(whole)
    return document_response(made, name=f"{slug}.{kind}", kind=kind)
