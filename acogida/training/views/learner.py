"""A learner's own pages: found by the key in their address, readable with the line down."""

import json
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.documents.http import download_response
from acogida.training.actions import learner as deeds
from acogida.training.actions import quiz as quiz_deeds
from acogida.training.models import Attempt, Learner, Unit
from acogida.training.presenters import course as shown
from acogida.training.presenters import question as question_words
from acogida.training.queries.course import Step, in_order, sheet_of, units_of, way_of
from acogida.training.views.ground import tried

WHY = gettext_lazy("Whoever holds the link of a learner reads and answers in their place; it names nobody.")
WORKER = Path(__file__).parents[1] / "static" / "training" / "course-worker.js"
MOST = 500_000


def learner_of(key: str) -> Learner:
    """Whose pages these are, else 404."""
    return get_object_or_404(Learner.objects.select_related("course", "nomination__edition", "user"), key=key)


def step_of(learner: Learner, pk: int) -> tuple[Step, list[Unit]]:
    """One unit of a learner's course and where they stand in it, and all its units."""
    units = units_of(learner.course)
    step = next((step for step in way_of(learner, units).steps if step.unit.pk == pk), None)
    if step is None:
        raise Http404
    return step, units


@open_to(Audience.LINK, why=WHY)
@never_cache
@require_safe
def learner(request: HttpRequest, key: str) -> HttpResponse:
    """A learner's course: what is done, what is missing, how long it takes."""
    found = learner_of(key)
    units = units_of(found.course)
    way = way_of(found, units)
    context = {
        "learner": found,
        "course": found.course,
        "way": way,
        "steps": shown.steps(way),
        "next": next((step for step in shown.steps(way) if not step["done"]), None),
        "tongues": shown.tongues(found.course, "training:learner", key),
        "kit": shown.kit(found, units),
        "link": request.build_absolute_uri(),
    }
    return render(request, "training/courses/learner.html", context)


