"""Making the open data: each kind of thing as CSV and JSON, catalogue, vocabularies, checksums, one archive.

Rows come and go some hundred at a time, so that a hundred thousand need no more memory than ten. The files
say what the API says: the same things, the same small counts hidden.
"""

import csv
import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone, translation

from acogida.api.description import FIGURES, resources, titles
from acogida.api.opendata import catalogue, shelf, vocabularies
from acogida.api.opendata.tables import cells, columns
from acogida.api.resources.evidence import every_figure
from acogida.core.text import LANGUAGES
from acogida.documents.tables.writing import harmless

FIGURE = ("indicator", "territory", "origin", "period", "year", "sex", "age", "value", "is_hidden", "flag")
FIGURE_SOURCE = ("dataset", "edition")
STYLE = "acogida.css"
SUMS = "SHA256SUMS"


def make(at: datetime, *, territories: Sequence[str] = ()) -> shelf.Issue:
    """Make the open data of a day; made twice on a day, the second takes the place of the first.

    `territories` narrows the figures, which are nearly all of it, to some places.
    """
    target = shelf.path_of(timezone.localdate(at))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="making-", dir=target.parent) as scratch:
        root = Path(scratch)
        # Labels and addresses of pages need one language; texts are given in all.
        with translation.override(settings.LANGUAGE_CODE):
            parts = [*_things(root), _figures(root, territories)]
        _vocabularies(root)
        _catalogue(root, parts, at=at)
        _pages(root, parts, at=at)
        _sums(root)
        part = root / "whole.part"
        _zip(root, part)
        digest = _sha256(part)
        part.replace(target)
    shelf.note(target, made_at=at, sha256=digest, parts=parts)
    shelf.forget_old()
    made = shelf.newest()
    assert made is not None  # it was put there a moment ago
    return made


def _things(root: Path) -> Iterator[dict[str, Any]]:
    for name, resource in resources().items():
        row = partial(cells, resource.shape)
        yield _part(root, name, resource.every(), headings=columns(resource.shape), row=row)


def _figures(root: Path, territories: Sequence[str]) -> dict[str, Any]:
    names = (*FIGURE, *FIGURE_SOURCE)
    return _part(
        root,
        FIGURES,
        ({name: getattr(row, name) for name in names} for row in every_figure(territories)),
        headings=list(names),
        row=_figure,
    )


def _figure(said: dict[str, Any]) -> list[object]:
    return [{True: "yes", False: "no"}[v] if isinstance(v, bool) else harmless(v) for v in said.values()]


def _part(
    root: Path,
    name: str,
    things: Iterable[dict[str, Any]],
    *,
    headings: list[str],
    row: Callable[[dict[str, Any]], Iterable[object]],
) -> dict[str, Any]:
    """Both files of one kind in one walk; what the pages say of them."""
    (root / "csv").mkdir(exist_ok=True)
    (root / "json").mkdir(exist_ok=True)
    table, tree = root / "csv" / f"{name}.csv", root / "json" / f"{name}.json"
    rows = 0
    with (
        table.open("w", encoding="utf-8-sig", newline="") as as_csv,
        tree.open("w", encoding="utf-8") as as_json,
    ):
        writer = csv.writer(as_csv, lineterminator="\r\n")
        writer.writerow(headings)
        as_json.write(f'{{"name": {json.dumps(name)}, "items": [')
        for said in things:
            writer.writerow(row(said))
            as_json.write(",\n" if rows else "\n")
            as_json.write(json.dumps(said, ensure_ascii=False))
            rows += 1
        as_json.write("\n]}\n")
    return {"name": name, "rows": rows, "csv": table.stat().st_size, "json": tree.stat().st_size}


def _vocabularies(root: Path) -> None:
    (root / "vocabularies").mkdir()
    for name, content in vocabularies.files():
        (root / "vocabularies" / name).write_text(content, encoding="utf-8")


def _catalogue(root: Path, parts: list[dict[str, Any]], *, at: datetime) -> None:
    archive = f"{settings.SITE_URL}/open-data/{shelf.path_of(timezone.localdate(at)).name}"
    graph = catalogue.catalogue(parts, titles=titles(), archive=archive, at=at)
    (root / "dcat.jsonld").write_text(graph.serialize(format="json-ld", indent=1), encoding="utf-8")
    (root / "dcat.ttl").write_text(graph.serialize(format="turtle"), encoding="utf-8")


def _pages(root: Path, parts: list[dict[str, Any]], *, at: datetime) -> None:
    """A page in each language that opens from the disk, and its style."""
    style = finders.find(f"design/built/{STYLE}")
    if isinstance(style, str):
        shutil.copyfile(style, root / STYLE)
    for language in LANGUAGES:
        with translation.override(language):
            context = {
                "parts": [{**part, "title": translation.gettext(titles()[part["name"]])} for part in parts],
                "at": at,
                "site": settings.SITE_URL,
                "language": language,
                "languages": settings.LANGUAGES,
            }
            page = render_to_string("api/open_data_index.html", context)
        name = "index.html" if language == settings.LANGUAGE_CODE else f"index.{language}.html"
        (root / name).write_text(page, encoding="utf-8")


def _sums(root: Path) -> None:
    """As `sha256sum --check` reads them."""
    lines = [f"{_sha256(path)}  {path.relative_to(root).as_posix()}\n" for path in _files(root)]
    (root / SUMS).write_text("".join(lines), encoding="utf-8")


def _zip(root: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=6) as archive:
        for path in _files(root):
            if path != target:
                archive.write(path, path.relative_to(root).as_posix())


def _files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
