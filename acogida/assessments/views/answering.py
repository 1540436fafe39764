"""Answering: the questions of one sub-dimension on one page, each saved as soon as it is changed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.assessments import actions
from acogida.assessments.actions import Outcome, StaleAnswer
from acogida.assessments.forms import AnswerForm
from acogida.assessments.models import Question, SubDimension
from acogida.assessments.presenters.answering import QuestionRow, row_of, saved_state
from acogida.assessments.presenters.desk import Desk, desk_of
from acogida.assessments.presenters.words import page_context
from acogida.assessments.queries.discussion import present
from acogida.assessments.queries.progress import answers_of, progress_of, questions_in, talk_of
from acogida.assessments.revisions import base_of
from acogida.assessments.views.workspace import own_assessment
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.text import in_language

WHY = gettext_lazy("Editors answer for their municipality; its other members may read the draft.")


@open_to(Audience.MEMBER, why=WHY)
@require_http_methods(["GET", "HEAD", "POST"])
def answering(request: SignedInRequest, pk: int, dimension: str, sub: str) -> HttpResponse:
    """The questions of one sub-dimension. What is sent is saved, question by question."""
    desk = desk_of(own_assessment(request, pk), request.user)
    return answer_section(request, desk, dimension=dimension, sub=sub)


@open_to(Audience.EDITOR, why=WHY)
@require_POST
def autosave(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """One answer, as the page sends it while somebody answers. The reply is what the page says about it."""
    return answer_one(request, desk_of(own_assessment(request, pk), request.user), code=code)


@open_to(Audience.MEMBER, why=gettext_lazy("Colleagues see who else has the same section open."))
@never_cache
@require_safe
def presence(request: SignedInRequest, pk: int, dimension: str, sub: str) -> HttpResponse:
    """Who else is on the page of a section now; asked again and again while it is open."""
    return who_is_here(request, desk_of(own_assessment(request, pk), request.user), dimension, sub)


def answer_section(request: HttpRequest, desk: Desk, *, dimension: str, sub: str) -> HttpResponse:
    """The page of a section for whoever sits at the desk; 404 where the section is not theirs."""
    assessment = desk.assessment
    questions = questions_in(assessment, dimension=dimension, sub=sub)
    if not questions or (desk.sections and questions[0].sub_dimension_id not in desk.sections):
        raise Http404
    answers = answers_of(assessment, questions)
    data = request.POST if request.method == "POST" else None
    forms = [AnswerForm(question, answers.get(question.pk), data) for question in questions]
    outcome, refusal = Outcome(), None
    if request.method == "POST":
        valid = [form for form in forms if form.is_valid()]
        try:
            outcome = actions.save_answers(
                assessment,
                given=[form.given() for form in valid if form.is_touched],
                by=desk.author,
                at=timezone.now(),
            )
            if len(valid) == len(forms) and not outcome.stale:
                return _after_saving(request, desk, questions, outcome)
        except Refused as error:
            refusal = error
        answers = answers_of(assessment, questions)
    stale = {s.answer.question_id: s for s in outcome.stale}
    rows = [
        row_of(
            desk,
            form.question,
            answer=answers.get(form.question.pk),
            form=form,
            conflict=stale.get(form.question.pk),
            discussions=talk_of(form.question),
        )
        for form in forms
    ]
    return _page(request, desk, questions[0].sub_dimension, rows, refusal=refusal)


def _page(
    request: HttpRequest,
    desk: Desk,
    sub_dimension: SubDimension,
    rows: list[QuestionRow],
    *,
    refusal: Refused | None,
) -> HttpResponse:
    progress = progress_of(desk.assessment, desk.sections)
    subs = [sub for dimension in progress.dimensions for sub in dimension.subs]
    here = next(n for n, sub in enumerate(subs) if sub.sub_dimension.pk == sub_dimension.pk)
    for row in rows:
        _show_what_is_stored(row)
    previous = subs[here - 1].sub_dimension if here else None
    following = subs[here + 1].sub_dimension if here + 1 < len(subs) else None
    context = page_context(desk.assessment) | {
        "crumbs": desk.crumbs(("", in_language(sub_dimension.name))),
        "desk": desk,
        "sub_dimension": sub_dimension,
        "rows": rows,
        "refusal": refusal,
        "progress": progress,
        "previous_url": desk.section_url(previous) if previous else "",
        "next_url": desk.section_url(following) if following else "",
        "following": following,
        "place": {"n": here + 1, "of": len(subs)},
        "conflicts": [row for row in rows if row.conflict],
        "may_answer": desk.may_answer,
        "presence_url": desk.presence_url(sub_dimension),
        "present": present(
            desk.assessment, sub_dimension=sub_dimension, besides=desk.author, at=timezone.now()
        ),
    }
    return render(
        request, "assessments/answering.html", context, status=409 if request.method == "POST" else 200
    )


def who_is_here(request: HttpRequest, desk: Desk, dimension: str, sub: str) -> HttpResponse:
    section = get_object_or_404(
        SubDimension,
        dimension__instrument=desk.assessment.instrument_id,
        dimension__key=dimension,
        key=sub,
    )
    if desk.sections and section.pk not in desk.sections:
        raise Http404
    now = timezone.now()
    if desk.may_answer:
        actions.be_here(desk.assessment, sub_dimension=section, by=desk.author, at=now)
    others = present(desk.assessment, sub_dimension=section, besides=desk.author, at=now)
    return render(request, "assessments/parts/presence.html", {"present": others})


def _show_what_is_stored(row: QuestionRow) -> None:
    """After a partly saved page, what was saved carries its new revision; what was not keeps its old one."""
    form = row.form
    if row.conflict or not (form.is_bound and form.is_valid()):
        return
    stored = (row.answer.value, row.answer.explanation) if row.answer else ("", "")
    if stored == (form.cleaned_data["value"], form.cleaned_data["explanation"]):
        form.data = {**form.data.dict(), form.add_prefix("base"): base_of(row.answer)}  # type: ignore[attr-defined] # a QueryDict


def _after_saving(
    request: HttpRequest, desk: Desk, questions: list[Question], outcome: Outcome
) -> HttpResponse:
    """Where the button that was pressed leads."""
    codes = {question.code: question for question in questions}
    here = desk.section_url(questions[0].sub_dimension)
    if (code := request.POST.get("clear", "")) in codes:
        kept = answers_of(desk.assessment, [codes[code]]).get(codes[code].pk)
        actions.clear_answer(
            desk.assessment,
            question=codes[code],
            revision=kept.revision if kept else 0,
            by=desk.author,
            at=timezone.now(),
        )
        return HttpResponseRedirect(f"{here}#{code}")
    if (code := request.POST.get("evidence", "")) in codes:
        return HttpResponseRedirect(desk.evidence_url(code))
    if outcome.saved:
        number = len(outcome.saved)
        messages.success(
            request,
            ngettext("%(number)s answer saved.", "%(number)s answers saved.", number) % {"number": number},
        )
    if following := request.POST.get("following", ""):
        dimension, _slash, sub = following.partition("/")
        section = (
            SubDimension.objects.filter(
                dimension__instrument=desk.assessment.instrument_id, dimension__key=dimension, key=sub
            )
            .select_related("dimension")
            .first()
        )
        if section:
            return HttpResponseRedirect(desk.section_url(section))
    return HttpResponseRedirect(desk.overview_url if request.POST.get("overview") else here)


def answer_one(request: HttpRequest, desk: Desk, *, code: str) -> HttpResponse:
    """One answer saved for whoever sits at the desk."""
    assessment = desk.assessment
    question = get_object_or_404(
        Question.objects.select_related("sub_dimension__dimension"),
        sub_dimension__dimension__instrument=assessment.instrument_id,
        code=code,
    )
    form = AnswerForm(question, None, request.POST)
    context: dict[str, Any] = {"code": code, "assessment": assessment, "form": form}
    try:
        if not form.is_valid():
            raise Refused(" ".join(str(e) for errors in form.errors.values() for e in errors))
        given = form.given()
        actions.save_answer(
            assessment,
            question=question,
            value=given.value,
            explanation=given.explanation,
            revision=given.revision,
            by=desk.author,
            at=timezone.now(),
        )
    except StaleAnswer as stale:
        row = row_of(desk, question, answer=stale.answer, form=form, conflict=stale)
        return render(request, "assessments/parts/conflict.html", context | {"row": row}, status=409)
    except Refused as refusal:
        return render(request, "assessments/parts/refused.html", context | {"refusal": refusal}, status=409)
    answer = answers_of(assessment, [question]).get(question.pk)
    progress = progress_of(assessment, desk.sections)
    context |= {"base": base_of(answer), "state": saved_state(answer, desk.author), "progress": progress}
    return render(request, "assessments/parts/saved.html", context)