@open_to(Audience.LINK, why=WHY)
@never_cache
@require_safe
def unit(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """A unit to read, and its questions."""
    found = learner_of(key)
    step, units = step_of(found, pk)
    return render(request, "training/courses/unit.html", page_of(found, step, units))


def page_of(found: Learner, step: Step, units: list[Unit]) -> dict[str, Any]:
    sheet = None
    if step.quiz is not None and step.attempts_left != 0:
        sheet = sheet_of(found, step.quiz)
    place = next(n for n, one in enumerate(units) if one.pk == step.unit.pk)
    return {
        "learner": found,
        "course": found.course,
        "step": step,
        "shown": shown.unit(step.unit, found),
        "place": place + 1,
        "total": len(units),
        "after": units[place + 1] if place + 1 < len(units) else None,
        "sheet": sheet,
        "questions": question_words.sheet(sheet) if sheet else [],
        "last": Attempt.objects.filter(learner=found, quiz=step.quiz, sent_at__isnull=False).last()
        if step.attempts
        else None,
        "tongues": shown.tongues(found.course, "training:unit", found.key, step.unit.pk),
        "kit": shown.kit(found, units),
    }


@open_to(Audience.LINK, why=WHY)
@require_POST
def done(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Note that a unit was read."""
    found = learner_of(key)
    step, units = step_of(found, pk)
    tries = tried(lambda: deeds.finish_unit(found, unit=step.unit, at=timezone.now()))
    if tries.refusal:
        messages.error(request, str(tries.refusal))
        return redirect("training:unit", key=key, pk=pk)
    place = next(n for n, one in enumerate(units) if one.pk == pk)
    if place + 1 < len(units):
        return redirect("training:unit", key=key, pk=units[place + 1].pk)
    return redirect("training:learner", key=key)


@open_to(Audience.LINK, why=WHY)
@require_POST
def answer(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Send the answers of a sheet; what was typed is kept where that is refused."""
    found = learner_of(key)
    step, units = step_of(found, pk)
    token, sent = request.POST.get("sheet", ""), dict(request.POST.lists())
    tries = tried(lambda: quiz_deeds.send(found, token=token, answers=sent, at=timezone.now()))
    if tries.done:
        return redirect("training:attempt", key=key, pk=tries.result.pk)
    context = page_of(found, step, units) | {"refusal": tries.refusal}
    return render(request, "training/courses/unit.html", context, status=409)


@open_to(Audience.LINK, why=WHY)
@require_POST
def save(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Keep what is typed so far: the answer is empty."""
    found = learner_of(key)
    token, sent = request.POST.get("sheet", ""), dict(request.POST.lists())
    tries = tried(lambda: quiz_deeds.save(found, token=token, answers=sent, at=timezone.now()))
    return HttpResponse(status=409 if tries.refusal else 204)


@open_to(Audience.LINK, why=WHY)
@never_cache
@require_safe
def attempt(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """What came of an attempt: question by question, and what now."""
    found = learner_of(key)
    sent = get_object_or_404(
        Attempt.objects.select_related("quiz__unit"), pk=pk, learner=found, sent_at__isnull=False
    )
    quiz = sent.quiz
    units = units_of(found.course)
    used = Attempt.objects.filter(learner=found, quiz=quiz).aggregate(n=Max("number"))["n"]
    place = next(n for n, one in enumerate(units) if one.pk == quiz.unit_id)
    context = {
        "learner": found,
        "course": found.course,
        "attempt": sent,
        "quiz": quiz,
        "unit": quiz.unit,
        "percent": round(sent.percent or 0),
        "rows": question_words.results(sent, in_order(sent.asked)),
        "left": None if quiz.max_attempts is None else max(quiz.max_attempts - used, 0),
        "after": units[place + 1] if place + 1 < len(units) else None,
        "tongues": shown.tongues(found.course, "training:attempt", key, pk),
        "kit": shown.kit(found, units),
    }
    return render(request, "training/courses/attempt.html", context)


@open_to(Audience.LINK, why=WHY)
@require_POST
def send(request: HttpRequest, key: str) -> JsonResponse:
    """What a device kept while the line was down: each thing once, however often it is sent."""
    found = learner_of(key)
    try:
        said = json.loads(request.body if len(request.body) <= MOST else b"")
        sheets, read = dict(said.get("sheets", {})), [int(pk) for pk in said.get("read", [])][:100]
    except (ValueError, TypeError, AttributeError):
        return JsonResponse({"refused": _("This was not sent by the course's page.")}, status=400)
    answers: dict[str, str] = {}
    refused: dict[str, str] = {}
    for name, sheet in list(sheets.items())[:100]:
        try:
            answers[name] = _taken(found, sheet)
        except Refused as refusal:
            refused[name] = str(refusal)
    kept = []
    for unit in Unit.objects.filter(course=found.course, pk__in=read):
        try:
            deeds.finish_unit(found, unit=unit, at=timezone.now())
        except Refused as refusal:
            refused[str(unit.pk)] = str(refusal)
        else:
            kept.append(unit.pk)
    return JsonResponse({"sheets": answers, "read": kept, "refused": refused})


def _taken(found: Learner, sheet: Any) -> str:
    """The address of the result of a sheet sent by a device."""
    if not isinstance(sheet, dict) or not isinstance(sheet.get("answers"), dict):
        raise Refused(_("This was not sent by the course's page."))
    token = str(sheet.get("token", ""))
    given = {
        str(name): [str(value) for value in values]
        for name, values in sheet["answers"].items()
        if isinstance(values, list)
    }
    sent = quiz_deeds.send(found, token=token, answers=given, at=timezone.now())
    return reverse("training:attempt", args=[found.key, sent.pk])


@open_to(Audience.LINK, why=WHY)
@require_safe
def picture(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """The picture of a unit."""
    return _kept(request, key, pk, "picture")


@open_to(Audience.LINK, why=WHY)
@require_safe
def file(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """The file of a unit."""
    return _kept(request, key, pk, "file")


def _kept(request: HttpRequest, key: str, pk: int, name: str) -> HttpResponseBase:
    """A file of a unit, for a learner of its course; by the key `0` for who may see the course at all."""
    unit = get_object_or_404(Unit.objects.select_related("course", name), pk=pk)
    is_theirs = Learner.objects.filter(key=key, course=unit.course_id).exists()
    visible = type(unit.course).objects.visible_to(request.user).filter(pk=unit.course_id)
    stored = getattr(unit, name)
    if stored is None or not (is_theirs or visible.exists()):
        raise Http404
    return download_response(stored)


@open_to(Audience.EVERYONE, why=gettext_lazy("The part of a course that browsers keep; it holds no data."))
@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for a learner's kept pages when the line is down."""
    answer = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    return answer
