"""The organisation's plans at work."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.plans.models import Plan


@open_to(Audience.MEMBER, why=_("Each person sees the plans of their organisations."))
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """The plans of one's organisations."""
    plans = Plan.objects.of_colleagues(request.user).select_related("territory", "organisation")
    return render(request, "plans/work/mine.html", {"plans": plans})


@open_to(Audience.MEMBER, why=_("A plan at work is for its organisation until it is adopted."))
@require_safe
def desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where a plan stands."""
    plan = get_object_or_404(Plan.objects.of_colleagues(request.user), pk=pk)
    return render(request, "plans/work/desk.html", {"plan": plan})
