"""The question bank at the desk: looking, writing, bringing in, writing out."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.documents.http import document_response
from acogida.training.actions import question as deeds
from acogida.training.forms.course import BringForm
from acogida.training.forms.question import GiftForm, KindForm
from acogida.training.models import Course, Question, QuestionKind
from acogida.training.presenters import question as shown
from acogida.training.questions import gift_writing, moodle_writing, reading
from acogida.training.questions.shape import Draft, only
from acogida.training.views.course_desk import AUTHORS, course_of, crumbs
from acogida.training.views.ground import Crumbs, submitted, tried

GIFT = "gift"
MORE = 2  # answers that one press makes room for


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_safe
def bank(request: SignedInRequest, pk: int) -> HttpResponse:
    """The questions of a course by topic."""
    course = course_of(request, pk)
    found = course.questions.filter(retired_at__isnull=True).order_by("topic", "name", "pk")
    rows = [
        {
            "question": question,
            "text": shown.words(question.content, question.content["text"], whole=True),
            "kind": QuestionKind(question.kind).label,
            "languages": ", ".join(sorted(question.content["text"])),
        }
        for question in found
    ]
    context = {
        "course": course,
        "rows": rows,
        "crumbs": crumbs(course, ("", _("Question bank"))),
        "languages": course.languages,
    }
    return render(request, "training/courses/bank.html", context)


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write a question: first its kind, then by that kind's form, or as GIFT."""
    course, kind = course_of(request, pk), request.GET.get("kind", "")
    if kind in QuestionKind.values or kind == GIFT:
        return _write(request, course, None, kind)
    context = {"course": course, "kinds": shown.kinds(), "crumbs": _crumbs(course, _("New question"))}
    return render(request, "training/courses/kinds.html", context)


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a question: a new one takes its place."""
    question = get_object_or_404(Question.objects.select_related("course"), pk=pk, retired_at__isnull=True)
    kind = GIFT if request.GET.get("kind") == GIFT else question.kind
    return _write(request, course_of(request, question.course_id), question, kind)


def _crumbs(course: Course, last: str) -> Crumbs:
    return crumbs(course, (reverse("training:bank", args=[course.pk]), _("Question bank")), ("", last))


def _write(request: SignedInRequest, course: Course, question: Question | None, kind: str) -> HttpResponse:
    form = _form(request, course, question, kind)
    do, previews, refusal = request.POST.get("do"), None, None
    if form.is_valid():
        if do == "preview" and isinstance(form, KindForm) and form.draft:
            previews = shown.previews(form.draft)
        else:
            done = tried(lambda: _keep(request, course, form, question))
            if done.done:
                return redirect(reverse("training:bank", args=[course.pk]) + f"#question-{done.result.pk}")
            refusal = done.refusal
    context = {
        "course": course,
        "question": question,
        "form": form,
        "kind": QuestionKind(kind).label if kind != GIFT else "GIFT",
        "is_gift": kind == GIFT,
        "previews": previews,
        "refusal": refusal,
        "crumbs": _crumbs(course, _("Change") if question else _("New question")),
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "training/courses/question.html", context, status=status)


def _form(
    request: SignedInRequest, course: Course, question: Question | None, kind: str
) -> KindForm | GiftForm:
    posted = submitted(request)
    if kind == GIFT:
        return GiftForm(course, posted, question=question)
    if posted is not None and posted.get("do") == "more":
        # Not sent yet: what is typed stands there with room for more, and nothing is said about it.
        typed = {name: value for name, value in posted.items() if name != "rows"}
        rows = posted.get("rows", "")
        return KindForm(
            course, QuestionKind(kind), question=question, initial=typed | {"rows": rows}, more=MORE
        )
    return KindForm(course, QuestionKind(kind), posted, question=question)


def _keep(
    request: SignedInRequest, course: Course, form: KindForm | GiftForm, question: Question | None
) -> Question:
    if isinstance(form, GiftForm):
        draft = deeds.in_one(form.drafts, topic=form.cleaned_data["topic"])
    else:
        assert form.draft is not None  # a valid form has one
        draft = form.draft
    return deeds.keep_question(course, draft=draft, old=question, by=request.user, at=timezone.now())


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_POST
def retire(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draw a question no more."""
    question = get_object_or_404(Question, pk=pk)
    course_of(request, question.course_id)
    done = tried(lambda: deeds.retire_question(question, by=request.user, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    return redirect("training:bank", pk=question.course_id)


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_http_methods(["GET", "POST"])
def bring(request: SignedInRequest, pk: int) -> HttpResponse:
    """Bring a file of questions in: first a look with the line of each fault, then all or the good ones."""
    course = course_of(request, pk)
    form = BringForm(course, submitted(request), request.FILES or None)
    brought = refusal = None
    if form.is_valid():
        said, is_trial = form.cleaned_data, request.POST.get("do") != "bring"
        found = reading.read(said["data"], said["language"])
        done = tried(
            lambda: deeds.bring_questions(
                course,
                reading=found,
                keep_good=said["keep_good"],
                is_trial=is_trial,
                by=request.user,
                at=timezone.now(),
            )
        )
        refusal, brought = done.refusal, done.result
        if brought and not is_trial and (said["keep_good"] or not brought.faults):
            words = _("Questions brought in: %(made)s. With words in one more language: %(more)s.")
            messages.success(request, words % {"made": brought.made, "more": brought.translated})
            return redirect("training:bank", pk=pk)
        # What was sent as a file comes back as text, to be mended and sent again.
        form = BringForm(course, initial={**said, "written": reading.as_text(said["data"])})
    context = {
        "course": course,
        "form": form,
        "brought": brought,
        "refusal": refusal,
        "crumbs": crumbs(
            course, (reverse("training:bank", args=[pk]), _("Question bank")), ("", _("Bring questions"))
        ),
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "training/courses/bring.html", context, status=status)


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_safe
def export(request: SignedInRequest, pk: int, kind: str, code: str) -> HttpResponse:
    """The bank in one language, as GIFT or Moodle XML."""
    course = course_of(request, pk)
    if code not in course.languages:
        raise Http404
    drafts = [
        Draft(q.name, q.kind, only(q.content, code), q.topic)
        for q in course.questions.filter(retired_at__isnull=True).order_by("topic", "name", "pk")
    ]
    if kind == "gift":
        return document_response(
            gift_writing.write(drafts).encode(), name=f"{course.slug}-{code}", kind="txt"
        )
    return document_response(moodle_writing.write(drafts), name=f"{course.slug}-{code}", kind="xml")
