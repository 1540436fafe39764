"""Putting a SCORM package into a unit, and keeping how far each learner is in it."""

import hashlib
import json
import shutil
import uuid
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.training import scorm
from acogida.training.actions.course import require_author
from acogida.training.actions.learner import locked, note_done, who
from acogida.training.models import Learner, Package, PackageState, Unit

LARGEST_STATE = 200_000


def root_of(package: Package) -> Path:
    """Where the files of a package are, inside the data folder, under a name of ours."""
    return Path(settings.MEDIA_ROOT) / "scorm" / package.folder


@transaction.atomic
def put_package(unit: Unit, *, upload: "UploadedFile[Any]", by: User, at: datetime) -> Package:
    """Check a package, unpack it beside the others, and let the unit be done by completing it.

    A package that learners have begun is replaced as well: what they had completed stays completed.
    """
    require_author(by)
    found = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if hasattr(found, "quiz"):
        raise Refused(_("A unit has questions of its own or a package, not both."))
    limit = settings.UPLOAD_LIMIT_BYTES
    data = upload.read(limit + 1)
    if len(data) > limit:
        raise Refused(_("The file is larger than %(limit)s MB.") % {"limit": max(limit // 2**20, 1)})
    contents = scorm.read(data)
    old = Package.objects.filter(unit=found).first()
    previous = root_of(old) if old is not None else None
    values = {
        "version": contents.version,
        "title": contents.title,
        "folder": uuid.uuid4().hex,
        "items": contents.items,
        "is_sequenced": contents.is_sequenced,
        "has_frames": contents.has_frames,
        "files": len(contents.names),
        "size": sum(contents.archive.getinfo(name).file_size for name in contents.names),
        "sha256": hashlib.sha256(data).hexdigest(),
        "added_at": at,
    }
    package, _new = Package.objects.update_or_create(unit=found, defaults=values)
    _unpack(contents, root_of(package))
    try:
        audit.record("training.package_put", package, by=by, at=at, detail={"sha256": package.sha256})
    except BaseException:
        shutil.rmtree(root_of(package), ignore_errors=True)
        raise
    if previous is not None:
        transaction.on_commit(lambda: shutil.rmtree(previous, ignore_errors=True))
    return package


def _unpack(contents: scorm.Contents, root: Path) -> None:
    """Write the files, whole or not at all."""
    fresh = root.with_name(f"{root.name}.new")
    try:
        for name in contents.names:
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with contents.archive.open(name) as source, target.open("xb") as file:
                shutil.copyfileobj(source, file)
        fresh.rename(root)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


@transaction.atomic
def remove_package(package: Package, *, by: User, at: datetime) -> None:
    """Take a package out of its unit, before anybody has begun it."""
    require_author(by)
    found = Package.objects.select_for_update().get(pk=package.pk)
    if found.states.exists():
        raise Refused(_("People have begun this package already, so it stays; put another one in its place."))
    root = root_of(found)
    audit.record("training.package_removed", found, by=by, at=at)
    found.delete()
    transaction.on_commit(lambda: shutil.rmtree(root, ignore_errors=True))


@transaction.atomic
def keep_state(
    learner: Learner, *, package: Package, item: str, cmi: Mapping[str, Any], at: datetime
) -> PackageState:
    """Keep what a part of a package tells of a learner. Once completed it stays so.

    Only completing leaves an audit line: a package tells its state every few seconds.
    """
    person = locked(learner)
    known = [one["id"] for one in package.items]
    if package.unit.course_id != person.course_id or item not in known:
        raise Refused(_("This package belongs to another course."))
    if len(json.dumps(cmi)) > LARGEST_STATE:
        raise Refused(_("The package wants to keep more than it may."))
    there = PackageState.objects.filter(package=package, learner=person, item=item).first()
    state = there or PackageState(package=package, learner=person, item=item)
    completed, percent = read_state(package.version, cmi)
    fresh = completed and not state.completed
    state.data, state.saved_at = dict(cmi), at
    state.completed = state.completed or completed
    state.percent = percent if percent is not None else state.percent
    state.save()
    person.seen_at = at
    person.save(update_fields=["seen_at"])
    if fresh:
        audit.record("training.package_part_completed", state, by=who(person), at=at)
    done = PackageState.objects.filter(package=package, learner=person, completed=True, item__in=known)
    if done.count() == len(known):
        note_done(person, unit=package.unit, at=at)
    return state


def read_state(version: str, cmi: Mapping[str, Any]) -> tuple[bool, Decimal | None]:
    """Whether a part is completed, and its score in percent, from what it told of itself."""
    if version == Package.Version.V12:
        core = _inner(cmi, "core")
        return core.get("lesson_status") in {"completed", "passed"}, _percent(_inner(core, "score"))
    passed, completion = cmi.get("success_status"), cmi.get("completion_status")
    completed = passed == "passed" or (completion == "completed" and passed != "failed")
    score = _inner(cmi, "score")
    scaled = _decimal(score.get("scaled"))
    return completed, _bounded(scaled * 100) if scaled is not None else _percent(score)


def _inner(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = said.get(name)
    return inner if isinstance(inner, Mapping) else {}


def _percent(score: Mapping[str, Any]) -> Decimal | None:
    raw, least, most = (_decimal(score.get(name)) for name in ("raw", "min", "max"))
    if raw is None:
        return None
    least, most = least or Decimal(0), most if most is not None else Decimal(100)
    return _bounded((raw - least) * 100 / (most - least)) if most > least else None


def _decimal(value: Any) -> Decimal | None:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < 10**9 else None


def _bounded(value: Decimal) -> Decimal:
    return min(max(value, Decimal(0)), Decimal(100)).quantize(Decimal("0.01"))
