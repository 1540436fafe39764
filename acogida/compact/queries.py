"""Reading the Compact: what plans, practices and pages of other modules ask."""

from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import yaml
from django.db.models import F, OuterRef, Prefetch, QuerySet

from acogida.compact.models import (
    EntityKind,
    LocalAction,
    Objective,
    Principle,
    RoundTable,
    SdgTarget,
    StakeholderGroup,
)
from acogida.core.gathered import Gathered
from acogida.core.search.sources import Entry
from acogida.core.text import LANGUAGES


def objectives() -> QuerySet[Objective]:
    """The 23 objectives in their order, with their round table: one query."""
    return Objective.objects.select_related("round_table").order_by("number")


def whole(number: int) -> tuple[Objective, list[LocalAction], list[str]] | None:
    """An objective, its local actions and the codes of its SDG targets, each in their order: one query."""
    targets = SdgTarget.objects.filter(objectives=OuterRef("pk")).order_by("goal", "code")
    names = [field.name for field in LocalAction._meta.local_fields if field.name != "objective"]
    rows = list(
        objectives()
        .filter(number=number)
        .annotate(
            targets=Gathered(targets.values(gathered=F("code"))),
            **{f"local_{name}": F(f"local_actions__{name}") for name in names},
        )
        .order_by("local_actions__code")
    )
    if not rows:
        return None
    held = [{name: getattr(row, f"local_{name}") for name in names} for row in rows]
    local = [LocalAction(objective=rows[0], **values) for values in held if values["code"]]
    return rows[0], local, rows[0].targets


def local_actions_of(numbers: Iterable[int]) -> QuerySet[LocalAction]:
    """What the Compact asks that a local authority can do for these objectives, in their order."""
    return (
        LocalAction.objects.filter(objective__in=list(numbers))
        .select_related("objective")
        .order_by("objective__number", "code")
    )


def round_tables() -> QuerySet[RoundTable]:
    """The four round tables, each with its objectives: two queries."""
    return RoundTable.objects.prefetch_related(Prefetch("objectives", objectives()))


def principles() -> QuerySet[Principle]:
    """The ten principles in the order of paragraph 15."""
    return Principle.objects.all()


def stakeholder_groups() -> QuerySet[StakeholderGroup]:
    """The thirteen groups of paragraph 44, each with the kinds of entity that stand for it."""
    return StakeholderGroup.objects.prefetch_related("entity_kinds")


def entity_kinds() -> QuerySet[EntityKind]:
    """The twelve kinds of entity that may pledge, each with the groups it stands for."""
    return EntityKind.objects.prefetch_related("groups")


def meanings() -> list[dict[str, list[str]]]:
    """Words of the field that mean the same, for every search: `data/thesaurus.yaml`."""
    text = files("acogida.compact").joinpath("data", "thesaurus.yaml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return [{code: row[code] for code in LANGUAGES} for row in rows]


def search_entries(keys: Iterable[str] | None) -> Iterable[Entry]:
    """Each objective once a language, with its commitment and local actions."""
    chosen = Objective.objects.prefetch_related("local_actions")
    if keys is not None:
        chosen = chosen.filter(number__in=[int(key) for key in keys])
    for objective in chosen:
        actions = list(objective.local_actions.all())
        for language in LANGUAGES:
            said = [objective.label[language], objective.summary[language]]
            said += [action.summary[language] for action in actions]
            yield Entry(
                key=str(objective.number),
                language=language,
                title=f"{objective.number}. {objective.title[language]}",
                body=" ".join(said),
                view="compact:objective",
                args=(str(objective.number),),
                objectives=(objective.number,),
                note=objective.label[language],
            )
