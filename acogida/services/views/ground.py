"""What the pages of services share: whose entry, trying a deed, showing a form again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import EDITING, Organisation
from acogida.accounts.rules import memberships_on, today
from acogida.core.errors import Refused
from acogida.services.models import Service
from acogida.territories.models import Territory
from acogida.territories.queries import search as search_places

Crumbs = list[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    """A page that holds one form: what it is called, what its button says, who will see the effect."""

    title: str
    label: str
    back: str
    crumbs: Crumbs
    audience: str = ""
    intro: str = ""
    tone: str = "primary"


def service_of(request: SignedInRequest, pk: int) -> Service:
    """An entry that one's organisations keep, else 404."""
    return get_object_or_404(Service.objects.of_colleagues(request.user).whole(), pk=pk)


def my_organisations(request: HttpRequest, roles: Any = EDITING) -> list[Organisation]:
    """Those with a territory where the person has one of the roles, by name."""
    held = memberships_on(request.user, today())
    return [m.organisation for m in held if m.role in roles and m.organisation.territory_id]


def one_of(organisations: list[Organisation], asked: str) -> Organisation | None:
    """The one asked for by its number, else the first."""
    chosen = [found for found in organisations if str(found.pk) == asked]
    return next(iter(chosen or organisations), None)


def place_named(text: str) -> tuple[Territory | None, list[Territory]]:
    """The place somebody means by a slug or a name, and the others they may have meant."""
    if not text:
        return None, []
    exact = Territory.objects.select_related("country", "parent").filter(slug=text).first()
    found = [exact] if exact else search_places(text, limit=6)
    return (found[0], found[1:]) if found else (None, [])


def tried(deed: Callable[[], Any]) -> Refused | None:
    """Do it; the refusal to show, or none."""
    try:
        deed()
    except Refused as refusal:
        return refusal
    return None


def form_page(
    request: HttpRequest,
    page: Page,
    form: Any,
    *,
    refusal: Refused | None = None,
    template: str = "services/form.html",
    **more: Any,
) -> HttpResponse:
    """The form, with what was typed and the refusal."""
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, template, {"page": page, "form": form, "refusal": refusal, **more}, status=status)


def today_here() -> Any:
    return timezone.localdate()
