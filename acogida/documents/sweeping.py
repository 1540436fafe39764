"""Taking away kept files that nobody has any more: rows no row names, and files on disk without a row."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from acogida.core import audit
from acogida.documents.models import StoredFile

FOLDER = "kept"
# A file may wait for the row that names it: an upload is written before its transaction ends.
GRACE = timedelta(days=1)


class Swept(NamedTuple):
    """How many rows and how many files without a row were taken away."""

    rows: int
    files: int


def sweep(*, at: datetime, named: Collection[int] = ()) -> Swept:
    """Delete what nobody names and is older than a day. May be done again and again.

    `named` are the keys of files that frozen contents name without a row of their own.
    """
    return Swept(sum(_let_go(key, at=at) for key in _unnamed(at, named)), _sweep_disk(at))


def _unnamed(at: datetime, named: Collection[int]) -> list[int]:
    """The keys of old rows to which no row of any module points."""
    old = StoredFile.objects.filter(added_at__lt=at - GRACE).exclude(pk__in=named)
    for relation in StoredFile._meta.related_objects:
        pointing = relation.related_model._base_manager.filter(
            **{f"{relation.field.name}__isnull": False}
        ).values(relation.field.name)
        old = old.exclude(pk__in=pointing)
    return list(old.values_list("pk", flat=True))


@transaction.atomic
def _let_go(key: int, *, at: datetime) -> int:
    stored = StoredFile.objects.select_for_update().filter(pk=key).first()
    if stored is None:
        return 0
    audit.record("documents.let_go", stored, by="acogida", at=at, detail={"sha256": stored.sha256})
    kept = stored.file
    stored.delete()
    transaction.on_commit(lambda: kept.delete(save=False))
    return 1


def _sweep_disk(at: datetime) -> int:
    found = [name for name in _files(FOLDER) if _age(name, at) > GRACE]
    known = set(StoredFile.objects.values_list("file", flat=True)) if found else set()
    gone = [name for name in found if name not in known]
    for name in gone:
        default_storage.delete(name)
    return len(gone)


def _files(folder: str) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from _files(f"{folder}/{inner}")


def _age(name: str, at: datetime) -> timedelta:
    modified = default_storage.get_modified_time(name)
    return at - (modified if timezone.is_aware(modified) else timezone.make_aware(modified))
