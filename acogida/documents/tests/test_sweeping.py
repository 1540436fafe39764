"""Kept files that nobody has any more are taken away once a day; those in use never."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from acogida.core.models import AuditEvent
from acogida.documents import files
from acogida.documents.models import StoredFile
from acogida.documents.sweeping import Swept, sweep

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def kept(at, text="a;b\n1;2\n"):
    return files.keep(SimpleUploadedFile("tabla.csv", text.encode()), by="somebody", at=at)


def on_disk():
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def aged(path, at):
    """The clock of the disk, turned to two days ago."""
    moment = (at - timedelta(days=2)).timestamp()
    os.utime(path, (moment, moment))


def test_a_row_nobody_names_goes_with_its_file_after_a_day_and_says_so(at):
    kept(at)
    assert sweep(at=at + timedelta(hours=23)).rows == 0
    assert sweep(at=at + timedelta(days=2)).rows == 1
    assert not StoredFile.objects.exists()
    assert on_disk() == []
    assert AuditEvent.objects.filter(name="documents.let_go").count() == 1


def test_what_a_frozen_content_names_stays(at):
    stored = kept(at)
    assert sweep(at=at + timedelta(days=40), named={stored.pk}) == Swept(0, 0)
    assert on_disk() == [Path(stored.file.path)]


def test_a_file_on_disk_without_a_row_goes_but_not_a_fresh_one(at):
    stored = kept(at)
    stored.file.storage.save("kept/2026/01/lost.csv", ContentFile(b"x"))
    stored.file.storage.save("kept/2026/01/fresh.csv", ContentFile(b"x"))
    lost, fresh = (Path(settings.MEDIA_ROOT) / f"kept/2026/01/{name}.csv" for name in ("lost", "fresh"))
    aged(lost, at)
    os.utime(fresh, (at.timestamp(), at.timestamp()))
    aged(stored.file.path, at)
    assert sweep(at=at).files == 1
    assert on_disk() == sorted([fresh, Path(stored.file.path)])
    assert sweep(at=at) == Swept(0, 0)


def test_nothing_is_there_yet_and_nothing_breaks(at):
    assert sweep(at=at) == Swept(0, 0)
