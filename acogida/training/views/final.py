"""The final report of an edition: frozen at the desk, taken away as PDF or Word."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.documents.docx import to_docx
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.training.actions import final as deeds
from acogida.training.models import FinalReport
from acogida.training.presenters.final import document
from acogida.training.views.ground import STAFF, desk_crumbs, edition_of, tried


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_http_methods(["GET", "POST"])
def desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """The reports of an edition, and a new one."""
    edition = edition_of(request, pk)
    refusal = None
    if request.method == "POST":
        done = tried(
            lambda: deeds.freeze_report(
                edition,
                recommendations=request.POST.get("recommendations", ""),
                by=request.user,
                at=timezone.now(),
            )
        )
        if done.done:
            messages.success(request, _("The figures are frozen."))
            return redirect("training:final", pk=pk)
        refusal = done.refusal
    context = {
        "edition": edition,
        "crumbs": desk_crumbs(edition, ("", _("Final report"))),
        "reports": list(FinalReport.objects.filter(edition=edition).defer("content")),
        "refusal": refusal,
        "typed": request.POST.get("recommendations", ""),
    }
    return render(request, "training/desk/final.html", context, status=409 if refusal else 200)


@open_to(Audience.OVERSIGHT, why=STAFF)
@require_safe
def export(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """A frozen report as PDF or Word, in the page's language."""
    found = get_object_or_404(FinalReport.objects.select_related("edition"), pk=pk)
    edition_of(request, found.edition_id)
    report = document(found)
    made = to_pdf(report) if kind == "pdf" else to_docx(report)
    return document_response(made, name=f"{found.edition.slug}.{kind}", kind=kind)
