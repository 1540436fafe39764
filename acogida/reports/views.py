"""Reports that anybody may read as they stand today, and those frozen to be quoted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.compact.models import Objective, RoundTable
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.frozen import canonical
from acogida.documents import report as tree
from acogida.documents.docx import to_docx
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.mechanisms.models import Mechanism
from acogida.reports import actions, queries, rules
from acogida.reports.kinds import Kind
from acogida.reports.models import Report
from acogida.reports.presenters import page, words
from acogida.reports.presenters.document import document
from acogida.reports.queries.scope import Scope, countries, scope_of

WHY = gettext_lazy("Reports are gathered from what is public already.")
FILES = {"pdf": "PDF", "docx": "DOCX", "json": "JSON"}


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every subject there is a report on, and those frozen, newest first."""
    subjects = [
        (Kind.COUNTRY, [(one.code.lower(), str(one)) for one in countries()]),
        (
            Kind.OBJECTIVE,
            [(str(one.number), f"{one.number}. {one.short}") for one in Objective.objects.all()],
        ),
        (Kind.ROUND_TABLE, [(str(one.number), f"{one.number}. {one}") for one in RoundTable.objects.all()]),
        (Kind.MECHANISM, [(one.key, one.short) for one in Mechanism.objects.all()]),
    ]
    context = {
        "groups": [
            (
                kind.label,
                sorted(
                    ((reverse("reports:report", args=[kind.value, key]), text) for key, text in rows),
                    key=lambda row: row[1] if kind in {Kind.COUNTRY, Kind.MECHANISM} else "",
                ),
            )
            for kind, rows in subjects
        ],
        "frozen": [
            {
                "report": one,
                "kind": words.label(Kind, one.kind),
                "title": words.text(one.content["title"]),
                "day": words.day(one.as_of.isoformat()),
            }
            for one in Report.objects.all()[:50]
        ],
        "crumbs": [("", _("Reports"))],
    }
    return render(request, "reports/index.html", context)


def _scope(kind: str, subject: str) -> Scope:
    found = scope_of(kind, subject, timezone.localdate())
    if found is None or found.subject != subject:
        raise Http404
    return found


def _show(request: HttpRequest, made: tree.Report, **more: Any) -> HttpResponse:
    parts = page.parts(made)
    context = {
        "document": made,
        "parts": parts,
        "contents": page.contents(parts),
        "crumbs": [(reverse("reports:index"), _("Reports")), ("", made.title)],
        **more,
    }
    return render(request, "reports/report.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def report(request: HttpRequest, kind: str, subject: str) -> HttpResponse:
    """What is known of a subject today; another day it may read otherwise."""
    scope = _scope(kind, subject)
    content = queries.content_of(scope, timezone.localdate(), languages=[words.locale()])
    frozen = Report.objects.filter(kind=kind, subject=subject).defer("content")[:20]
    return _show(
        request,
        document(content),
        frozen=[(one, words.day(one.as_of.isoformat())) for one in frozen],
        files=[(reverse("reports:export", args=[kind, subject, end]), name) for end, name in FILES.items()],
        freeze=reverse("reports:freeze", args=[kind, subject]) if rules.may_freeze(request.user) else "",
    )


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def export(request: HttpRequest, kind: str, subject: str, ending: str) -> HttpResponse:
    """The same as a file, as it stands today."""
    scope = _scope(kind, subject)
    today = timezone.localdate()
    if ending == "json":
        return _file(queries.content_of(scope, today), ending, f"{kind}-{subject}-{today}")
    return _file(
        queries.content_of(scope, today, languages=[words.locale()]), ending, f"{kind}-{subject}-{today}"
    )


@open_to(Audience.OVERSIGHT, why=gettext_lazy("The secretariat freezes reports."))
@require_POST
def freeze(request: SignedInRequest, kind: str, subject: str) -> HttpResponse:
    scope = _scope(kind, subject)
    try:
        made = actions.freeze(scope, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("reports:report", kind=kind, subject=subject)
    messages.success(request, _("Frozen. Its figures will always read as today."))
    return redirect(made)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def frozen(request: HttpRequest, pk: int) -> HttpResponse:
    """A report as it was frozen."""
    found = get_object_or_404(Report, pk=pk)
    return _show(
        request,
        document(found.content, sha256=found.sha256),
        frozen_on=words.day(found.as_of.isoformat()),
        files=[(reverse("reports:frozen_export", args=[pk, end]), name) for end, name in FILES.items()],
        live=reverse("reports:report", args=[found.kind, found.subject]),
    )


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def frozen_export(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    found = get_object_or_404(Report, pk=pk)
    return _file(found.content, ending, f"{found.kind}-{found.subject}-{found.as_of}", sha256=found.sha256)


def _file(content: dict[str, Any], ending: str, name: str, *, sha256: str = "") -> HttpResponse:
    """JSON is the very bytes whose hash a frozen report shows."""
    if ending not in FILES:
        raise Http404
    if ending == "json":
        return document_response(canonical(content), name=f"{name}.json", kind="json")
    made = document(content, sha256=sha256)
    return document_response(
        to_pdf(made) if ending == "pdf" else to_docx(made), name=f"{name}.{ending}", kind=ending
    )
