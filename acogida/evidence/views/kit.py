"""The local data kit: a page to print, and templates that come back in as they are."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from acogida.compact.models import Objective
from acogida.core.access import Audience, open_to
from acogida.documents.http import document_response
from acogida.evidence import presenters
from acogida.evidence.views.public import PUBLIC, crumbs


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def kit(request: HttpRequest) -> HttpResponse:
    """What to gather, from which register, how to divide it."""
    titles = {objective.number: objective for objective in Objective.objects.all()}
    context = {
        "items": [(item, [titles[n] for n in item.objectives if n in titles]) for item in presenters.ITEMS],
        "crumbs": crumbs(("", _("Local data kit"))),
    }
    return render(request, "evidence/kit.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def kit_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The template of one thing to gather, as CSV or XLSX."""
    item = next((one for one in presenters.ITEMS if one.code == code), None)
    if item is None or kind not in {"csv", "xlsx"}:
        raise Http404(_("There is no such template."))
    return document_response(presenters.template(item, kind), name=f"{code}.{kind}", kind=kind)
