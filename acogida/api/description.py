"""The API as a whole: its operations, its errors, its OpenAPI description."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from acogida.api.http import PROBLEM, problem
from acogida.api.links import ROOT
from acogida.api.resource import RESOURCES, Resource
from acogida.api.resources import (
    assessments,
    calls,
    compact,
    consultations,
    courses,
    dialogues,
    evidence,
    frozen,
    initiatives,
    joint_actions,
    lists,
    mechanisms,
    plans,
    pledges,
    practices,
    protocols,
    questionnaires,
    services,
    territories,
    training,
    writing,
)
from acogida.core.errors import Refused

FIGURES = "figures"
VERSION = "1.0.0"
DESCRIPTION = (
    "Public data of this installation of Acogida. Lists are paged by `cursor`; texts come in every language "
    "they exist in; figures stand beside their source, and small counts are hidden. Reading needs no key. "
    "Programs of an organisation write its own with a token (`Authorization: Bearer …`); with an "
    "`Idempotency-Key` a request sent again is done once. Errors are problem+json (RFC 9457)."
)


def resources() -> dict[str, Resource]:
    """Every kind of public thing that has its list here, by the name in its address."""
    return dict(sorted(RESOURCES.items()))


def titles() -> dict[str, str]:
    """What each table holds, in English: `gettext` says it in the reader's language."""
    return {name: resource.lists for name, resource in resources().items()} | {FIGURES: evidence.FIGURES_ARE}


class Renderer(JSONRenderer):
    """Accents as themselves: half the bytes in our languages."""

    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The function's own name: it is what programs made from the description will call."""
        return operation.view_func.__name__


api = Api(
    renderer=Renderer(),
    title="Acogida",
    version=VERSION,
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
for part in (
    *(compact, lists, territories, evidence, services, protocols, questionnaires, assessments, calls),
    *(practices, dialogues, consultations, initiatives, plans, pledges, training, courses, mechanisms),
    *(joint_actions, frozen, writing),
):
    api.add_router("", part.router)


@api.exception_handler(ValidationError)
def _misasked(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Each parameter, or field of what was sent, that could not be understood, by name."""
    errors = {_parameter(request, e["loc"]): e["msg"] for e in reversed(error.errors)}
    names = ", ".join(reversed(errors))
    listed = [{"parameter": name, "detail": said} for name, said in reversed(errors.items())]
    if any(e["loc"][:1] == ("body",) for e in error.errors):
        detail = _("These fields could not be understood: %(names)s.") % {"names": names}
        return problem(422, _("Not understood"), detail, errors=listed)
    detail = _("These parameters could not be understood: %(names)s.") % {"names": names}
    return problem(400, _("Bad request"), detail, errors=listed)


def _parameter(request: HttpRequest, place: Iterable[object]) -> str:
    """The parameter that an error is about: its place also names the shapes that were tried."""
    *_shapes, last = parts = [str(part) for part in place]
    return next((part for part in parts if part in request.GET), last)


@api.exception_handler(Http404)
@api.exception_handler(ObjectDoesNotExist)
def _missing(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(404, _("Not found"), str(error) if isinstance(error, Http404) else "")


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """What the deed itself would not do, with its sentence."""
    return problem(409, _("Refused"), str(error))


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    said = _("A token is needed: one that is valid, not revoked, and whose maker still administers.")
    answer = problem(401, _("Who are you?"), said)
    answer["WWW-Authenticate"] = "Bearer"
    return answer


IDEMPOTENCY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "maxLength": 120, "pattern": "^[ -~]*$"},
    "description": gettext_noop("A key of yours for this deed: sent again, it is done once."),
}
TITLES = {
    403: gettext_lazy("Not allowed"),
    422: gettext_lazy("Not understood"),
    429: gettext_lazy("Too often"),
}


@api.exception_handler(HttpError)
def _failed(request: HttpRequest, error: HttpError) -> HttpResponse:
    answer = problem(error.status_code, str(TITLES.get(error.status_code, _("Bad request"))), str(error))
    if error.status_code == 429:
        answer["Retry-After"] = str(60 - timezone.now().second)
    return answer


@lru_cache(maxsize=1)
def openapi() -> dict[str, Any]:
    """The description in OpenAPI 3.1, errors with their own media type."""
    described: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=f"{ROOT}/"))
    described["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    for operations in described["paths"].values():
        for method, operation in operations.items():
            if method == "post":
                operation.setdefault("parameters", []).append(IDEMPOTENCY)
            for status, response in operation["responses"].items():
                content = response.get("content", {})
                if int(status) >= 400 and "application/json" in content:
                    content[PROBLEM] = content.pop("application/json")
                    response["description"] = "Problem"
    return described
