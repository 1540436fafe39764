"""What the pages of the workspace and the desk share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from acogida.accounts.http import SignedInRequest
from acogida.core.errors import Refused
from acogida.practices import rules
from acogida.practices.models import Practice
from acogida.practices.states import State

Crumbs = list[tuple[str, str]]


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
