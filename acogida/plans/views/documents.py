"""Everything a plan can be handed out as, in one place."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.documents.docx import to_docx
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.documents.report import Report
from acogida.plans import queries, rules
from acogida.plans.models import Plan
from acogida.plans.presenters import council, iati
from acogida.plans.presenters.chapters import review_chapter, seal_dossier
from acogida.plans.presenters.shelf import shelf
from acogida.plans.views.ground import crumbs, plan_of, standing
from acogida.plans.views.public import shown_of, shown_plan

WHY = gettext_lazy("A plan at work is for its organisation until it is adopted.")


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def documents(request: SignedInRequest, pk: int) -> HttpResponse:
    """What can be taken from the plan, for whom it is, in which formats."""
    plan = plan_of(request, pk)
    has_iati = plan.current_version is not None and bool(
        iati.external_actions(queries.public_content(plan)["actions"])
    )
    context = standing(plan) | {
        "crumbs": crumbs(plan, ("", _("Documents"))),
        "shelf": shelf(plan, may_write=rules.may_write(request.user, plan), has_iati=has_iati),
    }
    return render(request, "plans/work/documents.html", context)


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """The progress sheet as a page to print."""
    plan = _adopted(request, pk)
    _found, version, shown = shown_of(plan)
    today = timezone.localdate()
    late = [d for d in queries.reports_due(plan, today) if d.is_overdue]
    context = {
        "plan": plan,
        "version": version,
        "shown": shown,
        "summary": council.summary(shown, late),
        "slow": council.slow(shown, late),
        "today": today,
        "crumbs": crumbs(
            plan, (reverse("plans:documents", args=[plan.pk]), _("Documents")), ("", _("Progress sheet"))
        ),
    }
    return render(request, "plans/work/progress.html", context)


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def made(request: SignedInRequest, pk: int, what: str, kind: str) -> HttpResponse:
    """One of the documents as PDF or DOCX, in the page's language."""
    plan = _adopted(request, pk)
    if what not in MAKERS or kind not in {"pdf", "docx"}:
        raise Http404
    report = MAKERS[what](request, plan)
    return document_response(
        to_pdf(report) if kind == "pdf" else to_docx(report), name=f"{plan.slug}-{what}.{kind}", kind=kind
    )


@open_to(Audience.EVERYONE, why=gettext_lazy("Adopted plans are public; of drafts nothing is shown."))
@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan for a wall: A3, in plain words."""
    plan, version, shown = shown_plan(slug)
    report = council.poster(plan, version, shown, address=_address(request, plan), today=timezone.localdate())
    return document_response(to_pdf(report, paper="a3"), name=f"{slug}-a3.pdf", kind="pdf")


def _adopted(request: SignedInRequest, pk: int) -> Plan:
    plan = plan_of(request, pk)
    if plan.current_version is None:
        raise Http404
    return plan


def _address(request: HttpRequest, plan: Plan) -> str:
    return request.build_absolute_uri(reverse("plans:public", args=[plan.slug]))


def _for_council(request: HttpRequest, plan: Plan, maker: Callable[..., Report]) -> Report:
    _found, version, shown = shown_of(plan)
    today = timezone.localdate()
    return maker(plan, version, shown, queries.reports_due(plan, today), today=today)


def _for_others(request: HttpRequest, plan: Plan, maker: Callable[..., Report]) -> Report:
    _found, version, shown = shown_of(plan)
    return maker(plan, version, shown, address=_address(request, plan), today=timezone.localdate())


MAKERS: dict[str, Callable[[HttpRequest, Plan], Report]] = {
    "progress": lambda request, plan: _for_council(request, plan, council.progress_sheet),
    "council": lambda request, plan: _for_council(request, plan, council.council_report),
    "review": lambda request, plan: _for_others(request, plan, review_chapter),
    "seal": lambda request, plan: _for_others(request, plan, seal_dossier),
}
