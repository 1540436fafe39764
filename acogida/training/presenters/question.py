"""A sheet of questions as a page shows it, in the page's language, and what came of it once sent."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from acogida.core.text import LANGUAGES, in_language
from acogida.training import course_text
from acogida.training.models import Attempt, Question, QuestionKind
from acogida.training.queries.course import Sheet
from acogida.training.questions import marking
from acogida.training.questions.shape import Draft

HINTS = {
    QuestionKind.SINGLE: gettext_lazy("Choose one."),
    QuestionKind.MULTIPLE: gettext_lazy("Choose all that are right; a wrong one takes away."),
    QuestionKind.TRUE_FALSE: gettext_lazy("True or false?"),
    QuestionKind.MATCHING: gettext_lazy("Choose what belongs to each."),
    QuestionKind.SHORT: gettext_lazy("Write a word or two. Capitals and accents do not matter."),
    QuestionKind.NUMERICAL: gettext_lazy("Write a number."),
    QuestionKind.ORDERING: gettext_lazy("Give each its place: 1 is the first."),
}
USES = {
    QuestionKind.SINGLE: gettext_lazy("Several answers to read, one of them right."),
    QuestionKind.MULTIPLE: gettext_lazy(
        "Several answers to read, some of them right; a wrong one takes away."
    ),
    QuestionKind.TRUE_FALSE: gettext_lazy("A statement, true or false."),
    QuestionKind.MATCHING: gettext_lazy("Things on the left, and what belongs to each on the right."),
    QuestionKind.SHORT: gettext_lazy("A word or two to write; capitals and accents do not matter."),
    QuestionKind.NUMERICAL: gettext_lazy("A number to write, exact or nearly."),
    QuestionKind.ORDERING: gettext_lazy("Steps or events to put in their order."),
}
Answers = Mapping[str, Sequence[str]]


def kinds() -> list[tuple[str, Any, Any]]:
    """(key, name, what for) of each kind of question."""
    return [(kind.value, kind.label, USES[kind]) for kind in QuestionKind]


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


def previews(draft: Draft) -> list[dict[str, Any]]:
    """A question not kept yet, in each of its languages: as learners see it, and what is said to answers."""
    found = []
    for n, code in enumerate(code for code in LANGUAGES if code in draft.content["text"]):
        with override(code):
            asked = Question(pk=n, kind=draft.kind, content=draft.content)
            found.append(
                {
                    "code": code,
                    "own": dict(settings.LANGUAGES)[code],
                    "question": _question(n + 1, asked, 0, {}, False),
                    "answers": list(_said_to(draft)),
                    "after": words(draft.content, draft.content["feedback"], whole=True)
                    if draft.content.get("feedback")
                    else "",
                }
            )
    return found


def _said_to(draft: Draft) -> Iterator[dict[str, Any]]:
    """Each answer that is known, its mark, and what is said to it."""
    content = draft.content
    for part in (*content.get("choices", ()), *content.get("accepted", ())):
        yield _told(content, _plain(content, part["text"]), part["percent"], part.get("feedback"))
    for one in content.get("numbers", ()):
        shown = f"{one['value']:g}" + (f" ± {one['tolerance']:g}" if one["tolerance"] else "")
        yield _told(content, shown, one["percent"], one.get("feedback"))
    for pair in content.get("pairs", ()):
        yield _told(content, f"{_plain(content, pair['left'])} → {_plain(content, pair['right'])}", 100, None)
    for place, item in enumerate(content.get("items", ()), 1):
        yield _told(content, f"{place}. {_plain(content, item)}", 100, None)
    if "correct" in content:
        for given, label in ((True, _("True")), (False, _("False"))):
            percent = 100 if given == content["correct"] else 0
            yield _told(content, label, percent, content.get("when", {}).get(str(given).lower()))


def _told(content: dict[str, Any], given: str, percent: float, said: dict[str, str] | None) -> dict[str, Any]:
    worth = max(percent, 0)
    return {
        "given": given,
        "tone": "success" if worth == 100 else "warning" if worth else "error",
        "mark": _verdict(worth),
        "said": words(content, said, whole=True) if said else "",
    }
