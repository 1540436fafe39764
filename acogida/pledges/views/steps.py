"""Milestones and indicators, each by the partner that owns it; files of the promise."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Organisation
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.documents.files import keep
from acogida.documents.http import download_response
from acogida.pledges import actions, rules
from acogida.pledges.actions import Stale
from acogida.pledges.forms.steps import FileForm, IndicatorForm, MilestoneForm
from acogida.pledges.models import Attachment, Indicator, Milestone, Pledge
from acogida.pledges.states import State
from acogida.pledges.views.ground import Page, crumbs, form_page, mine_in, pledge_of, sees, tried

WHY = gettext_lazy("Each partner writes its own milestones and targets.")
KINDS: dict[str, Any] = {
    "milestone": (MilestoneForm, actions.add_milestone, actions.edit_milestone, actions.remove_milestone),
    "indicator": (IndicatorForm, actions.add_indicator, actions.edit_indicator, actions.remove_indicator),
}


@open_to(Audience.EDITOR, why=WHY)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """Promise a step, or say how the promise is measured."""
    pledge = pledge_of(request, pk)
    form_class, add, _edit, _remove = KINDS[kind]
    initial = {"target_on": pledge.ends_on, "baseline_on": timezone.localdate()}
    form = form_class(request.POST or None, signed=pledge.state != State.DRAFT, initial=initial)
    title = _("Add a milestone") if kind == "milestone" else _("How is it measured?")
    page = _page(pledge, title)
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: add(
                pledge,
                _mine(request, pledge),
                values=form.values(),
                reason=form.cleaned_data.get("reason", ""),
                by=request.user,
                at=timezone.now(),
            )
        )
        if refusal is None:
            messages.success(request, _("Saved."))
            return redirect(page.back)
    return form_page(request, page, form, refusal=refusal)


def _mine(request: SignedInRequest, pledge: Pledge) -> Organisation:
    """The organisation named in the address, else the first that one edits for."""
    mine = mine_in(request, pledge)
    if not mine:
        raise Refused(_("Only people who edit for those who make the pledge can do this."))
    return next((one for one in mine if str(one.pk) == request.GET.get("for")), mine[0])


def _page(pledge: Pledge, title: str) -> Page:
    return Page(
        title=title,
        label=_("Save"),
        back=reverse("pledges:desk", args=[pledge.pk]),
        crumbs=crumbs(pledge, ("", title)),
        audience=sees(pledge),
        intro=pledge.title,
    )


def _found(request: SignedInRequest, pk: int, kind: str) -> Any:
    model: Any = Milestone if kind == "milestone" else Indicator
    mine = Pledge.objects.of_colleagues(request.user)
    found = model.objects.filter(pledge__in=mine).select_related("pledge", "organisation")
    return get_object_or_404(found, pk=pk)


@open_to(Audience.EDITOR, why=WHY)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """Change a step of one's own."""
    found = _found(request, pk, kind)
    form_class, _add, change, _remove = KINDS[kind]
    signed = found.pledge.state != State.DRAFT
    form = form_class(request.POST or None, signed=signed, initial=form_class.of(found))
    page = _page(
        found.pledge, _("Change the milestone") if kind == "milestone" else _("Change the indicator")
    )
    refusal, current = None, None
    if form.is_valid():
        try:
            change(
                found,
                values=form.values(),
                revision=form.opened_on(),
                reason=form.cleaned_data.get("reason", ""),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as error:
            refusal = error
            current = form_class.of(error.current) if isinstance(error, Stale) else None
        else:
            messages.success(request, _("Saved."))
            return redirect(page.back)
    return form_page(request, page, form, refusal=refusal, current=current)


@open_to(Audience.EDITOR, why=WHY)
@require_POST
def remove(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """Take a step out of a draft."""
    found = _found(request, pk, kind)
    if refusal := tried(lambda: KINDS[kind][3](found, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is out of the draft."))
    return redirect("pledges:desk", pk=found.pledge_id)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors add files to the pledge of their organisation."))
@require_http_methods(["GET", "POST"])
def file_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a file to a draft: the file and its place are kept together or not at all."""
    pledge = pledge_of(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if not rules.may_write(request.user, pledge):
        del form.fields["for_form"]
    here = _("Add a file")
    page = Page(
        title=here,
        label=_("Add the file"),
        back=reverse("pledges:desk", args=[pledge.pk]),
        crumbs=crumbs(pledge, ("", here)),
        audience=sees(pledge),
        has_files=True,
    )
    refusal = None
    if form.is_valid():
        refusal = tried(lambda: _attach(request, pledge, form.cleaned_data))
        if refusal is None:
            messages.success(request, _("The file is added."))
            return redirect(page.back)
    return form_page(request, page, form, refusal=refusal)


def _attach(request: SignedInRequest, pledge: Pledge, data: dict[str, Any]) -> None:
    now = timezone.now()
    with transaction.atomic():
        kept = keep(data["file"], by=request.user, at=now)
        actions.attach(pledge, kept, for_form=data.get("for_form", False), by=request.user, at=now)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors take files out of a draft."))
@require_POST
def file_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a file out of a draft."""
    mine = Pledge.objects.of_colleagues(request.user)
    found = get_object_or_404(Attachment.objects.filter(pledge__in=mine).select_related("file"), pk=pk)
    if refusal := tried(lambda: actions.detach(found, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
    return redirect("pledges:desk", pk=found.pledge_id)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors choose the file that goes with the form."))
@require_POST
def file_for_form(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose the one file that goes with the United Nations' form."""
    mine = Pledge.objects.of_colleagues(request.user)
    found = get_object_or_404(Attachment.objects.filter(pledge__in=mine).select_related("file"), pk=pk)
    if refusal := tried(lambda: actions.send_with_form(found, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("This file goes with the United Nations' form."))
    return redirect("pledges:desk", pk=found.pledge_id)


@open_to(Audience.EVERYONE, why=gettext_lazy("Files of a signed pledge are as public as its words."))
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file of the promise."""
    seen = Pledge.objects.visible_to(request.user)
    found = get_object_or_404(Attachment.objects.filter(pledge__in=seen).select_related("file"), pk=pk)
    return download_response(found.file)
