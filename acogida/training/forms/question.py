"""A question as authors type it: a form for each kind, in all languages of its course; or as GIFT."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from acogida.training.forms.course import LANGUAGES, area, by_language
from acogida.training.forms.nomination import text
from acogida.training.models import Course, Question, QuestionKind
from acogida.training.questions import gift, gift_writing
from acogida.training.questions.shape import MOST_PARTS, Content, Draft, Wrong, only, require_sound

LONGEST_ANSWER = 1000


@dataclass(frozen=True)
class Parts:
    """How answers of a kind are typed: where they stand in the content, their texts, how many at first."""

    name: str
    texts: tuple[str, ...]
    first: int


PARTS = {
    QuestionKind.SINGLE: Parts("choices", ("text", "feedback"), 4),
    QuestionKind.MULTIPLE: Parts("choices", ("text", "feedback"), 4),
    QuestionKind.SHORT: Parts("accepted", ("text", "feedback"), 2),
    QuestionKind.NUMERICAL: Parts("numbers", ("feedback",), 1),
    QuestionKind.MATCHING: Parts("pairs", ("left", "right"), 4),
    QuestionKind.ORDERING: Parts("items", ("text",), 4),
}
CHOSEN = (QuestionKind.SINGLE, QuestionKind.MULTIPLE)
TYPED = (QuestionKind.SHORT, QuestionKind.NUMERICAL)


class NumberField(forms.CharField):
    """A plain number with a point or a comma."""

    def clean(self, value: Any) -> Any:
        words = str(super().clean(value)).replace(",", ".").strip()
        if not words:
            return None
        try:
            return gift.number(words)
        except Wrong as wrong:
            raise forms.ValidationError(wrong.words) from wrong


class KindForm(forms.Form):
    """A question of one kind. `rows` answers can be typed; those left empty are not there.

    Where the marks of an imported question are not the usual ones, each answer has its own field for them.
    """

    use_required_attribute = False

    def __init__(
        self,
        course: Course,
        kind: QuestionKind,
        data: Any = None,
        *,
        question: Question | None = None,
        initial: Mapping[str, Any] | None = None,
        more: int = 0,
    ) -> None:
        content = question.content if question else {"format": "markdown", "text": {}}
        typed: Mapping[str, Any] = data if data is not None else initial or {}
        self.kind, self.course, self.format = kind, course, content["format"]
        self.languages = [code for code in LANGUAGES if code in {*course.languages, *content["text"]}]
        self.weighs = "weighs" in typed or not _is_usual(kind, content)
        rows = typed.get("rows", "")
        self.rows = int(rows) if rows.isdecimal() and len(rows) < 3 else _count(kind, content)
        self.rows = min(self.rows + more, MOST_PARTS)
        said = {"name": question.name, "topic": question.topic} if question else {}
        shown = dict(initial or said | dict(_typed(kind, content))) | {"rows": self.rows}
        super().__init__(data, initial=shown)
        self._common()
        self._answers()
        for name, field in self.fields.items():
            # One language is enough, and as many answers as are written: none of them is marked optional.
            field.is_alternative = name not in {"topic"}  # type: ignore[attr-defined] # read by the component
        self.draft: Draft | None = None

    def _common(self) -> None:
        self.fields["name"] = text(_("Short name, for the bank"), 160, missing=_("Give the question a name."))
        self.fields["topic"] = text(_("Topic"), 120)
        self.fields["rows"] = forms.CharField(required=False, widget=forms.HiddenInput)
        if self.weighs:
            self.fields["weighs"] = forms.CharField(required=False, widget=forms.HiddenInput, initial="1")
        for code in self.languages:
            self.fields[f"text_{code}"] = area(_("What is asked") + _own(code), 3, longest=4000)
        for code in self.languages:
            self.fields[f"feedback_{code}"] = area(_("Said after any answer") + _own(code), 2, longest=2000)

    def _answers(self) -> None:
        if self.kind == QuestionKind.TRUE_FALSE:
            self.fields["correct"] = forms.ChoiceField(
                label=_("It is"),
                choices=[("true", _("True")), ("false", _("False"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Say whether it is true or false.")},
            )
            for given, label in (("true", _("Said to “true”")), ("false", _("Said to “false”"))):
                for code in self.languages:
                    self.fields[f"when_{given}_{code}"] = area(label + _own(code), 2, longest=2000)
            return
        for n in range(self.rows):
            self._answer(f"a{n}")

    def _answer(self, row: str) -> None:
        """The fields of one answer, by the beginning of their names."""
        labels = {
            "text": _("Answer"),
            "feedback": _("Said to it"),
            "left": _("Left side"),
            "right": _("Belongs to it"),
        }
        if self.kind == QuestionKind.NUMERICAL:
            self.fields[f"{row}_value"] = NumberField(label=_("Number"), max_length=40, required=False)
            self.fields[f"{row}_tolerance"] = NumberField(
                label=_("May be off by"), max_length=40, required=False
            )
        for part in PARTS[self.kind].texts:
            for code in self.languages:
                self.fields[f"{row}_{part}_{code}"] = text(labels[part] + _own(code), LONGEST_ANSWER)
        if self.kind in CHOSEN and not self.weighs:
            self.fields[f"{row}_is_right"] = forms.BooleanField(label=_("It is right"), required=False)
        elif self.kind in CHOSEN or self.kind in TYPED:
            least = -100 if self.kind in CHOSEN else 0
            self.fields[f"{row}_percent"] = forms.FloatField(
                label=_("Part of the mark it gives (%)"),
                min_value=least,
                max_value=100,
                required=False,
                initial=None if self.kind in CHOSEN else 100,
                error_messages={"invalid": _("Write a number.")},
            )

    def question_fields(self) -> Iterator[forms.BoundField]:
        for name in ("name", "topic", *(f"text_{code}" for code in self.languages)):
            yield self[name]

    def answer_fields(self) -> list[tuple[int, list[forms.BoundField], list[forms.BoundField]]]:
        """(number, its fields, the fields for what is said to it) of each answer."""
        found = []
        for n in range(self.rows if self.kind in PARTS else 0):
            mine = [self[name] for name in self.fields if name.startswith(f"a{n}_")]
            said = [field for field in mine if "_feedback_" in field.name]
            found.append((n + 1, [field for field in mine if field not in said], said))
        return found

    def other_fields(self) -> Iterator[forms.BoundField]:
        """True or false, and what is said after any answer."""
        for name in self.fields:
            if name == "correct" or name.startswith(("when_", "feedback_")):
                yield self[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        spoken = [
            code
            for code in self.languages
            if any(name.endswith(f"_{code}") and str(value).strip() for name, value in said.items())
        ]
        for code in spoken:
            if not said.get(f"text_{code}", "").strip():
                self.add_error(f"text_{code}", _("Write what is asked in this language too."))
        if not spoken:
            self.add_error(f"text_{self.languages[0]}", _("Write what is asked."))
        content: Content = {
            "format": self.format,
            "text": by_language(said, "text", self.languages),
            "feedback": by_language(said, "feedback", self.languages),
        }
        content |= self._content(said, spoken)
        if not self.errors:
            self._keep(said, content)
        return said

    def _keep(self, said: Mapping[str, Any], content: Content) -> None:
        draft = Draft(said["name"].strip(), self.kind, content, said["topic"].strip())
        try:
            require_sound(draft)
        except Wrong as wrong:
            self.add_error(None, wrong.words)
        else:
            self.draft = draft

    def _content(self, said: Mapping[str, Any], spoken: list[str]) -> Content:
        if self.kind == QuestionKind.TRUE_FALSE:
            when = {given: by_language(said, f"when_{given}", self.languages) for given in ("true", "false")}
            return {
                "correct": said.get("correct") == "true",
                "when": {given: texts for given, texts in when.items() if texts},
            }
        rows = [f"a{n}" for n in range(self.rows) if self._is_typed(f"a{n}", said)]
        made = [self._part(row, said, spoken) for row in rows]
        if self.kind in CHOSEN and not self.weighs:
            self._weigh(made, [bool(said.get(f"{row}_is_right")) for row in rows])
        if self.kind == QuestionKind.ORDERING:
            return {"items": [part["text"] for part in made]}
        if self.kind == QuestionKind.MATCHING:
            return {
                "pairs": [part for part in made if part["left"]],
                "others": [part["right"] for part in made if not part["left"]],
            }
        return {PARTS[self.kind].name: made}

    def _is_typed(self, row: str, said: Mapping[str, Any]) -> bool:
        """Whether anything stands in an answer; its part of the mark alone is nothing."""
        mine = {name: value for name, value in said.items() if name.startswith(f"{row}_")}
        return any(value not in (None, "", False) for name, value in mine.items() if "percent" not in name)

    def _part(self, row: str, said: Mapping[str, Any], spoken: list[str]) -> dict[str, Any]:
        """One answer, in each language in which anything is written."""
        part: dict[str, Any] = {
            name: by_language(said, f"{row}_{name}", self.languages) for name in PARTS[self.kind].texts
        }
        asked = [name for name in part if name != "feedback" and not (name == "left" and not part["left"])]
        for name in asked:
            for code in spoken:
                if code not in part[name]:
                    self.add_error(f"{row}_{name}_{code}", _("Write it in this language too."))
        if self.kind == QuestionKind.NUMERICAL:
            part["value"], part["tolerance"] = said.get(f"{row}_value"), said.get(f"{row}_tolerance") or 0.0
            if part["value"] is None and f"{row}_value" not in self.errors:
                self.add_error(f"{row}_value", _("Write the number."))
            if part["tolerance"] < 0:
                self.add_error(f"{row}_tolerance", _("It cannot be off by less than nothing."))
        if self.kind in TYPED:
            percent = said.get(f"{row}_percent")
            part["percent"] = 100.0 if percent is None else percent
        elif self.weighs:
            part["percent"] = said.get(f"{row}_percent") or 0.0
        return part

    def _weigh(self, made: list[dict[str, Any]], right: list[bool]) -> None:
        """The usual marks; a single choice has one right answer."""
        if self.kind == QuestionKind.SINGLE and sum(right) > 1:
            words = _("Mark one answer as right. Where several are, the question is one of several answers.")
            self.add_error(None, words)
        if made and not any(right):
            self.add_error(None, _("No answer is marked as right."))
            return
        for part, worth in zip(made, usual_marks(self.kind, right), strict=True):
            part["percent"] = worth


def usual_marks(kind: str, right: list[bool]) -> list[float]:
    """What each answer gives where only right and wrong are told: in percent, all right ones giving 100.

    With several right ones, each wrong one takes away: all of them together everything.
    """
    several = kind == QuestionKind.MULTIPLE
    gives = 100.0 / max(sum(right), 1)
    takes = -100.0 / max(len(right) - sum(right), 1) if several else 0.0
    return [round(gives if is_right else takes, 5) for is_right in right]


def _is_usual(kind: QuestionKind, content: Content) -> bool:
    if kind not in CHOSEN:
        return True
    marks = [choice["percent"] for choice in content.get("choices", ())]
    return marks == usual_marks(kind, [mark > 0 for mark in marks])


def _count(kind: QuestionKind, content: Content) -> int:
    """How many answers can be typed at first: those there are and one more, or as many as are usual."""
    if kind not in PARTS:
        return 0
    there = len(content.get(PARTS[kind].name, ())) + len(content.get("others", ()))
    return there + 1 if there else PARTS[kind].first


def _typed(kind: QuestionKind, content: Content) -> Iterator[tuple[str, Any]]:
    """The fields of a question that is there already, as they would have been typed."""
    for name in ("text", "feedback"):
        yield from ((f"{name}_{code}", words) for code, words in content.get(name, {}).items())
    if "correct" in content:
        yield "correct", str(content["correct"]).lower()
    for given, texts in content.get("when", {}).items():
        yield from ((f"when_{given}_{code}", words) for code, words in texts.items())
    if kind not in PARTS:
        return
    parts = list(content.get(PARTS[kind].name, ()))
    if kind == QuestionKind.ORDERING:
        parts = [{"text": texts} for texts in parts]
    parts += [{"left": {}, "right": texts} for texts in content.get("others", ())]
    for n, part in enumerate(parts):
        for name in PARTS[kind].texts:
            yield from ((f"a{n}_{name}_{code}", words) for code, words in part.get(name, {}).items())
        yield f"a{n}_is_right", part.get("percent", 0) > 0
        for name in ("percent", "value", "tolerance"):
            if name in part:
                yield f"a{n}_{name}", gift_writing.plain_number(part[name])


def _own(code: str) -> str:
    return f" ({LANGUAGES[code]})"


class GiftForm(forms.Form):
    """A question as GIFT, once in each language of the course: the same answers in the same order."""

    use_required_attribute = False

    def __init__(self, course: Course, *args: Any, question: Question | None = None, **kwargs: Any) -> None:
        self.course = course
        if question is not None:
            kwargs["initial"] = {"topic": question.topic}
            for code in course.languages:
                draft = Draft(question.name, question.kind, only(question.content, code))
                kwargs["initial"][f"gift_{code}"] = gift_writing.write([draft]).strip()
        super().__init__(*args, **kwargs)
        self.fields["topic"] = text(_("Topic"), 120)
        for code in course.languages:
            self.fields[f"gift_{code}"] = area(_("Question and answers") + _own(code), 8)
        self.drafts: dict[str, Draft] = {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for code in self.course.languages:
            if not cleaned.get(f"gift_{code}", "").strip():
                continue
            found = gift.read(cleaned[f"gift_{code}"], code)
            for fault in found.faults:
                self.add_error(
                    f"gift_{code}", _("Line %(n)s: %(words)s") % {"n": fault.line, "words": fault.words}
                )
            if len(found.drafts) + len(found.faults) != 1:
                self.add_error(f"gift_{code}", _("Write one question here; bring several as a file."))
            elif found.drafts:
                self.drafts[code] = found.drafts[0]
        if not self.drafts and not self.errors:
            self.add_error(None, _("Write the question in one language at least."))
        return cleaned
