"""Writing questions as Moodle's XML, in one language."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from acogida.training.models.question import QuestionKind
from acogida.training.questions.shape import Content, Draft

FORMATS = {"html": "html", "markdown": "markdown", "plain": "plain_text"}
TYPES = {
    QuestionKind.SINGLE: "multichoice",
    QuestionKind.MULTIPLE: "multichoice",
    QuestionKind.TRUE_FALSE: "truefalse",
    QuestionKind.MATCHING: "matching",
    QuestionKind.SHORT: "shortanswer",
    QuestionKind.NUMERICAL: "numerical",
    QuestionKind.ORDERING: "ordering",
}


def write(drafts: Iterable[Draft]) -> bytes:
    """Questions of one language as Moodle XML, their topics as categories."""
    root, topic = Element("quiz"), ""
    for draft in drafts:
        if draft.topic != topic:
            topic = draft.topic
            category = SubElement(SubElement(root, "question", type="category"), "category")
            SubElement(category, "text").text = f"$course$/top/{topic}"
        _question(root, draft)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _said(parent: Element, tag: str, texts: dict[str, str], style: str = "", **attrs: str) -> Element:
    if style:
        attrs["format"] = FORMATS[style]
    node = SubElement(parent, tag, attrs)
    SubElement(node, "text").text = next(iter(texts.values()), "")
    return node


def _question(root: Element, draft: Draft) -> None:
    content, style = draft.content, draft.content["format"]
    node = SubElement(root, "question", type=TYPES[QuestionKind(draft.kind)])
    _said(node, "name", {"": draft.name})
    _said(node, "questiontext", content["text"], style)
    _said(node, "generalfeedback", content.get("feedback") or {}, style)
    if draft.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}:
        SubElement(node, "single").text = str(draft.kind == QuestionKind.SINGLE).lower()
    _answers(node, draft.kind, content, style)


def _answer(
    node: Element, text: dict[str, str], percent: float, said: dict[str, str], style: str, own: str
) -> Element:
    answer = _said(node, "answer", text, own, fraction=f"{percent:.7f}".rstrip("0").rstrip("."))
    _said(answer, "feedback", said, style)
    return answer


def _answers(node: Element, kind: str, content: Content, style: str) -> None:
    match kind:
        case QuestionKind.TRUE_FALSE:
            for value in (True, False):
                word = str(value).lower()
                worth = 100 if value == content["correct"] else 0
                _answer(node, {"": word}, worth, content.get("when", {}).get(word, {}), style, "plain")
        case QuestionKind.MATCHING:
            rows = [(pair["left"], pair["right"]) for pair in content["pairs"]]
            for left, right in [*rows, *(({"": ""}, other) for other in content.get("others", ()))]:
                _said(_said(node, "subquestion", left, style), "answer", right)
        case QuestionKind.ORDERING:
            for place, item in enumerate(content["items"], 1):
                _answer(node, item, place, {}, style, style)
        case QuestionKind.NUMERICAL:
            for found in content["numbers"]:
                words = {"": repr(found["value"])}
                made = _answer(node, words, found["percent"], found["feedback"], style, "plain")
                SubElement(made, "tolerance").text = repr(found["tolerance"])
        case QuestionKind.SHORT:
            for found in content["accepted"]:
                _answer(node, found["text"], found["percent"], found["feedback"], style, "plain")
        case _choices:
            for found in content["choices"]:
                _answer(node, found["text"], found["percent"], found["feedback"], style, style)
