"""Answering: the questions of one sub-dimension on one page, each saved as soon as it is changed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.assessments import actions, rules
from acogida.assessments.actions import Outcome, StaleAnswer
from acogida.assessments.forms import AnswerForm
from acogida.assessments.models import Assessment, Question, SubDimension
from acogida.assessments.presenters.answering import QuestionRow, row_of, saved_state
from acogida.assessments.presenters.words import answering_url, page_context, work_crumbs
from acogida.assessments.queries.progress import answers_of, progress_of, questions_in
from acogida.assessments.revisions import base_of
from acogida.assessments.states import State
from acogida.assessments.views.workspace import own_assessment
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.text import in_language

WHY = gettext_lazy("Editors answer for their municipality; its other members may read the draft.")


@open_to(Audience.MEMBER, why=WHY)
@require_http_methods(["GET", "HEAD", "POST"])
def answering(request: SignedInRequest, pk: int, dimension: str, sub: str) -> HttpResponse:
    """The questions of one sub-dimension. What is sent is saved, question by question."""
    assessment = own_assessment(request, pk)
    questions = questions_in(assessment, dimension=dimension, sub=sub)
    if not questions:
        raise Http404
    sub_dimension = questions[0].sub_dimension
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
                by=request.user,
                at=timezone.now(),
            )
            if len(valid) == len(forms) and not outcome.stale:
                return _after_saving(request, assessment, sub_dimension, questions, outcome)
        except Refused as error:
            refusal = error
        answers = answers_of(assessment, questions)
    stale = {s.answer.question_id: s for s in outcome.stale}
    rows = [
        row_of(
            assessment,
            form.question,
            answer=answers.get(form.question.pk),
            form=form,
            reader=request.user,
            conflict=stale.get(form.question.pk),
        )
        for form in forms
    ]
    return _page(request, assessment, sub_dimension, rows, refusal=refusal)


def _page(
    request: SignedInRequest,
    assessment: Assessment,
    sub_dimension: SubDimension,
    rows: list[QuestionRow],
    *,
    refusal: Refused | None,
) -> HttpResponse:
    progress = progress_of(assessment)
    subs = [sub for dimension in progress.dimensions for sub in dimension.subs]
    here = next(n for n, sub in enumerate(subs) if sub.sub_dimension.pk == sub_dimension.pk)
    for row in rows:
        _show_what_is_stored(row)
    previous = subs[here - 1].sub_dimension if here else None
    following = subs[here + 1].sub_dimension if here + 1 < len(subs) else None
    context = page_context(assessment) | {
        "crumbs": work_crumbs(assessment, ("", in_language(sub_dimension.name))),
        "sub_dimension": sub_dimension,
        "rows": rows,
        "refusal": refusal,
        "progress": progress,
        "previous_url": answering_url(assessment, previous) if previous else "",
        "next_url": answering_url(assessment, following) if following else "",
        "following": following,
        "place": {"n": here + 1, "of": len(subs)},
        "conflicts": [row for row in rows if row.conflict],
        "may_answer": rules.may_answer(request.user, assessment) and assessment.state != State.PUBLISHED,
    }
    return render(
        request, "assessments/answering.html", context, status=409 if request.method == "POST" else 200
    )


def _show_what_is_stored(row: QuestionRow) -> None:
    """After a partly saved page, what was saved carries its new revision; what was not keeps its old one."""
    form = row.form
    if row.conflict or not (form.is_bound and form.is_valid()):
        return
    stored = (row.answer.value, row.answer.explanation) if row.answer else ("", "")
    if stored == (form.cleaned_data["value"], form.cleaned_data["explanation"]):
        form.data = {**form.data.dict(), form.add_prefix("base"): base_of(row.answer)}  # type: ignore[attr-defined] # a QueryDict


def _after_saving(
    request: SignedInRequest,
    assessment: Assessment,
    sub_dimension: SubDimension,
    questions: list[Question],
    outcome: Outcome,
) -> HttpResponse:
    """Where the button that was pressed leads."""
    codes = {question.code: question for question in questions}
    here = answering_url(assessment, sub_dimension)
    if (code := request.POST.get("clear", "")) in codes:
        kept = answers_of(assessment, [codes[code]]).get(codes[code].pk)
        actions.clear_answer(
            assessment,
            question=codes[code],
            revision=kept.revision if kept else 0,
            by=request.user,
            at=timezone.now(),
        )
        return HttpResponseRedirect(f"{here}#{code}")
    if (code := request.POST.get("evidence", "")) in codes:
        return redirect("assessments:evidence", pk=assessment.pk, code=code)
    if outcome.saved:
        number = len(outcome.saved)
        messages.success(
            request,
            ngettext("%(number)s answer saved.", "%(number)s answers saved.", number) % {"number": number},
        )
    if following := request.POST.get("following", ""):
        dimension, _slash, sub = following.partition("/")
        if SubDimension.objects.filter(
            dimension__instrument=assessment.instrument_id, dimension__key=dimension, key=sub
        ).exists():
            return redirect("assessments:answering", pk=assessment.pk, dimension=dimension, sub=sub)
    if request.POST.get("overview"):
        return redirect("assessments:work", pk=assessment.pk)
    return redirect(here)


@open_to(Audience.EDITOR, why=WHY)
@require_POST
def autosave(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """One answer, as the page sends it while somebody answers. The reply is what the page says about it."""
    assessment = own_assessment(request, pk)
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
            by=request.user,
            at=timezone.now(),
        )
    except StaleAnswer as stale:
        row = row_of(
            assessment,
            question,
            answer=stale.answer,
            form=form,
            reader=request.user,
            conflict=stale,
        )
        return render(request, "assessments/parts/conflict.html", context | {"row": row}, status=409)
    except Refused as refusal:
        return render(request, "assessments/parts/refused.html", context | {"refusal": refusal}, status=409)
    answer = answers_of(assessment, [question]).get(question.pk)
    progress = progress_of(assessment)
    context |= {"base": base_of(answer), "state": saved_state(answer, request.user), "progress": progress}
    return render(request, "assessments/parts/saved.html", context)
