"""Parts of an edition: a new one of each kind, and one taken out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.training.actions import part as deeds
from acogida.training.actions.part import Part
from acogida.training.forms.part import NewCourse, NewGroupWork, NewQuestionnaire, NewSession
from acogida.training.models import Component, Edition
from acogida.training.states import Kind
from acogida.training.views.announcements import mail_waiting
from acogida.training.views.ground import (
    STAFF,
    Page,
    desk_crumbs,
    edition_of,
    form_page,
    submitted,
    tried,
)

FORMS: dict[str, Callable[..., Any]] = {
    Kind.COURSE: NewCourse,
    Kind.SESSION: NewSession,
    Kind.QUESTIONNAIRE: NewQuestionnaire,
    Kind.GROUP_WORK: NewGroupWork,
}


def _add(edition: Edition, kind: str, form: Any, who: dict[str, Any]) -> Any:
    said = form.cleaned_data
    match kind:
        case Kind.SESSION:
            part = Part(form.title(), said["is_required"], said["hours"])
            starts_at, ends_at = form.span()
            place = {name: said[name] for name in ("join_url", "venue", "interpretation")}
            place["language_urls"] = {code: url for code, url in form.language_urls().items() if url}
            return deeds.add_session(edition, part, starts_at=starts_at, ends_at=ends_at, **place, **who)
        case Kind.COURSE:
            return deeds.add_course(
                edition, Part(**form.values()), course=said["course"], url=said["url"], **who
            )
        case Kind.QUESTIONNAIRE:
            asked = {name: said[name] for name in ("questionnaire", "wave")}
            return deeds.add_questionnaire(edition, Part(**form.values()), **asked, **who)
    return deeds.add_group_work(edition, Part(**form.values()), groups=said["groups"], **who)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """A new part of the kind asked for."""
    if kind not in FORMS:
        raise Http404
    edition = edition_of(request, pk)
    form = FORMS[kind](edition.time_zone, submitted(request))
    page = Page(
        title=_("New part: %(kind)s") % {"kind": Kind(kind).label},
        label=_("Add it"),
        back=reverse("training:desk", args=[pk]),
        crumbs=desk_crumbs(edition, ("", _("New part"))),
        intro=_("Give it a title at least in one language."),
        audience=_("Everybody reads it on the page of the edition; who takes part is told of a new session.")
        if edition.published_at
        else _("Only the secretariat sees it until the edition is published."),
    )
    refusal = None
    if form.is_valid():
        who = {"by": request.user, "at": timezone.now()}
        done = tried(lambda: _add(edition, kind, form, who))
        if done.done:
            mail_waiting(edition)
            messages.success(request, _("The part is added."))
            return redirect("training:desk", pk=pk)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a part out of its edition."""
    component = get_object_or_404(Component.objects.select_related("edition"), pk=pk)
    edition = edition_of(request, component.edition_id)
    done = tried(lambda: deeds.remove_part(component, by=request.user, at=timezone.now()))
    if done.refusal:
        messages.error(request, str(done.refusal))
    else:
        messages.success(request, _("The part is taken out."))
    return redirect("training:desk", pk=edition.pk)
