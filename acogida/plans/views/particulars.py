"""What belongs to an action beside its words: budget, risks, people, what comes before it."""

from collections.abc import Callable
from typing import Any

from babel.numbers import get_territory_currencies
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.plans import actions
from acogida.plans.actions import Stale
from acogida.plans.forms import BudgetForm, NeedsForm, PeopleForm, RisksForm
from acogida.plans.models import Action
from acogida.plans.presenters.particulars import sees
from acogida.plans.views.ground import Page, action_of, crumbs, form_page, tried

WHY = gettext_lazy("Editors write the actions of their organisation's plan.")


def _page(found: Action, title: str, intro: str = "") -> Page:
    back = reverse("plans:action", args=[found.pk])
    return Page(
        title=title,
        label=_("Save"),
        back=back,
        crumbs=crumbs(found.plan, (back, found.title), ("", title)),
        audience=sees(found.plan),
        intro=intro,
    )


@open_to(Audience.EDITOR, why=WHY)
@require_http_methods(["GET", "POST"])
def budget(request: SignedInRequest, pk: int) -> HttpResponse:
    """The budget by line, year and who pays."""
    found = action_of(request, pk)
    country = found.plan.territory.country
    known = get_territory_currencies(country.iso2) if country and country.iso2 else []
    form = BudgetForm(
        request.POST or None,
        initial=BudgetForm.of(found, currency=known[0] if known else ""),
        revision=found.revision,
    )
    page = _page(
        found,
        _("Budget, line by line"),
        _("What each thing costs in each year, and who pays. Leave a row empty to take it out."),
    )
    return _rows(
        request,
        found,
        page,
        form,
        lambda: actions.set_budget(
            found, lines=form.lines(), revision=form.revision, by=request.user, at=timezone.now()
        ),
    )


@open_to(Audience.EDITOR, why=WHY)
@require_http_methods(["GET", "POST"])
def risks(request: SignedInRequest, pk: int) -> HttpResponse:
    """What could go wrong, and what is done about it."""
    found = action_of(request, pk)
    form = RisksForm(request.POST or None, initial=RisksForm.of(found), revision=found.revision)
    page = _page(found, _("What could go wrong"), _("Leave a row empty to take it out."))
    return _rows(
        request,
        found,
        page,
        form,
        lambda: actions.set_risks(
            found, risks=form.risks(), revision=form.revision, by=request.user, at=timezone.now()
        ),
    )


def _rows(
    request: SignedInRequest, found: Action, page: Page, form: Any, deed: Callable[[], object]
) -> HttpResponse:
    """A page of several rows; what was typed stays where a deed is refused."""
    refusal: Refused | None = None
    if form.is_bound and form.is_valid():
        refusal = tried(deed)
        if refusal is None:
            messages.success(request, _("Saved."))
            return redirect(page.back)
        if isinstance(refusal, Stale):
            form.revision = refusal.current.revision
    status = 409 if refusal else 422 if form.is_bound else 200
    context = {"page": page, "rows": form, "refusal": refusal}
    return render(request, "plans/work/rows.html", context, status=status)


@open_to(Audience.EDITOR, why=WHY)
@require_http_methods(["GET", "POST"])
def people(request: SignedInRequest, pk: int) -> HttpResponse:
    """How many people of each group the action should reach."""
    found = action_of(request, pk)
    form = PeopleForm(request.POST or None, initial=PeopleForm.of(found))
    page = _page(found, _("People it should reach"), _("Groups overlap, so their numbers are not added up."))
    refusal, current = None, None
    if form.is_valid():
        try:
            actions.set_reach(
                found, reach=form.values(), revision=form.opened_on(), by=request.user, at=timezone.now()
            )
        except Refused as error:
            refusal = error
            current = PeopleForm.of(error.current) if isinstance(error, Stale) else None
        else:
            messages.success(request, _("Saved."))
            return redirect(page.back)
    return form_page(request, page, form, refusal=refusal, current=current)


@open_to(Audience.EDITOR, why=WHY)
@require_http_methods(["GET", "POST"])
def order(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which actions must have ended before this one begins."""
    found = action_of(request, pk)
    form = NeedsForm(found, request.POST or None, initial={"needs": found.needs})
    page = _page(found, _("What comes before it"), found.title)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = tried(
            lambda: actions.set_needs(
                found, needs=form.cleaned_data["needs"], by=request.user, at=timezone.now()
            )
        )
        if refusal is None:
            messages.success(request, _("Saved."))
            return redirect(page.back)
    return form_page(request, page, form, refusal=refusal)
