"""The author's desk: courses, their units in order, where they are asked for, how they look."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.training import rules
from acogida.training.actions import course as deeds
from acogida.training.forms.course import AskForm, CourseForm, UnitForm
from acogida.training.models import Component, Course, Unit
from acogida.training.presenters import course as shown
from acogida.training.presenters import question as question_words
from acogida.training.queries.course import Sheet, Step, drawn, units_of
from acogida.training.views.ground import Crumbs, Page, form_page, submitted, tried

AUTHORS = gettext_lazy("The secretariat writes courses.")


def course_of(request: SignedInRequest, pk: int) -> Course:
    """A course for who writes it, else 404."""
    if not rules.may_run(request.user):
        raise Http404
    return get_object_or_404(Course, pk=pk)


def unit_of(request: SignedInRequest, pk: int) -> Unit:
    if not rules.may_run(request.user):
        raise Http404
    return get_object_or_404(
        Unit.objects.select_related("course", "quiz", "package", "picture", "file"), pk=pk
    )


def crumbs(course: Course | None, *more: tuple[str, str]) -> Crumbs:
    found = [(reverse("training:course_desks") if course or more else "", _("Courses"))]
    if course is not None:
        found.append((reverse("training:course_desk", args=[course.pk]) if more else "", str(course)))
    return [*found, *more]


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_safe
def desks(request: SignedInRequest) -> HttpResponse:
    """All courses, drafts too."""
    if not rules.may_run(request.user):
        raise Http404
    courses = Course.objects.annotate(
        n_units=Count("units", distinct=True),
        n_learners=Count("learners", distinct=True),
        n_completed=Count("learners", filter=Q(learners__completed_at__isnull=False), distinct=True),
    )
    return render(request, "training/courses/desks.html", {"courses": courses, "crumbs": crumbs(None)})


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """A new course."""
    if not rules.may_run(request.user):
        raise Http404
    form = CourseForm(submitted(request))
    page = Page(
        title=_("New course"),
        label=_("Make the course"),
        back=reverse("training:course_desks"),
        crumbs=crumbs(None, ("", _("New course"))),
        audience=_("Only the secretariat sees it until it is published."),
    )
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.make_course(
                slug=form.cleaned_data["slug"], values=form.values(), by=request.user, at=timezone.now()
            )
        )
        if done.done:
            return redirect("training:course_desk", pk=done.result.pk)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_http_methods(["GET", "POST"])
def desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """One course at work: its units, its bank, the editions that ask for it."""
    course = course_of(request, pk)
    form = AskForm(submitted(request))
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.ask_for(
                form.cleaned_data["component"], course=course, by=request.user, at=timezone.now()
            )
        )
        if done.done:
            messages.success(request, _("From now on, passing the course here is what this part asks."))
            return redirect("training:course_desk", pk=pk)
        refusal = done.refusal
    context = {
        "course": course,
        "crumbs": crumbs(course),
        "units": units_of(course),
        "questions": course.questions.filter(retired_at__isnull=True).count(),
        "asked": list(course.parts.select_related("component__edition")),
        "learners": course.learners.aggregate(n=Count("pk"), done=Count("completed_at")),
        "form": form,
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "training/courses/desk.html", context, status=status)


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what a course is called and who may take it."""
    course = course_of(request, pk)
    form = CourseForm(submitted(request), course=course)
    page = Page(
        title=_("Change the course"),
        label=_("Save"),
        back=reverse("training:course_desk", args=[pk]),
        crumbs=crumbs(course, ("", _("Change"))),
        audience=_("Everybody who takes it reads it at once.") if course.published_at else "",
    )
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.edit_course(course, values=form.values(), by=request.user, at=timezone.now())
        )
        if done.done:
            return redirect("training:course_desk", pk=pk)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a course be taken."""
    course = course_of(request, pk)
    return _back(request, course, lambda: deeds.publish_course(course, by=request.user, at=timezone.now()))


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_POST
def ask_no_more(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a component be met by this course no more."""
    component = get_object_or_404(
        Component.objects.select_related("course_part"), pk=pk, course_part__isnull=False
    )
    course = course_of(request, component.course_part.course_id)
    return _back(
        request, course, lambda: deeds.ask_for(component, course=None, by=request.user, at=timezone.now())
    )


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_POST
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a unit one place earlier or later."""
    unit = unit_of(request, pk)
    earlier = request.POST.get("where") == "earlier"
    return _back(
        request,
        unit.course,
        lambda: deeds.move_unit(unit, earlier=earlier, by=request.user, at=timezone.now()),
    )


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a unit out of a course."""
    unit = unit_of(request, pk)
    return _back(request, unit.course, lambda: deeds.remove_unit(unit, by=request.user, at=timezone.now()))


def _back(request: SignedInRequest, course: Course, deed: Any) -> HttpResponse:
    done = tried(deed)
    if done.refusal:
        messages.error(request, str(done.refusal))
    return redirect("training:course_desk", pk=course.pk)


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_http_methods(["GET", "POST"])
def unit_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new unit at the end of a course."""
    return _unit(request, course_of(request, pk), None)


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_http_methods(["GET", "POST"])
def unit_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a unit."""
    unit = unit_of(request, pk)
    return _unit(request, unit.course, unit)


def _unit(request: SignedInRequest, course: Course, unit: Unit | None) -> HttpResponse:
    form = UnitForm(course, submitted(request), request.FILES or None, unit=unit)
    page = Page(
        title=_("Change the unit") if unit else _("New unit"),
        label=_("Save"),
        back=reverse("training:course_desk", args=[course.pk]),
        crumbs=crumbs(course, ("", str(unit) if unit else _("New unit"))),
        files=True,
    )
    refusal = None
    if form.is_valid():
        done = tried(
            lambda: deeds.keep_unit(
                course,
                unit=unit,
                values=form.values(),
                quiz=form.quiz(),
                picture=form.cleaned_data["picture"],
                file=form.cleaned_data["file"],
                by=request.user,
                at=timezone.now(),
            )
        )
        if done.done:
            return redirect("training:unit_preview", pk=done.result.pk)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_safe
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """A unit as learners see it, with questions drawn as for them; nothing is kept."""
    unit = unit_of(request, pk)
    units = units_of(unit.course)
    quiz = getattr(unit, "quiz", None)
    sheet = Sheet(quiz, "", 1, drawn(quiz, 1)) if quiz else None
    place = next(n for n, one in enumerate(units) if one.pk == unit.pk)
    context = {
        "course": unit.course,
        "crumbs": crumbs(unit.course, ("", str(unit))),
        "step": Step(unit, False, quiz, getattr(unit, "package", None)),
        "shown": shown.unit(unit, None),
        "place": place + 1,
        "total": len(units),
        "sheet": sheet,
        "questions": question_words.sheet(sheet) if sheet else [],
        "tongues": shown.tongues(unit.course, "training:unit_preview", pk),
        "preview": True,
    }
    return render(request, "training/courses/unit.html", context)
