"""Courses that anybody may take, and the way into those of an edition."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from acogida.accounts.models import User
from acogida.core.access import Audience, open_to
from acogida.core.limits import allowed
from acogida.training import rules
from acogida.training.actions import learner as deeds
from acogida.training.models import Component, Course, Learner
from acogida.training.presenters import course as shown
from acogida.training.presenters import linked
from acogida.training.queries.course import units_of
from acogida.training.views.ground import PERSONAL, tried
from acogida.training.views.seat import seat_of

BEGINNINGS_AN_HOUR = 200
WHY = gettext_lazy("Open courses are for everybody; how far each learner is, only their own link tells.")


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The courses anybody may take."""
    found = [(one, list(one.units.all())) for one in Course.objects.open().prefetch_related("units")]
    context = {
        "cards": [shown.card(one, sum(unit.minutes for unit in units), len(units)) for one, units in found],
        "may_run": rules.may_run(request.user),
    }
    return render(request, "training/courses/index.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """What a course is about, its units and how long they take."""
    found = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    units = units_of(found)
    mine = None
    if isinstance(request.user, User):
        mine = Learner.objects.filter(course=found, user=request.user).first()
    minutes = sum(unit.minutes for unit in units)
    context = {
        "course": found,
        "about": linked.course(found, minutes=minutes, address=request.build_absolute_uri(request.path)),
        "card": shown.card(found, minutes, len(units)),
        "units": units,
        "mine": mine,
        "may_run": rules.may_run(request.user),
    }
    return render(request, "training/courses/course.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin, or go on: to the learner's own pages."""
    found = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    user, now = request.user if isinstance(request.user, User) else None, timezone.now()
    client = get_adapter().get_client_ip(request)
    # A class behind one address begins together; a machine that begins for ever does not.
    if user is None and not allowed("course", client, times=BEGINNINGS_AN_HOUR, seconds=3600, at=now):
        messages.error(request, _("Too many from this connection. Try again in an hour."))
        return redirect("training:course", slug=slug)
    done = tried(lambda: deeds.begin(found, user=user, at=now))
    if done.refusal:
        messages.error(request, str(done.refusal))
        return redirect("training:course", slug=slug)
    return redirect("training:learner", key=done.result.key)


@open_to(Audience.LINK, why=PERSONAL)
@require_POST
def seat(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """The course of an edition's component, for who takes part."""
    person = seat_of(token)
    component = get_object_or_404(
        Component.objects.select_related("course_part__course"),
        pk=pk,
        edition=person.edition,
        course_part__isnull=False,
    )
    done = tried(lambda: deeds.begin_part(person, component=component, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
        return redirect("training:seat", token=token)
    return redirect("training:learner", key=done.result.key)
