"""Writing questions as GIFT, in one language."""

import re
from collections.abc import Iterable

from acogida.training.models.question import QuestionKind
from acogida.training.questions.shape import Draft


def write(drafts: Iterable[Draft]) -> str:
    """Questions of one language as GIFT, their topics as categories."""
    out, topic = [], ""
    for draft in drafts:
        if draft.topic != topic:
            topic = draft.topic
            out.append(f"$CATEGORY: $course$/top/{topic}\n")
        out.append(_question(draft))
    return "\n".join(out)


def _escaped(text: str) -> str:
    return re.sub(r"([~=#{}:\\])", r"\\\1", text.strip()).replace("\n", "\\n")


def _one(texts: dict[str, str]) -> str:
    return _escaped(next(iter(texts.values()), ""))


def _question(draft: Draft) -> str:
    content = draft.content
    general = f"####{_one(content['feedback'])}" if content.get("feedback") else ""
    text = _one(content["text"])
    return f"::{_escaped(draft.name)}::[{content['format']}]{text}{{{_inside(draft)}{general}}}\n"


def _inside(draft: Draft) -> str:
    content = draft.content
    match draft.kind:
        case QuestionKind.SINGLE:
            return "".join(
                _answer("=" if c["percent"] == 100 else "~", c, c["percent"] not in (0, 100))
                for c in content["choices"]
            )
        case QuestionKind.MULTIPLE:
            return "".join(_answer("~", c, True) for c in content["choices"])
        case QuestionKind.SHORT:
            return "".join(_answer("=", a, a["percent"] != 100) for a in content["accepted"])
        case QuestionKind.NUMERICAL:
            return "#" + "".join(
                _answer(
                    "=",
                    {**n, "text": {"": f"{plain_number(n['value'])}:{plain_number(n['tolerance'])}"}},
                    True,
                    raw=True,
                )
                for n in content["numbers"]
            )
        case QuestionKind.MATCHING:
            sides = [(_one(p["left"]), _one(p["right"])) for p in content["pairs"]]
            sides += [("", _one(other)) for other in content.get("others", ())]
            return "".join(f"\n\t={left} -> {right}" for left, right in sides)
        case QuestionKind.ORDERING:
            return ">" + "".join(f"\n\t{_one(item)}" for item in content["items"])
        case _truth:
            when = content.get("when", {})
            right, wrong = str(content["correct"]).lower(), str(not content["correct"]).lower()
            said = f"#{_one(when.get(wrong, {}))}#{_one(when.get(right, {}))}" if when else ""
            return ("T" if content["correct"] else "F") + said


def _answer(sign: str, answer: dict[str, object], says_percent: bool, *, raw: bool = False) -> str:
    percent = f"%{plain_number(float(str(answer['percent'])))}%" if says_percent else ""
    texts: dict[str, str] = answer["text"]  # type: ignore[assignment] # as `questions` describes it
    feedback: dict[str, str] = answer.get("feedback") or {}  # type: ignore[assignment] # as above
    said = f"#{_one(feedback)}" if feedback else ""
    return f"\n\t{sign}{percent}{texts[''] if raw else _one(texts)}{said}"


def plain_number(value: float) -> str:
    """A number without needless digits, five after the point at most."""
    return f"{value:.5f}".rstrip("0").rstrip(".") or "0"
