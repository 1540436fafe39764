"""A questionnaire as a workbook of four sheets, out and in, with headers in any of our languages."""

import re
from collections.abc import Callable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from acogida.assessments.models import LinkKind
from acogida.assessments.queries.instruments.checking import Fault, Path, Read
from acogida.assessments.queries.instruments.tree import Tree
from acogida.assessments.queries.spreadsheet import cell_text
from acogida.core.errors import Refused
from acogida.core.text import LANGUAGES
from acogida.documents.tables import OutSheet, Row, read_table

SPLIT = re.compile(r"[,;\s]+")
TEXTS = {"text", "example", "look", "name", "long_name", "focus", "words"}
QUESTION_TEXTS = ("text", "example", "look")
SECTION_TEXTS = ("name", "long_name", "focus")


def sheet_names() -> dict[str, str]:
    return {
        "whole": pgettext("sheet", "Questionnaire"),
        "sections": pgettext("sheet", "Sections"),
        "questions": pgettext("sheet", "Questions"),
        "evidence": pgettext("sheet", "Kinds of evidence"),
    }


def headers() -> dict[str, str]:
    """The headers in the page's language, by what they hold; texts have one column a language."""
    plain = {
        "what": pgettext("column", "What"),
        "code": pgettext("column", "Code"),
        "dimension": pgettext("column", "Dimension (key)"),
        "section": pgettext("column", "Section (key)"),
        "topic": pgettext("column", "Lasting topic"),
        "evidence": pgettext("column", "Kinds of evidence"),
        "objectives": pgettext("column", "Objectives"),
        "sdg": pgettext("column", "SDG targets"),
        "seal": pgettext("column", "Dimensions of the seal"),
        "source": pgettext("column", "Origin of the topic"),
        "earlier": pgettext("column", "Earlier questions"),
        "kind": pgettext("column", "How it stands to them"),
    }
    texts = {
        "text": pgettext("column", "Question"),
        "example": pgettext("column", "Worked example"),
        "look": pgettext("column", "Where to look"),
        "name": pgettext("column", "Name"),
        "long_name": pgettext("column", "Long name"),
        "focus": pgettext("column", "What it is about"),
        "words": pgettext("column", "Words"),
    }
    by_language = {f"{key}.{code}": f"{name} ({code})" for key, name in texts.items() for code in LANGUAGES}
    return plain | by_language


def sheets_of(tree: Tree) -> list[OutSheet]:
    names, heads = sheet_names(), headers()
    columns = {
        "whole": ["what", *_columns("words")],
        "sections": ["dimension", "section", *_columns(*SECTION_TEXTS)],
        "questions": [
            "code",
            "dimension",
            "section",
            *_columns(*QUESTION_TEXTS),
            *("topic", "evidence", "objectives", "sdg", "seal", "source", "earlier", "kind"),
        ],
        "evidence": ["code", *_columns("words")],
    }
    rows = {
        "whole": [
            *([word, tree[word]] for word in ("code", "version", "based_on")),
            *([word, *_texts(tree[word])] for word in ("title", "warning")),
        ],
        "sections": list(_section_rows(tree)),
        "questions": list(_question_rows(tree)),
        "evidence": [[code, *_texts(words)] for code, words in tree["evidence_words"].items()],
    }
    return [OutSheet(names[key], [heads[column] for column in columns[key]], rows[key]) for key in names]


def _columns(*names: str) -> list[str]:
    return [f"{name}.{code}" for name in names for code in LANGUAGES]


def _texts(texts: dict[str, str]) -> list[str]:
    return [texts.get(code, "") for code in LANGUAGES]


def _section_rows(tree: Tree) -> list[list[Any]]:
    """A row a dimension, then one for each of its sections."""
    rows = []
    for dimension in tree["dimensions"]:
        words = [word for name in SECTION_TEXTS for word in _texts(dimension[name])]
        rows.append([dimension["key"], "", *words])
        rows += [
            [dimension["key"], section["key"], *_texts(section["name"])] for section in dimension["sections"]
        ]
    return rows


def _question_rows(tree: Tree) -> list[list[Any]]:
    return [
        [
            question["code"],
            dimension["key"],
            section["key"],
            *(word for name in QUESTION_TEXTS for word in _texts(question[name])),
            question["topic"],
            *(", ".join(map(str, question[name])) for name in ("evidence", "objectives", "sdg", "seal")),
            question["source"],
            ", ".join(link["code"] for link in question["earlier"]),
            ", ".join(link["kind"] for link in question["earlier"]),
        ]
        for dimension in tree["dimensions"]
        for section in dimension["sections"]
        for question in section["questions"]
    ]


def read_workbook(data: bytes, name: str) -> Read:
    """The tree in a workbook, not yet checked; columns are found by their header."""
    places: dict[Path, tuple[str, int]] = {}
    tree: Tree = {"code": "", "version": "", "based_on": "", "title": {}, "warning": {}}
    read = Read(tree, lambda path: _place(places, path))
    sheets = _Sheets(data, name)
    for row, cells in sheets.rows("whole"):
        what = cells.get("what", "").strip().lower()
        places[(what,)] = (sheets.shown("whole"), row)
        if what in {"title", "warning"}:
            tree[what] = _by_language(cells, "words")
        elif what in {"code", "version", "based_on"}:
            tree[what] = cells.get("words.es", "")
    tree["evidence_words"] = {
        cells["code"]: _by_language(cells, "words")
        for _row, cells in sheets.rows("evidence")
        if cells.get("code")
    }
    dimensions: list[Tree] = []
    tree["dimensions"] = dimensions
    for row, cells in sheets.rows("sections"):
        _take_section(dimensions, cells, (sheets.shown("sections"), row), places)
    for row, cells in sheets.rows("questions"):
        _take_question(read, cells, (sheets.shown("questions"), row), places)
    return read


