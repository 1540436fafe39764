"""What visitors say is out of date, for the keepers to decide."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.services import actions, rules
from acogida.services.forms import ReasonForm
from acogida.services.models import ONE_CLICK, Correction, Service, Wrong
from acogida.services.views.ground import tried

WHY = gettext_lazy("Editors decide on corrections of their own directory.")
SHOWN = 50


@open_to(Audience.MEMBER, why=gettext_lazy("Colleagues see what visitors say of their directory."))
@require_safe
def waiting(request: SignedInRequest) -> HttpResponse:
    """Those that wait, the oldest first, then what was decided lately."""
    mine = Correction.objects.filter(service__in=Service.objects.of_colleagues(request.user)).select_related(
        "service__territory", "service__organisation", "decided_by"
    )
    context = {
        "waiting": list(mine.filter(state="waiting").order_by("sent_at", "pk")[:SHOWN]),
        "decided": list(mine.exclude(state="waiting").order_by("-decided_at", "-pk")[:10]),
        "crumbs": [(reverse("services:desk"), _("Our directory")), ("", _("Corrections"))],
    }
    return render(request, "services/desk/corrections.html", context)


@open_to(Audience.EDITOR, why=WHY)
@require_http_methods(["GET", "POST"])
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve or decline one."""
    mine = Correction.objects.filter(service__in=Service.objects.of_colleagues(request.user))
    found = get_object_or_404(mine.select_related("service__organisation", "decided_by"), pk=pk)
    form = ReasonForm(request.POST if request.POST.get("deed") == "decline" else None)
    refusal = None
    now = timezone.now()
    if request.POST.get("deed") == "approve":
        refusal = tried(lambda: actions.approve(found, by=request.user, at=now))
        if refusal is None:
            return _approved(request, found)
    elif form.is_valid():
        reason = form.cleaned_data["reason"]
        refusal = tried(lambda: actions.decline(found, reason=reason, by=request.user, at=now))
        if refusal is None:
            messages.success(request, _("Declined, with your reason."))
            return redirect("services:corrections")
    context = {
        "correction": found,
        "form": form,
        "refusal": refusal,
        "may_write": rules.may_write(request.user, found.service),
        "at_once": found.wrong in ONE_CLICK,
        "is_gone": found.wrong == Wrong.GONE,
        "crumbs": [
            (reverse("services:desk"), _("Our directory")),
            (reverse("services:corrections"), _("Corrections")),
            ("", found.service.name),
        ],
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "services/desk/correction.html", context, status=status)


def _approved(request: SignedInRequest, correction: Correction) -> HttpResponse:
    if correction.wrong in (*ONE_CLICK, Wrong.GONE):
        messages.success(request, _("Put right, and noted as checked today."))
        return redirect("services:corrections")
    messages.success(request, _("Approved. Now write it into the entry."))
    return redirect("services:edit", pk=correction.service_id)
