"""Bringing the shipped catalogue into the tables and the figures into the store.

There is no deed of a person here, so there is no audit line; running it again changes nothing.
"""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from acogida.compact.models import Objective, SdgTarget
from acogida.core.search.sources import changed
from acogida.documents.kept import forget_kept
from acogida.evidence import loading, store
from acogida.evidence.models import Dataset, Indicator, PublicFact
from acogida.evidence.queries import local_parents, local_rows
from acogida.territories.models import Territory


@transaction.atomic
def load_catalogue() -> None:
    """Data sets and indicators as `data/catalogue.yaml` describes them; kept downloads are made anew."""
    found = loading.catalogue()
    transaction.on_commit(forget_kept)
    for order, row in enumerate(found["datasets"], start=1):
        _load_dataset(row, order=order)
    for row in found["indicators"]:
        _load_indicator(row)


def _load_dataset(row: dict[str, Any], *, order: int) -> None:
    retrieved = row["retrieved_on"]
    known = Dataset.objects.filter(code=row["code"]).first()
    past = known.past if known else []
    if known and (known.edition, known.files) != (row["edition"], row["files"]):
        past = [
            *past,
            {"edition": known.edition, "retrieved_on": str(known.retrieved_on), "files": known.files},
        ]
    Dataset.objects.update_or_create(
        code=row["code"],
        defaults={
            "title": row["title"],
            "description": row["description"],
            "publisher": row["publisher"],
            "licence": row["licence"],
            "source_url": row["source_url"],
            "edition": row["edition"],
            "retrieved_on": retrieved if isinstance(retrieved, date) else date.fromisoformat(retrieved),
            "coverage": row["coverage"],
            "known_gaps": row["known_gaps"],
            "files": row["files"],
            "series": row.get("series", ""),
            "past": past,
            "order": order,
        },
    )
    changed("dataset", row["code"])


def _load_indicator(row: dict[str, Any]) -> None:
    sentences = {"plain": row["sentence"]}
    if "sentence_origin" in row:
        sentences["origin"] = row["sentence_origin"]
    indicator, _made = Indicator.objects.update_or_create(
        code=row["code"],
        defaults={
            "title": row["title"],
            "definition": row["definition"],
            "sentences": sentences,
            "unit": row["unit"],
            "dataset": Dataset.objects.get(code=row["dataset"]),
            "order": row["order"],
        },
    )
    indicator.objectives.set(Objective.objects.filter(number__in=row["objectives"]))
    indicator.sdg_targets.set(SdgTarget.objects.filter(code__in=row.get("sdg", [])))
    changed("indicator", row["code"])


@transaction.atomic
def load_public_facts() -> int:
    """What is public about real places, as `data/public_facts.yaml` says it; how many.

    A malformed row, or a place that is not in the table, stops everything (`loading.Malformed`):
    nothing is attached to a wrong place. Facts no longer shipped are removed.
    """
    kept = []
    for order, row in enumerate(loading.public_facts(), start=1):
        territory = Territory.objects.filter(code=row["territory"]).first()
        if territory is None:
            raise loading.Malformed(f"public_facts.yaml, {row['code']}: no territory {row['territory']!r}")
        values = {name: value for name, value in row.items() if name not in {"code", "objectives"}}
        fact, _made = PublicFact.objects.update_or_create(
            code=row["code"], defaults={**values, "territory": territory, "order": order}
        )
        fact.objectives.set(Objective.objects.filter(number__in=row["objectives"]))
        kept.append(row["code"])
    PublicFact.objects.exclude(code__in=kept).delete()
    return len(kept)


def rebuild_figures() -> Path:
    """A new snapshot of the figures store, with what municipalities imported, small counts hidden."""
    return store.build(local_rows(), parents=local_parents())
