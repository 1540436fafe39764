"""What everybody may read: published assessments, one edition, its answers, its report and files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from acogida.assessments.presenters.words import public_crumbs
from acogida.assessments.queries import published
from acogida.core.access import Audience, open_to

WHY = gettext_lazy("Published assessments are for everybody.")


@open_to(Audience.EVERYONE, why=WHY)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "assessments/index.html", {"assessments": published(), "crumbs": public_crumbs()})


@open_to(Audience.EVERYONE, why=WHY)
@require_GET
def detail(request: HttpRequest, pk: int, number: int = 0) -> HttpResponse:
    raise Http404
