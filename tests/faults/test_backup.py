"""A backup brings back what was destroyed, on the engine that the suite runs on: embedded, PostgreSQL."""

import io
import json
import tarfile

import pytest

from tests.faults.installations import Installation

MAKE = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from acogida.accounts.models import User
from acogida.core import audit
user = User.objects.create_user("ana@example.org", name="Ana \\t\\n\\\\ Núñez 'ñ'")
audit.record("tests.Made", user, by=user, at=timezone.now(), detail={"a": [1, None, "ü"]})
default_storage.save("kept/evidence.txt", ContentFile("what shows it".encode()))
"""
TELL = """
import io
import json
from django.core.files.storage import default_storage
from acogida.accounts.models import User
from acogida.core.models import AuditEvent
from acogida.compact.models import Objective
user = User.objects.get()
print("TOLD" + json.dumps([user.name, AuditEvent.objects.get(name="tests.Made").detail,
    default_storage.open("kept/evidence.txt").read().decode(), Objective.objects.count(),
    User.objects.create_user("luis@example.org", name="Luis").pk > user.pk]))
"""
WHOLE = ["Ana \t\n\\ Núñez 'ñ'", {"a": [1, None, "ü"]}, "what shows it", 23, True]


def told(installation):
    return json.loads(installation.run("shell", "-v0", "-c", TELL).split("TOLD")[1])


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    installation = Installation(tmp_path_factory.mktemp("installation"))
    try:
        installation.run("migrate", "-v0")
        installation.run("createcachetable")
        installation.run("shell", "-v0", "-c", MAKE)
        yield installation
    finally:
        installation.end()


@pytest.fixture(scope="module")
def backup(installation, tmp_path_factory):
    file = tmp_path_factory.mktemp("backups") / "acogida.tar.gz"
    installation.run("backup", file)
    return file


def test_a_destroyed_installation_comes_back_whole(installation, backup):
    assert backup.stat().st_mode & 0o777 == 0o600
    installation.destroy()
    said = installation.run("restore", backup)
    assert "Restored as of" in said
    assert told(installation) == WHOLE
    assert (installation.data / "index").exists()


def test_an_installation_in_use_is_replaced_only_when_told_so(installation, backup):
    said = installation.run("restore", backup, code=1)
    assert "This installation is not empty. Say --replace" in said
    installation.run("restore", backup, "--replace")
    assert told(installation) == WHOLE


def changed_copy(backup, target, change):
    """The archive again, each member passed through `change(name, bytes)`; None leaves it out."""

    with tarfile.open(backup) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            data = change(member.name, old.extractfile(member).read())
            if data is not None:
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))
    return target


def without_files(name, data):
    return None if name.startswith("files/") else data


def altered(name, data):
    return data.replace(b"what shows it", b"what hides it") if name.startswith("files/") else data


def from_the_future(name, data):
    return (
        data.replace(b'"migrations": [', b'"migrations": ["core.0999_later",') if "manifest" in name else data
    )


def of_another_engine(name, data):
    if "manifest" not in name:
        return data
    return data.replace(b'"engine": "', b'"engine": "other-')


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (without_files, "files/kept/evidence.txt is not as it was."),
        (altered, "files/kept/evidence.txt is not as it was."),
        (from_the_future, "made by a newer Acogida (core.0999_later is not known here)"),
        (of_another_engine, "The backup is of a other-"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_backup_that_cannot_be_trusted_changes_nothing(installation, backup, tmp_path, change, sentence):
    file = changed_copy(backup, tmp_path / "changed.tar.gz", change)
    assert sentence in installation.run("restore", file, "--replace", code=1)
    assert (installation.data / "files/kept/evidence.txt").read_text() == "what shows it"
    assert list(installation.data.glob("backup-*")) == []


def test_half_a_backup_and_what_is_none_are_refused(installation, backup, tmp_path):
    half = tmp_path / "half.tar.gz"
    half.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    assert "is not a whole backup of Acogida" in installation.run("restore", half, "--replace", code=1)
    other = tmp_path / "letter.txt"
    other.write_text("Estimada señora")
    assert "is not a whole backup of Acogida" in installation.run("restore", other, "--replace", code=1)
    assert "is not a whole backup of Acogida" in installation.run(
        "restore", tmp_path / "none", "--replace", code=1
    )


def test_old_backups_are_let_go(installation):
    folder = installation.data / "backups"
    folder.mkdir(exist_ok=True)
    for day in ("20240101", "20240102", "20240103"):
        (folder / f"acogida-{day}-000000.tar.gz").write_text("")
    installation.run("backup", "--keep", "2")
    left = sorted(path.name for path in folder.iterdir())
    assert len(left) == 2
    assert left[0] == "acogida-20240103-000000.tar.gz"
