"""Carrying the plan out: the board, and the reports on its actions."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.documents.files import keep
from acogida.documents.http import download_response
from acogida.plans import actions, queries, rules
from acogida.plans.forms import ReportForm
from acogida.plans.models import Action, Plan, Progress
from acogida.plans.presenters import board as shown
from acogida.plans.presenters import words
from acogida.plans.queries.schedule import next_due
from acogida.plans.views.ground import action_of, crumbs, plan_of, standing, tried


@open_to(
    Audience.MEMBER, why=gettext_lazy("A plan at work is for its organisation; the public has its own page.")
)
@require_safe
def board(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is late and due first; then every action in time and money."""
    plan = plan_of(request, pk)
    work = queries.current_actions(plan)
    context = standing(plan) | {
        "crumbs": crumbs(plan, ("", _("Implementation"))),
        "board": shown.board(plan, timezone.localdate(), work),
        "may_write": rules.may_write(request.user, plan),
        "amended": plan.current_version is not None
        and not queries.is_as_adopted(plan, queries.content_of(plan, actions=work)),
    }
    return render(request, "plans/work/board.html", context)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors report how their organisation's actions go."))
@require_http_methods(["GET", "POST"])
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Report on an action; on a phone in two minutes."""
    action = action_of(request, pk)
    form = ReportForm(action, timezone.localdate(), request.POST or None, request.FILES or None)
    refusal = None
    if form.is_valid():
        refusal = tried(lambda: _report(request, action, form))
        if refusal is None:
            messages.success(request, _("The report is saved and public."))
            _warn_of_overspending(request, action)
            return redirect("plans:action", pk=action.pk)
    due = next_due(action.plan, action)
    context = standing(action.plan) | {
        "crumbs": crumbs(
            action.plan, (reverse("plans:action", args=[action.pk]), action.title), ("", _("Report"))
        ),
        "action": action,
        "form": form,
        "refusal": refusal,
        "so_far": words.spending(queries.money_of(action)),
        "due": (words.day(due), words.late((timezone.localdate() - due).days)) if due else None,
        "is_late": due is not None and due < timezone.localdate(),
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "plans/work/report.html", context, status=status)


def _warn_of_overspending(request: SignedInRequest, action: Action) -> None:
    """A report that goes over the budget is taken, and said aloud to whoever wrote it."""
    money = queries.money_of(action)
    if money.is_over:
        said, _tone = words.spending(money)
        messages.warning(
            request,
            _("%(spending)s. If the budget is to change, write it and adopt the amendment.")
            % {"spending": said},
        )


def _report(request: SignedInRequest, action: Action, form: ReportForm) -> None:
    """The file and the report are kept together or not at all."""
    data: dict[str, Any] = form.cleaned_data
    now = timezone.now()
    names = ["reported_on", "condition", "narrative", "delay_reason", "evidence_link"]
    with transaction.atomic():
        upload = data["evidence_file"]
        actions.report_progress(
            action,
            **{name: data[name] for name in names},
            spent=data.get("spent"),
            spent_on=form.spent_on(),
            reached=form.reached(),
            values=form.reported(),
            evidence_file=keep(upload, by=request.user, at=now) if upload else None,
            by=request.user,
            at=now,
        )


@open_to(Audience.MEMBER, why=gettext_lazy("Files behind a report are for the organisation that holds them."))
@require_safe
def evidence(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The file behind a report."""
    found = Progress.objects.filter(action__plan__in=Plan.objects.of_colleagues(request.user))
    stored = get_object_or_404(found.select_related("evidence_file"), pk=pk).evidence_file
    if stored is None:
        raise Http404
    return download_response(stored)
