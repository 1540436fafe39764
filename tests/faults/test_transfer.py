"""An export holds everything, and an import brings back just that, or nothing."""

import json
import zipfile
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from acogida.accounts.models import User
from acogida.compact.models import Objective
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.core.transfer import archive, rows
from acogida.core.transfer.tables import LEFT_OUT, travelling

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def sent(tmp_path):
    """An export of an installation with a person, a deed and a kept file."""
    user = User.objects.create_user("ana@example.org", name="Ana \t\n\\ Núñez 'ñ' 𝄞", joined_at=AT)
    AuditEvent.objects.create(
        name="tests.made", subject="x", by="ana", at=AT, detail={"b": [1, None, 0.1, "ü"], "a": {}}
    )
    default_storage.save("kept/evidence.txt", ContentFile(b"what shows it"))
    target = tmp_path / "export.zip"
    manifest = archive.send(target, at=AT)
    assert user.pk
    return target, manifest


def empty():
    """As it is after setting up: reference data, nobody."""
    AuditEvent.objects.all()._raw_delete("default")
    User.objects.all()._raw_delete("default")
    Objective.objects.filter(number=1).update(key="as-another-version-loads-it")
    default_storage.delete("kept/evidence.txt")


def test_every_table_travels_or_says_why_not():
    tables = {model._meta.db_table for model in travelling()}
    left = {apps.get_model(label)._meta.db_table for label in LEFT_OUT if label != "auth.Group_permissions"}

    assert set(connection.introspection.table_names()) - tables - left <= {
        "django_migrations",
        "cache",
        "auth_group_permissions",
    }
    assert all(LEFT_OUT.values())


def test_everything_comes_back_as_it_was(sent, tmp_path):
    source, manifest = sent
    empty()

    archive.bring_in(source)
    again = archive.send(tmp_path / "again.zip", at=AT)

    assert again["tables"] == manifest["tables"]
    assert again["files"] == manifest["files"]
    assert manifest["tables"]["compact.Objective"]["rows"] == 23
    user = User.objects.get()
    assert (user.name, user.joined_at) == ("Ana \t\n\\ Núñez 'ñ' 𝄞", AT)
    assert AuditEvent.objects.get().detail == {"b": [1, None, 0.1, "ü"], "a": {}}
    assert default_storage.open("kept/evidence.txt").read() == b"what shows it"
    assert User.objects.create_user("luis@example.org", name="Luis").pk > user.pk


def test_only_an_empty_installation_takes_it(sent):
    with pytest.raises(Refused, match="not empty"):
        archive.bring_in(sent[0])


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("tables/accounts.User.jsonl", "accounts.User did not arrive as it was"),
        ("files/kept/evidence.txt", "kept/evidence.txt did not arrive as it was"),
    ],
)
def test_what_was_changed_on_the_way_is_refused_whole(sent, tmp_path, part, sentence):
    source, _manifest = sent
    spoilt = tmp_path / "spoilt.zip"
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(spoilt, "w") as made:
        for name in whole.namelist():
            content = whole.read(name)
            made.writestr(
                name, content.replace(b"Ana", b"Eva").replace(b"shows", b"hides") if name == part else content
            )
    empty()

    with pytest.raises(Refused, match=sentence):
        archive.bring_in(spoilt)

    assert not User.objects.exists()
    assert Objective.objects.filter(key="as-another-version-loads-it").exists()


def test_of_another_version_or_no_export_at_all(sent, tmp_path):
    _source, manifest = sent
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as made:
        made.writestr(
            "manifest.json", json.dumps({**manifest, "migrations": [*manifest["migrations"], "x.0009"]})
        )
    empty()

    with pytest.raises(Refused, match="newer Acogida"):
        archive.bring_in(other)
    (tmp_path / "none.zip").write_bytes(b"nothing")
    with pytest.raises(Refused, match="not a whole export"):
        archive.bring_in(tmp_path / "none.zip")


def test_the_sum_is_the_same_in_any_order():
    one, other = rows.Sum(), rows.Sum()
    for line in (b"[1]", b"[2]"):
        one.add(line)
    for line in (b"[2]", b"[1]"):
        other.add(line)

    assert one.said() == other.said()
    assert one.said()["rows"] == 2
    assert rows._line([Decimal("1.50"), AT, b"\x00"]) == b'["1.50","2026-03-02T09:30:15.123456+00:00","AA=="]'
