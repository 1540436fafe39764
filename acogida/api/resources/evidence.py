"""Data sets, indicators and figures, each figure with its source. Small counts are hidden already."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Query, Router

from acogida.api.http import PUBLIC
from acogida.api.links import api_url
from acogida.api.paging import next_url
from acogida.api.resource import Resource, mount
from acogida.api.schemas.asking import Problem
from acogida.api.schemas.evidence import DatasetOut, FigurePage, FiguresAsked, IndicatorOut
from acogida.core.text import in_language
from acogida.evidence import queries
from acogida.evidence.disclosure import ALL
from acogida.evidence.models import Dataset, Indicator
from acogida.evidence.sentences import special_origin
from acogida.evidence.store import Row
from acogida.territories.models import Territory

router = Router()
SEPARATOR = "~"
FIGURES_ARE = gettext_noop("Figures by indicator, place, origin, sex and year, with their source")


@router.get(
    "figures",
    tags=["figures"],
    response={200: FigurePage, 400: Problem},
    summary=FIGURES_ARE,
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


def every_figure(territories: Sequence[str] = ()) -> Iterator[Row]:
    """Every public figure (of those places) in a lasting order, in blocks: for the open data."""
    return queries.figures(user=PUBLIC, territories=territories, limit=None)


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


mount(
    router,
    Resource(
        name="datasets",
        one="dataset",
        lists=gettext_noop("Data sets with publisher, edition, licence and known gaps"),
        shows=gettext_noop("One data set"),
        missing=gettext_lazy("There is no public data set with this code."),
        rows=lambda: Dataset.objects.visible_to(PUBLIC).select_related("organisation"),
        brief=_dataset,
        shape=DatasetOut,
        key="code",
        words="dataset",
    ),
)
mount(
    router,
    Resource(
        name="indicators",
        one="indicator",
        lists=gettext_noop("What is measured, in which unit, from which source"),
        shows=gettext_noop("One indicator"),
        missing=gettext_lazy("There is no public indicator with this code."),
        rows=lambda: (
            Indicator.objects.visible_to(PUBLIC)
            .select_related("dataset", "organisation")
            .prefetch_related("objectives", "sdg_targets")
        ),
        brief=_indicator,
        shape=IndicatorOut,
        key="code",
        filters={"dataset": "dataset__code", "objective": "objectives"},
        words="indicator",
    ),
)
