"""`acogida strings`: gather the words of each module, fill in translations, compile them.

    acogida strings gather [MODULE]   brings locale/*.po up to date with the code; words that another
                                      module already says the same way are taken from there
    acogida strings missing [MODULE]  prints what has no translation, as JSON
    acogida strings fill FILE [MODULE]
                                      takes {"English": {"es": …, "pt": …, "fr": …}} into the modules;
                                      words with a context are keyed "context|English"
    acogida strings compile           writes the .mo files that Django reads
    acogida strings check             fails where a translation is missing, stale, breaks a placeholder,
                                      or differs from that of the same words in another module

Babel does the work, so no gettext tools are needed on the machine. Plural entries are given as
lists: {"%(n)s day": {"es": ["%(n)s día", "%(n)s días"], …}}, keyed by the singular.
"""

import ast
import io
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.template import templatize

LANGUAGES = ("es", "pt", "fr")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
ROOT = Path(settings.PACKAGE)


def modules() -> list[str]:
    """The modules that hold words: the installed ones and the addresses of the house itself."""
    return list(settings.MODULES)


def sources(module: str) -> Iterator[Path]:
    folder = ROOT / module
    if module == "core":
        yield ROOT / "urls.py"
        yield from sorted((ROOT / "settings").glob("*.py"))
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt")]):
        if not {"tests", "migrations", "data"} & set(path.relative_to(folder).parts):
            yield path


def said_inside(text: str) -> Iterator[str]:
    """The calls for words inside f-strings, which Babel reads as plain text."""
    for joined in ast.walk(ast.parse(text)):
        for call in ast.walk(joined) if isinstance(joined, ast.JoinedStr) else ():
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
                yield ast.unparse(call)


def gathered(module: str) -> Catalog:
    """Every translatable string of a module, with the files it stands in."""
    catalog = Catalog()
    for path in sources(module):
        text = path.read_text()
        if path.suffix == ".py":
            text += "\n" + "\n".join(said_inside(text)) + "\n"
        else:
            # In brackets, so that the indentation of markup is not read as that of Python.
            text = f"({templatize(text)}\n)"
        file = io.BytesIO(text.encode())
        for _line, message, comments, context in extract(
            "python", file, keywords=KEYWORDS, comment_tags=("Translators:",), options={}
        ):
            where = [(str(path.relative_to(ROOT)), 0)]
            if message and (message[0] if isinstance(message, tuple) else message):
                catalog.add(message, locations=where, auto_comments=comments, context=context)
    return catalog


def po_path(module: str, language: str) -> Path:
    return ROOT / module / "locale" / language / "LC_MESSAGES" / "django.po"


def load(module: str, language: str) -> Catalog:
    path = po_path(module, language)
    if path.exists():
        with path.open("rb") as file:
            return read_po(file, locale=language)
    return Catalog(locale=language, project="Acogida", fuzzy=False)


def save(module: str, language: str, catalog: Catalog) -> None:
    path = po_path(module, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.header_comment = f"# Acogida, {module}, {language}."
    catalog.fuzzy = False
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)
    # Dates in the header would make every gathering a change.
    lines = [
        line
        for line in out.getvalue().decode().splitlines(keepends=True)
        if not re.match(
            r'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid)',
            line,
        )
    ]
    path.write_text("".join(lines))


def is_translated(message: Any) -> bool:
    strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return bool(strings) and all(strings)


def first(message_id: Any) -> str:
    return str(message_id[0] if isinstance(message_id, list | tuple) else message_id)


def key(message: Any) -> str:
    """What a message is called in the files of `missing` and `fill`."""
    return f"{message.context}|{first(message.id)}" if message.context else first(message.id)


