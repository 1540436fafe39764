"""What everybody may read: adopted plans, as adopted, and how they go."""

from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from acogida.accounts.rules import belongs
from acogida.core.access import Audience, open_to
from acogida.documents.docx import to_docx
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.plans import queries
from acogida.plans.models import Plan, PlanVersion
from acogida.plans.presenters import linked, ribbon, words
from acogida.plans.presenters.changes import changes
from acogida.plans.presenters.document import document
from acogida.plans.presenters.iati import external_actions
from acogida.plans.presenters.public import PublicPlan
from acogida.plans.queries.public import reported
from acogida.territories.models import Territory

PAGE = 30
WHY = gettext_lazy("Adopted plans are public; of drafts nothing is shown.")


@open_to(Audience.EVERYONE, why=gettext_lazy("Adopted plans are public."))
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Adopted plans by place; the country and a year that the plan covers may be chosen."""
    found = queries.published().defer("current_version__content")
    country, year = request.GET.get("country", ""), request.GET.get("year", "")
    after = request.GET.get("after", "")
    if country:
        found = found.filter(territory__country__code=country)
    if year.isdigit() and 1900 < int(year) < 2200:
        found = found.filter(starts_on__year__lte=int(year), ends_on__year__gte=int(year))
    found = found.order_by("territory__name", "pk")
    if after.isdigit() and (last := queries.published().filter(pk=after).first()):
        name = last.territory.name
        found = found.filter(Q(territory__name__gt=name) | Q(territory__name=name, pk__gt=last.pk))
    plans = list(found[: PAGE + 1])
    adopted = Plan.objects.filter(first_adopted_at__isnull=False)
    context = {
        "plans": [(plan, words.period(plan.starts_on, plan.ends_on)) for plan in plans[:PAGE]],
        "after": plans[PAGE - 1].pk if len(plans) > PAGE else None,
        "countries": Territory.objects.filter(pk__in=adopted.values("territory__country")).order_by("name"),
        "country": country,
        "year": year,
    }
    return render(request, "plans/public/index.html", context)


def shown_plan(slug: str, *, action: int | None = None) -> tuple[Plan, PlanVersion, PublicPlan]:
    """An adopted plan with its version and what was reported, of all its actions or of one; else 404."""
    return shown_of(get_object_or_404(queries.published(), slug=slug), action=action)


def shown_of(plan: Plan, *, action: int | None = None) -> tuple[Plan, PlanVersion, PublicPlan]:
    """The same for a plan that is at hand with its current version; 404 where it was never adopted."""
    if plan.current_version is None:
        raise Http404
    content = queries.public_content(plan)
    found = reported(plan, content, action=action)
    return plan, plan.current_version, PublicPlan(content, found.reports, found.values, slug=plan.slug)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """One adopted plan in plain language, with how it goes."""
    found, version, shown = shown_plan(slug)
    context: dict[str, Any] = {
        "plan": found,
        "about": linked.about(found, version, shown, address=request.build_absolute_uri(request.path)),
        "version": version,
        "adopted_on": words.day(timezone.localdate(version.adopted_at)),
        "versions": list(found.versions.defer("content")),
        "shown": shown,
        "timeline": shown.timeline(timezone.localdate()),
        "evaluations": list(
            found.evaluations.filter(published_at__isnull=False).defer("content").order_by("published_at")
        ),
        "has_iati": bool(external_actions(shown.content["actions"])),
        "is_colleague": belongs(request.user, found.organisation),
    }
    return render(request, "plans/public/plan.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def action(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One adopted action: why, how it is measured, every report, its place on the thread."""
    found, version, shown = shown_plan(slug, action=pk)
    one = next((a for a in shown.actions if a.pk == pk), None)
    if one is None:
        raise Http404
    challenge = next((c for c in shown.challenges if c.pk == one.content["challenge"]), None)
    number = one.content.get("inspired_by")
    known = queries.read_back_actions([found.pk]) if number else {}
    practice = queries.practice_of(queries.practice_here(one.content, known))
    context = {
        "plan": found,
        "version": version,
        "shown": shown,
        "action": one,
        "practice": practice,
        "practice_title": words.practice(practice) if practice else "",
        "practice_elsewhere": words.practice_elsewhere(known[pk].told_of(number)) if pk in known else "",
        "partners": list(queries.confirmed_partners(one.pk)),
        "challenge": challenge,
        "strand": ribbon.of_public_action(slug, one, challenge, practice),
        "crumbs": [
            (reverse("plans:index"), _("Plans")),
            (reverse("plans:public", args=[slug]), shown.content["title"]),
            ("", one.title),
        ],
    }
    return render(request, "plans/public/action.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def export(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The plan as PDF or DOCX, in the page's language."""
    found, version, shown = shown_plan(slug)
    address = request.build_absolute_uri(reverse("plans:public", args=[slug]))
    report = document(found, version, shown, address=address, today=timezone.localdate())
    made = to_pdf(report) if kind == "pdf" else to_docx(report)
    return document_response(made, name=f"{slug}.{kind}", kind=kind)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def compared(request: HttpRequest, slug: str, number: int, earlier: int) -> HttpResponse:
    """What one adopted version says otherwise than an earlier one."""
    versions = list(
        PlanVersion.objects.filter(plan__slug=slug).select_related("plan__territory").order_by("number")
    )
    by_number = {found.number: found for found in versions}
    if not 0 < earlier < number or number not in by_number or earlier not in by_number:
        raise Http404
    before, after = by_number[earlier], by_number[number]
    context = {
        "plan": after.plan,
        "before": before,
        "after": after,
        "rows": changes(before.content, after.content),
        "pairs": [(one.number, other.number) for other, one in pairwise(versions)],
        "crumbs": [
            (reverse("plans:index"), _("Plans")),
            (reverse("plans:public", args=[slug]), after.content["title"]),
            ("", _("What changed")),
        ],
    }
    return render(request, "plans/public/compared.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> JsonResponse:
    """A version's frozen content with its hash, so that anybody can check that nothing was changed."""
    found = get_object_or_404(PlanVersion.objects.select_related("plan"), plan__slug=slug, number=number)
    data = {"sha256": found.sha256, "number": found.number, "note": found.note, "content": found.content}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1, "sort_keys": True})
