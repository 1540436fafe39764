"""The public pledges that the package ships with, kept as honest as their source."""

import csv
import io
from datetime import date
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction
from django.utils.text import slugify

from acogida.compact.models import EntityKind, Objective, Principle
from acogida.core.search.sources import changed
from acogida.pledges.masks import mask_of
from acogida.pledges.models import Basis, Framework, Pledge, Route, Scope
from acogida.pledges.states import State
from acogida.territories.models import Territory

ROUTES = {
    "UN pledging dashboard submission": Route.UN_DASHBOARD,
    "UN Network pledge page": Route.UN_NETWORK,
    "Regional UN Network pledge": Route.UN_NETWORK,
    "Call to Local Action commitment": Route.CALL_TO_LOCAL_ACTION,
    "Other public commitment": Route.OTHER,
}
ENTITIES = {
    "City / municipality": "local_government",
    "City network": "local_government",
    "State": "state",
    "UN system": "international_organization",
}
# The Call to Local Action takes up both compacts at once.
FRAMEWORKS = {Route.CALL_TO_LOCAL_ACTION: Framework.BOTH}
SCOPES = {"City / municipality": Scope.LOCAL, "State": Scope.NATIONAL}
PRINCIPLES = {
    "Child-sensitive": "child_sensitive",
    "Gender-responsive": "gender_responsive",
    "International cooperation": "international_cooperation",
    "Whole-of-society": "whole_of_society",
}
Row = dict[str, str]


@transaction.atomic
def load_public_pledges() -> int:
    """Load, or bring up to date, the compiled public pledges; how many. It is nobody's deed: no audit line.

    Nothing is reported of them, so their delivery is "not reported here", whatever their source hopes.
    """
    data = files("acogida.pledges").joinpath("data")
    rows = list(csv.DictReader(io.StringIO(data.joinpath("public_pledges.csv").read_text("utf-8"))))
    words = yaml.safe_load(data.joinpath("own_translations.yaml").read_text("utf-8"))
    principles = {p.pk: p for p in Principle.objects.all()}
    for row in rows:
        values = _values(row, words[row["pledge_id"]])
        pledge, _new = Pledge.objects.update_or_create(source_id=row["pledge_id"], defaults=values)
        chosen = _principles(row, principles)
        numbers = _numbers(row["gcm_objectives_stated"] or row["gcm_objectives_inferred"])
        pledge.objectives.set(Objective.objects.filter(number__in=numbers))
        pledge.principles.set(chosen)
        pledge.objectives_mask = mask_of(numbers)
        pledge.principles_mask = mask_of(p.number for p in chosen)
        pledge.save()
        changed("pledge", pledge.pk)
    return len(rows)


def _values(row: Row, words: dict[str, list[str]]) -> dict[str, Any]:
    route, codes = ROUTES[row["pledge_kind"]], [code for code in row["country_iso3"].split(";") if code]
    country = Territory.objects.filter(code=codes[0]).first() if len(codes) == 1 else None
    year = int(row["year"]) if row["year"] else None
    stated = bool(row["gcm_objectives_stated"])
    return {
        "route": route,
        "pledger_name": row["entity"],
        "entity_kind": EntityKind.objects.filter(key=ENTITIES.get(row["entity_type"], "")).first(),
        "country": country,
        "territory": _place(row) if country else None,
        "place": row["place"],
        "title": row["title"],
        "slug": f"{slugify(row['entity'])[:60]}-{row['pledge_id'].lower()}".strip("-"),
        "description": row["summary_en"],
        "language": "en",
        "translations": {code: {"title": t[0], "description": t[1]} for code, t in words.items()},
        "framework": FRAMEWORKS.get(route, Framework.GCM),
        "scope": SCOPES.get(row["entity_type"], Scope.REGIONAL if row["is_lac"] == "1" else Scope.GLOBAL),
        "objectives_basis": Basis.STATED if stated else Basis.ASSIGNED,
        "principles_basis": Basis.STATED if row["principles_stated"] else Basis.ASSIGNED,
        "period_text": row["period"],
        "year": year,
        "dashboard_number": row["dashboard_number"],
        "source_url": row["url"],
        "source_scope": row["url_scope"],
        "source_seen": row["evidence"],
        "source_facts": row["facts"],
        "state": State.RECORDED,
        "listed_on": date(year or 1900, 1, 1),
    }


def _place(row: Row) -> Territory | None:
    codes = [row["municipality_code"], f"{row['country_iso3']}:gn{row['geonameid']}"]
    return Territory.objects.filter(code__in=[code for code in codes if code]).order_by("level").first()


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(";") if number]


def _principles(row: Row, known: dict[str, Principle]) -> list[Principle]:
    if row["principles_stated"] == "all ten":
        return list(known.values())
    names = [name.strip() for name in row["principles_inferred"].split(";") if name.strip()]
    return [known[PRINCIPLES[name]] for name in names]
