"""Asking for adoption, reading what will be public, and signing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.frozen import hash_of
from acogida.plans import actions, queries, rules
from acogida.plans.presenters.changes import changes
from acogida.plans.presenters.public import PublicPlan
from acogida.plans.states import WRITING
from acogida.plans.views.ground import crumbs, plan_of, standing, tried


@open_to(Audience.MEMBER, why=gettext_lazy("Colleagues read what will be public; only approvers sign."))
@require_http_methods(["GET", "POST"])
def adopt(request: SignedInRequest, pk: int) -> HttpResponse:
    """The plan as everybody will read it, what it still lacks, and the signature."""
    plan = plan_of(request, pk)
    refusal = None
    if request.method == "POST":
        refusal = tried(
            lambda: actions.adopt(
                plan,
                note=request.POST.get("note", ""),
                expected=request.POST.get("expected", ""),
                by=request.user,
                at=timezone.now(),
            )
        )
        if refusal is None:
            messages.success(request, _("The plan is adopted and public."))
            return redirect("plans:public", slug=plan.slug)
        plan = plan_of(request, pk)
    content = queries.content_of(plan)
    last = plan.current_version
    context = standing(plan) | {
        "crumbs": crumbs(plan, ("", _("Adoption"))),
        "refusal": refusal,
        "note": request.POST.get("note", ""),
        "gaps": queries.missing(plan, content) if plan.state in WRITING else [],
        "is_time": plan.state in WRITING,
        "open_priorities": queries.open_priorities(content),
        "shown": PublicPlan(content, {}, {}),
        "expected": hash_of(content),
        "changes": changes(last.content, content) if last else [],
        "last": last,
        "is_same": queries.is_as_adopted(plan, content),
        "may_adopt": rules.may_adopt(request.user, plan),
        "may_ask": rules.may_write(request.user, plan) and not plan.adoption_asked_at,
    }
    return render(request, "plans/work/adopt.html", context, status=409 if refusal else 200)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors ask their approvers to adopt."))
@require_POST
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell the approvers that it is ready."""
    plan = plan_of(request, pk)
    if refusal := tried(lambda: actions.ask_adoption(plan, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The approvers know that it is ready."))
    return redirect("plans:adopt", pk=plan.pk)
