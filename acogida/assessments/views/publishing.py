"""Publishing an edition, and opening the next one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.assessments import actions, rules
from acogida.assessments.presenters.words import facts_before, page_context, work_crumbs
from acogida.assessments.queries.workspace import before_publishing, consents_of, open_questions
from acogida.assessments.views.workspace import own_assessment
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused


@open_to(
    Audience.MEMBER,
    why=gettext_lazy("Only approvers publish in the name of their municipality; members may read this page."),
)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """What becomes public, in numbers and in one sentence; then the button."""
    assessment = own_assessment(request, pk)
    refusal = None
    if request.method == "POST":
        try:
            chosen = request.POST.getlist("sections") if "choice" in request.POST else None
            publication = actions.publish(assessment, sections=chosen, by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("Edition %(number)s is public.") % {"number": publication.number})
            return redirect("assessments:detail", pk=pk)
    numbers = before_publishing(assessment)
    context = page_context(assessment) | {
        "crumbs": work_crumbs(assessment, ("", _("Publish"))),
        "numbers": numbers,
        "facts": facts_before(numbers),
        "sections": consents_of(assessment),
        "questioned": open_questions(assessment),
        "refusal": refusal,
        "may_publish": rules.may_publish(request.user, assessment),
    }
    return render(request, "assessments/publish.html", context, status=409 if refusal else 200)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors prepare the next edition."))
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = own_assessment(request, pk)
    try:
        actions.reopen(assessment, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("It is open again. The public keeps seeing the last edition until you publish the next."),
        )
    return redirect("assessments:work", pk=pk)
