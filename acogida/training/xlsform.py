"""Questionnaires as XLSForm, the workbook that field offices know: a subset, in and out.

Read: `select_one`, `select_multiple`, `text`, `integer`, `decimal`, `date`; `label`, `hint` and
`constraint_message` in several languages; `required`, `relevant`, `constraint`; groups, whose label stands
above their first question and whose `relevant` holds for each of theirs. Three columns of ours that
other tools leave alone: `waves`, `answer` (what is right), `topic`. What is beyond the subset is told with
its row, and nothing is read: an unread rule would quietly ask everybody everything.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from acogida.core.errors import Refused
from acogida.core.text import LANGUAGES, fold
from acogida.documents.tables import OutSheet, Row, as_text, read_workbook, write_xlsx
from acogida.training.expressions import UnreadError, parse

KINDS = {"text": "text", "integer": "integer", "decimal": "decimal", "date": "date"}
TYPES = {**{kind: kind for kind in KINDS.values()}, "number": "decimal"}
SAID = ("label", "hint", "constraint_message")
ALL_SAID = (*SAID, "section")
OWN = ("waves", "answer", "topic")
PLAIN = ("type", "name", "required", "relevant", "constraint", *OWN)
KNOWN_WAVES = ("entry", "exit", "later")
CODES = {"espanol": "es", "spanish": "es", "portugues": "pt", "portuguese": "pt", "english": "en",
         "ingles": "en", "french": "fr", "francais": "fr", "frances": "fr"}  # fmt: skip
NAMES = {"es": "Español (es)", "pt": "Português (pt)", "en": "English (en)", "fr": "Français (fr)"}
NAME = re.compile(r"[A-Za-z_][\w.-]{0,58}\Z")
BEGINS, ENDS = {"begin_group", "begin group"}, {"end_group", "end group"}
YES = {"yes", "true", "true()", "1", "si", "sim", "oui"}
MOST_QUESTIONS = 300


@dataclass
class Form:
    """What a workbook says. `faults` are (sheet, row, sentence): with any, it is not to be kept."""

    key: str = ""
    title: dict[str, str] = field(default_factory=dict)
    items: list[dict[str, Any]] = field(default_factory=list)
    faults: list[tuple[str, int, str]] = field(default_factory=list)


def read(data: bytes, name: str) -> Form:
    """Read a workbook; raises Refused where it is no XLSForm at all."""
    sheets = {fold(title).strip(): rows for title, rows in read_workbook(data, name).items()}
    if not sheets.get("survey"):
        raise Refused(_("This is no XLSForm: it has no sheet called “survey”."))
    found = Form()
    settings = next((values for _n, values in _rows(sheets.get("settings", []))), {})
    spoken = _language(settings.get("default_language", "")) or "es"
    found.title = {spoken: settings.get("form_title") or name.rsplit(".", 1)[0]}
    found.key = re.sub(r"[^a-z0-9-]+", "-", fold(settings.get("form_id") or found.title[spoken])).strip("-")[
        :50
    ]
    choices = _choices(sheets.get("choices", []), spoken, found)
    survey = list(_rows(sheets["survey"]))
    if survey and not {"type", "name"} <= survey[0][1].keys():
        raise Refused(_("The sheet “survey” needs the columns type, name and label."))
    if len(survey) > MOST_QUESTIONS:
        raise Refused(_("The questionnaire has more than %(n)s questions.") % {"n": MOST_QUESTIONS})
    _survey(survey, choices, spoken, found)
    if not found.items and not found.faults:
        raise Refused(_("The sheet “survey” asks nothing."))
    _look_at_formulas(found)
    return found


def _rows(rows: list[Row]) -> Iterable[tuple[int, dict[str, str]]]:
    """Each row below the headers, by its (lower case) header. Empty headers are notes."""
    if not rows:
        return
    headers = [as_text(cell).strip() for cell in rows[0].cells]
    for row in rows[1:]:
        texts = [as_text(cell) for cell in row.cells] + [""] * len(headers)
        yield (
            row.number,
            {header.lower(): text for header, text in zip(headers, texts, strict=False) if header},
        )


def _language(text: str) -> str:
    """The code of a language as forms write it: `es`, `Español`, `Español (es)`."""
    said = fold(text).strip()
    if match := re.search(r"\(([a-z]{2})(?:-[a-z]+)?\)", said):
        said = match[1]
    code = CODES.get(said, said[:2] if len(said) in {2, 5} else "")
    return code if code in LANGUAGES else ""


def _texts(values: Mapping[str, str], what: str, spoken: str) -> dict[str, str]:
    """What a row says, by language: `label`, `label::Español (es)`, `label:en`."""
    found = {}
    for header, text in values.items():
        start, _colons, language = header.partition(":")
        if start.strip() == what and text:
            code = _language(language.strip(": ")) if language.strip(": ") else spoken
            if code:
                found[code] = text
    return found


def _choices(rows: list[Row], spoken: str, found: Form) -> dict[str, dict[str, dict[str, str]]]:
    lists: dict[str, dict[str, dict[str, str]]] = {}
    for number, values in _rows(rows):
        group, key = values.get("list_name") or values.get("list name", ""), values.get("name", "")
        if not group:
            continue
        label = _texts(values, "label", spoken)
        if not key or " " in key or not label:
            found.faults.append(("choices", number, _("A choice needs a name without spaces and a label.")))
        elif key in lists.setdefault(group, {}):
            found.faults.append(("choices", number, _("“%(text)s” stands twice.") % {"text": key}))
        else:
            lists[group][key] = label
    return lists


@dataclass
class _Group:
    """A group that is open: the row where it begins, what stands above its questions, its rule."""

    row: int
    label: dict[str, str]
    relevant: str


def _survey(
    rows: list[tuple[int, dict[str, str]]],
    choices: Mapping[str, dict[str, dict[str, str]]],
    spoken: str,
    found: Form,
) -> None:
    """Questions in their order, each with the rules of the groups it stands in."""
    groups: list[_Group] = []
    for number, values in rows:
        kind = " ".join(values.get("type", "").lower().split())
        if kind in BEGINS:
            groups.append(_Group(number, _texts(values, "label", spoken), values.get("relevant", "")))
        elif kind in ENDS and groups:
            groups.pop()
        elif kind in ENDS:
            found.faults.append(("survey", number, _("A group ends here that has not begun.")))
        elif kind in {"begin_repeat", "begin repeat", "end_repeat", "end repeat"}:
            words = _("Questions that repeat are not read here: each is answered once.")
            found.faults.append(("survey", number, words))
        elif kind or values.get("name"):
            _question(number, values, choices, spoken, groups, found)
    for group in groups:
        found.faults.append(("survey", group.row, _("The group that begins here does not end.")))


def _question(
    number: int,
    values: Mapping[str, str],
    choices: Mapping[str, dict[str, dict[str, str]]],
    spoken: str,
    groups: list[_Group],
    found: Form,
) -> None:
    try:
        item = _read_question(values, choices, spoken)
        if rules := [rule for rule in (*(g.relevant for g in groups), item.get("relevant", "")) if rule]:
            item["relevant"] = rules[0] if len(rules) == 1 else " and ".join(f"({rule})" for rule in rules)
        if section := next((group.label for group in reversed(groups) if group.label), None):
            item["section"] = section
        if any(item["key"] == other["key"] for other in found.items):
            raise Refused(_("“%(text)s” stands twice.") % {"text": item["key"]})
    except Refused as refusal:
        found.faults.append(("survey", number, str(refusal)))
        return
    found.items.append({**item, "row": number})


def _read_question(
    values: Mapping[str, str], choices: Mapping[str, dict[str, dict[str, str]]], spoken: str
) -> dict[str, Any]:
    item: dict[str, Any] = {"key": values.get("name", ""), "label": _texts(values, "label", spoken)}
    item |= _kind(values.get("type", ""), choices)
    if not NAME.match(item["key"]):
        raise Refused(_("“%(text)s” is no name for a question.") % {"text": item["key"]})
    if not item["label"]:
        raise Refused(_("The question has no label."))
    for beyond in ("calculation", "choice_filter", "repeat_count"):
        if values.get(beyond):
            raise Refused(_("“%(text)s” is not read here.") % {"text": beyond})
    for what in ("hint", "constraint_message"):
        if texts := _texts(values, what, spoken):
            item[what] = texts
    for what in ("relevant", "constraint", "topic"):
        if values.get(what):
            item[what] = values[what]
    if fold(values.get("required", "")) in YES:
        item["required"] = True
    item["waves"] = values.get("waves", "").split() or ["entry", "exit"]
    if wrong := set(item["waves"]) - set(KNOWN_WAVES):
        raise Refused(_("“%(text)s” is no wave: entry, exit or later.") % {"text": " ".join(sorted(wrong))})
    if answer := values.get("answer", ""):
        item["answer"] = _answer(answer, item)
    return item


def _kind(text: str, choices: Mapping[str, dict[str, dict[str, str]]]) -> dict[str, Any]:
    """What kind of answer a type asks for, with its choices."""
    kind, *rest = text.split() or [""]
    if kind in KINDS and not rest:
        return {"kind": KINDS[kind]}
    if kind not in {"select_one", "select_multiple"} or len(rest) != 1:
        raise Refused(_("“%(text)s” is no type of question that is read here.") % {"text": text})
    if not choices.get(rest[0]):
        raise Refused(_("There is no list of choices called “%(text)s”.") % {"text": rest[0]})
    return {"kind": "one" if kind == "select_one" else "several", "options": choices[rest[0]]}


def _answer(text: str, item: Mapping[str, Any]) -> Any:
    """What is right, as it is kept: one choice, several of them, or a text."""
    if item["kind"] not in {"one", "several"}:
        return text
    chosen = text.split()
    if not set(chosen) <= item["options"].keys() or (item["kind"] == "one" and len(chosen) != 1):
        raise Refused(_("The answer “%(text)s” is none of its choices.") % {"text": text})
    return chosen[0] if item["kind"] == "one" else sorted(chosen)


def _look_at_formulas(found: Form) -> None:
    """A rule names only questions before its own, so that it can be asked in order."""
    before: set[str] = set()
    for item in found.items:
        row = item.pop("row")
        for what in ("relevant", "constraint"):
            try:
                names = parse(item[what]).names if item.get(what) else frozenset()
            except UnreadError as piece:
                words = _("“%(rule)s” is not read here: it stops at “%(piece)s”.")
                found.faults.append(("survey", row, words % {"rule": item[what], "piece": piece}))
                continue
            if unknown := names - before - ({item["key"]} if what == "constraint" else set()):
                words = _("“%(rule)s” names what is not asked before: %(names)s.")
                said = {"rule": item[what], "names": ", ".join(sorted(unknown))}
                found.faults.append(("survey", row, words % said))
        before.add(item["key"])
    found.faults.sort(key=lambda fault: (fault[0] != "choices", fault[1]))


def write(key: str, title: Mapping[str, str], items: Iterable[Mapping[str, Any]]) -> bytes:
    """A questionnaire as an XLSForm workbook that this and other tools read."""
    asked = list(items)
    spoken = [
        code
        for code in LANGUAGES
        if code in title or any(code in item[what] for item in asked for what in ALL_SAID if what in item)
    ] or ["es"]
    headers = ["type", "name"]
    for what in SAID:
        if what == "label" or any(what in item for item in asked):
            headers += [f"{what}::{NAMES[code]}" for code in spoken]
    headers += ["required", "relevant", "constraint", *OWN]
    survey = [[_cell(item, header) for header in headers] for item in _with_groups(asked)]
    choices = [
        [item["key"], value, *(label.get(code, "") for code in spoken)]
        for item in asked
        for value, label in item.get("options", {}).items()
    ]
    first = spoken[0]
    settings = [[title.get(first) or next(iter(title.values()), key), key, NAMES[first]]]
    return write_xlsx(
        [
            OutSheet("survey", headers, survey),
            OutSheet(
                "choices", ["list_name", "name", *(f"label::{NAMES[code]}" for code in spoken)], choices
            ),
            OutSheet("settings", ["form_title", "form_id", "default_language"], settings),
        ]
    )


def _with_groups(asked: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """Questions with rows before and after those that stand under one label."""
    label, number = None, 0
    for item in asked:
        section = item.get("section")
        if section != label and label:
            yield {"kind": "end_group", "key": ""}
        if section != label and section:
            number += 1
            yield {"kind": "begin_group", "key": f"group_{number}", "label": section}
        label = section
        yield item
    if label:
        yield {"kind": "end_group", "key": ""}


def _cell(item: Mapping[str, Any], header: str) -> str:
    what, _colons, language = header.partition("::")
    if language:
        return str(item.get(what, {}).get(_language(language), ""))
    match what:
        case "type":
            kind = {"one": "select_one", "several": "select_multiple"}.get(item["kind"])
            return f"{kind} {item['key']}" if kind else TYPES.get(item["kind"], item["kind"])
        case "name":
            return str(item["key"])
        case "required":
            return "yes" if item.get("required") else ""
        case "waves":
            return " ".join(item.get("waves", ()))
        case "answer":
            answer = item.get("answer", "")
            return " ".join(answer) if isinstance(answer, list) else str(answer)
    return str(item.get(what, ""))
