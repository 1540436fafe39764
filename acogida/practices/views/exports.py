"""Practices taken away: cited one by one, or the whole repository for machines."""

import json
from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.core.text import LANGUAGES
from acogida.documents.http import document_response
from acogida.documents.tables.writing import write_csv
from acogida.practices import queries
from acogida.practices.models import Practice
from acogida.practices.presenters import dcat, exports

WHY = gettext_lazy("Published practices are public; of drafts and reviews nothing is shown.")
NEWEST = 30
# A catalogue is read whole into memory by whoever reads it; beyond this the CSV and the API are for them.
MOST_DESCRIBED = 1000


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def cite(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """One practice as JSON, RIS, BibTeX, or in the order of the United Nations network's template."""
    found = get_object_or_404(queries.published(), slug=slug)
    content = queries.public_content(found)
    language = get_language() or "es"
    address = request.build_absolute_uri(reverse("practices:practice", args=[slug]))
    if kind == "json":
        body, mime = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True), "application/json"
    elif kind == "ris":
        body = exports.ris(content, language=language, address=address)
        mime = "application/x-research-info-systems"
    elif kind == "bib":
        body, mime = exports.bibtex(content, language=language, address=address), "application/x-bibtex"
    elif kind == "hub":
        body, mime = exports.hub(content, language=language), "text/plain"
    else:
        raise Http404
    ending = "txt" if kind == "hub" else kind
    answer = HttpResponse(body, content_type=f"{mime}; charset=utf-8")
    name = content_disposition_header(as_attachment=True, filename=f"{content['code']}.{ending}")
    answer["Content-Disposition"] = name or "attachment"
    return answer


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Every published practice as one CSV."""
    language = get_language() or "es"
    rows = []
    for practice in queries.published().order_by("pk").iterator(chunk_size=500):
        address = request.build_absolute_uri(reverse("practices:practice", args=[practice.slug]))
        rows.append(exports.row(queries.public_content(practice), language=language, address=address))
    return document_response(write_csv(exports.COLUMNS, rows), name="practices.csv", kind="csv")


def _newest() -> QuerySet[Practice]:
    return queries.published().order_by("-current_version__published_at", "-pk")[:NEWEST]


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest versions as an Atom feed."""
    site = f"{request.scheme}://{request.get_host()}"
    body = exports.atom(
        _newest(),
        language=get_language() or "es",
        title=_("Good practices"),
        site=site,
        here=request.build_absolute_uri(request.path),
    )
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def whole(request: HttpRequest) -> StreamingHttpResponse:
    """Every published practice as one JSON list, whole, in all its languages."""
    return StreamingHttpResponse(_listed(), content_type="application/json; charset=utf-8")


def _listed() -> Iterator[str]:
    before = "[\n"
    for practice in queries.published().order_by("pk").iterator(chunk_size=500):
        yield before + json.dumps(queries.public_content(practice), ensure_ascii=False, sort_keys=True)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def json_feed(request: HttpRequest) -> JsonResponse:
    """The newest versions as a JSON Feed 1.1."""
    body = exports.json_feed(
        _newest(),
        language=get_language() or "es",
        title=_("Good practices"),
        site=f"{request.scheme}://{request.get_host()}",
        home=request.build_absolute_uri(reverse("practices:index")),
        here=request.build_absolute_uri(request.path),
    )
    return JsonResponse(body, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def catalogue(request: HttpRequest, kind: str) -> HttpResponse:
    """The repository in DCAT 3, as Turtle or JSON-LD."""
    if kind not in dcat.FORMATS:
        raise Http404
    titles = {}
    for language in LANGUAGES:
        with translation.override(language):
            titles[language] = str(_("Good practices"))
    absolute = request.build_absolute_uri
    found = queries.published()[:MOST_DESCRIBED]
    graph = dcat.repository_graph(
        [(absolute(reverse("practices:practice", args=[p.slug])), queries.public_content(p)) for p in found],
        address=absolute(reverse("practices:index")),
        titles=titles,
        publisher="Acogida",
        files={
            "text/csv": absolute(reverse("practices:table")),
            "application/json": absolute(reverse("practices:whole")),
            "application/atom+xml": absolute(reverse("practices:feed")),
        },
    )
    made = graph.serialize(format=dcat.FORMATS[kind], encoding="utf-8")
    return document_response(made, name=f"practices.{kind}", kind=kind)
