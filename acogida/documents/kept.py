"""Documents that are the same for everybody, made once and kept in the data folder."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from django.conf import settings

FOLDER = "kept"


def kept(name: str, *, mark: str, make: Callable[[], bytes]) -> Path:
    """The file called `name` for this `mark`; made by `make` where it is not there yet.

    `name` is one of ours, never a person's text; `mark` changes with what the file says, and the file of
    an older mark goes. Several who ask at once wait for the one who makes it.
    """
    folder = Path(settings.DATA) / FOLDER
    stem, _dot, ending = name.rpartition(".")
    path = folder / f"{stem}.{mark}.{ending}"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            draft = folder / f"draft-{uuid4().hex}"
            draft.write_bytes(make())
            os.replace(draft, path)
            for old in folder.glob(f"{stem}.*.{ending}"):
                if old != path:
                    # Whoever is still reading it keeps it open; its name may go.
                    old.unlink(missing_ok=True)
    return path


def forget_kept() -> None:
    """Let everything be made anew: what the files say, or its words, may have changed."""
    for path in (Path(settings.DATA) / FOLDER).glob("*"):
        if not path.name.endswith(".lock"):
            path.unlink(missing_ok=True)
