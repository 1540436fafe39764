"""The pages of a personal link: what its holder answers, reads, comments on or validates. No account."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.assessments import actions, rules
from acogida.assessments.forms import CheckForm
from acogida.assessments.models import LinkPurpose, PersonalLink, Question
from acogida.assessments.presenters.desk import Desk, desk_of_link
from acogida.assessments.presenters.review import purpose_words, review_row
from acogida.assessments.presenters.words import page_context
from acogida.assessments.queries.discussion import checks_of, link_of
from acogida.assessments.queries.progress import answers_of, progress_of, questions_in, talk_of
from acogida.assessments.views.answering import answer_one, answer_section, who_is_here
from acogida.assessments.views.discussion import discussion_page
from acogida.assessments.views.evidence import evidence_page, file_of, item_of, take_away
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.limits import allowed
from acogida.core.text import in_language

WHY = gettext_lazy(
    "The personal link is the key: it opens the sections it was given for, for one purpose, until its day."
)


class LinkClosedError(Exception):
    """The link does not open; `sentence` and `status` say why."""

    def __init__(self, sentence: str, status: int) -> None:
        self.sentence, self.status = sentence, status
        super().__init__(sentence)


def desk_behind(request: HttpRequest, token: str, *, purpose: str = "") -> Desk:
    """The desk a token leads to. Raises LinkClosedError for a guess, or where it does not serve now."""
    now = timezone.now()
    link = link_of(token)
    if link is None:
        # Only guesses are counted: a whole town hall may come in through one address on one morning.
        where = get_adapter().get_client_ip(request)
        if not allowed("assessment-link", where, times=30, seconds=300, at=now):
            raise LinkClosedError(
                _("Too many tries from here. Wait five minutes and open the link again."), 429
            )
        raise LinkClosedError(_("This link is not known here. Copy it whole, as it was sent to you."), 404)
    if sentence := rules.why_closed(link, at=now):
        raise LinkClosedError(sentence, 410)
    if request.method == "POST" and not allowed(
        "assessment-link-writes", str(link.pk), times=600, seconds=300, at=now
    ):
        raise LinkClosedError(_("Too much is sent with this link. Wait five minutes and go on."), 429)
    if purpose and link.purpose != purpose:
        raise Http404
    return desk_of_link(link, token)


def closed(request: HttpRequest, error: LinkClosedError) -> HttpResponse:
    context = {"sentence": error.sentence}
    return render(request, "assessments/link_closed.html", context, status=error.status)


@open_to(Audience.LINK, why=WHY)
@never_cache
@require_safe
def door(request: HttpRequest, token: str) -> HttpResponse:
    """What the link is for, until when, and its sections with how far each has got."""
    try:
        desk = desk_behind(request, token)
    except LinkClosedError as error:
        return closed(request, error)
    actions.open_link(_link(desk), at=timezone.now())
    return _door(request, desk)


def _door(request: HttpRequest, desk: Desk, refusal: Refused | None = None) -> HttpResponse:
    progress = progress_of(desk.assessment, desk.sections)
    context = page_context(desk.assessment) | {
        "desk": desk,
        "link": desk.author,
        "words": purpose_words(desk),
        "progress": progress,
        "sections": [
            (desk.section_url(sub.sub_dimension), sub) for d in progress.dimensions for sub in d.subs
        ],
        "refusal": refusal,
    }
    return render(request, "assessments/link.html", context, status=409 if refusal else 200)


@open_to(Audience.LINK, why=WHY)
@never_cache
@require_POST
def finished(request: HttpRequest, token: str) -> HttpResponse:
    """The holder says that their part is done."""
    try:
        desk = desk_behind(request, token)
    except LinkClosedError as error:
        return closed(request, error)
    try:
        actions.finish_part(_link(desk), at=timezone.now())
    except Refused as refusal:
        return _door(request, desk, refusal)
    messages.success(request, _("Thank you. The municipality has been told; you can still change your part."))
    return redirect("assessments:link", token=token)


@open_to(Audience.LINK, why=WHY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, token: str, dimension: str, sub: str) -> HttpResponse:
    """One section: to answer, or to read and say what one holds of it."""
    try:
        desk = desk_behind(request, token)
    except LinkClosedError as error:
        return closed(request, error)
    if desk.purpose == LinkPurpose.ANSWER:
        return answer_section(request, desk, dimension=dimension, sub=sub)
    questions = questions_in(desk.assessment, dimension=dimension, sub=sub)
    if not questions or questions[0].sub_dimension_id not in desk.sections:
        raise Http404
    refusal, asked = None, ""
    form = CheckForm(request.POST or None)
    if request.method == "POST":
        asked = request.POST.get("question", "")
        question = next((q for q in questions if q.code == asked), None)
        if question is None or desk.purpose != LinkPurpose.VALIDATE:
            raise Http404
        try:
            _check(desk, question, form)
        except Refused as error:
            refusal = error
        else:
            return HttpResponseRedirect(f"{desk.section_url(question.sub_dimension)}#{asked}")
    return _review(request, desk, questions, form=form, refusal=refusal, asked=asked)


def _check(desk: Desk, question: Question, form: CheckForm) -> None:
    if not form.is_valid():
        raise Refused(_("Say whether you agree or question the answer."))
    actions.check_answer(
        desk.assessment, question=question, by=_link(desk), at=timezone.now(), **form.given()
    )


def _review(
    request: HttpRequest,
    desk: Desk,
    questions: list[Question],
    *,
    form: CheckForm,
    refusal: Refused | None,
    asked: str,
) -> HttpResponse:
    answers = answers_of(desk.assessment, questions)
    checks = checks_of(desk.assessment, questions)
    rows = [
        review_row(
            desk,
            question,
            answer=answers.get(question.pk),
            checks=checks.get(question.pk, []),
            discussions=talk_of(question),
            typed=form.data.get("text", "") if question.code == asked else "",
            refusal=refusal if question.code == asked else None,
        )
        for question in questions
    ]
    sub = questions[0].sub_dimension
    subs = [s.sub_dimension for d in progress_of(desk.assessment, desk.sections).dimensions for s in d.subs]
    here = next(n for n, one in enumerate(subs) if one.pk == sub.pk)
    context = page_context(desk.assessment) | {
        "crumbs": desk.crumbs(("", in_language(sub.name))),
        "desk": desk,
        "sub_dimension": sub,
        "words": purpose_words(desk),
        "rows": rows,
        "validates": desk.purpose == LinkPurpose.VALIDATE,
        "previous_url": desk.section_url(subs[here - 1]) if here else "",
        "next_url": desk.section_url(subs[here + 1]) if here + 1 < len(subs) else "",
    }
    return render(request, "assessments/review.html", context, status=409 if refusal else 200)


@open_to(Audience.LINK, why=WHY)
@never_cache
@require_POST
def autosave(request: HttpRequest, token: str, code: str) -> HttpResponse:
    try:
        desk = desk_behind(request, token, purpose=LinkPurpose.ANSWER)
    except LinkClosedError as error:
        context = {"refusal": error.sentence}
        return render(request, "assessments/parts/refused.html", context, status=409)
    return answer_one(request, desk, code=code)


@open_to(Audience.LINK, why=WHY)
@never_cache
@require_safe
def presence(request: HttpRequest, token: str, dimension: str, sub: str) -> HttpResponse:
    try:
        desk = desk_behind(request, token, purpose=LinkPurpose.ANSWER)
    except LinkClosedError as error:
        return closed(request, error)
    return who_is_here(request, desk, dimension, sub)


@open_to(Audience.LINK, why=WHY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, token: str, code: str) -> HttpResponse:
    try:
        desk = desk_behind(request, token, purpose=LinkPurpose.ANSWER)
    except LinkClosedError as error:
        return closed(request, error)
    return evidence_page(request, desk, code=code)


@open_to(Audience.LINK, why=WHY)
@never_cache
@require_POST
def remove(request: HttpRequest, token: str, item: int) -> HttpResponse:
    try:
        desk = desk_behind(request, token, purpose=LinkPurpose.ANSWER)
    except LinkClosedError as error:
        return closed(request, error)
    return take_away(request, desk, item=item)


@open_to(Audience.LINK, why=WHY)
@never_cache
@require_safe
def file(request: HttpRequest, token: str, item: int) -> FileResponse | HttpResponse:
    """A file of the sections the link is for; those consulted get only what becomes public."""
    try:
        desk = desk_behind(request, token)
    except LinkClosedError as error:
        return closed(request, error)
    found = item_of(desk.assessment, item)
    if found.answer.question.sub_dimension_id not in desk.sections:
        raise Http404
    if not (found.file_is_public or desk.sees_private_files):
        raise Http404
    return file_of(found)


@open_to(Audience.LINK, why=WHY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request: HttpRequest, token: str, code: str) -> HttpResponse:
    try:
        desk = desk_behind(request, token)
    except LinkClosedError as error:
        return closed(request, error)
    return discussion_page(request, desk, code=code)


def _link(desk: Desk) -> PersonalLink:
    assert isinstance(desk.author, PersonalLink)  # the desk came from a token
    return desk.author
