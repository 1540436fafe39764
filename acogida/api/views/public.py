"""The description of the API, for programs and for people, and the answer to what does not exist."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from acogida.api.description import openapi, titles
from acogida.api.http import EVERY, problem, served
from acogida.api.links import ROOT
from acogida.api.opendata import shelf
from acogida.core.access import Audience, open_to

OPEN = gettext_lazy("Open data are for everyone: nothing in them is more than the pages show.")
WHY_TOKEN = gettext_lazy("A program writes what its organisation may write, by that organisation's rules.")
WHY = gettext_lazy("The API gives what is public on the pages.")
EXAMPLES = {
    f"{ROOT}/local-actions": "?objective=15",
    f"{ROOT}/territories": "?q=tapachula",
    f"{ROOT}/figures": "?indicator=migrant-stock&territory=MEX&origin=all&sex=all",
    f"{ROOT}/indicators": "?objective=1",
}


@open_to(Audience.EVERYONE, why=gettext_lazy("Whoever writes programs can read how to ask for public data."))
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters, in plain words: nothing is loaded from elsewhere."""
    operations = [
        _operation(path, operation)
        for path, methods in openapi()["paths"].items()
        for operation in methods.values()
    ]
    context = {"operations": operations, "root": f"{settings.SITE_URL}{ROOT}/"}
    return render(request, "api/index.html", context)


def _operation(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    summary = operation["summary"]
    asked = [one for one in operation.get("parameters", []) if one["in"] == "query"]
    return {
        "path": path,
        "summary": _(summary),
        "parameters": [(one["name"], _said(one)) for one in asked],
        "example": "" if "{" in path else f"{path}{EXAMPLES.get(path, '')}",
    }


def _said(parameter: dict[str, Any]) -> str:
    """What a parameter means, and its choices where there are few."""
    words = parameter["description"]
    choices = " · ".join(choice for choice in parameter["schema"].get("enum", []) if choice)
    return f"{_(words)} ({choices})" if choices else _(words)


@open_to(Audience.EVERYONE, why=WHY)
@served
def description(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3.1 description."""
    return JsonResponse(openapi(), json_dumps_params={"ensure_ascii": False})


def _missing(request: HttpRequest, rest: str) -> HttpResponse:
    return problem(
        404, _("Not found"), _("There is nothing at this address. See /api/v1/ for what there is.")
    )


# Whatever else is asked for, or sent, under the API's address. It changes nothing, so no form is forged.
missing = open_to(Audience.EVERYONE, why=WHY)(csrf_exempt(served(_missing, methods=EVERY)))


@open_to(Audience.EVERYONE, why=OPEN)
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """The newest open data, what is in them, and those of the days before."""
    found = shelf.issues()
    newest = found[0] if found else None
    told = titles()
    parts = newest.parts if newest else []
    context = {
        "newest": newest,
        "parts": [{**part, "title": _(told.get(part["name"], part["name"]))} for part in parts],
        "earlier": found[1:],
        "about": {
            "@type": "DataCatalog",
            "name": _("Open data"),
            "url": request.build_absolute_uri(request.path),
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "dataset": [
                {
                    "@type": "Dataset",
                    "name": _(told.get(part["name"], part["name"])),
                    "identifier": part["name"],
                }
                for part in parts
            ],
        },
        "crumbs": [("", _("Open data"))],
    }
    return render(request, "api/open_data.html", context)


@open_to(Audience.EVERYONE, why=OPEN)
@require_safe
def open_data_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The archive of a day, or `latest.zip`."""
    if name == "latest.zip" and (newest := shelf.newest()):
        return redirect("open_data_file", newest.name)
    path = shelf.folder() / name
    if not shelf.NAME.match(name) or not path.is_file():
        raise Http404(_("There are no open data of that day here: they are kept for a week."))
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/zip")
