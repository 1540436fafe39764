"""Partners of an action: the plan's people ask, the partner's people answer."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.accounts.rules import organisations_of
from acogida.core.access import Audience, open_to
from acogida.plans import actions, rules
from acogida.plans.forms import AnswerForm, PartnerForm
from acogida.plans.models import Partner
from acogida.plans.presenters import words
from acogida.plans.presenters.particulars import partner_rows
from acogida.plans.views.ground import action_of, crumbs, tried


@open_to(Audience.MEMBER, why=gettext_lazy("A plan at work is for its organisation until it is adopted."))
@require_http_methods(["GET", "POST"])
def partners(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who was asked to take part in an action and what they said; editors ask others."""
    action = action_of(request, pk)
    form = PartnerForm(action, request.POST or None)
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.ask_partner(action, by=request.user, at=timezone.now(), **form.cleaned_data)
        )
        if refusal is None:
            messages.success(request, _("The organisation is asked. Its people have a notice."))
            return redirect("plans:partners", pk=action.pk)
    context = {
        "crumbs": crumbs(
            action.plan, (reverse("plans:action", args=[action.pk]), action.title), ("", _("Partners"))
        ),
        "action": action,
        "rows": partner_rows(action),
        "form": form,
        "refusal": refusal,
        "may_write": rules.may_write(request.user, action.plan),
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "plans/work/partners.html", context, status=status)


@open_to(Audience.MEMBER, why=gettext_lazy("The organisation that was asked reads what it is asked for."))
@require_http_methods(["GET", "POST"])
def partner(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a partner is asked, and its answer: for its own people and those of the plan."""
    mine = organisations_of(request.user)
    found = get_object_or_404(
        Partner.objects.filter(Q(organisation__in=mine) | Q(action__plan__organisation__in=mine))
        .filter(action__withdrawn_at__isnull=True)
        .select_related("organisation", "action__plan__organisation", "action__objective"),
        pk=pk,
    )
    form = AnswerForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = tried(
            lambda: actions.answer_partner(
                found,
                is_confirmed=request.POST.get("say") == "yes",
                answer=form.cleaned_data["answer"],
                by=request.user,
                at=timezone.now(),
            )
        )
        if refusal is None:
            messages.success(request, _("The municipality knows your answer."))
            return redirect("plans:partner", pk=found.pk)
    context = {
        "partner": found,
        "when": words.period(found.action.starts_on, found.action.ends_on),
        "form": form,
        "refusal": refusal,
        "may_answer": rules.may_answer(request.user, found),
    }
    return render(request, "plans/work/partner.html", context, status=409 if refusal else 200)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors write the actions of their organisation's plan."))
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a request back."""
    mine = organisations_of(request.user)
    found = get_object_or_404(
        Partner.objects.filter(action__plan__organisation__in=mine).select_related("action__plan"), pk=pk
    )
    action = found.action_id
    if refusal := tried(lambda: actions.withdraw_partner(found, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("plans:partners", pk=action)
