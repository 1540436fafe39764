"""What the code on a certificate opens, and what others need to check one without us."""

import json
from datetime import UTC
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.core.text import LANGUAGES
from acogida.training.actions.certificate import signer
from acogida.training.credentials import LIST_BITS
from acogida.training.models import Certificate, Edition
from acogida.training.presenters import certificate as shown
from acogida.training.queries import badges

WHY = gettext_lazy("Whoever holds a certificate's code may check all that is printed on it.")
PUBLISHED = gettext_lazy(
    "Keys and status lists are published so that certificates can be checked without us."
)
MOST_LISTS = 10_000
CHECKER = Path(__file__).parents[1] / "data" / "checker.html"


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """All that is printed on a certificate, and whether it is in force."""
    found = get_object_or_404(
        Certificate.objects.select_related("nomination").prefetch_related("replaced_by"), code=code.upper()
    )
    language = request.GET.get("lang", "")
    language = language if language in LANGUAGES else translation.get_language() or "es"
    with translation.override(language):
        context = {
            "certificate": found,
            "shown": shown.public(found),
            "language_urls": {one: f"{request.path}?lang={one}" for one in LANGUAGES},
            "address": badges.site(f"{found.code}/"),
            "status_number": found.status_index // LIST_BITS,
        }
        page = render(request, "training/public/certificate.html", context)
    page["X-Robots-Tag"] = "noindex"
    return page


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def credential(request: HttpRequest, code: str) -> HttpResponse:
    """The signed credential (Open Badges 3.0, VC-JWT) as a file."""
    found = get_object_or_404(Certificate, code=code.upper())
    response = HttpResponse(found.credential, content_type="application/jwt")
    response["Content-Disposition"] = f'attachment; filename="{found.code}.jwt"'
    return response


def _json(data: Any) -> JsonResponse:
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response


@open_to(Audience.EVERYONE, why=PUBLISHED)
@require_safe
def issuer(request: HttpRequest) -> JsonResponse:
    """Who issues: the profile that credentials name."""
    return _json(
        {"@context": "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", **badges.issuer()}
    )


@open_to(Audience.EVERYONE, why=PUBLISHED)
@require_safe
def keys(request: HttpRequest) -> JsonResponse:
    """The public keys, as a JSON Web Key Set."""
    return _json({"keys": badges.keys()})


@open_to(Audience.EVERYONE, why=PUBLISHED)
@require_safe
def status(request: HttpRequest, number: int) -> HttpResponse:
    """A status list, signed: which certificates are revoked."""
    first = number * LIST_BITS
    if number >= MOST_LISTS or not Certificate.objects.filter(status_index__gte=first).exists():
        raise Http404
    at = timezone.now().astimezone(UTC).replace(microsecond=0).isoformat()
    _key, pen = signer(at=timezone.now())
    response = HttpResponse(pen.sign(badges.status_list(number, at=at)), content_type="application/jwt")
    response["Access-Control-Allow-Origin"] = "*"
    return response


@open_to(Audience.EVERYONE, why=PUBLISHED)
@require_safe
def checker(request: HttpRequest) -> HttpResponse:
    """A page to keep: it checks certificates from a file, without any network, with today's keys inside."""
    page = CHECKER.read_text().replace("__KEYS__", json.dumps(badges.keys()).replace("<", "\\u003c"))
    response = HttpResponse(page, content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="acogida-checker.html"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@open_to(Audience.EVERYONE, why=PUBLISHED)
@require_safe
def achievement(request: HttpRequest, slug: str) -> HttpResponse:
    """What the credential calls its achievement: the edition's page."""
    found = get_object_or_404(Edition, slug=slug, published_at__isnull=False)
    return redirect("training:edition", slug=found.slug)
