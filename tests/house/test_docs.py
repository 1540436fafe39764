"""The reference is complete and drawn from the code as it stands."""

import re
from pathlib import Path

from django.core.management import call_command

ROOT = Path(__file__).parents[2]
READ = re.compile(r"""(?:environ(?:\.get)?[(\[]|_flag\()\s*["'](\w+)["']""")


def test_every_setting_read_from_the_environment_is_documented():
    documented = (ROOT / "docs/reference/settings.md").read_text()
    named = {
        name
        for path in (ROOT / "acogida").rglob("*.py")
        if "tests" not in path.parts and path.name != "test.py"
        for name in READ.findall(path.read_text())
    } - {"DJANGO_SETTINGS_MODULE"}
    assert {name for name in named if f"`{name}`" not in documented} == set()
    assert "ACOGIDA_DATA" in named


def test_the_drawn_pages_are_what_the_code_says():
    call_command("draw_docs", check=True)
