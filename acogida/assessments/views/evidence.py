"""Evidence of one answer: adding, taking it again from the drawer, removing, fetching its files."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Organisation
from acogida.accounts.rules import organisations_of
from acogida.assessments import actions
from acogida.assessments.forms import AnswerForm, EvidenceForm
from acogida.assessments.models import Assessment, EvidenceItem, Question
from acogida.assessments.presenters.answering import row_of
from acogida.assessments.presenters.desk import Desk, desk_of
from acogida.assessments.presenters.drawer import DrawerItem, drawer_item
from acogida.assessments.presenters.words import our_crumbs, page_context
from acogida.assessments.queries.drawer import drawer_of, uses_of
from acogida.assessments.queries.progress import answers_of
from acogida.assessments.views.workspace import own_assessment
from acogida.core import thread
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.text import in_language
from acogida.documents.http import download_response

DRAWER = 30
WHY = gettext_lazy("Editors add the evidence of their municipality; its other members may read it.")


@open_to(Audience.MEMBER, why=WHY)
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """The evidence of one question, and the form for one more."""
    return evidence_page(request, desk_of(own_assessment(request, pk), request.user), code=code)


@open_to(Audience.EDITOR, why=WHY)
@require_POST
def remove(request: SignedInRequest, pk: int, item: int) -> HttpResponse:
    return take_away(request, desk_of(own_assessment(request, pk), request.user), item=item)


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def file(request: SignedInRequest, pk: int, item: int) -> FileResponse:
    """A file of the draft, for the municipality's own people."""
    return file_of(item_of(own_assessment(request, pk), item))


@open_to(Audience.MEMBER, why=gettext_lazy("The evidence drawer of a municipality is for its own people."))
@require_safe
def drawer(request: SignedInRequest, organisation: int) -> HttpResponse:
    """Everything the municipality has put beside an answer, of all years, each thing once."""
    own = Organisation.objects.filter(pk__in=organisations_of(request.user))
    found = get_object_or_404(own, pk=organisation)
    asked, after = request.GET.get("q", ""), request.GET.get("after", "")
    items = drawer_of(found, asked=asked, after=int(after) if after.isdigit() else 0, most=DRAWER + 1)
    uses = uses_of(found, items[:DRAWER])
    query = request.GET.copy()
    query["after"] = str(items[DRAWER - 1].pk) if len(items) > DRAWER else ""
    context = {
        "crumbs": our_crumbs(("", _("Evidence drawer"))),
        "organisation": found,
        "items": [
            drawer_item(
                item,
                uses.get((item.kind, item.title)),
                url=_draft_file(item),
            )
            for item in items[:DRAWER]
        ],
        "asked": asked,
        "following": f"?{query.urlencode()}" if query["after"] else "",
    }
    return render(request, "assessments/drawer.html", context)


def _draft_file(item: EvidenceItem) -> str:
    if not item.file_id:
        return ""
    return reverse("assessments:evidence_file", args=[item.answer.assessment_id, item.pk])


def evidence_page(request: HttpRequest, desk: Desk, *, code: str) -> HttpResponse:
    question = question_or_404(desk, code)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    refusal = None
    again = request.POST.get("again", "")
    if request.method == "POST" and (again.isdigit() or form.is_valid()):
        try:
            if again.isdigit():
                _use_again(desk, question, int(again))
            else:
                actions.add_evidence(
                    desk.assessment, question=question, by=desk.author, at=timezone.now(), **form.cleaned_data
                )
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("The evidence is kept."))
            return HttpResponseRedirect(f"{desk.section_url(question.sub_dimension)}#{code}")
    answer = answers_of(desk.assessment, [question]).get(question.pk)
    form = EvidenceForm() if again else form
    sub = question.sub_dimension
    here = (desk.section_url(sub), in_language(sub.name))
    see_thread = bool(answer and answer.value) and not desk.is_link
    context = page_context(desk.assessment) | {
        "crumbs": desk.crumbs(here, ("", pgettext("of an answer", "Evidence"))),
        "desk": desk,
        "row": row_of(desk, question, answer=answer, form=AnswerForm(question, answer)),
        "thread_url": thread.page_url("answer", answer.pk) if answer and see_thread else "",
        "form": form,
        "refusal": refusal,
        "back": f"{desk.section_url(sub)}#{code}",
        "drawer": _drawer(desk, question, request.GET.get("q", "")),
        "asked": request.GET.get("q", ""),
        "may_answer": desk.may_answer,
    }
    failed = request.method == "POST"
    return render(request, "assessments/evidence.html", context, status=409 if failed else 200)


def _use_again(desk: Desk, question: Question, item: int) -> None:
    found = get_object_or_404(
        EvidenceItem.objects.select_related("answer__assessment", "file"),
        pk=item,
        answer__assessment__organisation=desk.assessment.organisation_id,
    )
    actions.reuse_evidence(desk.assessment, question=question, item=found, by=desk.author, at=timezone.now())


def _drawer(desk: Desk, question: Question, asked: str) -> list[DrawerItem]:
    """What the municipality already keeps and could show here too; nothing for those from outside."""
    if desk.is_link or not desk.may_answer:
        return []
    items = drawer_of(desk.assessment.organisation, asked=asked, besides=(desk.assessment, question), most=8)
    return [drawer_item(item) for item in items]


def take_away(request: HttpRequest, desk: Desk, *, item: int) -> HttpResponse:
    found = item_of(desk.assessment, item)
    question = found.answer.question
    if desk.sections and question.sub_dimension_id not in desk.sections:
        raise Http404
    try:
        actions.remove_evidence(found, by=desk.author, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The evidence is removed."))
    return HttpResponseRedirect(f"{desk.section_url(question.sub_dimension)}#{question.code}")


def question_or_404(desk: Desk, code: str) -> Question:
    """A question of the desk's assessment, and of its sections where it is a link's."""
    question = get_object_or_404(
        Question.objects.select_related("sub_dimension__dimension").prefetch_related("objectives"),
        sub_dimension__dimension__instrument=desk.assessment.instrument_id,
        code=code,
    )
    if desk.sections and question.sub_dimension_id not in desk.sections:
        raise Http404
    return question


def item_of(assessment: Assessment, pk: int) -> EvidenceItem:
    return get_object_or_404(
        EvidenceItem.objects.select_related(
            "file", "answer__assessment", "answer__question__sub_dimension__dimension"
        ),
        pk=pk,
        answer__assessment=assessment,
    )


def file_of(item: EvidenceItem) -> FileResponse:
    if item.file is None:
        raise Http404
    return download_response(item.file)
