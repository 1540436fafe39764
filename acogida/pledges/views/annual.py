"""Annual reports with frozen figures, and the pledges with nobody left to ask."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.documents.docx import to_docx
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.pledges import actions, queries, rules
from acogida.pledges.models import AnnualReport
from acogida.pledges.presenters.annual import document
from acogida.pledges.presenters.words import said_last
from acogida.pledges.views.ground import tried

WHY = gettext_lazy("Annual reports are public, with the figures as they were frozen.")
MOST = 200


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The frozen reports, newest first; the secretariat freezes the next one here."""
    frozen = list(AnnualReport.objects.defer("content"))
    year = timezone.localdate().year
    context = {
        "reports": frozen,
        "may_freeze": rules.may_freeze_report(request.user) and year not in {r.year for r in frozen},
        "year": year,
        "may_see_orphans": rules.may_see_orphans(request.user),
        "crumbs": [(reverse("pledges:index"), _("Pledges")), ("", _("Annual reports"))],
    }
    return render(request, "pledges/public/annual.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def report(request: HttpRequest, year: int) -> HttpResponse:
    """One report: its figures, its fingerprint, its files."""
    found = get_object_or_404(AnnualReport, year=year)
    context = {
        "report": found,
        "document": document(found),
        "crumbs": [
            (reverse("pledges:index"), _("Pledges")),
            (reverse("pledges:annual"), _("Annual reports")),
            ("", str(year)),
        ],
    }
    return render(request, "pledges/public/annual_report.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def export(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The report as PDF or DOCX, from its frozen figures."""
    if kind not in {"pdf", "docx"}:
        raise Http404
    made = document(get_object_or_404(AnnualReport, year=year))
    return document_response(
        to_pdf(made) if kind == "pdf" else to_docx(made), name=f"{_('pledges')}-{year}.{kind}", kind=kind
    )


@open_to(Audience.SECRETARIAT, why=gettext_lazy("The secretariat freezes the annual report."))
@require_POST
def freeze(request: SignedInRequest, year: int) -> HttpResponse:
    """Freeze the figures of a year."""
    if refusal := tried(lambda: actions.freeze_report(year=year, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
        return redirect("pledges:annual")
    messages.success(request, _("The report is frozen and public."))
    return redirect("pledges:annual_report", year=year)


@open_to(Audience.SECRETARIAT, why=gettext_lazy("The secretariat looks for somebody who can answer."))
@require_safe
def orphans(request: SignedInRequest) -> HttpResponse:
    """Open pledges whose contacts have left, the quietest first."""
    if not rules.may_see_orphans(request.user):
        raise Http404
    context = {
        "rows": [(one, said_last(one)) for one in queries.orphans(timezone.localdate())[:MOST]],
        "crumbs": [(reverse("pledges:index"), _("Pledges")), ("", _("Pledges with nobody to ask"))],
    }
    return render(request, "pledges/work/orphans.html", context)
