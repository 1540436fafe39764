"""The file: written as of one moment while others go on working; read back whole, or not at all."""

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import structlog
from django.conf import settings
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction

import acogida
from acogida.core.backup import database
from acogida.core.errors import Refused
from acogida.core.transfer import rows
from acogida.core.transfer.tables import LEFT_OUT, travelling

FORMAT = 1
MANIFEST, FILES, KEY = "manifest.json", "files/", "secret-key"
PIECE = 1 << 20
# What reading an archive that is none, or no longer whole, may raise; logged, since a fault of ours may too.
DAMAGED = (EOFError, LookupError, NotImplementedError, TypeError, ValueError, zipfile.BadZipFile, zlib.error)

logger = structlog.get_logger(__name__)


def send(target: Path, *, at: datetime) -> dict[str, Any]:
    """Write the whole installation into a file; its manifest. It appears under its name when complete.

    It holds personal data and the key: only its owner may read it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    tables: dict[str, Any] = {}
    files: dict[str, str] = {}
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
                with _one_moment():
                    for model in travelling():
                        tables[model._meta.label] = _write_table(archive, model)
                    migrations = database.applied_migrations()
                for name, path in _kept_files():
                    if (sha256 := _write_file(archive, f"{FILES}{name}", path)) is not None:
                        files[name] = sha256
                if (key := Path(settings.DATA) / KEY).exists():
                    archive.write(key, KEY)
                manifest = {
                    "format": FORMAT,
                    "acogida": acogida.__version__,
                    "made_at": at.isoformat(),
                    "engine": database.engine(),
                    "migrations": migrations,
                    "tables": tables,
                    "left_out": LEFT_OUT,
                    "files": files,
                }
                archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def bring_in(source: Path) -> dict[str, Any]:
    """Put a whole installation into this empty one; its manifest.

    Every table is counted and summed again as it stands here, every file held against its hash, before
    anything is kept. Raises Refused with a sentence, and nothing is changed.
    """
    _is_empty_here()
    try:
        with zipfile.ZipFile(source) as archive, _scratch() as scratch:
            manifest = _read_manifest(archive, source)
            _take_files(archive, manifest, scratch)
            with _together(scratch / "files"):
                _take_tables(archive, manifest)
            if (scratch / KEY).exists() and not os.environ.get("ACOGIDA_SECRET_KEY"):
                shutil.copyfile(scratch / KEY, Path(settings.DATA) / KEY)
                (Path(settings.DATA) / KEY).chmod(0o600)
    except DAMAGED as error:
        logger.warning("an export could not be read", source=str(source), exc_info=True)
        raise Refused(f"{source} is not a whole export of Acogida ({error}). Nothing was changed.") from error
    except OSError as error:
        raise Refused(f"A file could not be read or kept ({error}). Nothing was changed.") from error
    except DatabaseError as error:
        raise Refused(
            f"The database here does not take the export ({error}). Nothing was changed."
        ) from error
    return manifest


def _is_empty_here() -> None:
    if not database.is_empty() or any(_kept_files()):
        raise Refused("This installation is not empty: somebody has an account, or files are kept here.")


@contextmanager
def _together(files: Path) -> Iterator[None]:
    """Rows and files are kept both or neither; whether this installation is empty is asked once more."""
    moving = False
    try:
        with transaction.atomic():
            _is_empty_here()
            yield
            connection.check_constraints()
            moving = True
            _keep_files(files)
    except BaseException:
        if moving:  # there was no file here before
            shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        raise


@contextmanager
def _one_moment() -> Iterator[None]:
    """All tables as of one moment, without keeping anybody from writing."""
    if connection.in_atomic_block:
        yield
        return
    begin = {
        "sqlite": "BEGIN DEFERRED",
        "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    }
    with connection.cursor() as cursor:
        cursor.execute(begin[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _write_table(archive: zipfile.ZipFile, model: Any) -> dict[str, Any]:
    found = rows.Sum()
    with archive.open(rows.named(model), "w", force_zip64=True) as file:
        for line in rows.lines(model):
            found.add(line)
            file.write(line + b"\n")
    return {**found.said(), "columns": rows.columns_of(model), "last_key": rows.last_key(model)}


def _write_file(archive: zipfile.ZipFile, name: str, path: Path) -> str | None:
    """The hash of what was written; None where the file was deleted since it was listed."""
    digest = hashlib.sha256()
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return None
    with source, archive.open(name, "w", force_zip64=True) as file:
        while piece := source.read(PIECE):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def _read_manifest(archive: zipfile.ZipFile, source: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT:
        raise Refused(f"{source} is of a format that this version does not know.")
    here, there = set(database.applied_migrations()), database.told_now(manifest["migrations"])
    if newer := sorted(there - here):
        raise Refused(f"The export was made by a newer Acogida: {newer[0]} is not known here.")
    if older := sorted(here - there):
        raise Refused(
            f"The export was made by an older Acogida, without {older[0]}. Upgrade that installation, and"
            " export it again."
        )
    known = {model._meta.label: rows.columns_of(model) for model in travelling()}
    if {label: told["columns"] for label, told in manifest["tables"].items()} != known:
        raise Refused("The export holds other tables than this version knows.")
    return manifest


def _take_tables(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    models = travelling()
    connection.check_constraints()  # PostgreSQL empties no table that still has checks to make
    # What setting up has loaded here gives way: the export brings its own.
    names = [model._meta.db_table for model in models]
    flush = connection.ops.sql_flush(no_style(), names, reset_sequences=True, allow_cascade=False)
    with connection.cursor() as cursor:
        for statement in flush:
            cursor.execute(statement)
    for model in models:
        with archive.open(rows.named(model)) as file:
            try:
                rows.put(model, _lines(file))
            except DatabaseError as error:
                raise Refused(
                    f"The database here does not take a row of {model._meta.label} ({error})."
                    " Nothing was changed."
                ) from error
    for model in models:
        told = manifest["tables"][model._meta.label]
        if rows.sum_of(model) != {"rows": told["rows"], "sum": told["sum"]}:
            raise Refused(f"{model._meta.label} did not arrive as it was. Nothing was changed.")
        rows.go_on_after(model, told["last_key"])


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    return (line.rstrip(b"\n") for line in file)


def _take_files(archive: zipfile.ZipFile, manifest: dict[str, Any], scratch: Path) -> None:
    """Every file into the scratch folder, its hash checked; names that lead out of it are refused."""
    root = scratch / "files"
    root.mkdir()
    for name, promised in manifest["files"].items():
        target = root / name
        if not target.resolve().is_relative_to(root.resolve()):
            raise Refused(f"The export names a file outside its folder: {name}.")
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with archive.open(f"{FILES}{name}") as source, target.open("wb") as file:
            while piece := source.read(PIECE):
                digest.update(piece)
                file.write(piece)
        target.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        if digest.hexdigest() != promised:
            raise Refused(f"The file {name} did not arrive as it was. Nothing was changed.")
    if KEY in archive.namelist():
        (scratch / KEY).write_bytes(archive.read(KEY))


def _keep_files(new: Path) -> None:
    root = Path(settings.MEDIA_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    if root.exists():
        shutil.rmtree(root)  # there is no file in it: that was asked before
    new.rename(root)


@contextmanager
def _scratch() -> Iterator[Path]:
    data = Path(settings.DATA)
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="import-", dir=data) as scratch:
        yield Path(scratch)


def _kept_files() -> Iterator[tuple[str, Path]]:
    root = Path(settings.MEDIA_ROOT)
    if root.is_dir():
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix(), path
