"""The Compact for machines: one SKOS graph, written as JSON-LD and as Turtle."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from acogida.compact import queries
from acogida.compact.models import EntityKind, LocalAction, StakeholderGroup

Node = dict[str, Any]
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
OFFICIAL = {"official", "verified", "recalled"}
SCHEMES = {
    "objectives": {"en": "Objectives of the Compact", "es": "Objetivos del Pacto Mundial"},
    "principles": {"en": "Principles of the Compact", "es": "Principios rectores del Pacto Mundial"},
    "stakeholder-groups": {"en": "Groups of paragraph 44", "es": "Grupos del párrafo 44"},
    "entity-kinds": {"en": "Entities that may pledge", "es": "Entidades que pueden formular compromisos"},
}


def nodes(base: str) -> list[Node]:
    """Every concept as a dictionary of SKOS properties; `base` ends the addresses that name them.

    A wording that is ours is an `altLabel`: only names of the sources are a `prefLabel`, except
    where a language has no other.
    """
    found: list[Node] = [
        {"id": f"{base}{key}", "type": "ConceptScheme", "prefLabel": title, "source": "A/RES/73/195"}
        for key, title in SCHEMES.items()
    ]
    for objective in queries.objectives().prefetch_related("sdg_targets"):
        found.append(
            {
                **_concept(base, "objectives", str(objective.number), objective.title),
                "altLabel": objective.label,
                "definition": objective.summary,
                "notation": str(objective.number),
                "editorialNote": _unofficial(objective.title_status),
                "relatedMatch": [
                    f"http://metadata.un.org/sdg/{target.code}" for target in objective.sdg_targets.all()
                ],
            }
        )
    for action in LocalAction.objects.order_by("objective__number", "code"):
        found.append(
            {
                **_concept(base, "objectives", action.code, action.summary),
                "broader": [f"{base}objectives/{action.objective_id}"],
                "source": f"A/RES/73/195, {action.gcm_ref} ({action.ref_confidence})",
            }
        )
    for principle in queries.principles():
        found.append(
            {
                **_concept(base, "principles", principle.key, principle.title),
                "notation": principle.gcm_ref,
                "editorialNote": _unofficial(principle.title_status),
            }
        )
    found += _listed(base, "stakeholder-groups", queries.stakeholder_groups())
    kinds = list(queries.entity_kinds())
    for kind, node in zip(kinds, _listed(base, "entity-kinds", kinds), strict=True):
        groups = [f"{base}stakeholder-groups/{group.key}" for group in kind.groups.all()]
        found.append({**node, "relatedMatch": groups})
    return found


def _concept(base: str, scheme: str, key: str, label: dict[str, str]) -> Node:
    return {
        "id": f"{base}{scheme}/{key}",
        "type": "Concept",
        "inScheme": [f"{base}{scheme}"],
        "prefLabel": label,
    }


def _unofficial(status: dict[str, str]) -> dict[str, str]:
    ours = sorted(f"{language}: {how}" for language, how in status.items() if how not in OFFICIAL)
    return {"en": f"Wording that is not official: {', '.join(ours)}"} if ours else {}


def _listed(base: str, scheme: str, rows: Iterable[StakeholderGroup] | Iterable[EntityKind]) -> list[Node]:
    return [{**_concept(base, scheme, row.key, row.title), "notation": str(row.number)} for row in rows]


LINKS = {"inScheme", "broader", "relatedMatch"}


def json_ld(base: str) -> str:
    """The graph as JSON-LD 1.1."""
    context = {
        "@vocab": SKOS,
        "id": "@id",
        "type": "@type",
        "source": f"{DCTERMS}source",
        **{name: {"@type": "@id"} for name in LINKS},
        **{
            name: {"@container": "@language"}
            for name in ("prefLabel", "altLabel", "definition", "editorialNote")
        },
    }
    graph = [{key: value for key, value in node.items() if value} for node in nodes(base)]
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1)


def turtle(base: str) -> str:
    """The graph as Turtle."""
    lines = [f"@prefix skos: <{SKOS}> .", f"@prefix dcterms: <{DCTERMS}> .", ""]
    for node in nodes(base):
        said = [f"a skos:{node['type']}", *_properties(node)]
        lines.append(f"<{node['id']}>\n    " + " ;\n    ".join(said) + " .\n")
    return "\n".join(lines)


def _properties(node: Node) -> Iterator[str]:
    for name, value in node.items():
        if name in {"id", "type"} or not value:
            continue
        term = "dcterms:source" if name == "source" else f"skos:{name}"
        if isinstance(value, dict):
            yield from (f"{term} {_literal(text)}@{language}" for language, text in sorted(value.items()))
        elif name in LINKS:
            yield f"{term} " + ", ".join(f"<{link}>" for link in value)
        else:
            yield f"{term} {_literal(value)}"


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
