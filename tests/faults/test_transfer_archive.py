"""What an export holds, and what an import refuses: whole, with a sentence, and nothing changed."""

import json
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection

from acogida.accounts.models import User
from acogida.compact.models import Objective
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.core.transfer import archive, rows
from acogida.core.transfer.tables import LEFT_OUT, travelling

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
# The kinds of columns that a line can hold and give back; another one needs its reader first.
KNOWN_KINDS = {
    *("AutoField", "BigAutoField", "BooleanField", "CharField", "FloatField", "FileField", "IntegerField"),
    *("JSONField", "PositiveBigIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField"),
    *("SlugField", "TextField", "ForeignKey", "OneToOneField"),
    *rows.READERS,
}


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def sent(tmp_path):
    """An export of an installation with a person, a deed and a kept file; the installation is emptied."""
    User.objects.create_user("ana@example.org", name="Ana Núñez", joined_at=AT)
    AuditEvent.objects.create(name="tests.made", subject="x", by="ana", at=AT, detail={"a": 1})
    default_storage.save("kept/evidence.txt", ContentFile(b"what shows it"))
    target = tmp_path / "export.zip"
    archive.send(target, at=AT)
    User.objects.all()._raw_delete("default")
    Objective.objects.filter(number=1).update(key="as-another-version-loads-it")
    default_storage.delete("kept/evidence.txt")
    return target


def changed(source, change):
    """The export again, each part passed through `change(name, bytes)`; None leaves it out."""
    target = source.with_name("changed.zip")
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w") as made:
        for name in whole.namelist():
            content = change(name, whole.read(name))
            if content is not None:
                made.writestr(name, content)
    return target


def manifest_with(**values):
    """A change of the manifest: `values` are functions of what it says."""

    def change(name, content):
        if name != "manifest.json":
            return content
        said = json.loads(content)
        return json.dumps({**said, **{key: made(said[key]) for key, made in values.items()}}).encode()

    return change


def assert_nothing_changed():
    assert not User.objects.exists()
    assert Objective.objects.filter(key="as-another-version-loads-it").exists()
    assert not default_storage.exists("kept/evidence.txt")
    assert list(Path(settings.DATA).glob("import-*")) == []


def test_every_table_travels_or_says_why_not():
    tables = {model._meta.db_table for model in travelling()}
    left = {apps.get_model(label)._meta.db_table for label in LEFT_OUT if label != "auth.Group_permissions"}

    assert set(connection.introspection.table_names()) - tables - left <= {
        "django_migrations",
        "cache",
        "auth_group_permissions",
    }
    assert all(LEFT_OUT.values())


def test_every_kind_of_column_is_written_and_read_back():
    kinds = {field.get_internal_type() for model in travelling() for field in rows.fields(model)}

    assert kinds - KNOWN_KINDS == set()


def test_what_left_comes_back(sent):
    archive.bring_in(sent)

    assert User.objects.get().joined_at == AT
    assert not Objective.objects.filter(key="as-another-version-loads-it").exists()
    with default_storage.open("kept/evidence.txt") as file:
        assert file.read() == b"what shows it"


def spoilt_row(name, content):
    return content.replace(b"Ana", b"Eva") if name == "tables/accounts.User.jsonl" else content


def lost_row(name, content):
    return b"" if name == "tables/core.AuditEvent.jsonl" else content


def row_twice(name, content):
    return content * 2 if name == "tables/accounts.User.jsonl" else content


def spoilt_file(name, content):
    return content.replace(b"shows", b"hides") if name.startswith("files/") else content


def without_table(name, content):
    return None if name == "tables/plans.Plan.jsonl" else content


def without_file(name, content):
    return None if name.startswith("files/") else content


def led_astray(name, content):
    return (
        content.replace(b'"kept/evidence.txt"', b'"../../evidence.txt"')
        if name == "manifest.json"
        else content
    )


def not_a_table(name, content):
    return b"[1,\n" if name == "tables/accounts.User.jsonl" else content


