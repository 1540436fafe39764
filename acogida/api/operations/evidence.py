"""Data sets, indicators and figures, each figure with its source. Small counts are hidden already."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from acogida.api.http import PUBLIC
from acogida.api.links import api_url
from acogida.api.paging import answer, next_url, page_of
from acogida.api.schemas.asking import Asked, ByKey, Problem
from acogida.api.schemas.evidence import (
    DatasetOut,
    DatasetPage,
    FigurePage,
    FiguresAsked,
    IndicatorOut,
    IndicatorPage,
    IndicatorsAsked,
)
from acogida.core.text import in_language
from acogida.evidence import queries
from acogida.evidence.disclosure import ALL
from acogida.evidence.models import Dataset, Indicator, IndicatorQuerySet
from acogida.evidence.sentences import special_origin
from acogida.evidence.store import Row
from acogida.territories.models import Territory

router = Router(tags=["evidence"])
SEPARATOR = "~"


@router.get(
    "datasets",
    response={200: DatasetPage, 400: Problem},
    summary=gettext_noop("Data sets with publisher, edition, licence and known gaps"),
)
def datasets(request: HttpRequest, asked: Query[ByKey]) -> dict[str, Any]:
    rows = Dataset.objects.visible_to(PUBLIC).select_related("organisation")
    found, cursor = page_of(rows, key="code", after=asked.cursor, limit=asked.limit)
    return answer(request, found, cursor, _dataset)


@router.get(
    "datasets/{code}",
    response={200: DatasetOut, 400: Problem, 404: Problem},
    summary=gettext_noop("One data set"),
)
def dataset(request: HttpRequest, code: Path[str], asked: Query[Asked]) -> dict[str, Any]:
    rows = Dataset.objects.visible_to(PUBLIC).select_related("organisation")
    found = rows.filter(code=code.replace("\x00", "")).first()
    if found is None:
        raise Http404(_("There is no public data set with this code."))
    return _dataset(found)


@router.get(
    "indicators",
    response={200: IndicatorPage, 400: Problem},
    summary=gettext_noop("What is measured, in which unit, from which source"),
)
def indicators(request: HttpRequest, asked: Query[IndicatorsAsked]) -> dict[str, Any]:
    rows = _indicators()
    if asked.dataset:
        rows = rows.filter(dataset__code=asked.dataset)
    if asked.objective:
        rows = rows.filter(objectives=asked.objective)
    found, cursor = page_of(rows, key="code", after=asked.cursor, limit=asked.limit)
    return answer(request, found, cursor, _indicator)


@router.get(
    "indicators/{code}",
    response={200: IndicatorOut, 400: Problem, 404: Problem},
    summary=gettext_noop("One indicator"),
)
def indicator(request: HttpRequest, code: Path[str], asked: Query[Asked]) -> dict[str, Any]:
    found = _indicators().filter(code=code.replace("\x00", "")).first()
    if found is None:
        raise Http404(_("There is no public indicator with this code."))
    return _indicator(found)


@router.get(
    "figures",
    response={200: FigurePage, 400: Problem},
    summary=gettext_noop("Figures by indicator, place, origin, sex and year, with their source"),
)
def figures(request: HttpRequest, asked: Query[FiguresAsked]) -> dict[str, Any]:
    rows = list(
        queries.figures(
            user=PUBLIC,
            indicators=[asked.indicator] if asked.indicator else (),
            territories=[asked.territory] if asked.territory else (),
            dataset=asked.dataset,
            origin=asked.origin,
            sex=asked.sex,
            age=asked.age,
            year_from=asked.year or asked.year_from or None,
            year_to=asked.year or asked.year_to or None,
            after=asked.cursor.split(SEPARATOR) if asked.cursor else (),
            limit=asked.limit + 1,
        )
    )
    more = len(rows) > asked.limit
    rows = rows[: asked.limit]
    cursor = SEPARATOR.join(queries.key_of(rows[-1])) if more else ""
    return {"items": _shown(rows), "next_cursor": cursor, "next": next_url(request, cursor)}


def _indicators() -> IndicatorQuerySet:
    return (
        Indicator.objects.visible_to(PUBLIC)
        .select_related("dataset", "organisation")
        .prefetch_related("objectives", "sdg_targets")
    )


def _shown(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Figures with the words for their codes: one query for indicators and sources, one for places."""
    rows = list(rows)
    known = {
        found.code: found
        for found in Indicator.objects.filter(code__in={row.indicator for row in rows}).select_related(
            "dataset"
        )
    }
    codes = {row.territory for row in rows} | {row.origin for row in rows} - {ALL}
    places = {place.code: place.local_name for place in Territory.objects.filter(code__in=codes)}
    return [
        {
            **{name: value for name, value in row._asdict().items() if name not in {"dataset", "edition"}},
            "label": in_language(known[row.indicator].title),
            "unit": known[row.indicator].unit,
            "territory_label": places.get(row.territory, row.territory),
            "origin_label": _origin(row.origin, places),
            "is_hidden": row.is_hidden,
            "source": _source(known[row.indicator].dataset, edition=row.edition),
        }
        for row in rows
        if row.indicator in known
    ]


def _origin(code: str, places: dict[str, str]) -> str:
    """Where people come from in words; "" where the figure is of everybody."""
    return "" if code == ALL else places.get(code) or special_origin(code)


def _source(dataset: Dataset, *, edition: str = "") -> dict[str, Any]:
    return {
        "dataset": dataset.code,
        "title": in_language(dataset.title),
        "publisher": dataset.publisher,
        "edition": edition or dataset.edition,
        "licence": dataset.licence,
        "source_url": dataset.source_url,
        "url": api_url("datasets", dataset.code),
    }


def _dataset(dataset: Dataset) -> dict[str, Any]:
    return {
        "code": dataset.code,
        "label": in_language(dataset.title),
        "title": dataset.title,
        "description": dataset.description,
        "publisher": dataset.publisher,
        "licence": dataset.licence,
        "source_url": dataset.source_url,
        "edition": dataset.edition,
        "retrieved_on": dataset.retrieved_on,
        "coverage": dataset.coverage,
        "known_gaps": dataset.known_gaps,
        "files": dataset.files,
        "organisation": dataset.organisation.name if dataset.organisation else None,
        "url": api_url("datasets", dataset.code),
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "code": indicator.code,
        "label": in_language(indicator.title),
        "title": indicator.title,
        "definition": indicator.definition,
        "unit": indicator.unit,
        "objectives": sorted(objective.number for objective in indicator.objectives.all()),
        "sdg_targets": sorted(target.code for target in indicator.sdg_targets.all()),
        "source": _source(indicator.dataset),
        "organisation": indicator.organisation.name if indicator.organisation else None,
        "url": api_url("indicators", indicator.code),
    }
