"""Reading a questionnaire from YAML or from a workbook into the same tree, with the place of each thing."""

from typing import Any

import yaml
from django.utils.translation import gettext as _

from acogida.assessments.queries.instruments.checking import Fault, Path, Read
from acogida.assessments.queries.instruments.workbook import read_workbook
from acogida.assessments.queries.instruments.writing import FORMAT
from acogida.core.errors import Refused

MOST_BYTES = 4 * 1024 * 1024
DEEPEST = 12
# What each part holds: its texts by language, its plain words, its lists.
WHOLE = ({"title", "warning"}, {"code", "version", "based_on"}, set[str]())
DIMENSION = ({"name", "long_name", "focus"}, {"key"}, set[str]())
SECTION = ({"name"}, {"key"}, set[str]())
QUESTION = (
    {"text", "example", "look"},
    {"code", "topic", "source"},
    {"evidence", "objectives", "sdg", "seal"},
)


def read_questionnaire(data: bytes, name: str) -> Read:
    """The tree in a file, not yet checked. Raises Refused where it is no questionnaire at all."""
    if len(data) > MOST_BYTES:
        raise Refused(_("The file is larger than %(limit)s MB.") % {"limit": MOST_BYTES // 2**20})
    if data.startswith(b"PK"):
        return read_workbook(data, name)
    return _read_yaml(data)


def _read_yaml(data: bytes) -> Read:
    try:
        text = data.decode("utf-8-sig")
        _refuse_knots(text)
        node = yaml.compose(text, yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        raise Refused(_("The file is no text in UTF-8, and no workbook.")) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise Refused(
            _("The file is no YAML: it cannot be read at line %(line)s.") % {"line": line}
        ) from error
    lines: dict[Path, int] = {}
    raw = _plain(node, (), lines) if node else None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise Refused(_("This is no questionnaire of Acogida: it does not begin as the files exported here."))
    read = Read({}, lambda path: _line(lines, path))
    read.tree = _tree(raw, read)
    return read


def _refuse_knots(text: str) -> None:
    """Refuse what would let a small file grow without end: names that are used again, and great depth."""
    depth = 0
    for event in yaml.parse(text, yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
            raise Refused(
                _("The file refers to itself (& and *) or is too deep. Write each thing where it belongs.")
            )


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int]) -> Any:
    """Dictionaries, lists and texts: no word is taken for a number, a date or a truth."""
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value, (*path, str(key.value)), lines) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one, (*path, number), lines) for number, one in enumerate(node.value)]
    return str(node.value).strip()


def _line(lines: dict[Path, int], path: Path) -> str:
    """The line of a thing, or of what it should stand in."""
    while path and path not in lines:
        path = path[:-1]
    return _("line %(number)s") % {"number": lines.get(path, 1)}


def _tree(raw: Any, read: Read) -> dict[str, Any]:
    shaper = _Shaper(read)
    tree = shaper.part(raw, WHOLE, ())
    words = raw.get("evidence_words") or {}
    tree["evidence_words"] = {
        str(code): shaper.texts(words, str(code), ("evidence_words",))
        for code in (words if isinstance(words, dict) else {})
    }
    tree["dimensions"] = [
        shaper.part(dimension, DIMENSION, path)
        | {
            "sections": [
                shaper.part(section, SECTION, inner)
                | {
                    "questions": [
                        shaper.part(question, QUESTION, place) | {"earlier": shaper.earlier(question, place)}
                        for place, question in shaper.parts(section, "questions", inner)
                    ]
                }
                for inner, section in shaper.parts(dimension, "sections", path)
            ]
        }
        for path, dimension in shaper.parts(raw, "dimensions", ())
    ]
    return tree


class _Shaper:
    """Brings what was read into the shape of a tree; what has another shape is told and left out."""

    def __init__(self, read: Read) -> None:
        self.read = read

    def wrong(self, path: Path, sentence: str) -> None:
        self.read.faults.append(Fault(self.read.where(path), sentence))

    def parts(self, holder: Any, name: str, path: Path) -> list[tuple[Path, Any]]:
        given = holder.get(name) if isinstance(holder, dict) else None
        if not isinstance(given, list):
            self.wrong(path, _("A list called “%(name)s” is missing.") % {"name": name})
            return []
        return [((*path, name, number), one) for number, one in enumerate(given)]

    def part(self, holder: Any, shape: tuple[set[str], set[str], set[str]], path: Path) -> dict[str, Any]:
        if not isinstance(holder, dict):
            self.wrong(path, _("Names and values are expected here."))
            holder = {}
        texts, words, lists = shape
        made: dict[str, Any] = {name: self.texts(holder, name, path) for name in texts}
        for name in words:
            value = holder.get(name, "")
            made[name] = value if isinstance(value, str) else ""
        for name in lists:
            value = holder.get(name) or []
            made[name] = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
        return made

    def texts(self, holder: Any, name: str, path: Path) -> dict[str, str]:
        value = holder.get(name) or {}
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            self.wrong((*path, name), _("A text by language is expected here, such as “es: …”."))
            return {}
        return value

    def earlier(self, question: Any, path: Path) -> list[dict[str, str]] | None:
        """None where the file says nothing of it."""
        if not isinstance(question, dict) or "earlier" not in question:
            return None
        given = question["earlier"] or []
        if isinstance(given, list) and all(isinstance(one, dict) for one in given):
            return [{"code": str(one.get("code", "")), "kind": str(one.get("kind", ""))} for one in given]
        self.wrong((*path, "earlier"), _("A list of codes and kinds is expected here."))
        return []
