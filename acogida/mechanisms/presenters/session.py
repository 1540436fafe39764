"""An annual session in words: its page and its brief."""

from collections.abc import Collection, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from acogida.compact.models import Objective
from acogida.core.text import in_language
from acogida.dialogues.models import Event
from acogida.documents.report import Block, Bullets, Facts, Heading, Note, Paragraph, Report, Table
from acogida.mechanisms.models import JointAction, Theme
from acogida.mechanisms.presenters import words
from acogida.mechanisms.presenters.shared import percent
from acogida.mechanisms.queries.overlap import Overlap
from acogida.mechanisms.queries.session import Presenter, is_public
from acogida.practices.models import Practice
from acogida.practices.queries.published import public_content, title_of

MOST_PAIRS = 10


def questions(event: Event) -> list[str]:
    """The guiding questions in the page's language."""
    return [in_language(one) if isinstance(one, dict) else str(one) for one in event.questions]


def practice_row(one: Practice) -> dict[str, str]:
    language = (get_language() or "es")[:2]
    return {
        "title": title_of(public_content(one), language),
        "url": reverse("practices:practice", args=[one.slug]),
        "code": one.code,
    }


def joint_row(one: JointAction) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "title": one.title,
        "description": one.description,
        "mechanisms": [found.short for found in one.mechanisms.all()],
        "objectives": list(one.objectives.all()),
        "until": words.day(one.until) if one.until else "",
        "pledge": one.pledge if is_public(one) else None,
        "is_taken_up": one.pledge_id is not None,
    }


def pair_row(one: Overlap) -> dict[str, Any]:
    return {
        "first": one.first.mechanism,
        "second": one.second.mechanism,
        "score": percent(one.score),
        "themes": len(one.shared("themes")),
        "objectives": len(one.shared("objectives")),
        "members": len(one.shared("members")),
    }


def brief(
    event: Event,
    found: Sequence[Presenter],
    *,
    themes: Sequence[tuple[Theme, list[Presenter]]],
    pairs: Sequence[Overlap],
    gaps: Collection[int],
    practices: Sequence[Practice],
    joint: Sequence[JointAction],
) -> Report:
    """What somebody who chairs or attends the session reads before it, and keeps after it."""
    asked = questions(event)
    sections: list[Block] = [
        Facts([(_("When"), words.day(event.held_on)), (_("Place"), event.place or "–")]),
        Heading(_("The questions asked of each mechanism")),
        Bullets(asked),
        Heading(_("What each mechanism answered")),
    ]
    for one in found:
        sections += _answers(one, asked)
    if themes:
        sections += [
            Heading(_("Themes and who works on them")),
            Table(
                [pgettext("of a mechanism", "Theme"), _("Mechanisms present")],
                [[str(theme), ", ".join(one.name for one in some)] for theme, some in themes],
            ),
        ]
    if pairs:
        sections += [
            Heading(_("Where efforts meet")),
            _pairs(pairs),
            Note(_("A heuristic with the usual weights, not a judgement; its reasons open on the platform.")),
        ]
    if gaps:
        titles = Objective.objects.in_bulk(list(gaps))
        sections += [
            Heading(_("Objectives that nobody present works on")),
            Bullets([f"{n}. {titles[n].short}" for n in gaps]),
        ]
    if practices:
        rows = [practice_row(one) for one in practices]
        sections += [
            Heading(_("Good practices on common ground")),
            Table([_("Code"), _("Title")], [[row["code"], row["title"]] for row in rows]),
        ]
    sections += [Heading(_("Joint actions")), *_joint(joint)]
    return Report(
        title=event.title,
        subtitle=_("Brief for the annual session of mechanisms"),
        language=(get_language() or "es")[:2],
        date=event.held_on,
        source="Acogida",
        sections=sections,
    )


def _answers(one: Presenter, asked: Sequence[str]) -> list[Block]:
    blocks: list[Block] = [Heading(str(one.mechanism) if one.mechanism else one.name, 2)]
    for question, answer in zip(asked, one.answers, strict=True):
        blocks += [Paragraph(question), Note(answer or _("No answer yet."), tone="neutral")]
    return blocks


def _pairs(pairs: Sequence[Overlap]) -> Block:
    rows = [pair_row(one) for one in pairs[:MOST_PAIRS]]
    return Table(
        [_("Pair"), _("Index"), _("Members in common"), _("Objectives in common"), _("Themes in common")],
        [
            [
                f"{row['first'].short} – {row['second'].short}",
                row["score"],
                row["members"],
                row["objectives"],
                row["themes"],
            ]
            for row in rows
        ],
        numeric_columns=[1, 2, 3, 4],
    )


def _joint(joint: Sequence[JointAction]) -> list[Block]:
    if not joint:
        return [Paragraph(_("None recorded yet."))]
    rows = [joint_row(one) for one in joint]
    return [
        Table(
            [_("What will be done"), _("Mechanisms"), _("Until when"), _("Pledge")],
            [
                [
                    row["title"],
                    ", ".join(row["mechanisms"]),
                    row["until"] or "–",
                    row["pledge"].number if row["pledge"] else "–",
                ]
                for row in rows
            ],
        )
    ]