def no_list(name, content):
    return b"[]" if name == "manifest.json" else content


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (spoilt_row, "accounts.User did not arrive as it was. Nothing was changed."),
        (lost_row, "core.AuditEvent did not arrive as it was. Nothing was changed."),
        (row_twice, "The database here does not take a row of accounts.User"),
        (spoilt_file, "The file kept/evidence.txt did not arrive as it was. Nothing was changed."),
        (without_table, "is not a whole export of Acogida"),
        (without_file, "is not a whole export of Acogida"),
        (led_astray, "The export names a file outside its folder: ../../evidence.txt."),
        (not_a_table, "is not a whole export of Acogida"),
        (no_list, "is not a whole export of Acogida"),
        (manifest_with(format=lambda _: 2), "is of a format that this version does not know."),
        (
            manifest_with(migrations=lambda known: [*known, "core.0999_later"]),
            "made by a newer Acogida: core.0999_later is not known here.",
        ),
        (
            manifest_with(migrations=lambda known: [one for one in known if not one.startswith("api.")]),
            "made by an older Acogida, without api.0001_tokens. Upgrade that installation",
        ),
        (
            manifest_with(tables=lambda known: {**known, "tests.Other": {"columns": []}}),
            "The export holds other tables than this version knows.",
        ),
    ],
)
def test_an_export_that_cannot_be_trusted_changes_nothing(sent, change, sentence):
    with pytest.raises(Refused) as refusal:
        archive.bring_in(changed(sent, change))

    assert sentence in str(refusal.value)
    assert_nothing_changed()


def test_half_an_export_and_what_is_none_are_refused(sent, tmp_path):
    half = tmp_path / "half.zip"
    half.write_bytes(sent.read_bytes()[: sent.stat().st_size // 2])
    letter = tmp_path / "letter.txt"
    letter.write_text("Estimada señora")
    for source in (half, letter):
        with pytest.raises(Refused, match="is not a whole export of Acogida"):
            archive.bring_in(source)
    with pytest.raises(Refused, match="No such file"):
        archive.bring_in(tmp_path / "none.zip")
    assert_nothing_changed()


@pytest.mark.parametrize(
    "part", ["manifest.json", "tables/compact.Objective.jsonl", "files/kept/evidence.txt"]
)
def test_a_byte_that_turned_on_the_way_is_seen(sent, tmp_path, part):
    with zipfile.ZipFile(sent) as whole:
        found = whole.getinfo(part)
    content = bytearray(sent.read_bytes())
    more = int.from_bytes(content[found.header_offset + 28 : found.header_offset + 30], "little")
    begin = found.header_offset + 30 + len(part) + more
    content[begin + found.compress_size // 2] ^= 0xFF
    turned = tmp_path / "turned.zip"
    turned.write_bytes(content)

    with pytest.raises(Refused, match="is not a whole export of Acogida"):
        archive.bring_in(turned)

    assert_nothing_changed()


def test_when_the_database_refuses_at_the_very_end_the_files_go_too(sent, monkeypatch):
    """Between the last check and the commit anything may fail: the connection, the disk."""
    kept = archive._keep_files

    def lost_connection(new):
        kept(new)
        assert default_storage.exists("kept/evidence.txt")
        raise DatabaseError("the connection was lost")

    monkeypatch.setattr(archive, "_keep_files", lost_connection)
    with pytest.raises(Refused, match="the connection was lost"):
        archive.bring_in(sent)

    assert_nothing_changed()


def test_an_export_that_fails_leaves_no_half_file(tmp_path, monkeypatch):
    default_storage.save("kept/evidence.txt", ContentFile(b"what shows it"))

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "_write_file", full)
    with pytest.raises(OSError, match="No space left"):
        archive.send(tmp_path / "out" / "export.zip", at=AT)

    assert list((tmp_path / "out").iterdir()) == []


def test_the_sum_is_the_same_in_any_order():
    one, other = rows.Sum(), rows.Sum()
    for line in (b"[1]", b"[2]"):
        one.add(line)
    for line in (b"[2]", b"[1]"):
        other.add(line)

    assert one.said() == other.said()
    assert one.said()["rows"] == 2
    assert rows._line([Decimal("1.50"), AT, b"\x00"]) == b'["1.50","2026-03-02T09:30:15.123456+00:00","AA=="]'
