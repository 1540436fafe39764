"""Evidence of one answer: adding, removing, fetching its files."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.assessments import actions, rules
from acogida.assessments.forms import AnswerForm, EvidenceForm
from acogida.assessments.models import Assessment, EvidenceItem, Question
from acogida.assessments.presenters.answering import row_of
from acogida.assessments.presenters.words import answering_url, page_context, work_crumbs
from acogida.assessments.queries.progress import answers_of
from acogida.assessments.states import State
from acogida.assessments.views.workspace import own_assessment
from acogida.core import thread
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.text import in_language
from acogida.documents.http import download_response

WHY = gettext_lazy("Editors add the evidence of their municipality; its other members may read it.")


@open_to(Audience.MEMBER, why=WHY)
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """The evidence of one question, and the form for one more."""
    assessment = own_assessment(request, pk)
    question = get_object_or_404(
        Question.objects.select_related("sub_dimension__dimension").prefetch_related("objectives"),
        sub_dimension__dimension__instrument=assessment.instrument_id,
        code=code,
    )
    form = EvidenceForm(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_evidence(
                assessment, question=question, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("The evidence is kept."))
            return HttpResponseRedirect(f"{_page_of(assessment, question)}#{code}")
    answer = answers_of(assessment, [question]).get(question.pk)
    row = row_of(
        assessment,
        question,
        answer=answer,
        form=AnswerForm(question, answer),
        reader=request.user,
    )
    sub = question.sub_dimension
    here = (answering_url(assessment, sub), in_language(sub.name))
    context = page_context(assessment) | {
        "crumbs": work_crumbs(assessment, here, ("", pgettext("of an answer", "Evidence"))),
        "row": row,
        "thread_url": thread.page_url("answer", answer.pk) if answer and answer.value else "",
        "form": form,
        "refusal": refusal,
        "back": _page_of(assessment, question),
        "may_answer": rules.may_answer(request.user, assessment) and assessment.state != State.PUBLISHED,
    }
    failed = request.method == "POST"
    return render(request, "assessments/evidence.html", context, status=409 if failed else 200)


@open_to(Audience.EDITOR, why=WHY)
@require_POST
def remove(request: SignedInRequest, pk: int, item: int) -> HttpResponse:
    assessment = own_assessment(request, pk)
    found = _item(assessment, item)
    question = found.answer.question
    try:
        actions.remove_evidence(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The evidence is removed."))
    return HttpResponseRedirect(f"{_page_of(assessment, question)}#{question.code}")


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def file(request: SignedInRequest, pk: int, item: int) -> FileResponse:
    """A file of the draft, for the municipality's own people."""
    kept = _item(own_assessment(request, pk), item).file
    if kept is None:
        raise Http404
    return download_response(kept)


def _item(assessment: Assessment, pk: int) -> EvidenceItem:
    return get_object_or_404(
        EvidenceItem.objects.select_related(
            "file", "answer__assessment", "answer__question__sub_dimension__dimension"
        ),
        pk=pk,
        answer__assessment=assessment,
    )


def _page_of(assessment: Assessment, question: Question) -> str:
    return answering_url(assessment, question.sub_dimension)
