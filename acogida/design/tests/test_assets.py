"""What is built stays small, and colours have one home."""

import gzip
import re
from io import StringIO
from pathlib import Path

import django_htmx
import pytest
from django.conf import settings
from django.core.management import call_command

from acogida.design.management.commands import assets
from acogida.design.palette import PAINTS

CSS = sorted((assets.SOURCES / "css").glob("*.css"))


@pytest.fixture(scope="module")
def built():
    call_command("assets", stdout=StringIO())
    return assets.BUILT


def packed(path):
    return len(gzip.compress(path.read_bytes(), 9))


def test_the_style_sheet_is_at_most_20_kb_packed(built):
    assert packed(built / "acogida.css") <= 20 * 1024


def test_all_scripts_of_an_ordinary_page_are_at_most_30_kb_packed(built):
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    assert packed(built / "acogida.js") + packed(htmx) <= 30 * 1024


def test_all_fonts_of_a_page_are_at_most_60_kb(built):
    fonts = list(built.glob("*.woff2"))
    assert len(fonts) == 2
    assert sum(font.stat().st_size for font in fonts) <= 60 * 1024


def test_a_second_build_does_nothing(built):
    before = (built / "acogida.css").stat().st_mtime_ns
    out = StringIO()
    call_command("assets", stdout=out)
    assert out.getvalue() == "Assets are up to date.\n"
    assert (built / "acogida.css").stat().st_mtime_ns == before


def test_the_lock_of_packages_names_no_address():
    lock = assets.LOCK.read_text()
    assert "integrity" in lock
    assert "resolved" not in lock


@pytest.mark.parametrize("path", [p for p in CSS if p.name != "tokens.css"], ids=lambda p: p.name)
def test_no_raw_colour_stands_outside_the_tokens(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(", text) == []


def test_no_module_styles_anything_itself():
    others = [
        path
        for path in Path(settings.PACKAGE).rglob("*")
        if path.suffix in {".css", ".scss"} and path.relative_to(settings.PACKAGE).parts[0] != "design"
    ]
    assert others == []


def declared(block):
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def tokens():
    text = (assets.SOURCES / "css" / "tokens.css").read_text()
    light = declared(text[text.index(":root {") : text.index("@media")])
    by_system = declared(text[text.index("@media") : text.index(':root[data-scheme="dark"]')])
    by_choice = declared(text[text.index(':root[data-scheme="dark"]') :])
    return light, by_system, by_choice


def test_dark_is_the_same_whether_the_system_or_the_page_asks_for_it():
    _light, by_system, by_choice = tokens()
    assert by_system == by_choice


def test_every_colour_has_its_dark_self():
    light, dark, _choice = tokens()
    colours = {name for name, value in light.items() if value.startswith(("#", "rgb"))}
    assert colours == set(dark)


def test_drawings_have_the_same_colours_on_paper_and_on_a_light_page():
    light, _dark, _choice = tokens()
    for name, colour in PAINTS.items():
        token = "warning-fill" if name == "warning" else name
        if name not in {"neutral"}:
            assert light[token] == colour, name


def test_every_paint_can_be_repainted_by_the_page():
    drawn = (assets.SOURCES / "css" / "drawings.css").read_text()
    for name in PAINTS:
        assert f".f-{name} {{ fill: var(--" in drawn
