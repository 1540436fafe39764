"""What the pages of the workspace and the desk share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import EDITING, Membership, Organisation
from acogida.accounts.rules import today
from acogida.core.errors import Refused
from acogida.practices import rules
from acogida.practices.models import Practice
from acogida.practices.states import State

Crumbs = list[tuple[str, str]]
WHY = gettext_lazy("A practice is for its organisation until it is published.")
WHY_WRITE = gettext_lazy("Editors write the practices of their organisation.")
WHY_SEND = gettext_lazy("Approvers send the practices of their organisation.")


def title_of(practice: Practice) -> str:
    return practice.texts.get(language=practice.original_language).title


def crumbs(practice: Practice, *more: tuple[str, str], title: str = "") -> Crumbs:
    """From one's practices to here; one query less where the title is known."""
    here = reverse("practices:work", args=[practice.pk]) if more else ""
    return [(reverse("practices:mine"), _("My practices")), (here, title or title_of(practice)), *more]


def organisations(request: SignedInRequest) -> QuerySet[Organisation]:
    """Those for which this person edits."""
    held = Membership.objects.on(today()).filter(user=request.user, role__in=EDITING)
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def ours(request: SignedInRequest, pk: int) -> Practice:
    """A practice of one's own organisations, else 404."""
    found = Practice.objects.of_colleagues(request.user).select_related("organisation__territory", "call")
    return get_object_or_404(found, pk=pk)


def on_desk(request: SignedInRequest, pk: int) -> Practice:
    """A practice that was sent, for the secretariat; for anybody else there is none."""
    if not rules.may_run_desk(request.user):
        raise Http404
    found = Practice.objects.exclude(state__in=[State.DRAFT, State.WAITING]).select_related(
        "organisation__territory", "call", "current_version"
    )
    return get_object_or_404(found, pk=pk)


def tried(deed: Callable[[], Any]) -> Refused | None:
    """Do it; the refusal to show, or none."""
    try:
        deed()
    except Refused as refusal:
        return refusal
    return None


@dataclass(frozen=True)
class Page:
    """A page that holds one form: its name, its button, and who will see the effect."""

    title: str
    label: str
    back: str
    crumbs: Crumbs
    audience: str = ""
    intro: str = ""


def form_page(
    request: HttpRequest, page: Page, form: Any, *, refusal: Refused | None = None, **more: Any
) -> HttpResponse:
    """The form with what was typed and, where there is one, the refusal."""
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    context = {"page": page, "form": form, "refusal": refusal, **more}
    return render(request, "practices/work/form.html", context, status=status)


def done(request: SignedInRequest, practice: Practice, refusal: Refused | None) -> HttpResponse:
    """Back to the practice, with what came of a button pressed there."""
    if refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done."))
    return redirect("practices:work", pk=practice.pk)
