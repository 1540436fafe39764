"""What the pages of the workspace share: fetching, trying a deed, showing a form again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Organisation
from acogida.accounts.rules import may_edit
from acogida.core.errors import Refused
from acogida.pledges.actions import Stale
from acogida.pledges.forms.fields import Fresh
from acogida.pledges.models import Partner, Pledge
from acogida.pledges.states import State

Crumbs = list[tuple[str, str]]


def pledge_of(request: SignedInRequest, pk: int) -> Pledge:
    """A pledge that one's organisations make or have confirmed, else 404."""
    found: QuerySet[Pledge] = Pledge.objects.of_colleagues(request.user).select_related(
        "organisation",
        "territory",
        "country",
        "matches",
        "current_version",
        "entity_kind",
        "contact",
        "second_contact",
    )
    return get_object_or_404(found, pk=pk)


def mine_in(request: SignedInRequest, pledge: Pledge) -> list[Organisation]:
    """The organisations among those that make the pledge for which this person edits; the lead first."""
    partners: list[Partner] = list(pledge.partners.confirmed().select_related("organisation"))
    among = [pledge.organisation, *(partner.organisation for partner in partners)]
    return [one for one in among if one is not None and may_edit(request.user, one)]


def crumbs(pledge: Pledge, *more: tuple[str, str]) -> Crumbs:
    """From one's pledges to here; the last is this page."""
    return [
        (reverse("pledges:mine"), _("My pledges")),
        (reverse("pledges:desk", args=[pledge.pk]) if more else "", pledge.title),
        *more,
    ]


def sees(pledge: Pledge) -> str:
    """Who will see the effect of a change."""
    if pledge.state == State.DRAFT:
        return _("Only those who make the pledge see it until it is signed.")
    return _("Everybody sees it at once, with its reason, beside the original.")


def tried(deed: Callable[[], Any]) -> Refused | None:
    """Do it; the refusal to show, or none."""
    try:
        deed()
    except Refused as refusal:
        return refusal
    return None


@dataclass(frozen=True)
class Page:
    """A page that holds one form: what it is called, what its button says and who will see the effect."""

    title: str
    label: str
    back: str
    crumbs: Crumbs
    audience: str = ""
    intro: str = ""
    has_files: bool = False
    autosave: str = ""


def form_page(
    request: HttpRequest,
    page: Page,
    form: Any,
    *,
    refusal: Refused | None = None,
    current: dict[str, Any] | None = None,
) -> HttpResponse:
    """The form, with what was typed, the refusal, and both versions where a colleague saved first."""
    rows: list[dict[str, str]] = []
    if isinstance(refusal, Stale) and current is not None and isinstance(form, Fresh):
        rows = form.beside(current)
        form.renew(current["revision"])
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    context = {"page": page, "form": form, "refusal": refusal, "stale_rows": rows}
    return render(request, "pledges/work/form.html", context, status=status)
