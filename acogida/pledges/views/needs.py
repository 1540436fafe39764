"""Needs of plans beside offers of pledges, and the answer of each side."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.rules import may_approve, organisations_of
from acogida.core.access import Audience, open_to
from acogida.plans.models import Action
from acogida.pledges import actions
from acogida.pledges.models import Backing, Pledge
from acogida.pledges.presenters.words import money
from acogida.pledges.queries import needs as asked
from acogida.pledges.views.ground import tried

MOST = 50


@open_to(
    Audience.EVERYONE, why=gettext_lazy("What adopted plans lack is public, so that others can offer it.")
)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What adopted plans lack, what pledges offer, and why they could meet."""
    lacking, offered = asked.needs(), asked.offers()
    ours = set(organisations_of(request.user))
    rows = [
        (m, m.pledge.organisation_id in ours or m.need.plan.organisation_id in ours)
        for m in asked.matches(lacking, offered)[:MOST]
    ]
    context = {
        "needs": [(need, money(need.gap, need.currency)) for need in lacking[:MOST]],
        "offers": offered[:MOST],
        "matches": rows,
        "crumbs": [(reverse("pledges:index"), _("Pledges")), ("", _("Needs and offers"))],
    }
    return render(request, "pledges/public/needs.html", context)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors of either side bring a pledge and an action together."))
@require_POST
def propose(request: SignedInRequest, action: int, pk: int) -> HttpResponse:
    """Offer the pledge to the action, or ask for it."""
    pledge = get_object_or_404(Pledge.objects.public(), pk=pk)
    found = get_object_or_404(Action, pk=action)
    now = timezone.now()
    if refusal := tried(lambda: actions.propose_backing(pledge, found, by=request.user, at=now)):
        messages.error(request, str(refusal))
        return redirect("pledges:needs")
    messages.success(request, _("The other side was told. When both agree, it becomes public."))
    made = Backing.objects.get(pledge=pledge, action=found, ended_at__isnull=True)
    return redirect("pledges:backing", pk=made.pk)


@open_to(Audience.MEMBER, why=gettext_lazy("An offer is between the two sides until both agree."))
@require_http_methods(["GET", "POST"])
def backing(request: SignedInRequest, pk: int) -> HttpResponse:
    """An offer or a request: what each side said, and one's own answer."""
    ours = organisations_of(request.user)
    found = get_object_or_404(
        Backing.objects.select_related("pledge__organisation", "action__plan__organisation").filter(
            Q(pledge__organisation__in=ours) | Q(action__plan__organisation__in=ours)
        ),
        pk=pk,
    )
    refusal = None
    if request.method == "POST":
        given: dict[str, Any] = {"by": request.user, "at": timezone.now()}
        if request.POST.get("answer") == "yes":
            refusal = tried(lambda: actions.agree_backing(found, **given))
        else:
            reason = request.POST.get("reason", "")[:2000]
            refusal = tried(lambda: actions.end_backing(found, reason=reason, **given))
        if refusal is None:
            messages.success(request, _("Your answer is kept."))
            return redirect("pledges:backing", pk=found.pk)
    if found.pledge.organisation is None:
        raise Http404
    plan = found.action.plan
    pledger_open = found.pledger_agreed_at is None and may_approve(request.user, found.pledge.organisation)
    plan_open = found.plan_agreed_at is None and may_approve(request.user, plan.organisation)
    context = {
        "backing": found,
        "may_agree": not found.ended_at and (pledger_open or plan_open),
        "may_end": not found.ended_at
        and any(may_approve(request.user, side) for side in (found.pledge.organisation, plan.organisation)),
        "refusal": refusal,
        "crumbs": [(reverse("pledges:needs"), _("Needs and offers")), ("", found.pledge.title)],
    }
    return render(request, "pledges/work/backing.html", context, status=409 if refusal else 200)
