from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts import queries
from acogida.accounts.actions import mandates as actions
from acogida.accounts.forms import MandateForm
from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Mandate
from acogida.accounts.presenters import mandate_row
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused


@open_to(Audience.OPERATOR, why=_("Operators answer for who acts beyond one organisation."))
@require_http_methods(["GET", "POST"])
def mandates(request: SignedInRequest) -> HttpResponse:
    """Who holds a mandate today, and giving one."""
    if not request.user.is_operator:
        raise Http404
    form = MandateForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid() and form.person:
        kind, country = form.cleaned_data["kind"], form.cleaned_data["country"]
        try:
            actions.give_mandate(form.person, kind=kind, country=country, by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            messages.success(request, gettext("The mandate was given."))
            return redirect("accounts:mandates")
    context = {
        "rows": [mandate_row(mandate) for mandate in queries.mandates_in_force()],
        "form": form,
        "refusal": refusal,
    }
    return render(request, "accounts/mandates.html", context, status=409 if refusal else 200)


@open_to(Audience.OPERATOR, why=_("Operators answer for who acts beyond one organisation."))
@require_POST
def end_mandate(request: SignedInRequest, pk: int) -> HttpResponse:
    if not request.user.is_operator:
        raise Http404
    mandate = get_object_or_404(Mandate, pk=pk)
    try:
        actions.end_mandate(mandate, by=request.user, at=timezone.now())
    except Refused as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, gettext("The mandate ended."))
    return redirect("accounts:mandates")
