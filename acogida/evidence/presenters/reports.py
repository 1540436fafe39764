"""A profile as a document, the same figures as its page."""

import datetime

from django.utils.translation import gettext as _

from acogida.documents.report import (
    Block,
    Bullets,
    ChartBlock,
    Heading,
    Note,
    Paragraph,
    Report,
    Table,
)
from acogida.evidence.presenters.charts import drawn
from acogida.evidence.queries import Profile


def report(profile: Profile, *, day: datetime.date) -> Report:
    """The profile in the page's language, ready for PDF or DOCX."""
    blocks: list[Block] = []
    if profile.territory.is_demonstration:
        blocks.append(
            Note(_("This place is invented, for demonstration; its country’s figures are real."), "warning")
        )
    for part in profile.parts:
        blocks.append(Heading(part.title, 1))
        if part.note:
            blocks.append(Note(part.note))
        if part.lines:
            head = [_("Figure"), _("Value"), _("Year"), _("Source")]
            rows = [
                [line.label, _value(line.value, line.note), line.period, line.source] for line in part.lines
            ]
            blocks.append(Table(head, rows, numeric_columns=(1,)))
        blocks += [ChartBlock(drawn(breakdown)) for breakdown in part.breakdowns]
    if profile.facts:
        blocks += [Heading(_("Compiled from public sources"), 1)]
        blocks += [Bullets([f"{fact} ({fact.source})" for fact in profile.facts])]
    if profile.gaps:
        blocks.append(Heading(_("What we do not know"), 1))
        blocks.append(Bullets([f"{gap.what}. {gap.gather}" for gap in profile.gaps]))
    blocks.append(Heading(_("Sources"), 1))
    for dataset in profile.datasets:
        blocks.append(
            Paragraph(
                f"{dataset}. {dataset.publisher}, {dataset.edition}. {dataset.terms}. {dataset.source_url}"
            )
        )
        if dataset.gaps:
            blocks.append(Paragraph(dataset.gaps))
    return Report(
        title=_("Territory profile: %(place)s") % {"place": profile.territory},
        subtitle=_("The figures a plan starts from, each with its source and year"),
        language=profile.language,
        date=day,
        source="Acogida",
        sections=blocks,
    )


def _value(value: str, note: str) -> str:
    return f"{value} ({note})" if note else value
