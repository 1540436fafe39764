"""Bringing the Compact from the package's own files into tables, the same every time."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction

from acogida.compact.models import (
    EntityKind,
    LocalAction,
    Objective,
    Principle,
    RoundTable,
    SdgTarget,
    StakeholderGroup,
    WordingStatus,
)

OFFICIAL = WordingStatus.OFFICIAL
OURS = WordingStatus.OWN_TRANSLATION
OWN_WORDS = {"es": WordingStatus.OWN_WORDS, "en": WordingStatus.OWN_WORDS, "pt": OURS, "fr": OURS}


@cache
def shipped(name: str) -> dict[str, Any]:
    """One YAML file of `compact/data`, as plain dictionaries."""
    text = files("acogida.compact").joinpath("data", name).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return content


@transaction.atomic
def load() -> None:
    """Write the whole reference data; what is there already is brought to the files' wording.

    Called after every migration and by nobody else: there is no deed of a person here, so there is
    no audit line.
    """
    compact, ours, lists = shipped("gcm.yaml"), shipped("own_translations.yaml"), shipped("vocabularies.yaml")
    _save(RoundTable, "number", [_round_table(row, ours) for row in compact["round_tables"]])
    _save(Principle, "key", [_principle(n, row) for n, row in enumerate(compact["principles"], 1)])
    rows = compact["objectives"]
    targets = sorted({target for row in rows for target in row["sdg_targets"]})
    _save(SdgTarget, "code", [SdgTarget(code=t, goal=int(t.split(".")[0])) for t in targets])
    tables = {n: table["number"] for table in compact["round_tables"] for n in table["objectives"]}
    _save(Objective, "number", [_objective(row, tables[row["number"]], ours) for row in rows])
    _tie(
        Objective.sdg_targets.through,
        [(row["number"], target) for row in rows for target in row["sdg_targets"]],
        "objective_id",
        "sdgtarget_id",
    )
    _save(LocalAction, "code", [_local_action(a, row, ours) for row in rows for a in row["local_actions"]])
    groups, kinds = lists["stakeholder_groups"], lists["entity_kinds"]
    _save(StakeholderGroup, "key", _listed(StakeholderGroup, groups))
    _save(EntityKind, "key", _listed(EntityKind, kinds))
    _tie(
        EntityKind.groups.through,
        [(kind["key"], group) for kind in kinds["items"] for group in kind["groups"]],
        "entitykind_id",
        "stakeholdergroup_id",
    )


def _save(model: Any, key: str, rows: list[Any]) -> None:
    fields = [f.name for f in model._meta.local_fields if f.name != key]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=[key], update_fields=fields)


def _tie(through: Any, pairs: list[tuple[Any, Any]], left: str, right: str) -> None:
    through.objects.bulk_create(
        [through(**{left: one, right: other}) for one, other in pairs], ignore_conflicts=True
    )


def _round_table(row: dict[str, Any], ours: dict[str, Any]) -> RoundTable:
    return RoundTable(
        number=row["number"],
        title={**row["title"], **ours["round_tables"][row["number"]]},
        title_status={"es": OFFICIAL, "en": OURS, "pt": OURS, "fr": OURS},
        confidence=row["confidence"],
    )


def _title_status(row: dict[str, Any]) -> dict[str, str]:
    return {"es": OFFICIAL, "en": OFFICIAL, "fr": row["fr_status"], "pt": row["pt_status"]}


def _principle(number: int, row: dict[str, Any]) -> Principle:
    return Principle(
        key=row["key"],
        number=number,
        gcm_ref=row["gcm_ref"],
        title=row["title"],
        title_status=_title_status(row),
    )


def _objective(row: dict[str, Any], round_table: int, ours: dict[str, Any]) -> Objective:
    number = row["number"]
    return Objective(
        number=number,
        key=row["key"],
        title=row["title"],
        title_status=_title_status(row),
        label={**row["label"], **ours["labels"][number]},
        label_status={"es": OFFICIAL, "en": OFFICIAL, "fr": OFFICIAL, "pt": OURS},
        summary={**row["commitment_summary"], **ours["commitments"][number]},
        summary_status=OWN_WORDS,
        gcm_paragraph=row["gcm_paragraph"],
        round_table_id=round_table,
        sdg_status=row["sdg_status"],
        named_local=row["named_local"],
        hub_term=row["hub_term_id"],
        example=_example(row.get("example_practice_handbook", {})),
    )


def _example(given: dict[str, Any]) -> dict[str, Any]:
    """The handbook's practice; where sources differ on the year, the handbook's own."""
    if not given:
        return {}
    years = re.match(r"\d{4}(-\d{4})?", str(given["since"]))
    return {**given, "place": given["place"].strip("()"), "since": years[0] if years else ""}


def _local_action(row: dict[str, Any], objective: dict[str, Any], ours: dict[str, Any]) -> LocalAction:
    return LocalAction(
        code=row["id"],
        objective_id=objective["number"],
        summary={**row["summary"], **ours["local_actions"][row["id"]]},
        summary_status=OWN_WORDS,
        gcm_ref=row["gcm_ref"],
        ref_confidence=row["ref_confidence"],
        origin=row["origin"],
        tags=row["tags"],
    )


def _listed(model: Any, content: dict[str, Any]) -> list[Any]:
    status = content["title_status"]
    return [
        model(key=row["key"], number=n, title=row["title"], title_status=status)
        for n, row in enumerate(content["items"], 1)
    ]
