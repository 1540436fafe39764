from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts import export, queries, rules
from acogida.accounts.actions import people
from acogida.accounts.forms import DeleteForm, ProfileForm
from acogida.accounts.http import SignedInRequest
from acogida.accounts.presenters import mandate_row, ways_in
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused


@open_to(Audience.SIGNED_IN, why=_("It is about you."))
@require_http_methods(["GET", "POST"])
def me(request: SignedInRequest) -> HttpResponse:
    """Everything about one's own account, on one page."""
    user = request.user
    form = ProfileForm(
        request.POST or None,
        initial={"name": user.name, "language": user.language, "time_zone": user.time_zone},
    )
    if request.method == "POST" and form.is_valid():
        user = people.update_profile(user, **form.cleaned_data, by=user, at=timezone.now())
        with translation.override(user.language):
            messages.success(request, gettext("Your account was saved."))
            answer = redirect("accounts:me")
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", secure=settings.SECURE
        )
        return answer
    context = {
        "form": form,
        "ways_in": ways_in(user, queries.authenticators_of(user)),
        "memberships": queries.memberships_of(user),
        "mandates": [mandate_row(mandate) for mandate in queries.mandates_of(user)],
        "oversees": rules.may_oversee(user),
    }
    return render(request, "accounts/me.html", context)


@open_to(Audience.SIGNED_IN, why=_("Your data are yours to take along."))
@require_safe
def export_me(request: SignedInRequest) -> JsonResponse:
    answer = JsonResponse(export.of(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="acogida-my-data.json"'
    return answer


@open_to(Audience.SIGNED_IN, why=_("You may leave whenever you want."))
@require_http_methods(["GET", "POST"])
def delete_me(request: SignedInRequest) -> HttpResponse:
    form = DeleteForm(request.POST or None, user=request.user)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            people.delete_account(request.user, by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            logout(request)
            messages.success(request, gettext("Your account was deleted. Thank you for your work."))
            return redirect(reverse("account_login"))
    context = {"form": form, "refusal": refusal}
    return render(request, "accounts/delete.html", context, status=409 if refusal else 200)