def said_elsewhere(module: str, language: str) -> dict[tuple[str, bool], Any]:
    """The translations that the other modules have, by the words and whether they count."""
    said: dict[tuple[str, bool], Any] = {}
    for other in modules():
        for message in load(other, language) if other != module else ():
            if message.id and is_translated(message):
                said.setdefault((key(message), message.pluralizable), message.string)
    return said


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("deed", choices=["gather", "missing", "fill", "compile", "check"])
        parser.add_argument("what", nargs="*", default=[])

    def handle(self, *args: Any, deed: str, what: list[str], **options: Any) -> None:
        getattr(self, f"do_{deed}")(*what)

    def do_gather(self, *only: str) -> None:
        for module in only or modules():
            found = gathered(module)
            if not len(found):
                continue
            for language in LANGUAGES:
                catalog = load(module, language)
                # A copy: what is new goes into the catalogue as it is, and each language fills in its own.
                catalog.update(deepcopy(found), no_fuzzy_matching=True)
                said = said_elsewhere(module, language)
                for message in catalog:
                    if message.id and not is_translated(message):
                        message.string = said.get((key(message), message.pluralizable), message.string)
                save(module, language, catalog)

    def do_missing(self, *only: str) -> None:
        gaps: dict[str, dict[str, Any]] = {}
        for module in only or modules():
            for language in LANGUAGES:
                catalog = load(module, language)
                for message in gathered(module):
                    kept = catalog.get(message.id, message.context)
                    if message.id and not (kept and is_translated(kept)):
                        gaps.setdefault(key(message), {})[language] = ["", ""] if message.pluralizable else ""
        self.stdout.write(json.dumps(gaps, ensure_ascii=False, indent=1))

    def do_fill(self, file: str, *only: str) -> None:
        given = json.loads(Path(file).read_text())
        used: set[str] = set()
        for module in only or modules():
            found = gathered(module)
            for language in LANGUAGES if len(found) else ():
                catalog = load(module, language)
                catalog.update(deepcopy(found), no_fuzzy_matching=True)
                for message in catalog:
                    words = given.get(key(message), {}).get(language) if message.id else None
                    if words:
                        used.add(key(message))
                        message.string = tuple(words) if isinstance(words, list) else words
                        if message.pluralizable and len(message.string) < catalog.num_plurals:
                            message.string = (*message.string, message.string[-1])
                save(module, language, catalog)
        for left in sorted(set(given) - used):
            self.stderr.write(f"nowhere in the code: {left!r}")

    def do_compile(self) -> None:
        for module in modules():
            for language in LANGUAGES:
                path = po_path(module, language)
                if path.exists():
                    with path.with_suffix(".mo").open("wb") as file:
                        write_mo(file, load(module, language))

    def do_check(self) -> None:
        faults = list(faults_in_translations())
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults in translations: acogida strings missing")


def faults_in_translations() -> Iterator[str]:
    """A sentence for each string untranslated, left over, or with other placeholders than the code's."""
    for module in modules():
        found = gathered(module)
        for language in LANGUAGES:
            catalog = load(module, language)
            for message in found:
                kept = catalog.get(message.id, message.context)
                if message.id and not (kept and is_translated(kept)):
                    yield f"{module} {language}: no translation of {first(message.id)!r}"
            for message in catalog:
                if not message.id:
                    continue
                if found.get(message.id, message.context) is None:
                    yield f"{module} {language}: left over {first(message.id)!r} (strings gather)"
                elif is_translated(message):
                    yield from _broken_placeholders(module, language, message)

    yield from _conflicts()


def _conflicts() -> Iterator[str]:
    """The same words translated differently in two modules: Django shows everywhere those of the first.

    Where the meaning or the gender differs, a context (`pgettext`, `{% translate … context … %}`) tells
    the two apart.
    """
    for language in LANGUAGES:
        meant: dict[tuple[str, str | None], tuple[str, Any]] = {}
        for module in modules():
            for message in load(module, language):
                if not (message.id and is_translated(message)):
                    continue
                key = (first(message.id), message.context)
                owner, words = meant.setdefault(key, (module, message.string))
                if first(words) != first(message.string):
                    yield (
                        f"{module} {language}: {key[0]!r} is {first(message.string)!r} here"
                        f" and {first(words)!r} in {owner}"
                    )


def _broken_placeholders(module: str, language: str, message: Any) -> Iterator[str]:
    ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
    strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    for string in strings[1:] or strings:
        if set(PLACEHOLDER.findall(string)) != wanted:
            yield f"{module} {language}: placeholders differ in {string!r}"
