"""What a plan says in an order that others ask for: the review forum's round tables, a seal's dimensions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from acogida.assessments.models import Publication
from acogida.assessments.queries import lenses, published
from acogida.compact.models import Objective, RoundTable
from acogida.compact.queries import round_tables
from acogida.plans.models import Plan


@dataclass(frozen=True)
class Served:
    """An objective with the pks of the adopted actions that serve it, in the order of the plan."""

    objective: Objective
    actions: tuple[int, ...]


def by_round_table(content: dict[str, Any]) -> list[tuple[RoundTable, list[Served]]]:
    """The four round tables, each with its objectives that an adopted action serves; two queries."""
    serving: dict[int, list[int]] = {}
    for action in content["actions"]:
        serving.setdefault(action["objective"], []).append(action["id"])
    return [
        (table, [Served(o, tuple(serving[o.pk])) for o in table.objectives.all() if o.pk in serving])
        for table in round_tables()
    ]


@dataclass(frozen=True)
class Dimension:
    """One of the ten: what the self-assessment answered, and the pks of actions those answers caused."""

    number: int
    name: dict[str, str]
    questions: list[dict[str, Any]] = field(default_factory=list)
    actions: tuple[int, ...] = ()


def by_seal_dimension(plan: Plan, content: dict[str, Any]) -> tuple[Publication | None, list[Dimension]]:
    """The newest published self-assessment, and the ten dimensions of MigraCidades in their order.

    An action stands under the dimensions of the answer that its challenge was taken up from; one with
    another cause stands under none. Which question touches which dimension is our own mapping.
    """
    newest = published().filter(organisation=plan.organisation_id).order_by("-year", "-pk").first()
    found = newest.current_publication if newest else None
    if found is None:
        return None, []
    touched = lenses.mapping(found.content, lenses.SEAL)
    codes = {c["id"]: c["cause"].get("code", "") for c in content["challenges"]}
    rows = []
    for number in sorted(set().union(*touched.values())):
        pairs = lenses.questions_through(found.content, lenses.SEAL, number)
        rows.append(
            Dimension(
                number,
                lenses.name_of(lenses.SEAL, number),
                [question for _sub, question in pairs],
                tuple(_caused(content["actions"], codes, touched, number)),
            )
        )
    return found, rows


def _caused(
    actions: Iterable[dict[str, Any]], codes: dict[int, str], touched: dict[str, set[int]], number: int
) -> Iterable[int]:
    for action in actions:
        if number in touched.get(codes.get(action["challenge"], ""), ()):
            yield action["id"]