def _take_section(
    dimensions: list[Tree], cells: dict[str, str], place: tuple[str, int], places: dict[Path, tuple[str, int]]
) -> None:
    """A row without a section is its dimension's own."""
    key, section = cells.get("dimension", ""), cells.get("section", "")
    number = next((n for n, one in enumerate(dimensions) if one["key"] == key), len(dimensions))
    if number == len(dimensions) or not section:
        texts = {name: _by_language(cells, name) for name in SECTION_TEXTS}
        dimensions.append({"key": key, **texts, "sections": []})
        number = len(dimensions) - 1
        places["dimensions", number] = place
    if section:
        sections = dimensions[number]["sections"]
        places["dimensions", number, "sections", len(sections)] = place
        sections.append({"key": section, "name": _by_language(cells, "name"), "questions": []})


def _take_question(
    read: Read, cells: dict[str, str], place: tuple[str, int], places: dict[Path, tuple[str, int]]
) -> None:
    for number, dimension in enumerate(read.tree["dimensions"]):
        for inner, section in enumerate(dimension["sections"]):
            if (dimension["key"], section["key"]) == (cells.get("dimension"), cells.get("section")):
                path = ("dimensions", number, "sections", inner, "questions", len(section["questions"]))
                places[path] = place
                section["questions"].append(_question(cells))
                return
    sentence = _("The sheet “%(sheet)s” has no section “%(key)s”.") % {
        "sheet": sheet_names()["sections"],
        "key": f"{cells.get('dimension', '')} / {cells.get('section', '')}",
    }
    read.faults.append(Fault(_where(place), sentence))


def _question(cells: dict[str, str]) -> Tree:
    lists = {name: _list(cells.get(name, "")) for name in ("evidence", "objectives", "sdg", "seal")}
    return {
        **{name: _by_language(cells, name) for name in QUESTION_TEXTS},
        **{name: cells.get(name, "") for name in ("code", "topic", "source")},
        **lists,
        "earlier": _earlier(cells),
    }


def _earlier(cells: dict[str, str]) -> list[dict[str, str]] | None:
    """One kind for each code, or one for all of them; None where the sheet has no such column."""
    if "earlier" not in cells:
        return None
    codes = _list(cells["earlier"])
    kinds = [_kind(word) for word in re.split(r"\s*[,;]\s*", cells.get("kind", "")) if word]
    if len(kinds) < len(codes):
        kinds += [kinds[-1] if kinds else ""] * (len(codes) - len(kinds))
    return [{"code": code, "kind": kind} for code, kind in zip(codes, kinds, strict=False)]


def _kind(word: str) -> str:
    """A kind from its word in any of our languages."""
    for kind in LinkKind:
        for language in LANGUAGES:
            with translation.override(language):
                if word.strip().casefold() in {kind.value, str(kind.label).casefold()}:
                    return str(kind.value)
    return word


def _list(text: str) -> list[str]:
    return [word for word in SPLIT.split(text) if word]


def _by_language(cells: dict[str, str], name: str) -> dict[str, str]:
    return {code: text for code in LANGUAGES if (text := cells.get(f"{name}.{code}", ""))}


def _place(places: dict[Path, tuple[str, int]], path: Path) -> str:
    while path and path not in places:
        path = path[:-1]
    return _where(places[path]) if path in places else ""


def _where(place: tuple[str, int]) -> str:
    return _("%(sheet)s, row %(number)s") % {"sheet": place[0], "number": place[1]}


class _Sheets:
    """The sheets of a workbook by what they hold, whatever language they were exported in."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data, self.name = data, name
        self.names = _in_every_language(sheet_names)
        self.heads = _in_every_language(headers)
        first = read_table(data, name)
        self.found = {
            self.names[there.casefold()]: there
            for there in first.sheet_names
            if there.casefold() in self.names
        }
        for key in ("whole", "sections", "questions"):
            if key not in self.found:
                raise Refused(
                    _("The workbook has no sheet called “%(sheet)s”.") % {"sheet": sheet_names()[key]}
                )

    def shown(self, key: str) -> str:
        return self.found[key]

    def rows(self, key: str) -> list[tuple[int, dict[str, str]]]:
        """(row of the file, cells by what they hold); cells that are empty are "" where there is a column."""
        if key not in self.found:
            return []
        sheet = read_table(self.data, self.name, sheet=self.found[key])
        places = {
            self.heads[column.header.strip().casefold()]: column.position
            for column in sheet.columns
            if column.header.strip().casefold() in self.heads
        }
        return [(row.number, self._cells(row, places)) for row in sheet.rows]

    def _cells(self, row: Row, places: dict[str, int]) -> dict[str, str]:
        return {key: cell_text(row, position) for key, position in places.items()}


def _in_every_language(words: Callable[[], dict[str, str]]) -> dict[str, str]:
    """What each word means, in any of our languages."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {word.casefold(): key for key, word in words().items()}
    return found
