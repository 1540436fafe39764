"""In what a country takes part, and who works on an objective."""

from datetime import date
from typing import Any

from acogida.core.gathered import ShortList, whole
from acogida.mechanisms.models import Mechanism, ObjectiveCode
from acogida.mechanisms.queries import WORKING, of_country
from acogida.mechanisms.queries.gaps import asked_work, left_out
from acogida.reports.kinds import Kind
from acogida.reports.queries.ground import Ground
from acogida.reports.queries.scope import Scope

NAMED = ("names", "acronyms")


def asks(scope: Scope, on: date) -> list[ShortList[Any]]:
    """Of a country its mechanisms and what they work on; of objectives the mechanisms that work on them."""
    if scope.country:
        held = of_country(scope.country, on).values_list(*(f"mechanism__{name}" for name in NAMED), "part")
        return [ShortList(held, _part), asked_work(scope.country, on)]
    if scope.kind == Kind.MECHANISM:
        return []
    coded = ObjectiveCode.objects.filter(objective__in=scope.objectives or ()).values("mechanism")
    found = Mechanism.objects.filter(pk__in=coded, status__in=WORKING)
    return [ShortList(found.values_list(*NAMED), _mechanism)]


def _mechanism(names: Any, acronyms: Any) -> Mechanism:
    return Mechanism(names=whole(names), acronyms=whole(acronyms))


def _part(names: Any, acronyms: Any, part: str) -> tuple[Mechanism, str]:
    return _mechanism(names, acronyms), part


def content(ground: Ground, told: list[list[Any]]) -> dict[str, Any] | None:
    """Of a country also the objectives that none of its regional mechanisms works on."""
    if not told or not told[0]:
        return None
    if ground.scope.country is None:
        return {"rows": [_row(one, ground) for one in told[0]]}
    held, worked = told
    return {
        "rows": [{**_row(one, ground), "part": part} for one, part in held],
        "gaps": [ground.objective(number) for number in left_out(worked)],
    }


def _row(one: Mechanism, ground: Ground) -> dict[str, Any]:
    return {"name": ground.said(one), "short": ground.said(one, "short")}
