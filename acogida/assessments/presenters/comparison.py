"""What changed between two years, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.assessments.models import LinkKind, Value
from acogida.assessments.presenters.words import VALUE_TONES
from acogida.assessments.queries.comparison import Change, Comparison, Move
from acogida.assessments.states import Grade
from acogida.core.text import in_language


@dataclass(frozen=True)
class ChangeRow:
    code: str
    text: dict[str, str]
    dimension: str
    before: str
    before_tone: str
    after: str
    after_tone: str
    note: str
    explanation: str


@dataclass(frozen=True)
class ChangeGroup:
    key: str
    heading: str
    rows: list[ChangeRow]


def groups_of(comparison: Comparison) -> list[ChangeGroup]:
    """The changes by what became of the practice; what stayed the same comes last."""
    headings = {
        Move.MORE: _("More in place than before"),
        Move.LESS: _("Less in place than before"),
        Move.ANSWERED: _("Answered now, open before"),
        Move.UNCLEAR: _("Changed in a way that says neither more nor less"),
        Move.NOT_COMPARABLE: _(
            "Not comparable: asked or published in only one of the years, or asked in another way"
        ),
        Move.SAME: _("The same in both years"),
    }
    return [
        ChangeGroup(move, heading, [_row(change) for change in comparison.moved(move)])
        for move, heading in headings.items()
        if comparison.moved(move)
    ]


def _row(change: Change) -> ChangeRow:
    before, after = change.before or {}, change.after or {}
    return ChangeRow(
        code=change.question["code"],
        text=change.question["text"],
        dimension=in_language(change.dimension),
        before=_word(change.before),
        before_tone=_tone(before),
        after=_word(change.after),
        after_tone=_tone(after),
        note=" ".join(note for note in (_kind(change), _grade(before, after)) if note),
        explanation=after.get("explanation", ""),
    )


def _word(question: dict[str, Any] | None) -> str:
    if question is None:
        return _("Not asked, or not published")
    return str(Value(question["value"]).label) if question["value"] else _("Not answered")


def _tone(question: dict[str, Any]) -> str:
    value = question.get("value", "")
    return VALUE_TONES[Value(value)] if value else "neutral"


def _kind(change: Change) -> str:
    """How the question changed between the versions of the questionnaire, where it did."""
    return {
        LinkKind.REWORDED: _("Reworded between the two years, with the same meaning."),
        LinkKind.SPLIT: _("Split or joined between the two years: no one answer stands for the other."),
        LinkKind.NOT_COMPARABLE: _("Its meaning changed between the two years."),
    }.get(change.kind, "")


def _grade(before: dict[str, Any], after: dict[str, Any]) -> str:
    """How well it was founded then and now, where that changed."""
    old, new = before.get("grade", ""), after.get("grade", "")
    if not old or not new or old == new:
        return ""
    return f"{Grade(old).label} → {Grade(new).label}."


def moved_sentence(comparison: Comparison) -> str:
    """What changed since the earlier year, in one sentence."""
    more, less = len(comparison.moved(Move.MORE)), len(comparison.moved(Move.LESS))
    parts = [
        ngettext("%(n)s practice is more in place", "%(n)s practices are more in place", more) % {"n": more},
        ngettext("%(n)s is less in place", "%(n)s are less in place", less) % {"n": less},
    ]
    if apart := len(comparison.moved(Move.NOT_COMPARABLE)):
        parts.append(ngettext("%(n)s is not comparable", "%(n)s are not comparable", apart) % {"n": apart})
    return _("Since %(year)s: %(changes)s.") % {
        "year": comparison.earlier.content["year"],
        "changes": ", ".join(parts),
    }
