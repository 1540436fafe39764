"""An organisation's tokens: made by its administrators, shown once, revoked."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Organisation
from acogida.api import actions, rules
from acogida.api.forms import TokenForm
from acogida.api.links import api_url
from acogida.api.models import Token
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused

WHY = gettext_lazy("Administrators decide which programs write for the organisation.")


def _managed(request: SignedInRequest, pk: int) -> Organisation:
    found = get_object_or_404(Organisation, pk=pk)
    if not rules.may_manage(request.user, found):
        raise Http404
    return found


@open_to(Audience.ADMINISTRATOR, why=WHY)
@require_http_methods(["GET", "POST"])
def index(request: SignedInRequest, pk: int) -> HttpResponse:
    """The organisation's tokens, and a form for another; a new one is shown once."""
    found = _managed(request, pk)
    form = TokenForm(request.POST or None)
    refusal, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            words = {"name": given["label"], "scopes": given["scopes"], "days": given["days"]}
            try:
                made, secret = actions.make_token(found, **words, by=request.user, at=timezone.now())
            except Refused as error:
                refusal, status = error, 409
            else:
                return _made(request, found, made, secret)
    context = {**_context(found), "form": form, "refusal": refusal}
    return render(request, "api/tokens.html", context, status=status)


def _context(found: Organisation) -> dict[str, Any]:
    now = timezone.now()
    rows = Token.objects.filter(organisation=found).select_related("made_by", "revoked_by")
    return {
        "organisation": found,
        "open": [token for token in rows if not token.revoked_at and token.expires_at > now],
        "closed": [token for token in rows if token.revoked_at or token.expires_at <= now][:20],
        "crumbs": [(reverse("accounts:organisation", args=[found.pk]), str(found)), ("", _("Tokens"))],
    }


def _made(request: SignedInRequest, found: Organisation, made: Token, secret: str) -> HttpResponse:
    context = {
        "organisation": found,
        "token": made,
        "secret": secret,
        "example": f'curl -H "Authorization: Bearer {secret}" {api_url("token")}',
        "site": settings.SITE_URL,
        "crumbs": [
            (reverse("accounts:organisation", args=[found.pk]), str(found)),
            (reverse("tokens", args=[found.pk]), _("Tokens")),
            ("", made.name),
        ],
    }
    answer = render(request, "api/token_made.html", context, status=201)
    answer["Cache-Control"] = "no-store"
    return answer


@open_to(Audience.ADMINISTRATOR, why=WHY)
@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a token at once."""
    token = get_object_or_404(Token.objects.select_related("organisation"), pk=pk)
    found = _managed(request, token.organisation_id)
    try:
        actions.revoke_token(token, by=request.user, at=timezone.now())
    except Refused as error:
        context = {**_context(found), "form": TokenForm(), "refusal": error}
        return render(request, "api/tokens.html", context, status=409)
    messages.success(request, _("The token was revoked: it opens nothing any more."))
    return redirect("tokens", pk=found.pk)
