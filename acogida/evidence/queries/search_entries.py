"""Data sets and indicators as the search index keeps them: shipped ones and those open to everyone."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db.models import QuerySet

from acogida.core.search.sources import Entry
from acogida.core.text import LANGUAGES, in_language
from acogida.evidence.models import Dataset, Indicator

Coded = TypeVar("Coded", Indicator, Dataset)


def indicators(keys: Iterable[str] | None) -> Iterator[Entry]:
    found = Indicator.objects.visible_to(None).select_related("dataset").prefetch_related("objectives")
    for indicator in _chosen(found, keys):
        for language in LANGUAGES:
            yield Entry(
                key=indicator.code,
                language=language,
                title=in_language(indicator.title, language),
                body=in_language(indicator.definition, language),
                view="evidence:indicator",
                args=(indicator.code,),
                objectives=tuple(o.number for o in indicator.objectives.all()),
                note=f"{indicator.dataset.publisher}, {indicator.dataset.edition}",
            )


def datasets(keys: Iterable[str] | None) -> Iterator[Entry]:
    for dataset in _chosen(Dataset.objects.visible_to(None), keys):
        for language in LANGUAGES:
            yield Entry(
                key=dataset.code,
                language=language,
                title=in_language(dataset.title, language),
                body=in_language(dataset.description, language),
                view="evidence:dataset",
                args=(dataset.code,),
                note=f"{dataset.publisher}, {dataset.edition}",
            )


def _chosen(found: QuerySet[Coded], keys: Iterable[str] | None) -> QuerySet[Coded]:
    return found if keys is None else found.filter(code__in=list(keys))
