"""Questionnaires and their versions: read by everybody, written by the secretariat."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.assessments import rules
from acogida.assessments.actions import drafting
from acogida.assessments.forms import QuestionForm
from acogida.assessments.models import Instrument, Question
from acogida.assessments.presenters import instruments as shown
from acogida.assessments.queries.instruments import (
    differences,
    retired_from,
    to_workbook,
    to_yaml,
    tree_of,
)
from acogida.assessments.queries.instruments.versions import versions
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.documents.http import document_response

READ = gettext_lazy("What municipalities are asked is for everybody; drafts are for the secretariat.")
WRITE = gettext_lazy("The secretariat writes questionnaires and publishes their versions.")
WRITERS = {"yaml": to_yaml, "xlsx": to_workbook}


@open_to(Audience.EVERYONE, why=READ)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Each questionnaire with its versions, and how many assessments each serves."""
    context = {
        "crumbs": shown.crumbs(),
        "versions": versions(request.user),
        "may_write": rules.may_edit_instruments(request.user),
    }
    return render(request, "assessments/instruments/index.html", context)


@open_to(Audience.EVERYONE, why=READ)
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One version with all its questions; a draft with what changes it."""
    return _detail(request, seen_instrument(request, pk))


def _detail(request: HttpRequest, instrument: Instrument, refusal: Refused | None = None) -> HttpResponse:
    tree = tree_of(instrument)
    may_write = rules.may_edit_instruments(request.user)
    context = {
        "crumbs": shown.crumbs(("", shown.version_of(instrument))),
        "instrument": instrument,
        "title": shown.version_of(instrument),
        "sections": shown.sections_of(tree, is_based=instrument.based_on is not None),
        "facts": shown.facts_of(differences(tree, tree_of(instrument.based_on)))
        if instrument.based_on
        else [],
        "retired": retired_from(instrument) if instrument.is_draft else [],
        "warning": instrument.warning,
        "may_write": may_write,
        "may_change": may_write and instrument.is_draft,
        "refusal": refusal,
        "state_tone": "neutral" if instrument.is_draft else "success",
    }
    return render(request, "assessments/instruments/detail.html", context, status=409 if refusal else 200)


@open_to(Audience.EVERYONE, why=READ)
@require_safe
def file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """One version as a file that can be edited elsewhere and imported as it is."""
    instrument = seen_instrument(request, pk)
    if kind not in WRITERS:
        raise Http404
    name = slugify(f"{instrument.code}-{instrument.version.replace('.', '-')}")
    return document_response(WRITERS[kind](tree_of(instrument)), name=f"{name}.{kind}", kind=kind)


@open_to(Audience.OVERSIGHT, why=WRITE)
@require_POST
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin the next version."""
    instrument = written_instrument(request, pk)
    try:
        made = drafting.begin_draft(instrument, by=request.user, at=timezone.now())
    except Refused as error:
        return _detail(request, instrument, error)
    messages.success(request, _("Version %(version)s is a draft now.") % {"version": made.version})
    return redirect(made)


@open_to(Audience.OVERSIGHT, why=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedInRequest, pk: int, code: str = "") -> HttpResponse:
    """The words, place and origin of one question of a draft; a new one without a code."""
    instrument = written_instrument(request, pk)
    asked = question_of(instrument, code) if code else None
    form = QuestionForm(request.POST or None, draft=instrument, question=asked)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made = drafting.write_question(
                instrument, question=asked, wording=form.wording(), by=request.user, at=timezone.now()
            )
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("Question %(code)s is saved.") % {"code": made.code})
            return redirect(f"{instrument.get_absolute_url()}#{made.code}")
    title = asked.code if asked else _("A new question")
    context = {
        "crumbs": shown.crumbs((instrument.get_absolute_url(), shown.version_of(instrument)), ("", title)),
        "title": title,
        "instrument": instrument,
        "asked": asked,
        "form": form,
        "refusal": refusal,
    }
    failed = request.method == "POST"
    return render(request, "assessments/instruments/question.html", context, status=409 if failed else 200)


@open_to(Audience.OVERSIGHT, why=WRITE)
@require_POST
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """One press beside a question: up, down, asked no longer, asked again."""
    instrument = written_instrument(request, pk)
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    code = next((request.POST[name] for name in ("up", "down", "retire", "back") if name in request.POST), "")
    try:
        if "back" in request.POST:
            earlier = question_of(instrument.based_on, code)
            drafting.bring_back_question(instrument, earlier=earlier, **who)
        elif "retire" in request.POST:
            drafting.retire_question(instrument, question=question_of(instrument, code), **who)
        else:
            asked = question_of(instrument, code)
            drafting.move_question(instrument, question=asked, up="up" in request.POST, **who)
    except Refused as error:
        return _detail(request, instrument, error)
    return redirect(f"{instrument.get_absolute_url()}#{'retired' if 'retire' in request.POST else code}")


@open_to(Audience.OVERSIGHT, why=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a version changes, and the press that publishes it for good, or throws it away."""
    instrument = written_instrument(request, pk)
    refusal = None
    if request.method == "POST":
        try:
            return _decide(request, instrument)
        except Refused as error:
            refusal = error
    tree = tree_of(instrument)
    before = tree_of(instrument.based_on) if instrument.based_on else None
    context = {
        "crumbs": shown.crumbs(
            (instrument.get_absolute_url(), shown.version_of(instrument)), ("", _("Publish"))
        ),
        "instrument": instrument,
        "title": _("Publish version %(version)s") % {"version": instrument.version},
        "facts": shown.facts_of(differences(tree, before)),
        "missing": shown.missing_words(tree),
        "refusal": refusal,
    }
    return render(request, "assessments/instruments/publish.html", context, status=409 if refusal else 200)


def _decide(request: SignedInRequest, instrument: Instrument) -> HttpResponse:
    now = timezone.now()
    if "discard" in request.POST:
        drafting.discard_draft(instrument, by=request.user, at=now)
        messages.success(request, _("The draft is discarded."))
        return redirect("assessments:instruments")
    drafting.publish_instrument(instrument, by=request.user, at=now)
    messages.success(request, _("Version %(version)s is published.") % {"version": instrument.version})
    return redirect(instrument)


def seen_instrument(request: HttpRequest, pk: int) -> Instrument:
    seen = Instrument.objects.visible_to(request.user).select_related("based_on")
    return get_object_or_404(seen, pk=pk)


def written_instrument(request: SignedInRequest, pk: int) -> Instrument:
    """For those who write questionnaires; nobody else learns what is there."""
    if not rules.may_edit_instruments(request.user):
        raise Http404
    return seen_instrument(request, pk)


def question_of(instrument: Instrument | None, code: str) -> Question:
    found = Question.objects.select_related("sub_dimension__dimension")
    return get_object_or_404(found, sub_dimension__dimension__instrument=instrument, code=code)
