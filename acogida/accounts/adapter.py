"""How sign-in behaves here: by invitation, in the person's language."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils import translation

from acogida.accounts.models import User
from acogida.accounts.queries import account_of


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People join by a personal link; the institution owns the account."""
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Go on in the language of the person, wherever they were going."""
        with translation.override(user.language):
            response: HttpResponse = super().post_login(request, user, **kwargs)
        # Django reads an address in the active language only: it is read in that of the page left.
        response["Location"] = translate_url(response["Location"], user.language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", secure=settings.SECURE
        )
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language of the reader where we know it, else in that of the page."""
        user = context.get("user") or account_of(email)
        with translation.override(user.language if user else translation.get_language()):
            super().send_mail(template_prefix, email, context)
