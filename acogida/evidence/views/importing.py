"""Bringing in a municipality's own figures, step by step."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.evidence import actions, presenters, queries, rules, tasks
from acogida.evidence.forms import ColumnsForm, UploadForm
from acogida.evidence.models import Dataset, Import, ImportState
from acogida.evidence.sentences import hidden

EDITORS = gettext_lazy("Editors bring in the figures of their own municipality.")
APPROVERS = gettext_lazy("Who signs for the municipality decides who sees its figures.")


def crumbs(last: str) -> list[tuple[str, str]]:
    return [
        (reverse("evidence:datasets"), _("Evidence")),
        (reverse("evidence:imports"), _("Own figures")),
        ("", last),
    ]


@open_to(Audience.SIGNED_IN, why=EDITORS)
@require_safe
def imports(request: SignedInRequest) -> HttpResponse:
    """What one's organisations have brought in, and where to begin."""
    context = {
        "imports": queries.imports_of(request.user)[:50],
        "organisations": list(queries.importing_organisations(request.user)),
        "crumbs": [(reverse("evidence:datasets"), _("Evidence")), ("", _("Own figures"))],
    }
    return render(request, "evidence/imports.html", context)


@open_to(Audience.EDITOR, why=EDITORS)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest, organisation: int) -> HttpResponse:
    """Send a file. One that could name people is refused and not kept."""
    owner = get_object_or_404(queries.importing_organisations(request.user), pk=organisation)
    form = UploadForm(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.upload(
                owner,
                form.cleaned_data["file"],
                title=form.cleaned_data["title"],
                source=form.cleaned_data["source"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as error:
            refusal = error
        else:
            return redirect("evidence:import_columns", pk=made.pk)
    context = {
        "form": form,
        "organisation": owner,
        "refusal": refusal,
        "steps": presenters.steps(None),
        "crumbs": crumbs(_("New file")),
        "example": presenters.EXAMPLE,
    }
    return render(request, "evidence/import_new.html", context, status=409 if refusal else 200)


def _mine(request: SignedInRequest, pk: int) -> Import:
    return get_object_or_404(queries.imports_of(request.user), pk=pk)


@open_to(Audience.EDITOR, why=EDITORS)
@require_http_methods(["GET", "POST"])
def columns(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what the columns are; they are proposed from their headers."""
    imported = _mine(request, pk)
    sheet = queries.sheet_of(imported)
    proposed: dict[str, Any] = dict(imported.mapping)
    if proposed.get("years"):
        proposed["years"] = proposed["years"].split(",")
    proposed.setdefault("title", imported.title)
    form = ColumnsForm(
        request.POST or None, initial=proposed, sheet=sheet, organisation=imported.organisation
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose(imported, form.mapping(), by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            return redirect("evidence:import", pk=pk)
    context = {
        "form": form,
        "imported": imported,
        "sheet": sheet,
        "preview": [[sheet.text(row, column) for column in sheet.columns] for row in sheet.rows[:5]],
        "refusal": refusal,
        "steps": presenters.steps(imported),
        "crumbs": crumbs(imported.title),
    }
    return render(request, "evidence/import_columns.html", context, status=409 if refusal else 200)


@open_to(Audience.EDITOR, why=EDITORS)
@require_http_methods(["GET", "POST"])
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The dry run's report; then the whole file is imported, or nothing."""
    imported = _mine(request, pk)
    if imported.state in {ImportState.UPLOADED, ImportState.UNDONE}:
        return redirect("evidence:import_columns", pk=pk)
    refusal = None
    if request.method == "POST":
        try:
            done = actions.bring_in(imported, by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            tasks.rebuild_figures.enqueue()
            messages.success(request, _("The figures are in. They appear in the profile in a moment."))
            assert done.dataset is not None
            return redirect("evidence:dataset", code=done.dataset.code)
    context = {
        "imported": imported,
        "report": imported.report,
        "refusals": presenters.refusals(imported),
        "first": presenters.first_rows(
            imported, queries.country_names() | {imported.territory.code: str(imported.territory)}
        ),
        "refusal": refusal,
        "steps": presenters.steps(imported),
        "may_take_back": imported.state == ImportState.IMPORTED
        and rules.may_take_back(request.user, imported),
        "figures": imported.observations.count(),
        "small": hidden("small", threshold=presenters.threshold()),
        "crumbs": crumbs(imported.title),
    }
    return render(request, "evidence/import.html", context, status=409 if refusal else 200)


@open_to(Audience.EDITOR, why=EDITORS)
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take away a file that was not imported."""
    try:
        actions.discard(_mine(request, pk), by=request.user, at=timezone.now())
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The file was deleted; nothing of it was imported."))
    return redirect("evidence:imports")


@open_to(Audience.EDITOR, why=EDITORS)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Undo a whole import: its figures go, the file stays and may be brought in again."""
    try:
        done = actions.take_back(_mine(request, pk), by=request.user, at=timezone.now())
    except Refused as error:
        messages.error(request, str(error))
        return redirect("evidence:import", pk=pk)
    tasks.rebuild_figures.enqueue()
    messages.success(request, _("The whole import was taken back. The file is still here."))
    return redirect("evidence:import_columns", pk=done.pk)


@open_to(Audience.APPROVER, why=APPROVERS)
@require_POST
def audience(request: SignedInRequest, code: str) -> HttpResponse:
    """Open an organisation's data set to everyone, or close it again."""
    dataset = get_object_or_404(Dataset.objects.visible_to(request.user), code=code)
    try:
        actions.open_to_everyone(
            dataset, is_public=request.POST.get("open") == "1", by=request.user, at=timezone.now()
        )
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))
    return redirect("evidence:dataset", code=code)
