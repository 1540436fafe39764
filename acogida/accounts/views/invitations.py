from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from acogida.accounts import clocks, queries, rules
from acogida.accounts.actions import invitations
from acogida.accounts.forms import JoinForm
from acogida.accounts.models import Invitation
from acogida.accounts.presenters import masked
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.limits import allowed


@open_to(Audience.LINK, why=_("The personal link is the key: it works once, for the person it was sent to."))
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the invitation is for, and whatever this person must do to accept it."""
    now = timezone.now()
    found = queries.invitation_of(token)
    if found is None:
        # Only guesses are counted: a whole town hall may come in through one address on one morning.
        if not allowed("invitation", get_adapter().get_client_ip(request), times=30, seconds=300, at=now):
            return _closed(
                request, gettext("Too many tries from here. Wait five minutes and open the link again."), 429
            )
        return _closed(
            request, gettext("This link is not known here. Copy it whole, as it was sent to you."), 404
        )
    if sentence := rules.why_closed(found, at=now):
        return _closed(request, sentence, 410)
    if request.user.is_authenticated:
        return _accept(request, found, token)
    if queries.account_of(found.email):
        context = {
            "invitation": found,
            "step": "sign_in",
            "here": reverse("accounts:invitation", args=[token]),
        }
        return render(request, "accounts/invitation.html", context)
    return _join(request, found)


def _closed(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "accounts/invitation_closed.html", {"sentence": sentence}, status=status)


def _accept(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    if not rules.is_for(found, request.user):
        context = {
            "invitation": found,
            "step": "other_person",
            "address": masked(found.email),
            "here": reverse("accounts:invitation", args=[token]),
        }
        return render(request, "accounts/invitation.html", context, status=403)
    refusal = None
    if request.method == "POST":
        try:
            invitations.accept(found, by=request.user, at=timezone.now())  # type: ignore[arg-type] # signed in: asked above
        except Refused as error:
            refusal = error
        else:
            messages.success(request, gettext("Welcome. You now work for this organisation."))
            return redirect("accounts:organisation", pk=found.organisation_id)
    context = {"invitation": found, "step": "accept", "refusal": refusal}
    return render(request, "accounts/invitation.html", context, status=409 if refusal else 200)


def _join(request: HttpRequest, found: Invitation) -> HttpResponse:
    given = request.POST or None
    form = JoinForm(
        given,
        email=found.email,
        initial={"language": get_language(), "time_zone": clocks.of_country(found.organisation.country.code)},
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            person = invitations.join(found, **form.cleaned_data, at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            url = reverse("accounts:organisation", args=[found.organisation_id])
            answer: HttpResponse = perform_login(request, person, email_verification="none", redirect_url=url)
            return answer
    context = {"invitation": found, "step": "join", "form": form, "refusal": refusal}
    return render(request, "accounts/invitation.html", context, status=409 if refusal else 200)
