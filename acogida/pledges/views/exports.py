"""A pledge as others ask for it, ready to paste; all pledges by round table of the Forum."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.documents.docx import to_docx
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.documents.report import Block, Heading, Paragraph, Report
from acogida.pledges.models import Pledge
from acogida.pledges.presenters.forms import as_document, local_action, round_table_rows, un_form
from acogida.pledges.queries.annual import by_round_table
from acogida.pledges.queries.whole import seen, whole

WHY = gettext_lazy("A public pledge may be carried to other forms by anybody.")
FORMS = {"un": un_form, "local-action": local_action}


def _titles() -> dict[str, str]:
    return {
        "un": _("United Nations' pledge form"),
        "local-action": _("Call to Local Action"),
    }


def _found(request: HttpRequest, slug: str) -> Pledge:
    found: Any = get_object_or_404(seen(request.user), slug=slug)
    if found.is_recorded:
        raise Http404
    return found  # type: ignore[no-any-return] # annotated by `seen`


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def forms(request: HttpRequest, slug: str) -> HttpResponse:
    """The fields of both forms, each with a button to copy it."""
    found = _found(request, slug)
    around = whole(found, with_backings=False)
    titles = _titles()
    context = {
        "pledge": found,
        "forms": [(name, titles[name], make(around)) for name, make in FORMS.items()],
        "crumbs": [
            (reverse("pledges:index"), _("Pledges")),
            (found.get_absolute_url(), found.title),
            ("", _("For other forms")),
        ],
    }
    return render(request, "pledges/public/forms.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def form_docx(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """One of the forms as DOCX, to be edited before it is sent."""
    if form not in FORMS:
        raise Http404
    found = _found(request, slug)
    report = as_document(_titles()[form], found, FORMS[form](whole(found, with_backings=False)))
    return document_response(to_docx(report), name=f"{slug}-{form}.docx", kind="docx")


@open_to(Audience.EVERYONE, why=gettext_lazy("What serves each round table of the Forum is public."))
@require_safe
def round_tables(request: HttpRequest, kind: str) -> HttpResponse:
    """Public pledges under the four round tables, as PDF or DOCX."""
    if kind not in {"pdf", "docx"}:
        raise Http404
    blocks: list[Block] = []
    for table, numbers, pledges in by_round_table():
        blocks.append(Heading(f"{table.number}. {table}"))
        blocks.append(round_table_rows(pledges, numbers) if pledges else Paragraph(_("None.")))
    report = Report(
        title=_("Pledges by round table of the Forum"),
        language=(get_language() or "es")[:2],
        date=timezone.localdate(),
        source="Acogida",
        sections=blocks,
    )
    made = to_pdf(report) if kind == "pdf" else to_docx(report)
    return document_response(made, name=f"{_('pledges')}.{kind}", kind=kind)
