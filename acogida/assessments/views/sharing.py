"""Who works on an assessment besides colleagues: personal links, and the rounds they serve in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.assessments import actions, rules
from acogida.assessments.forms import LinkForm
from acogida.assessments.models import PersonalLink, SubDimension
from acogida.assessments.presenters.sharing import link_row
from acogida.assessments.presenters.words import page_context, work_crumbs
from acogida.assessments.queries.discussion import links_of
from acogida.assessments.states import State
from acogida.assessments.views.workspace import own_assessment
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused

WHY = gettext_lazy("Editors let departments and outsiders work on sections, and may end that at any time.")


@open_to(Audience.MEMBER, why=WHY)
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: SignedInRequest, pk: int) -> HttpResponse:
    """The links given, what became of each, and the form for one more. The address is shown once."""
    assessment = own_assessment(request, pk)
    sections = SubDimension.objects.filter(dimension__instrument=assessment.instrument_id)
    form = LinkForm(
        request.POST or None,
        sections=sections.select_related("dimension").order_by("dimension__number", "number"),
        language=get_language() or "es",
    )
    refusal, given, address = None, None, ""
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            given, token = actions.give_link(assessment, by=request.user, at=now, **form.cleaned_data)
        except Refused as error:
            refusal = error
        else:
            address = actions.address_of(given, token)
    failed = request.method == "POST" and given is None
    context = page_context(assessment) | {
        "crumbs": work_crumbs(assessment, ("", _("Departments and outsiders"))),
        "links": [link_row(link, at=now, reader=request.user) for link in links_of(assessment)],
        "form": form,
        "given": given,
        "address": address,
        "refusal": refusal,
        "may_give": rules.may_give_links(request.user, assessment) and assessment.state != State.PUBLISHED,
    }
    return render(request, "assessments/links.html", context, status=409 if failed else 200)


@open_to(Audience.EDITOR, why=WHY)
@require_POST
def withdraw(request: SignedInRequest, pk: int, link: int) -> HttpResponse:
    assessment = own_assessment(request, pk)
    found = get_object_or_404(PersonalLink, pk=link, assessment=assessment)
    try:
        actions.withdraw_link(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The link no longer opens. What was written with it stays."))
    return redirect("assessments:links", pk=pk)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors open the consultation and the validation, or go back."))
@require_POST
def round_(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a round, or go back."""
    assessment = own_assessment(request, pk)
    try:
        moved = actions.move_to(
            assessment, state=request.POST.get("state", ""), by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("assessments:work", pk=pk)
    messages.success(
        request, _("The assessment is now: %(state)s.") % {"state": moved.get_state_display().lower()}
    )
    return redirect("assessments:work", pk=pk)
