"""The report of an edition as a neutral tree, for PDF and DOCX: built as local governance profiles are."""

from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from acogida.assessments.models import Publication
from acogida.assessments.presenters import published as shown
from acogida.assessments.presenters.comparison import groups_of, moved_sentence
from acogida.assessments.presenters.words import title_of
from acogida.assessments.queries.comparison import Move, compare
from acogida.assessments.queries.lenses import SDG, SEAL, through
from acogida.assessments.queries.profile import (
    Topic,
    Verdict,
    by_dimension,
    by_objective,
    parts_that_are,
    shown_dimensions,
    whole,
)
from acogida.assessments.queries.public import Year
from acogida.compact.models import Objective
from acogida.core.text import in_language
from acogida.documents.report import (
    Block,
    Bullets,
    ChartBlock,
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Table,
)


def report_of(
    publication: Publication,
    *,
    years: list[Year],
    earlier: Publication | None,
    objectives: dict[int, Objective],
    address: str,
) -> Report:
    """Context, what is well developed, what to develop, every answer by dimension with what validators
    said, the same answers through the lenses, what changed since the year before, the evidence.
    """
    content = publication.content
    dimensions = by_dimension(content)
    sections: list[Block] = [
        *_context(publication, dimensions, address=address),
        *_profile(publication, dimensions, years),
    ]
    for dimension, topic in zip(shown_dimensions(content), dimensions, strict=True):
        sections += _dimension(dimension, topic, publication, objectives)
    sections += _lenses(content, objectives)
    sections += _since(publication, earlier)
    sections += _evidence(content, publication)
    sections += [
        Heading(_("How to read this report")),
        Paragraph(_method()),
        Paragraph(shown.caution()),
        Facts([(_("Address"), address), (_("Hash of the content (SHA-256)"), publication.sha256)]),
    ]
    return Report(
        title=title_of(publication.assessment),
        subtitle=in_language(content["instrument"]["title"]),
        language=(get_language() or "es")[:2],
        date=publication.published_at.date(),
        source=str(publication.assessment.organisation),
        sections=sections,
    )


def _method() -> str:
    return _(
        "The municipality itself answered each question with yes, partly, no, not applicable or “we do not "
        "know”. An answer without evidence is only stated; one with at least one evidence item is "
        "documented. A topic is well developed when at least two thirds of its answered practices are in "
        "place, and nothing is said of a topic with less than half of its questions answered."
    )


def _context(publication: Publication, dimensions: list[Topic], *, address: str) -> list[Block]:
    tally = whole(dimensions)
    return [
        Note(in_language(publication.content["instrument"]["warning"]), tone="warning"),
        Heading(_("Context")),
        Facts(shown.facts_of(publication, tally)),
        Paragraph(shown.whole_sentence(tally)),
        *([Paragraph(sentence)] if (sentence := shown.withheld_sentence(publication.content)) else []),
    ]


def _profile(publication: Publication, dimensions: list[Topic], years: list[Year]) -> list[Block]:
    blocks: list[Block] = []
    for heading, verdict, nothing in (
        (_("What is well developed"), Verdict.WELL, _("No topic can be called well developed yet.")),
        (_("What to develop"), Verdict.DEVELOP, _("No topic with enough answers is to be developed.")),
        (_("Where more answers are needed"), Verdict.FEW, ""),
    ):
        pairs = parts_that_are(dimensions, verdict)
        if pairs or nothing:
            blocks.append(Heading(heading))
            blocks.append(Bullets([_pair(d, p) for d, p in pairs]) if pairs else Paragraph(nothing))
    blocks += [
        Heading(_("Profile by dimension")),
        ChartBlock(
            shown.profile_chart(
                dimensions, publication=publication, tally=whole(dimensions), label=_("Dimension")
            )
        ),
    ]
    table = shown.years_table(years, dimensions)
    if table:
        blocks += [
            Heading(_("The same municipality over the years"), 2),
            Table(table.headers, table.rows),
            *([Note(table.note, tone="warning")] if table.note else []),
            Paragraph(shown.caution()),
        ]
    return blocks


def _pair(dimension: Topic, part: Topic) -> str:
    return f"{in_language(part.name)} ({in_language(dimension.name)})"


