"""What the pages share: fetching, trying a deed, showing a form again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.accounts.http import SignedInRequest
from acogida.core.errors import Refused
from acogida.territories.models import Territory
from acogida.training import rules
from acogida.training.models import Component, Edition, Nomination

Crumbs = list[tuple[str, str]]
STAFF = gettext_lazy("The secretariat runs the programmes.")
FOCAL = gettext_lazy("Focal points see and nominate people of their country; the secretariat, all.")
PERSONAL = gettext_lazy("Each participant has one personal link, which can be renewed.")


def edition_of(request: SignedInRequest, pk: int) -> Edition:
    """An edition for who runs it, else 404."""
    if not rules.may_run(request.user):
        raise Http404
    return get_object_or_404(Edition.objects.select_related("programme"), pk=pk)


def country_of(request: SignedInRequest, edition: Edition, code: str) -> Territory:
    """A country with seats in the edition, for its focal points and the secretariat, else 404."""
    found = get_object_or_404(
        Territory.objects.filter(pk__in=edition.slots.values("quotas__country")),
        code=code,
    )
    if not rules.may_nominate(request.user, found.pk):
        raise Http404
    return found


def nomination_of(request: SignedInRequest, pk: int) -> Nomination:
    found = get_object_or_404(
        Nomination.objects.select_related("edition", "slot", "country", "quota", "replaces"), pk=pk
    )
    if not rules.may_substitute(request.user, found):
        raise Http404
    return found


def desk_crumbs(edition: Edition, *more: tuple[str, str]) -> Crumbs:
    return [
        (reverse("training:desks"), _("Training desk")),
        (reverse("training:desk", args=[edition.pk]) if more else "", str(edition)),
        *more,
    ]


@dataclass
class Tried:
    """What came of a deed: its result, or the refusal to show."""

    result: Any = None
    refusal: Refused | None = None

    @property
    def done(self) -> bool:
        return self.refusal is None


def tried(deed: Callable[[], Any]) -> Tried:
    try:
        return Tried(result=deed())
    except Refused as refusal:
        return Tried(refusal=refusal)


@dataclass(frozen=True)
class Page:
    """A page with one form: its title, the words on its button, and who will see the effect.

    `remove` is where a button below takes away what the form is about, with the words on it.
    """

    title: str
    label: str
    back: str
    crumbs: Crumbs
    audience: str = ""
    intro: str = ""
    danger: bool = False
    files: bool = False
    remove: tuple[str, str] | None = None


def removal(component: Component) -> tuple[str, str] | None:
    """Where a part is taken out, and the words that say so; None once its edition is closed."""
    if component.edition.closed_at:
        return None
    return reverse("training:part_remove", args=[component.pk]), _("Take this part out")


def form_page(request: HttpRequest, page: Page, form: Any, *, refusal: Refused | None = None) -> HttpResponse:
    """The form with what was typed, and why nothing was done."""
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "training/desk/form.html", context, status=status)


def submitted(request: HttpRequest) -> Any:
    """What a form is bound to: what was sent, also where that is nothing but its button."""
    return request.POST if request.method == "POST" else None
