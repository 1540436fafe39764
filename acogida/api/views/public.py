"""The description of the API, for programs and for people, and the answer to what does not exist."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from acogida.api import presenters
from acogida.api.description import openapi, titles
from acogida.api.http import EVERY, problem, served
from acogida.api.links import ROOT
from acogida.api.opendata import shelf
from acogida.core.access import Audience, open_to

OPEN = gettext_lazy("Open data are for everyone: nothing in them is more than the pages show.")
WHY_TOKEN = gettext_lazy("A program writes what its organisation may write, by that organisation's rules.")
WHY = gettext_lazy("The API gives what is public on the pages.")


@open_to(Audience.EVERYONE, why=gettext_lazy("Whoever writes programs can read how to ask for public data."))
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What can be read and written, in plain words: nothing is loaded from elsewhere."""
    root = f"{settings.SITE_URL}{ROOT}"
    context = {
        "contents": [
            ("begin", _("To begin")),
            ("read", _("What can be read")),
            ("write", _("What can be written")),
            ("errors", _("Errors and limits")),
        ],
        "first": f'curl "{root}/practices?objective=15&country=CRI&lang=es"',
        "token": f'curl -H "Authorization: Bearer $TOKEN" "{root}/token"',
        "readings": presenters.readings(),
        "writings": presenters.writings(),
        "errors": presenters.errors(),
        "crumbs": [(reverse("open_data"), _("Open data")), ("", _("Open data for programs"))],
    }
    return render(request, "api/index.html", context)


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
