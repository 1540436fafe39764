"""The page of one answer: what it says, what it said before, and what is said about it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from acogida.accounts.http import SignedInRequest
from acogida.assessments import actions, rules
from acogida.assessments.forms import AnswerForm, CommentForm
from acogida.assessments.models import Discussion, Question
from acogida.assessments.presenters.answering import row_of
from acogida.assessments.presenters.desk import Desk, desk_of
from acogida.assessments.presenters.discussion import check_words, shown_discussion, version_rows
from acogida.assessments.presenters.words import page_context
from acogida.assessments.queries.discussion import checks_of, discussions_of, versions_of
from acogida.assessments.queries.progress import answers_of
from acogida.assessments.states import State
from acogida.assessments.views.evidence import question_or_404
from acogida.assessments.views.workspace import own_assessment
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.text import in_language


@open_to(Audience.MEMBER, why=gettext_lazy("Colleagues read what is said about an answer; editors reply."))
@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    return discussion_page(request, desk_of(own_assessment(request, pk), request.user), code=code)


def discussion_page(request: HttpRequest, desk: Desk, *, code: str) -> HttpResponse:
    question = question_or_404(desk, code)
    form = CommentForm(request.POST or None)
    refusal = None
    if request.method == "POST":
        try:
            told = _do(request, desk, question, form)
        except Refused as error:
            refusal = error
        else:
            messages.success(request, told)
            return HttpResponseRedirect(desk.discussion_url(code))
    answer = answers_of(desk.assessment, [question]).get(question.pk)
    sub = question.sub_dimension
    open_now = desk.assessment.state != State.PUBLISHED
    context = page_context(desk.assessment) | {
        "crumbs": desk.crumbs((desk.section_url(sub), in_language(sub.name)), ("", code)),
        "desk": desk,
        "row": row_of(desk, question, answer=answer, form=AnswerForm(question, answer)),
        "answer": answer,
        "discussions": [
            shown_discussion(one, desk, open_now=open_now)
            for one in discussions_of(desk.assessment, question)
        ],
        "checks": [
            check_words(c, answer) for c in checks_of(desk.assessment, [question]).get(question.pk, [])
        ],
        "versions": version_rows(versions_of(answer), desk.author) if not desk.is_link else [],
        "form": form,
        "refusal": refusal,
        "may_comment": open_now and rules.may_comment(desk.author, desk.assessment, question),
        "back": f"{desk.section_url(sub)}#{code}",
    }
    return render(request, "assessments/discussion.html", context, status=409 if refusal else 200)


def _do(request: HttpRequest, desk: Desk, question: Question, form: CommentForm) -> str:
    """What the button that was pressed asks for; the sentence that says it is done."""
    now = timezone.now()
    form.is_valid()
    text = form.cleaned_data.get("text", "")
    if (pk := request.POST.get("resolve", "")).isdigit():
        actions.resolve(_of(desk, question, int(pk)), by=desk.author, at=now)
        return _("Resolved. It stays readable.")
    if (pk := request.POST.get("reply", "")).isdigit():
        actions.reply(_of(desk, question, int(pk)), text=text, by=desk.author, at=now)
        return _("Your reply is kept.")
    if desk.assessment.state == State.PUBLISHED:
        raise Refused(_("This assessment is published. Reopen it to prepare its next edition."))
    actions.discuss(desk.assessment, question=question, text=text, by=desk.author, at=now)
    return _("Your comment is kept.")


def _of(desk: Desk, question: Question, pk: int) -> Discussion:
    return get_object_or_404(Discussion, pk=pk, assessment=desk.assessment, question=question)
