"""The workbook that departments fill in: one sheet of reports, one of values, one that tells them apart."""

from typing import Any

from django.utils.translation import gettext as _

from acogida.documents.tables import OutSheet, write_xlsx
from acogida.plans.models import Action, Condition, Plan
from acogida.plans.presenters import words
from acogida.plans.queries import achievement, adopted_actions, current_actions
from acogida.plans.queries.columns import headers
from acogida.plans.queries.parts import CELLS, label_of

EMPTY_NATIONALITIES = 5


def workbook(plan: Plan) -> bytes:
    """The adopted actions and their indicators, with room for what departments report."""
    actions = adopted_actions(plan, among=current_actions(plan))
    tables: list[list[list[Any]]] = [[_report(action) for action in actions], [], []]
    for action in actions:
        for indicator in action.indicators.all():
            found = achievement(indicator)
            tables[1].append(
                [
                    f"I{indicator.pk}",
                    indicator.title,
                    indicator.unit,
                    indicator.baseline,
                    indicator.target,
                    found.actual,
                    None,
                    None,
                ]
            )
            tables[2] += _apart(indicator)
    named = zip(headers().items(), tables, strict=True)
    sheets = [OutSheet(name, columns, rows) for (name, columns), rows in named if rows]
    conditions = [[str(condition.label)] for condition in Condition]
    return write_xlsx([*sheets, OutSheet(_("How it stands"), [_("Choose one of these")], conditions)])


def _report(action: Action) -> list[Any]:
    return [
        f"A{action.pk}",
        action.title,
        action.responsible_unit,
        None,
        None,
        None,
        None,
        None,
        action.currency,
    ]


def _apart(indicator: Any) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for dimension in indicator.disaggregation:
        label = words.dimension(dimension)
        cells: list[str | None] = [label_of(dimension, cell) for cell in CELLS.get(dimension, {})]
        for cell in cells or [None] * EMPTY_NATIONALITIES:
            rows.append([f"I{indicator.pk}", indicator.title, label, cell, None])
    return rows
