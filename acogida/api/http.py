"""What every answer of the API has in common: language, open access, validators, errors as problem+json."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

PROBLEM = "application/problem+json"
READING = ("GET", "HEAD", "OPTIONS")
WRITING = ("POST", "OPTIONS")
EVERY = (*READING, "POST", "PUT", "PATCH", "DELETE")
HEADERS = (
    "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-None-Match, If-Modified-Since"
)
FRESH_SECONDS = 300
# The API answers everybody the same, whoever is signed in on this browser.
PUBLIC = AnonymousUser()
View = Callable[..., HttpResponse]


def language_of(request: HttpRequest) -> str:
    """The language of sentences: `lang`, else the first of Accept-Language that we speak, else Spanish."""
    known = {code for code, _name in settings.LANGUAGES}
    if (asked := request.GET.get("lang", "")) in known:
        return asked
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def problem(
    status: int, title: str, detail: str = "", *, errors: list[dict[str, Any]] | None = None
) -> HttpResponse:
    """An error as RFC 9457 says it: a short title, and a sentence for whoever called."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "status": status,
        "title": title,
        "detail": detail or title,
    }
    if errors:
        body["errors"] = errors
    return JsonResponse(body, status=status, content_type=PROBLEM)


def served(view: View, *, methods: tuple[str, ...] = READING) -> View:
    """Wrap a view of the API: open to other sites' programs, in one language, what is read cacheable."""

    @wraps(view)
    def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            response = _answer(view, methods, request, *args, **kwargs)
            if request.method not in READING or "Authorization" in request.headers:
                response["Cache-Control"] = "no-store"
            elif response.status_code == 200:
                response = _validated(request, response)
            response["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
        patch_vary_headers(response, ["Accept-Language"])
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Content-Language, Retry-After"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    return serve


def _answer(
    view: View, methods: tuple[str, ...], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    if request.method == "OPTIONS":
        allowed = HttpResponse(status=204)
        allowed["Allow"] = allowed["Access-Control-Allow-Methods"] = ", ".join(methods)
        allowed["Access-Control-Allow-Headers"] = HEADERS
        allowed["Access-Control-Max-Age"] = "86400"
        return allowed
    if request.method not in methods:
        words = {"methods": ", ".join(methods)}
        refused = problem(405, _("Not allowed"), _("This address takes only: %(methods)s.") % words)
        refused["Allow"] = ", ".join(methods)
        return refused
    if request.method == "HEAD":
        # Answered as GET; the server leaves the body out.
        request.method = "GET"
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = "HEAD"
    return view(request, *args, **kwargs)


def _validated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give an answer its ETag, and send 304 where the caller has it already."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    answered = get_conditional_response(request, etag=etag, response=response)
    if answered is None or not isinstance(answered, HttpResponse):
        return response
    if answered.status_code == 412:
        return problem(412, _("Not as expected"), _("The thing is no longer as you last read it."))
    return answered
