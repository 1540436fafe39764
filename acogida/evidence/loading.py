"""The catalogue and the public facts as the package ships them: read, checked, and nothing else."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import yaml

from acogida.core.text import LANGUAGES
from acogida.evidence import store

GRADES = {"primary", "secondary"}


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
    """The rows of `data/public_facts.yaml`, each checked; none where the file is not shipped."""
    path = store.shipped() / "public_facts.yaml"
    if not path.exists():
        return
    found = yaml.safe_load(path.read_text())
    rows = found["facts"] if isinstance(found, dict) else found
    for number, row in enumerate(rows, start=1):
        yield _checked(row, number)


def _checked(row: dict[str, Any], number: int) -> dict[str, Any]:
    where = f"public_facts.yaml, fact {number} ({row.get('code') or row.get('id') or '?'})"
    missing = [name for name in ("territory", "kind", "text", "source", "grade") if not row.get(name)]
    if missing:
        raise Malformed(f"{where}: {', '.join(missing)} missing")
    _four(row["text"], where)
    if row["grade"] not in GRADES:
        raise Malformed(f"{where}: grade {row['grade']!r} is none of {sorted(GRADES)}")
    year = row.get("year")
    if year is not None and not (isinstance(year, int) and 1900 <= year <= date.max.year):
        raise Malformed(f"{where}: year {year!r}")
    return row
