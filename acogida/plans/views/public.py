"""What everybody may read: adopted plans, as adopted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.plans import queries


@open_to(Audience.EVERYONE, why=_("Adopted plans are public."))
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Adopted plans, by place."""
    return render(request, "plans/public/index.html", {"plans": queries.published()})


@open_to(Audience.EVERYONE, why=_("Adopted plans are public; of drafts nothing is shown."))
@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """One adopted plan in plain language."""
    found = get_object_or_404(queries.published(), slug=slug)
    context = {"plan": found, "content": queries.public_content(found)}
    return render(request, "plans/public/plan.html", context)
