"""The monthly sheet in one click: page, PDF, XLSX; and the month sent to evidence."""

import re
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Organisation
from acogida.accounts.rules import organisations_of, today
from acogida.core.access import Audience, open_to
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.documents.tables import write_xlsx
from acogida.services import actions, rules
from acogida.services.models import Office, SentMonth, Service
from acogida.services.presenters import sheet as shown
from acogida.services.queries import sheet
from acogida.services.queries.sheet import Sheet
from acogida.services.views.ground import tried
from acogida.territories.models import Territory

WHY = gettext_lazy("An organisation's counts are its own; small numbers are hidden also from its people.")
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


def _asked(request: HttpRequest, pk: int, month: str) -> Organisation:
    if not MONTH.fullmatch(month) or pk not in organisations_of(request.user):
        raise Http404
    return get_object_or_404(Organisation.objects.select_related("territory"), pk=pk)


def names_for(found: Sheet) -> dict[str, dict[str, str]]:
    """The words of the answers of a sheet that are rows of a table: countries, services, counters."""
    origins = Territory.objects.filter(code__in=[k for k in found.by.get("origin", {}) if len(k) == 3])
    services = Service.objects.filter(pk__in=[k for k in found.by.get("referred", {}) if k.isdigit()])
    offices = Office.objects.filter(pk__in=[k for k in found.by.get("office", {}) if k.isdigit()])
    return {
        "origin": {place.code: place.local_name for place in origins},
        "referred": {str(pk): name for pk, name in services.values_list("pk", "name")},
        "office": {str(pk): name for pk, name in offices.values_list("pk", "name")},
    }


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def month(request: SignedInRequest, pk: int, month: str) -> HttpResponse:
    """What was counted in a month, ready for the mayor."""
    organisation = _asked(request, pk, month)
    found = sheet.of_month(organisation, month)
    months = sheet.months_of(organisation)
    context = {
        "organisation": organisation,
        "month": month,
        "name": shown.month_name(month),
        "told": shown.told(found, names=names_for(found)),
        "empty": found.is_empty,
        "months": [(m, shown.month_name(m)) for m in months[:13]],
        "sent": SentMonth.objects.filter(organisation=organisation, month=month).first(),
        "may_send": rules.may_keep(request.user, organisation) and month < f"{today():%Y-%m}",
        "crumbs": [(reverse("services:offices"), _("Counters and days out")), ("", shown.month_name(month))],
    }
    return render(request, "services/tally/month.html", context)


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def export(request: SignedInRequest, pk: int, month: str, kind: str) -> HttpResponse:
    """The same sheet as PDF or XLSX, in the page's language."""
    organisation = _asked(request, pk, month)
    found = sheet.of_month(organisation, month)
    told = shown.told(found, names=names_for(found))
    name = f"{month}.{kind}"
    if kind == "xlsx":
        return document_response(write_xlsx(shown.workbook(told)), name=name, kind=kind)
    report = shown.report(
        _("Attentions of %(month)s") % {"month": shown.month_name(month)},
        told,
        subtitle=str(organisation),
        source=str(organisation),
        language=_language(),
        on=date.fromisoformat(f"{month}-01"),
    )
    return document_response(to_pdf(report), name=name, kind=kind)


def _language() -> str:
    return (get_language() or "es")[:2]


@open_to(Audience.EDITOR, why=gettext_lazy("Editors send the counts of their organisation to its figures."))
@require_POST
def send_month(request: SignedInRequest, pk: int, month: str) -> HttpResponse:
    """Put a month among the organisation's own figures."""
    organisation = _asked(request, pk, month)
    refusal: Any = tried(
        lambda: actions.send_month(organisation, month=month, by=request.user, at=timezone.now())
    )
    if refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The month is among your figures now, for plans and reports."))
    return redirect("services:month", pk=pk, month=month)
