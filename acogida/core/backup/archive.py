"""The archive itself: made in one go, checked in full before anything is touched."""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

import acogida
from acogida.core.backup import database
from acogida.core.errors import Refused

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE, FILES, KEY = "database", "files", "secret-key"


def folder() -> Path:
    """Where backups go unless told otherwise."""
    return Path(settings.DATA) / "backups"


def default_name(at: datetime) -> Path:
    return folder() / f"acogida-{at:%Y%m%d-%H%M%S}.tar.gz"


def make(target: Path, *, at: datetime) -> dict[str, Any]:
    """Write a backup; its manifest. The file appears under its name only when it is complete.

    The database is taken first: a file put in meanwhile may be there without its row, which harms
    nobody; never a row without its file.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        with _scratch() as scratch:
            database.dump(scratch / DATABASE)
            members = {f"{DATABASE}/{p.name}": p for p in sorted((scratch / DATABASE).iterdir())}
            members |= {f"{FILES}/{name}": path for name, path in _files(Path(settings.MEDIA_ROOT))}
            if (key := Path(settings.DATA) / KEY).exists():
                members[KEY] = key
            sums: dict[str, str] = {}
            manifest = {
                "format": FORMAT,
                "acogida": getattr(acogida, "__version__", ""),
                "made_at": at.isoformat(),
                "engine": database.engine(),
                "migrations": database.applied_migrations(),
                "files": sums,
            }
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as archive:
                for name, path in members.items():
                    sums[name] = _sha256(path)
                    archive.add(path, name, recursive=False)
                (scratch / MANIFEST).write_text(json.dumps(manifest, indent=1))
                archive.add(scratch / MANIFEST, MANIFEST)
                archive.close()
                raw.flush()
                os.fsync(raw.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def restore(source: Path, *, replace: bool) -> dict[str, Any]:
    """Put a backup in the place of this installation; its manifest.

    Raises Refused with a sentence where the archive is damaged or of another engine or version, or
    where somebody already works here and `replace` was not said. Nothing is touched before the whole
    archive has been checked.
    """
    if not replace and not (database.is_empty() and not any(_files(Path(settings.MEDIA_ROOT)))):
        raise Refused(
            "This installation is not empty. Say --replace to put the backup in its place;"
            " what is here is then lost."
        )
    with _scratch() as scratch:
        manifest = _unpack(source, scratch)
        if manifest["engine"] != database.engine():
            raise Refused(
                f"The backup is of a {manifest['engine']} database;"
                f" this installation uses {database.engine()}."
            )
        database.load(scratch / DATABASE, migrations=manifest["migrations"])
        _put_files(scratch / FILES, Path(settings.MEDIA_ROOT))
        if (scratch / KEY).exists() and not os.environ.get("ACOGIDA_SECRET_KEY"):
            shutil.copyfile(scratch / KEY, Path(settings.DATA) / KEY)
            (Path(settings.DATA) / KEY).chmod(0o600)
    return manifest


def forget_old(keep: int) -> list[Path]:
    """Delete all but the newest `keep` backups of the usual folder; those deleted."""
    found = sorted(folder().glob("acogida-*.tar.gz"))
    old = found[:-keep] if keep else []
    for path in old:
        path.unlink()
    return old


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder of our own on the disk of the data folder, gone afterwards."""
    data = Path(settings.DATA)
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="backup-", dir=data) as scratch:
        yield Path(scratch)


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    if root.is_dir():
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix(), path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unpack(source: Path, scratch: Path) -> dict[str, Any]:
    """The archive's content, every byte held against the manifest."""
    damaged = f"{source} is not a whole backup of Acogida"
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(scratch, filter="data")
        manifest: dict[str, Any] = json.loads((scratch / MANIFEST).read_text())
        found = {name: _sha256(path) for name, path in _files(scratch) if name != MANIFEST}
        promised = manifest["files"]
        if manifest["format"] != FORMAT:
            raise Refused(f"{source} is of a format that this version does not know.")
    except (OSError, EOFError, tarfile.TarError, zlib.error, ValueError, KeyError) as error:
        raise Refused(f"{damaged} ({error}).") from error
    wrong = sorted(n for n in promised.keys() | found.keys() if promised.get(n) != found.get(n))
    if wrong:
        raise Refused(f"{damaged}: {wrong[0]} is not as it was.")
    return manifest


def _put_files(new: Path, root: Path) -> None:
    """The files of the backup in the place of those that are there."""
    new.mkdir(exist_ok=True)
    root.parent.mkdir(parents=True, exist_ok=True)
    old = new.with_name("files-before")
    if root.exists():
        root.rename(old)
    new.rename(root)
    shutil.rmtree(old, ignore_errors=True)
