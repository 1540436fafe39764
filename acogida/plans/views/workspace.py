"""One's plans, a new one, and the desk of each."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import EDITING, Membership, Organisation
from acogida.accounts.rules import today
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.plans import actions, queries, rules
from acogida.plans.actions import Stale
from acogida.plans.forms import PlanForm
from acogida.plans.models import Plan
from acogida.plans.presenters import cycle, words
from acogida.plans.views.ground import Page, crumbs, form_page, plan_of, standing


@open_to(Audience.MEMBER, why=gettext_lazy("Each person sees the plans of their organisations."))
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """The plans of one's organisations, newest first."""
    plans = Plan.objects.of_colleagues(request.user).select_related("territory__country", "organisation")
    context = {
        "plans": [{"plan": plan, "period": words.period(plan.starts_on, plan.ends_on)} for plan in plans],
        "may_create": _organisations(request).exists(),
    }
    return render(request, "plans/work/mine.html", context)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors begin plans for their organisation."))
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Begin a plan."""
    organisations = _organisations(request)
    form = PlanForm(
        request.POST or None, organisations=organisations, initial={"organisation": organisations.first()}
    )
    page = Page(
        title=_("Begin a plan"),
        label=_("Begin the plan"),
        back=reverse("plans:mine"),
        crumbs=[(reverse("plans:mine"), _("My plans")), ("", _("Begin a plan"))],
        audience=_("Only your organisation sees it until it is adopted."),
    )
    refusal = None
    if form.is_valid():
        values = form.values()
        organisation = values.pop("organisation")
        try:
            plan = actions.create(
                organisation, territory=organisation.territory, by=request.user, at=timezone.now(), **values
            )
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("The plan has begun. First, the diagnosis."))
            return redirect("plans:diagnosis", pk=plan.pk)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors change the plan of their organisation."))
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change title, period or contexts."""
    plan = plan_of(request, pk)
    form = PlanForm(request.POST or None, initial=PlanForm.of(plan))
    here = _("Title and period")
    page = Page(
        title=here,
        label=_("Save"),
        back=reverse("plans:desk", args=[plan.pk]),
        crumbs=crumbs(plan, ("", here)),
        audience=_sees(plan),
    )
    refusal, current = None, None
    if form.is_valid():
        try:
            actions.edit(plan, revision=form.opened_on(), by=request.user, at=timezone.now(), **form.values())
        except Refused as error:
            refusal = error
            current = PlanForm.of(error.current) if isinstance(error, Stale) else None
        else:
            messages.success(request, _("Saved."))
            return redirect("plans:desk", pk=plan.pk)
    return form_page(request, page, form, refusal=refusal, current=current)


@open_to(Audience.MEMBER, why=gettext_lazy("A plan at work is for its organisation until it is adopted."))
@require_safe
def desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where a plan stands, what comes next, and what is due."""
    plan = plan_of(request, pk)
    work = queries.current_actions(plan)
    content = queries.content_of(plan, actions=work)
    challenges = content["challenges"]
    adopted = queries.adopted_actions(plan, among=work)
    due = queries.reports_due(plan, timezone.localdate(), actions=adopted)
    context = standing(plan) | {
        "crumbs": crumbs(plan),
        "next": cycle.next_step(plan, request.user, challenges=len(challenges), due=len(due)),
        "facts": [
            (_("Period"), words.period(plan.starts_on, plan.ends_on)),
            (_("Contexts"), ", ".join(words.contexts(plan.contexts)) or "–"),
            (_("Challenges"), len(challenges)),
            (_("Priorities"), sum(1 for c in challenges if c["is_priority"])),
            (_("Actions"), len(work)),
        ],
        "due": [(d, words.late(d.days_late)) for d in due[:5]],
        "may_write": rules.may_write(request.user, plan),
        "amended": plan.current_version is not None and not queries.is_as_adopted(plan, content),
        "versions": list(plan.versions.defer("content")),
    }
    return render(request, "plans/work/desk.html", context)


def _organisations(request: SignedInRequest):  # type: ignore[no-untyped-def] # a queryset of organisations
    mine = Membership.objects.on(today()).filter(user=request.user, role__in=EDITING)
    return Organisation.objects.filter(pk__in=mine.values("organisation"), territory__isnull=False)


def _sees(plan: Plan) -> str:
    if plan.first_adopted_at:
        return _("Only your organisation sees this change until the amendment is adopted.")
    return _("Only your organisation sees it until it is adopted.")
