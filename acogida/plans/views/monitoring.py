"""The workbook for departments: out, and in again with a dry run."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.documents.files import keep
from acogida.documents.files import read as read_file
from acogida.documents.http import document_response
from acogida.documents.models import StoredFile
from acogida.plans import actions
from acogida.plans.actions import SheetReport
from acogida.plans.forms import monitoring
from acogida.plans.forms.monitoring import Workbook
from acogida.plans.models import Plan
from acogida.plans.presenters.monitoring import workbook
from acogida.plans.views.ground import crumbs, plan_of, standing, tried

SALT = "plans.monitoring"
AN_HOUR = 3600


class UploadForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("The workbook, filled in"),
        error_messages={"required": gettext_lazy("Choose the workbook.")},
    )


@open_to(Audience.EDITOR, why=gettext_lazy("Editors hand the workbook to their departments."))
@require_safe
def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """The workbook to fill in."""
    plan = plan_of(request, pk)
    return document_response(workbook(plan), name=f"{plan.slug}.xlsx", kind="xlsx")


@open_to(Audience.EDITOR, why=gettext_lazy("Editors report how their organisation's actions go."))
@require_http_methods(["GET", "POST"])
def take_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """First what would happen, row by row; then all of it, or nothing."""
    plan = plan_of(request, pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {}
    status = 200
    if "kept" in request.POST:
        refusal = tried(lambda: _keep_all(request, plan))
        if refusal is None:
            messages.success(request, _("The reports are saved and public."))
            return redirect("plans:board", pk=plan.pk)
        context, status = {"refusal": refusal}, 409
        form = UploadForm()
    elif request.method == "POST":
        context, status = _dry_run(request, plan, form)
    context = standing(plan) | {
        "crumbs": crumbs(
            plan, (reverse("plans:board", args=[plan.pk]), _("Implementation")), ("", _("Workbook"))
        ),
        "form": form,
        **context,
    }
    return render(request, "plans/work/workbook.html", context, status=status)


def _dry_run(request: SignedInRequest, plan: Plan, form: UploadForm) -> tuple[dict[str, Any], int]:
    if not form.is_valid():
        return {}, 422
    now = timezone.now()
    try:
        stored = keep(form.cleaned_data["file"], by=request.user, at=now)
        book = monitoring.read(read_file(stored).getvalue(), stored.name, plan)
    except Refused as refusal:
        return {"refusal": refusal}, 409
    faults = list(book.faults)
    if not faults:
        faults = actions.faults_of(plan, reports=_reports(book), by=request.user, at=now)
    if faults:
        return {"faults": faults, "unread": book.unread}, 409
    titles = (
        {a["id"]: a["title"] for a in plan.current_version.content["actions"]} if plan.current_version else {}
    )
    told = [(told, titles[told.action], len(told.values)) for told in book.told]
    return {"told": told, "unread": book.unread, "kept": signing.dumps([plan.pk, stored.pk], salt=SALT)}, 200


def _reports(book: Workbook) -> list[SheetReport]:
    return [
        SheetReport(
            told.action,
            told.row,
            told.reported_on,
            told.condition,
            told.narrative,
            told.delay_reason,
            told.spent,
            told.values,
            told.parts,
        )
        for told in book.told
        if told.reported_on is not None
    ]


def _keep_all(request: SignedInRequest, plan: Plan) -> None:
    try:
        of_plan, pk = signing.loads(request.POST["kept"], salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature as error:
        raise Refused(_("Too much time has passed. Send the workbook again.")) from error
    if of_plan != plan.pk:
        raise Refused(_("This workbook is of another plan."))
    stored = get_object_or_404(StoredFile, pk=pk)
    book = monitoring.read(read_file(stored).getvalue(), stored.name, plan)
    if book.faults:
        raise Refused(" ".join(book.faults))
    actions.take_reports(plan, reports=_reports(book), by=request.user, at=timezone.now())
