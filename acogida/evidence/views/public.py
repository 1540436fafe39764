"""What everybody may read: the catalogue, profiles, series, figures as cited."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from acogida.core import thread
from acogida.core.access import Audience, open_to
from acogida.core.text import LANGUAGES, fold
from acogida.documents.docx import to_docx
from acogida.documents.http import document_response, kept_response
from acogida.documents.kept import kept
from acogida.documents.pdf import to_pdf
from acogida.documents.tables import OutSheet, write_csv, write_xlsx
from acogida.evidence import dcat, presenters, queries, rules
from acogida.evidence.models import Dataset, Figure, Indicator
from acogida.evidence.presenters import linked
from acogida.evidence.sentences import unit_words
from acogida.evidence.store import Row, base_mark
from acogida.territories.models import Territory

PUBLIC = gettext_lazy("Published figures are for everyone; a municipality’s own only once it opens them.")
MOST_ROWS = 50_000


def crumbs(*items: tuple[str, str]) -> list[tuple[str, str]]:
    return [(reverse("evidence:datasets"), _("Evidence")), *items]


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def datasets(request: HttpRequest) -> HttpResponse:
    """The catalogue of data sets, with their indicators."""
    found = list(queries.datasets(request.user))
    context = {
        "shipped": [d for d in found if d.organisation_id is None],
        "local": [d for d in found if d.organisation_id is not None],
        "crumbs": [("", _("Evidence"))],
    }
    return render(request, "evidence/datasets.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def dataset(request: HttpRequest, code: str) -> HttpResponse:
    """One data set: provenance, licence, coverage, gaps, checksums, indicators, downloads."""
    found = get_object_or_404(queries.datasets(request.user), code=code)
    much = queries.extent(found)
    context = {
        "dataset": found,
        "about": linked.about(found, address=request.build_absolute_uri(request.path)),
        "facts": presenters.coverage(
            found, places=much.places, first=much.first, last=much.last, rows=much.rows
        ),
        "dictionary": presenters.dictionary(found, **queries.parts_of(found)._asdict()),
        "editions": queries.editions_of(found, request.user),
        "may_open": rules.may_open(request.user, found.organisation),
        "too_large": much.rows > MOST_ROWS,
        "most": MOST_ROWS,
        "crumbs": crumbs(("", str(found))),
    }
    return render(request, "evidence/dataset.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def dataset_file(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """A data set, or one place's or indicator's part of it (`place`, `indicator`), as CSV or XLSX.

    A whole data set that is shipped is the same for everybody: it is made once and kept.
    """
    found = get_object_or_404(queries.datasets(request.user), code=code)
    indicators = request.GET.getlist("indicator")[:20]
    places = request.GET.getlist("place")[:200]
    name = f"{found.code}.{kind}"

    def make() -> bytes:
        rows = queries.figures(
            user=request.user,
            dataset=found.code,
            indicators=indicators,
            territories=places,
            limit=MOST_ROWS,
        )
        return _dataset_as(kind, found, rows)

    if indicators or places or found.organisation_id is not None:
        return document_response(make(), name=name, kind=kind)
    language = (get_language() or "es")[:2]
    mark = f"{base_mark()}-{slugify(found.edition)}"
    path = kept(f"{found.code}.{language}.{kind}", mark=mark, make=make)
    return kept_response(path, name=name, kind=kind)


def _dataset_as(kind: str, dataset: Dataset, rows: Iterable[Row]) -> bytes:
    """Rows written as they come, so that a large data set stays small in memory."""
    units = dict(Indicator.objects.filter(dataset=dataset).values_list("code", "unit"))
    names = {t.code: str(t) for t in queries.places_of(dataset.code)}
    cells = presenters.as_cells(rows, names=names, units=units)
    if kind != "xlsx":
        return write_csv(presenters.headers(), cells)
    told = presenters.dictionary(dataset, **queries.parts_of(dataset)._asdict())
    about = OutSheet(
        _("Dictionary"),
        [_("Column"), _("What it means"), _("Values")],
        [(entry.column, entry.meaning, entry.values) for entry in told],
    )
    return write_xlsx([OutSheet(dataset.code[:31], presenters.headers(), cells), about])


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def catalogue_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The public catalogue in DCAT, as JSON-LD or Turtle; nobody's own data sets are in it."""
    if kind not in dcat.FORMATS:
        raise Http404(_("The catalogue comes as jsonld or ttl."))
    found = list(queries.datasets(AnonymousUser()))
    titles = {}
    for language in LANGUAGES:
        with override(language):
            titles[language] = _("Evidence: where every figure comes from")
    graph = dcat.catalogue_graph(
        found,
        address=settings.SITE_URL + reverse("evidence:datasets"),
        titles=titles,
        pages={d.code: settings.SITE_URL + reverse("evidence:dataset", args=[d.code]) for d in found},
        extents=queries.extents(),
    )
    made = graph.serialize(format=dcat.FORMATS[kind], encoding="utf-8")
    return document_response(made, name=f"acogida-catalogue.{kind}", kind=kind)


def _place(slug: str) -> Territory:
    return get_object_or_404(Territory.objects.select_related("country", "parent"), slug=slug)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures a plan for this place starts from."""
    place = _place(slug)
    found = queries.profile(place, request.user)
    context = {
        "profile": found,
        "territory": place,
        "parts": [(part, [presenters.drawn(b) for b in part.breakdowns]) for part in found.parts],
        "today": timezone.localdate(),
        "crumbs": [(place.get_absolute_url(), str(place)), ("", _("Profile"))],
    }
    return render(request, "evidence/profile.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def profile_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The profile as a document."""
    place = _place(slug)
    made = presenters.report(queries.profile(place, request.user), day=timezone.localdate())
    name = f"acogida-{place.slug}.{kind}"
    return document_response(to_pdf(made) if kind == "pdf" else to_docx(made), name=name, kind=kind)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: what it means and, for a place, its line through time and its parts."""
    found = get_object_or_404(
        Indicator.objects.visible_to(request.user).select_related("dataset").prefetch_related("objectives"),
        code=code,
    )
    context: dict[str, Any] = {
        "indicator": found,
        "unit": unit_words(found.unit),
        "crumbs": crumbs(
            (reverse("evidence:dataset", args=[found.dataset.code]), str(found.dataset)), ("", str(found))
        ),
    }
    if slug := request.GET.get("place", ""):
        context |= _of_place(found, _place(slug), user=request.user)
    else:
        context["places"] = sorted(
            queries.places_with(found.code, user=request.user), key=lambda place: fold(str(place))
        )
    return render(request, "evidence/indicator.html", context)


def _of_place(found: Indicator, place: Territory, *, user: Any) -> dict[str, Any]:
    """The line and the parts of one indicator in one place, as charts."""
    view = queries.view_of(found, place, user=user)
    charts = [presenters.drawn(b) for b in view.breakdowns]
    return {"place": place, "line": view.line, "charts": charts, "rows": view.rows}


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """A figure as it stood when it was cited, with its thread."""
    found = get_object_or_404(
        Figure.objects.visible_to(request.user).select_related("indicator", "dataset", "territory"), pk=pk
    )
    strand = thread.around("figure", pk, user=request.user)
    if strand is None:
        raise Http404
    context = {
        "figure": found,
        "strand": strand,
        "crumbs": crumbs(
            (reverse("evidence:indicator", args=[found.indicator.code]), str(found.indicator)),
            ("", _("Figure")),
        ),
    }
    return render(request, "evidence/figure.html", context)
