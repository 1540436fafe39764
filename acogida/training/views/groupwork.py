"""Boards of the working groups: written at the desk or by who takes part, then a plenary for everybody."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import User
from acogida.core.access import Audience, open_to
from acogida.training.actions import groupwork as deeds
from acogida.training.forms.groupwork import ChallengeForm
from acogida.training.models import Component, Edition, GroupWorkItem
from acogida.training.queries.groupwork import board
from acogida.training.states import Kind, State
from acogida.training.views.ground import PERSONAL, STAFF, desk_crumbs, edition_of, submitted, tried
from acogida.training.views.public import WHY
from acogida.training.views.seat import seat_of


def _write(
    request: HttpRequest, component: Component, back: str, *, by: User | None, **more: Any
) -> HttpResponse:
    """The board with its form; a challenge written on it leads back to it."""
    form = ChallengeForm(
        component.groups.all(), submitted(request), initial={"group": component.groups.first()}
    )
    refusal = None
    if form.is_valid():
        values = dict(form.cleaned_data)
        group = values.pop("group")
        done = tried(lambda: deeds.add_item(group, **values, by=by, at=timezone.now()))
        if done.done:
            return redirect(back)
        refusal = done.refusal
    context = {"component": component, "form": form, "refusal": refusal, "board": board(component), **more}
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "training/desk/board.html", context, status=status)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """The boards of a component, for who runs it."""
    component = get_object_or_404(Component.objects.select_related("edition"), pk=pk, kind=Kind.GROUP_WORK)
    edition = edition_of(request, component.edition_id)
    return _write(
        request,
        component,
        reverse("training:board", args=[pk]),
        by=request.user,
        crumbs=desk_crumbs(edition, ("", str(component))),
        runs=True,
        edition=edition,
    )


@open_to(Audience.LINK, why=PERSONAL)
@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """The boards, for who takes part: nobody's name is kept with what they write."""
    person = seat_of(token)
    if person.state != State.ACCEPTED:
        raise Http404
    component = get_object_or_404(
        Component.objects.select_related("edition"), pk=pk, kind=Kind.GROUP_WORK, edition=person.edition
    )
    return _write(
        request,
        component,
        reverse("training:seat_board", args=[token, pk]),
        by=None,
        crumbs=[(reverse("training:seat", args=[token]), str(person.edition)), ("", str(component))],
        edition=person.edition,
    )


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a challenge off the board."""
    item = get_object_or_404(GroupWorkItem.objects.select_related("group__component"), pk=pk)
    edition_of(request, item.group.component.edition_id)
    done = tried(lambda: deeds.remove_item(item, by=request.user, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    return redirect("training:board", pk=item.group.component_id)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_POST
def share(request: SignedInRequest, pk: int) -> HttpResponse:
    """Share what the groups found with everybody."""
    component = get_object_or_404(Component, pk=pk, kind=Kind.GROUP_WORK)
    edition_of(request, component.edition_id)
    done = tried(lambda: deeds.share(component, by=request.user, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    else:
        messages.success(request, _("Everybody can read it now, and plans can take it up."))
    return redirect("training:board", pk=pk)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def plenary(request: HttpRequest, slug: str) -> HttpResponse:
    """What the groups of an edition found, beside each other, for everybody."""
    edition = get_object_or_404(Edition.objects.visible_to(request.user), slug=slug)
    component = edition.components.filter(
        kind=Kind.GROUP_WORK, groups__items__shared_at__isnull=False
    ).first()
    if component is None:
        raise Http404
    context = {"edition": edition, "component": component, "board": board(component, shared_only=True)}
    return render(request, "training/public/plenary.html", context)
