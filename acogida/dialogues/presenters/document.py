"""Events as documents: the programme; the same words as the page, for PDF and DOCX."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.dialogues.models import Event
from acogida.documents.report import Block, Bullets, Facts, Heading, Paragraph, Report, Table


def programme(event: Event, themes: list[dict[str, Any]]) -> Report:
    """The programme with the hours of every reference city, panels and guiding questions."""
    aims: list[Block] = [Heading(_("Aims")), Bullets(event.aims)] if event.aims else []
    sections: list[Block] = [
        Facts(
            [
                (_("Day"), date_format(event.held_on, "DATE_FORMAT")),
                (_("How people take part"), event.get_mode_display()),
                (_("Place"), event.place or "–"),
                (_("Who organises"), event.organisers),
            ]
        ),
        *([Paragraph(event.context)] if event.context else []),
        *aims,
    ]
    for theme in themes:
        sections += theme_blocks(theme)
    return Report(
        title=event.title,
        subtitle=_("Programme"),
        language=(get_language() or "es")[:2],
        date=event.held_on,
        source=event.organisers[:120],
        sections=sections,
    )


def theme_blocks(theme: dict[str, Any]) -> list[Block]:
    """One theme: its hours in every city, its objectives, its panel, its questions."""
    blocks: list[Block] = [Heading(theme["title"])]
    if theme["strip"]:
        rows = [[row.city, row.weekday, f"{row.start}–{row.end}"] for row in theme["strip"]]
        blocks.append(Table([_("City"), _("Day"), _("Hours")], rows))
    objectives = [f"{o.number}. {o}" for o in theme["it"].objectives.all()]
    if objectives:
        blocks += [Paragraph(_("Objectives of the Compact:")), Bullets(objectives)]
    blocks.append(Paragraph(_("Format: %(format)s") % {"format": theme["format"]}))
    if theme["panel"]:
        seats = [[one.organisation, str(one.country), str(one.sector_label)] for one in theme["panel"]]
        blocks.append(Table([_("Organisation"), _("Country"), _("Sector")], seats, caption=_("The panel")))
    if theme["it"].questions:
        blocks += [Paragraph(_("Guiding questions:")), Bullets(theme["it"].questions)]
    return blocks
