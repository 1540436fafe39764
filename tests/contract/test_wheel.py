"""The built wheel is complete: installed elsewhere, it has its styles and its four languages."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_assets_translations_data_and_the_demonstration(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    assert any(n.startswith("acogida/design/static/design/built/") and n.endswith(".css") for n in names)
    assert "acogida/plans/locale/es/LC_MESSAGES/django.mo" in names
    assert "acogida/compact/data/gcm.yaml" in names
    assert "acogida/demo/region.yaml" in names
    assert [n for n in names if "/tests/" in n] == []


def test_the_installed_wheel_offers_the_command_away_from_the_checkout(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    env = {k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
    env |= {"PYTHONPATH": str(tmp_path / "site"), "ACOGIDA_DATA": str(tmp_path / "data")}
    where = "import acogida, sys; print(acogida.__file__)"
    told = subprocess.run(
        [sys.executable, "-c", where], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert told.stdout.startswith(str(tmp_path / "site"))

    checked = subprocess.run(
        [sys.executable, "-m", "acogida", "migrate"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stderr
    entry = (next((tmp_path / "site").glob("acogida-*.dist-info")) / "entry_points.txt").read_text()
    assert "acogida = acogida.__main__:main" in entry
