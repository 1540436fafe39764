"""A whole installation is brought into an empty one: of the same engine, or of the other."""

import json
import zipfile

import pytest

from tests.faults.installations import SERVER, Installation

PAIRS = [("", SERVER), (SERVER, "")] if SERVER else [("", "")]
MAKE = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from acogida.accounts.models import User
from acogida.api.tests.factories import adopted_plan, published_assessment
from acogida.core import audit
name = "Ana \\t\\n\\\\ Núñez 'ñ' 𝄞"
user = User.objects.create_user("ana@example.org", name=name, password="una clave larga")
audit.record("tests.Made", user, by=user, at=timezone.now(), detail={"b": [1, None, 0.1, "ü"], "a": {}})
default_storage.save("kept/evidence.txt", ContentFile("what shows it".encode()))
adopted_plan()
published_assessment()
print("GONE", User.objects.create_user("gone@example.org", name="Gone").delete()[0])
"""
TELL = """
import json
from django.core.files.storage import default_storage
from acogida.accounts.models import User
from acogida.assessments.models import Publication
from acogida.compact.models import Objective
from acogida.core.frozen import hash_of
from acogida.core.models import AuditEvent
from acogida.plans.models import PlanVersion, Progress
user = User.objects.get(email="ana@example.org")
frozen = [*PlanVersion.objects.order_by("pk"), *Publication.objects.order_by("pk")]
print("TOLD" + json.dumps({
    "name": user.name,
    "joined": user.joined_at.isoformat(),
    "password": user.check_password("una clave larga"),
    "audit": list(AuditEvent.objects.order_by("pk").values_list("pk", "name", "subject", "by", "detail")),
    "frozen": [(one._meta.label, one.sha256, hash_of(one.content) == one.sha256) for one in frozen],
    "spent": [str(report.spent) for report in Progress.objects.all()],
    "file": default_storage.open("kept/evidence.txt").read().decode(),
    "objectives": Objective.objects.count(),
    "next": User.objects.create_user("luis@example.org", name="Luis").pk,
}))
"""


def told(installation):
    return json.loads(installation.run("shell", "-v0", "-c", TELL).split("TOLD")[1])


def manifest_of(file):
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("manifest.json"))


@pytest.fixture(
    scope="module", params=PAIRS, ids=lambda pair: " into ".join(one[:10] or "file" for one in pair)
)
def pair(request, tmp_path_factory):
    """An installation with people, a plan, an assessment and a file; its export; an empty installation."""
    folder = tmp_path_factory.mktemp("pair")
    source, target = (
        Installation(folder / name, server=server)
        for name, server in zip(("from", "into"), request.param, strict=True)
    )
    try:
        source.run("migrate", "-v0")
        source.run("shell", "-v0", "-c", MAKE)
        source.run("export", folder / "acogida.zip")
        yield source, folder / "acogida.zip", target
    finally:
        source.end()
        target.end()


def test_a_spoilt_export_leaves_no_row_and_no_file(pair, tmp_path):
    _source, file, target = pair
    spoilt = tmp_path / "spoilt.zip"
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(spoilt, "w") as made:
        for name in whole.namelist():
            made.writestr(name, whole.read(name).replace(b"Ana ", b"Eva "))
    target.run("migrate", "-v0")

    said = target.run("import", spoilt, code=1)

    assert "accounts.User did not arrive as it was. Nothing was changed." in said
    target.run("export", tmp_path / "after.zip")
    after = manifest_of(tmp_path / "after.zip")
    assert (after["tables"]["accounts.User"]["rows"], after["files"]) == (0, {})
    assert after["tables"]["compact.Objective"]["rows"] == 23
    assert list(target.data.glob("import-*")) == []


def test_everything_arrives_as_it_was_and_only_once(pair, tmp_path):
    source, file, target = pair
    assert file.stat().st_mode & 0o777 == 0o600

    said = target.run("import", file, "--bare")

    manifest = manifest_of(file)
    assert f"from {manifest['engine']}" in said
    target.run("export", tmp_path / "again.zip")
    again = manifest_of(tmp_path / "again.zip")
    assert again["tables"] == manifest["tables"]
    assert again["files"] == manifest["files"]
    assert list(again["files"]) == ["kept/evidence.txt"]
    assert (target.data / "secret-key").read_text() == (source.data / "secret-key").read_text()
    assert (target.data / "secret-key").stat().st_mode & 0o777 == 0o600

    there, here = told(source), told(target)
    assert here == there
    assert here["name"] == "Ana \t\n\\ Núñez 'ñ' 𝄞"
    assert here["password"] is True
    assert [made[4] for made in here["audit"] if made[1] == "tests.Made"] == [
        {"b": [1, None, 0.1, "ü"], "a": {}}
    ]
    assert {label for label, _sum, _same in here["frozen"]} == {
        "plans.PlanVersion",
        "assessments.Publication",
    }
    assert all(same for _label, _sum, same in here["frozen"])
    assert here["spent"] == ["250.50"]
    assert here["file"] == "what shows it"

    said = target.run("import", file, code=1)
    assert "This installation is not empty" in said
    assert told_again(target) == here["next"]


def told_again(target):
    """Who came after the import is still there: the refused one touched nothing."""
    ask = 'from acogida.accounts.models import User; print("PK", User.objects.get(name="Luis").pk)'
    return int(target.run("shell", "-v0", "-c", ask).split("PK")[1])


def test_after_an_import_search_and_figures_are_made_of_what_came(pair, tmp_path):
    _source, file, _target = pair
    fresh = Installation(tmp_path)
    try:
        said = fresh.run("import", file)
        assert "Acogida is set up" in said
        assert (fresh.data / "index").exists()
        assert (fresh.data / "figures.duckdb").exists()
    finally:
        fresh.end()
