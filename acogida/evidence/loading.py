"""The catalogue and the public facts as the package ships them: read, checked, and nothing else."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import yaml

from acogida.core.text import LANGUAGES
from acogida.evidence import store


class Malformed(ValueError):  # noqa: N818 -- reads as a sentence where it is raised
    """A row of a shipped file that does not hold what it must: the loading fails, loudly."""


def catalogue() -> dict[str, list[dict[str, Any]]]:
    """Data sets and indicators of `data/catalogue.yaml`, texts in four languages, checksums added."""
    found = yaml.safe_load((store.shipped() / "catalogue.yaml").read_text())
    sums = checksums()
    for dataset in found["datasets"]:
        dataset["files"] = [{"name": name, "sha256": sums[name]} for name in dataset["files"]]
        for name in ("title", "description", "coverage", "known_gaps"):
            _four(dataset[name], f"{dataset['code']}.{name}")
    for indicator in found["indicators"]:
        for name in ("title", "definition", "sentence"):
            _four(indicator[name], f"{indicator['code']}.{name}")
    return {"datasets": found["datasets"], "indicators": found["indicators"]}


def checksums() -> dict[str, str]:
    """File name to SHA-256, as `data/CHECKSUMS` (the format of sha256sum) lists them."""
    lines = (store.shipped() / "CHECKSUMS").read_text().splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def _four(texts: Any, where: str) -> None:
    if not isinstance(texts, dict) or set(texts) != set(LANGUAGES) or not all(texts.values()):
        raise Malformed(f"{where}: needs a text in each of {', '.join(LANGUAGES)}")


def public_facts() -> Iterator[dict[str, Any]]:
    """The facts of `data/public_facts.yaml`, checked and ready to write."""
    yield from facts_in((store.shipped() / "public_facts.yaml").read_text())


def facts_in(text: str) -> Iterator[dict[str, Any]]:
    """The facts of a file's text, each checked, its source spelled out.

    The file's `meta` gives the grade of all and the names of the documents that facts cite. Raises
    Malformed with the id of the first bad one.
    """
    found = yaml.safe_load(text)
    for row in found["facts"]:
        yield _checked(row, meta=found["meta"])


def _checked(row: dict[str, Any], *, meta: dict[str, Any]) -> dict[str, Any]:
    where = f"public_facts.yaml, {row.get('id') or 'a fact without id'}"
    missing = [name for name in ("id", "territory", "kind", "text", "source") if not row.get(name)]
    if missing:
        raise Malformed(f"{where}: {', '.join(missing)} missing")
    if row["kind"] not in meta["kinds"]:
        raise Malformed(f"{where}: kind {row['kind']!r} is none of {meta['kinds']}")
    _four(row["text"], where)
    year = row.get("year")
    if year is not None and not (isinstance(year, int) and 1900 <= year <= date.max.year):
        raise Malformed(f"{where}: year {year!r}")
    return {
        "code": row["id"],
        "territory": row["territory"],
        "kind": row["kind"],
        "text": row["text"],
        "year": year,
        "grade": meta["verification"],
        "objectives": [*(row.get("objectives") or []), *(row.get("objectives_inferred") or [])],
        "objectives_basis": row.get("objectives_basis") or "",
        **_source(row["source"], meta["documents"], where),
    }


def _source(source: dict[str, Any], documents: dict[str, dict[str, str]], where: str) -> dict[str, Any]:
    """Where a fact is written: a named page, or a founding document by its number and section."""
    if source.get("name"):
        names = dict.fromkeys(LANGUAGES, source["name"])
    elif source.get("document") in documents:
        names = documents[source["document"]]
    else:
        raise Malformed(f"{where}: the source names neither a page nor a known document")
    _four(names, where)
    return {
        "source_names": names,
        "source_url": source.get("url", ""),
        "locator": str(source.get("section", "")),
    }
