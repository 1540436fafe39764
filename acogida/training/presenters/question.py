"""A sheet of questions as a page shows it, in the page's language, and what came of it once sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.core.text import in_language
from acogida.training import course_text
from acogida.training.models import Attempt, Question, QuestionKind
from acogida.training.queries.course import Sheet
from acogida.training.questions import marking

HINTS = {
    QuestionKind.SINGLE: gettext_lazy("Choose one."),
    QuestionKind.MULTIPLE: gettext_lazy("Choose all that are right; a wrong one takes away."),
    QuestionKind.TRUE_FALSE: gettext_lazy("True or false?"),
    QuestionKind.MATCHING: gettext_lazy("Choose what belongs to each."),
    QuestionKind.SHORT: gettext_lazy("Write a word or two. Capitals and accents do not matter."),
    QuestionKind.NUMERICAL: gettext_lazy("Write a number."),
    QuestionKind.ORDERING: gettext_lazy("Give each its place: 1 is the first."),
}
Answers = Mapping[str, Sequence[str]]


def sheet(found: Sheet) -> list[dict[str, Any]]:
    """The questions of a sheet with what was answered so far."""
    return [
        _question(n, question, found.seed, found.answers, found.quiz.shuffles)
        for n, question in enumerate(found.questions, 1)
    ]


def _question(n: int, question: Question, seed: int, answers: Answers, shuffles: bool) -> dict[str, Any]:
    name = f"q{question.pk}"
    given = list(answers.get(name, ()))
    shown = {
        "n": n,
        "name": name,
        "kind": question.kind,
        "text": words(question.content, question.content["text"], whole=True),
        "hint": HINTS[QuestionKind(question.kind)],
        "value": given[0] if given else "",
    }
    content = question.content
    match question.kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            order = marking.shuffled(len(content["choices"]), seed, question.pk, shuffles=shuffles)
            shown["choices"] = [
                (str(c), words(content, content["choices"][c]["text"]), str(c) in given) for c in order
            ]
            shown["type"] = "radio" if question.kind == QuestionKind.SINGLE else "checkbox"
        case QuestionKind.TRUE_FALSE:
            shown["choices"] = [("true", _("True"), "true" in given), ("false", _("False"), "false" in given)]
            shown["type"] = "radio"
        case QuestionKind.MATCHING:
            shown["parts"] = _matching(question, seed, answers, shuffles)
        case QuestionKind.ORDERING:
            shown["parts"] = _ordering(question, seed, answers)
    return shown


def words(content: dict[str, Any], texts: dict[str, str], *, whole: bool = False) -> SafeString:
    make = course_text.shown if whole else course_text.inline
    return make(in_language(texts), content.get("format", "markdown"))


def _plain(content: dict[str, Any], texts: dict[str, str]) -> str:
    return course_text.plain(in_language(texts), content.get("format", "markdown"))


def _matching(question: Question, seed: int, answers: Answers, shuffles: bool) -> list[dict[str, Any]]:
    content = question.content
    rights = marking.sides(content)
    options = [
        (str(r), _plain(content, rights[r]))
        for r in marking.shuffled(len(rights), seed, question.pk, shuffles=shuffles)
    ]
    return [
        _part(f"q{question.pk}-{n}", words(content, pair["left"]), options, answers)
        for n, pair in enumerate(content["pairs"])
    ]


def _ordering(question: Question, seed: int, answers: Answers) -> list[dict[str, Any]]:
    """Always shuffled: shown in its order it would be no question."""
    content = question.content
    places = [(str(n), str(n)) for n in range(1, len(content["items"]) + 1)]
    return [
        _part(f"q{question.pk}-{n}", words(content, content["items"][n]), places, answers)
        for n in marking.shuffled(len(places), seed, question.pk)
    ]


def _part(name: str, label: Any, options: list[tuple[str, str]], answers: Answers) -> dict[str, Any]:
    given = next(iter(answers.get(name, ())), "")
    return {
        "name": name,
        "label": label,
        "options": [(value, text, value == given) for value, text in options],
    }


def results(attempt: Attempt, questions: list[Question]) -> list[dict[str, Any]]:
    """Each question of an attempt sent: what was answered, what it was worth, what is said to it."""
    rows = []
    for n, question in enumerate(questions, 1):
        content = question.content
        percent = float(attempt.marks.get(str(question.pk), 0))
        said = marking.mark(question.kind, content, question.pk, attempt.answers).said
        after = [*said, *([content["feedback"]] if content.get("feedback") else [])]
        rows.append(
            {
                "n": n,
                "text": words(content, content["text"], whole=True),
                "given": _given(question, attempt.answers),
                "tone": "success" if percent == 100 else "warning" if percent else "error",
                "mark": _verdict(percent),
                "said": [words(content, texts, whole=True) for texts in after],
            }
        )
    return rows


def _verdict(percent: float) -> str:
    if percent == 100:
        return _("Right")
    return _("Partly right: %(n)s %%") % {"n": round(percent)} if percent else _("Not yet")


def _given(question: Question, answers: Answers) -> str:
    """What was answered, in words."""
    content, name = question.content, f"q{question.pk}"
    given = list(answers.get(name, ()))
    match question.kind:
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            chosen = [int(v) for v in given if v.isdecimal() and int(v) < len(content["choices"])]
            return ", ".join(_plain(content, content["choices"][c]["text"]) for c in chosen)
        case QuestionKind.TRUE_FALSE:
            return {"true": _("True"), "false": _("False")}.get(given[0] if given else "", "")
        case QuestionKind.MATCHING:
            rights = marking.sides(content)
            pairs = []
            for n, pair in enumerate(content["pairs"]):
                value = next(iter(answers.get(f"{name}-{n}", ())), "")
                if value.isdecimal() and int(value) < len(rights):
                    right = _plain(content, rights[int(value)])
                    pairs.append(f"{_plain(content, pair['left'])} → {right}")
            return "; ".join(pairs)
        case QuestionKind.ORDERING:
            rows = [
                (next(iter(answers.get(f"{name}-{n}", ())), "–"), _plain(content, item))
                for n, item in enumerate(content["items"])
            ]
            return "; ".join(f"{place}. {text}" for place, text in sorted(rows))
        case _typed:
            return given[0] if given else ""