def _dimension(
    dimension: dict[str, Any], topic: Topic, publication: Publication, objectives: dict[int, Objective]
) -> list[Block]:
    row = shown.topic_row(topic)
    blocks: list[Block] = [
        PageBreak(),
        Heading(f"{dimension['number']}. {in_language(dimension['name'])}"),
        Paragraph(in_language(dimension["focus"])),
        Facts(
            [
                (
                    _("Questions answered"),
                    _("%(answered)s of %(total)s")
                    % {"answered": topic.tally.answered, "total": topic.tally.total},
                ),
                (_("Share of answered practices in place"), row.share),
            ]
        ),
    ]
    for sub, part in zip(dimension["sub_dimensions"], topic.parts, strict=True):
        blocks.append(Heading(in_language(sub["name"]), 2))
        blocks.append(Paragraph(shown.topic_row(part).verdict))
        rows = []
        for question in sub["questions"]:
            answer = shown.answer_shown(question, publication=publication, objectives=objectives)
            told = "\n".join(
                t for t in (in_language(answer.text), answer.explanation, *_validation(answer)) if t
            )
            numbers = ", ".join(str(number) for number in question["objectives"])
            rows.append([answer.code, told, answer.value, answer.grade or "–", numbers])
        blocks.append(
            Table([_("Code"), _("Question and explanation"), _("Answer"), _("Grade"), _("Objectives")], rows)
        )
    return blocks


def _validation(answer: shown.AnswerShown) -> list[str]:
    """What validators from outside hold of an answer, what they asked and what was replied."""
    lines = []
    for check in answer.validation:
        lines.append(f"{check.words}.")
        lines += [f"{one['by']}: {one['text']}" for one in check.said]
    return lines


def _lenses(content: dict[str, Any], objectives: dict[int, Objective]) -> list[Block]:
    """The same answers by objective of the Compact, goal of the 2030 Agenda and dimension of the seal."""
    titles = {number: objective.title for number, objective in objectives.items()}
    headed: list[tuple[str, str, list[Topic]]] = [
        (_("By objective of the Compact"), _("Objective"), by_objective(content, titles)),
        (_("By goal of the 2030 Agenda"), _("Goal"), through(content, SDG)),
        (_("By dimension of MigraCidades"), _("Dimension"), through(content, SEAL)),
    ]
    blocks: list[Block] = [PageBreak(), Heading(_("The same answers seen otherwise"))]
    blocks.append(
        Paragraph(
            _(
                "A question may count in several topics. The goals and the dimensions of MigraCidades follow "
                "our own mapping, which neither the United Nations nor the programme has approved."
            )
        )
    )
    for heading, first, topics in headed:
        if not topics:
            continue
        rows = []
        for topic in topics:
            row = shown.topic_row(topic)
            name = f"{topic.number}. {in_language(topic.name)}"
            rows.append([name, f"{topic.tally.answered} / {topic.tally.total}", row.share, row.verdict])
        blocks.append(Heading(heading, 2))
        blocks.append(
            Table(
                [first, _("Questions answered"), _("Share of answered practices in place"), _("In words")],
                rows,
            )
        )
    return blocks


def _since(publication: Publication, earlier: Publication | None) -> list[Block]:
    """What changed since the municipality's published year before this one, question by question."""
    if earlier is None:
        return []
    found = compare(earlier, publication)
    blocks: list[Block] = [
        PageBreak(),
        Heading(_("What changed since %(year)s") % {"year": earlier.content["year"]}),
        Paragraph(moved_sentence(found)),
    ]
    years = [str(one.content["year"]) for one in (earlier, publication)]
    for group in groups_of(found):
        if group.key == Move.SAME:
            continue
        rows = [
            [f"{row.code} · {in_language(row.text)}", row.before, row.after, row.note or "–"]
            for row in group.rows
        ]
        blocks.append(Heading(group.heading, 2))
        blocks.append(Table([_("What is asked"), *years, _("Note")], rows))
    return blocks


def _evidence(content: dict[str, Any], publication: Publication) -> list[Block]:
    rows = []
    for dimension in content["dimensions"]:
        for sub in dimension["sub_dimensions"]:
            for question in sub["questions"]:
                if not question["value"]:
                    continue
                for item in question["evidence"]:
                    one = shown.evidence_shown(item, publication)
                    where = item["link"] or one.note
                    rows.append([question["code"], one.kind_word, one.title, one.date or "–", where])
    heading = Heading(pgettext("of an answer", "Evidence"))
    if not rows:
        return [PageBreak(), heading, Paragraph(_("No answer has evidence yet: all are only stated."))]
    return [
        PageBreak(),
        heading,
        Table([_("Code"), _("Kind"), _("Title"), _("Date"), _("What it says, or where it is")], rows),
    ]
