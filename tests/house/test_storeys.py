"""A module depends only on the storeys below it, through all three doors.

import-linter watches the first door, Python imports. Django has two more that it cannot see: foreign
keys named by a string, and templates that name another module's templates or pages.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

ROOT = Path(__file__).parents[2]
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
LAYERS = next(c["layers"] for c in LINTER["contracts"] if c["id"] == "modules")
STOREY = {name: -i for i, layer in enumerate(LAYERS) for name in layer.split(" | ")}
NAMED_IN_TEMPLATE = re.compile(r"""{%\s*(?:extends|include|url)\s+["'](\w+)[/:]""")

MODELS = [m for m in apps.get_models() if m.__module__.startswith("acogida.")]
TEMPLATES = sorted((ROOT / "acogida").glob("*/templates/**/*.html"))


def may_name(module: str, other: str) -> bool:
    return module == other or STOREY[other] < STOREY[module]


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_models_point_down(model):
    module = model.__module__.split(".")[1]
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey | ManyToManyField | OneToOneField):
            home = field.related_model.__module__.split(".")
            assert home[0] != "acogida" or may_name(module, home[1]), field


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: str(t.relative_to(ROOT / "acogida")))
def test_templates_point_down(template):
    module = template.relative_to(ROOT / "acogida").parts[0]
    for other in NAMED_IN_TEMPLATE.findall(template.read_text()):
        assert other not in STOREY or may_name(module, other), other


def test_imports_point_down():
    linter = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:]


def test_the_linter_sees_an_upward_import(tmp_path):
    """The contract itself is alive: a core module that imports plans is caught."""
    copy = tmp_path / "house"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{ROOT}", copy], check=True)
    (copy / "acogida" / "core" / "clock.py").write_text("import acogida.plans.models\n")
    linter = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run([linter, "--no-cache"], cwd=copy, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "acogida.core.clock -> acogida.plans.models" in run.stdout
