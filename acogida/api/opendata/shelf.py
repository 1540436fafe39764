"""Where the open data lie: one archive a day, and beside each what is in it."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

KEPT = 7
NAME = re.compile(r"^acogida-open-data-(\d{4}-\d\d-\d\d)\.zip$")


@dataclass(frozen=True)
class Issue:
    """The open data of a day. `parts` are {name, rows, csv, json} in bytes; `sha256` is of the archive."""

    path: Path
    made_at: datetime
    size: int
    sha256: str
    parts: list[dict[str, Any]]

    @property
    def name(self) -> str:
        return self.path.name


def folder() -> Path:
    return Path(settings.DATA) / "open-data"


def path_of(day: date) -> Path:
    return folder() / f"acogida-open-data-{day.isoformat()}.zip"


def issues() -> list[Issue]:
    """Those there are, the newest first."""
    found = sorted((p for p in folder().glob("*.zip") if NAME.match(p.name)), reverse=True)
    return [issue for path in found if (issue := _read(path))]


def newest() -> Issue | None:
    """The newest, without reading the others."""
    found = sorted((p for p in folder().glob("*.zip") if NAME.match(p.name)), reverse=True)
    return next((issue for path in found if (issue := _read(path))), None)


def note(path: Path, *, made_at: datetime, sha256: str, parts: list[dict[str, Any]]) -> None:
    said = {"made_at": made_at.isoformat(), "sha256": sha256, "parts": parts}
    _beside(path).write_text(json.dumps(said, indent=1))


def forget_old() -> None:
    """Keep a week of them."""
    for issue in issues()[KEPT:]:
        issue.path.unlink()
        _beside(issue.path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_suffix(".json")


def _read(path: Path) -> Issue | None:
    try:
        said = json.loads(_beside(path).read_text())
        size = path.stat().st_size
    except (OSError, ValueError):
        return None  # being made just now, or not made by us
    return Issue(path, datetime.fromisoformat(said["made_at"]), size, said["sha256"], said["parts"])
