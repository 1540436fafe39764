"""Files and functions stay small; templates are used, and hold no style or script of their own."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted(p for p in (ROOT / "acogida").rglob("*.py") if not {"migrations", "tests"} & set(p.parts))
TEMPLATES = sorted((ROOT / "acogida").glob("*/templates/**/*.html"))
# Templates that a library or Django itself asks for by name.
ASKED_FOR = re.compile(r"^(4\d\d(_csrf)?|500)\.html$|^(account|mfa|allauth|django|usersessions)/")


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_small(path):
    text = path.read_text()
    assert text.count("\n") <= 500, "split it by noun or deed"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 60, node.name


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "acogida")))
def test_templates_hold_no_style_or_script(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son\w+=\"|javascript:", text)
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script or 'type="application/json"' in script or "ld+json" in script, script


def test_the_tables_of_a_module_are_made_at_once():
    """One by one they take four times as long, at every setup."""
    first = {path.parts[-3]: path.read_text() for path in (ROOT / "acogida").glob("*/migrations/0001_*.py")}
    assert len(first) > 15
    assert [name for name, text in first.items() if name != "core" and "[Tables([" not in text] == []


def test_every_template_is_used():
    everything = "\n".join(
        p.read_text()
        for p in (ROOT / "acogida").rglob("*")
        if p.suffix in {".py", ".html", ".txt"} and "tests" not in p.parts
    )
    unused = []
    for template in TEMPLATES:
        name = re.sub(r"^\w+/templates/", "", str(template.relative_to(ROOT / "acogida")))
        component = re.match(r"design/components/(\w+)\.html$", name)
        if ASKED_FOR.search(name) or (component and f'"{component[1]}"' in everything):
            continue
        if f'"{name}"' not in everything and f"'{name}'" not in everything:
            unused.append(name)
    assert unused == []
