"""Versions of a questionnaire in words: lists, sections with their questions, what differs."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.assessments.models import Instrument, LinkKind
from acogida.assessments.presenters.words import Crumb, public_crumbs
from acogida.assessments.queries.instruments import Differences, Tree, questions_in_tree
from acogida.core.text import LANGUAGES

KIND_TONES = {
    LinkKind.SAME: "neutral",
    LinkKind.REWORDED: "info",
    LinkKind.SPLIT: "warning",
    LinkKind.NOT_COMPARABLE: "warning",
}


def crumbs(*further: Crumb) -> list[Crumb]:
    here = reverse("assessments:instruments") if further else ""
    return public_crumbs((here, _("Questionnaires and their versions")), *further)


def version_of(instrument: Instrument) -> str:
    return _("%(title)s, version %(version)s") % {"title": instrument, "version": instrument.version}


@dataclass(frozen=True)
class QuestionShown:
    code: str
    text: dict[str, str]
    example: dict[str, str]
    look: dict[str, str]
    objectives: str
    kind: str
    tone: str


@dataclass
class SectionShown:
    name: dict[str, str]
    dimension: dict[str, str]
    questions: list[QuestionShown] = field(default_factory=list)


def sections_of(tree: Tree, *, is_based: bool) -> list[SectionShown]:
    """The sections in their order; `is_based` where a version before says what each question was."""
    return [
        SectionShown(
            section["name"],
            dimension["name"],
            [_question(question, is_based=is_based) for question in section["questions"]],
        )
        for dimension in tree["dimensions"]
        for section in dimension["sections"]
    ]


def _question(question: Tree, *, is_based: bool) -> QuestionShown:
    kind, tone = "", "neutral"
    if question["earlier"]:
        first = LinkKind(question["earlier"][0]["kind"])
        codes = ", ".join(link["code"] for link in question["earlier"])
        kind = str(first.label) if codes == question["code"] else f"{first.label} ← {codes}"
        tone = KIND_TONES[first]
    elif is_based:
        kind, tone = _("New"), "success"
    return QuestionShown(
        code=question["code"],
        text=question["text"],
        example=question["example"],
        look=question["look"],
        objectives=", ".join(map(str, question["objectives"])),
        kind=kind,
        tone=tone,
    )


def facts_of(found: Differences) -> list[tuple[str, str]]:
    """What differs from the version before: how many, and which."""
    parts: list[tuple[Any, list[str]]] = [
        (_("New questions"), found.new),
        (_("Reworded, same meaning"), found.reworded),
        (_("Split or joined"), found.split),
        (_("Not comparable"), found.not_comparable),
        (_("Asked no longer"), found.retired),
    ]
    same = [(_("The same"), str(len(found.same)))]
    return same + [(str(name), f"{len(codes)}: {', '.join(codes)}") for name, codes in parts if codes]


def missing_words(tree: Tree) -> list[str]:
    """In which languages questions have no text; they are shown in another one, with a label."""
    sentences = []
    names = {
        "pt": _("Portuguese"),
        "en": _("English"),
        "fr": _("French"),
    }
    for code in LANGUAGES:
        lacking = [one["code"] for one in questions_in_tree(tree) if not one["text"].get(code)]
        if lacking and code in names:
            words = ngettext(
                "%(number)s question has no text in %(language)s: %(codes)s.",
                "%(number)s questions have no text in %(language)s: %(codes)s.",
                len(lacking),
            )
            shown = ", ".join(lacking[:12]) + (" …" if len(lacking) > 12 else "")
            sentences.append(words % {"number": len(lacking), "language": names[code], "codes": shown})
    return sentences
