"""`acogida draw_docs`: the reference pages that are drawn from the code. `--check` fails when one is stale.

States come from each module's MOVES, deeds from its actions, pages from the addresses of the house.
"""

import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

REFERENCE = Path(settings.PACKAGE).parent / "docs" / "reference"
DRAWN = "<!-- Drawn from the code by `make docs`: change the code, not this page. -->\n\n"


def states_page() -> str:
    """One state diagram a module, from its `states.MOVES`."""
    parts = ["# The lives of things\n"]
    for module in settings.MODULES:
        path = Path(settings.PACKAGE) / module / "states.py"
        if not path.exists():
            continue
        states = importlib.import_module(f"acogida.{module}.states")
        parts.append(f"## {module}\n\n{(states.__doc__ or '').strip().splitlines()[0]}\n")
        lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(states.MOVES)).value}"]
        for state, following in states.MOVES.items():
            lines += [f"    {state.value}: {state.label}"]
            lines += [f"    {state.value} --> {after.value}" for after in sorted(following)]
        parts.append("\n".join([*lines, "```\n"]))
    return "\n".join(parts)


def deeds_page() -> str:
    """Everything that writes: the public functions of each module's actions, with their first sentence."""
    parts = [
        "# Deeds\n\nThe only code that writes. Each is one transaction and one line of the audit trail.\n"
    ]
    for module in settings.MODULES:
        found = sorted(set(deeds_of(module)))
        if found:
            parts.append(
                f"## {module}\n\n" + "\n".join(f"- `{name}`: {words}" for name, words in found) + "\n"
            )
    return "\n".join(parts)


def deeds_of(module: str) -> Iterator[tuple[str, str]]:
    folder = Path(settings.PACKAGE) / module
    files = [folder / "actions.py", *sorted((folder / "actions").glob("*.py"))]
    for path in files:
        if not path.exists():
            continue
        name = ".".join(path.relative_to(Path(settings.PACKAGE).parent).with_suffix("").parts)
        source = importlib.import_module(name.removesuffix(".__init__"))
        for deed, function in inspect.getmembers(source, inspect.isfunction):
            ours = function.__module__.startswith(f"acogida.{module}.actions")
            if ours and not deed.startswith("_"):
                yield deed, (inspect.getdoc(function) or "").split("\n")[0]


def pages_page() -> str:
    """Every address with who it is for and why."""
    rows = sorted(set(_pages(get_resolver().url_patterns, "/")))
    lines = ["# Pages and who they are for\n", "| address | for | why |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| `{where}` | {who} | {why} |" for where, who, why in rows)]) + "\n"


def _pages(found: list[Any], prefix: str) -> Iterator[tuple[str, str, str]]:
    for entry in found:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _pages(entry.url_patterns, where)
        elif isinstance(entry, URLPattern):
            view: Any = entry.callback
            yield where, str(view.audience.label), str(getattr(view, "why", ""))


PAGES = {"states.md": states_page, "deeds.md": deeds_page, "pages.md": pages_page}


class Command(BaseCommand):
    help = "Draw docs/reference from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        stale = []
        with translation.override("en"):
            for name, draw in PAGES.items():
                text, path = DRAWN + draw(), REFERENCE / name
                if not path.exists() or path.read_text() != text:
                    stale.append(name)
                    if not check:
                        path.parent.mkdir(parents=True, exist_ok=True)
                        path.write_text(text)
        if check and stale:
            raise CommandError(f"Stale: {', '.join(stale)}. Run make docs.")
