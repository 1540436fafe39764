"""The outcome report as a document, in the structure of the first Conversatorio's; and its short summary."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.compact.models import Objective
from acogida.dialogues.models import Event, Mode, OutcomeReport, Sector
from acogida.dialogues.presenters import events as shown
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
from acogida.territories.models import Territory

MOST_MESSAGES = 4
MOST_RECOMMENDATIONS = 6


def outcome(event: Event, report: OutcomeReport, *, address: str) -> Report:
    """Context, figures, per theme progress, challenges and recommendations, conclusions, annexes."""
    content = report.content
    objectives = {o.number: f"{o.number}. {o}" for o in Objective.objects.all()}
    sections: list[Block] = _opening(event, content)
    sections += [Heading(_("The event in numbers"), 2), *_figures(event)]
    sections += _answers(content)
    for theme in content["themes"]:
        sections += _theme(theme, objectives)
    sections += [Heading(_("Conclusions")), Paragraph(content["conclusions"])]
    if content["taken_home"]:
        sections += [Heading(_("Ideas that participants take home"), 2), Bullets(content["taken_home"])]
    sections += _annexes(content, report, address)
    return _report(event, report, _("Outcome report"), sections)


def summary(event: Event, report: OutcomeReport, *, address: str) -> Report:
    """Two pages: the event in five facts, the messages and recommendations of each theme."""
    content = report.content
    sections: list[Block] = [Facts(_facts(event, content))]
    for theme in content["themes"]:
        sections.append(Heading(f"{theme['number']}. {theme['title']}"))
        if messages := theme["messages"][:MOST_MESSAGES]:
            sections += [Heading(_("Key messages"), 2), Bullets(messages)]
        if asked := theme["recommendations"][:MOST_RECOMMENDATIONS]:
            sections += [Heading(_("Recommendations"), 2), Bullets(asked)]
    sections.append(Facts([(_("The whole report"), address), ("SHA-256", report.sha256)]))
    return _report(event, report, _("Summary"), sections)


def _report(event: Event, report: OutcomeReport, subtitle: str, sections: list[Block]) -> Report:
    return Report(
        title=report.content["title"],
        subtitle=subtitle,
        language=(get_language() or "es")[:2],
        date=report.published_at.date(),
        source=event.organisers[:120],
        sections=sections,
    )


def _facts(event: Event, content: dict[str, Any]) -> list[tuple[str, object]]:
    people = ", ".join(f"{t['theme']}: {t['participants']}" for t in content["figures"]["themes"])
    return [
        (_("Day"), date_format(date.fromisoformat(content["held_on"]), "DATE_FORMAT")),
        (_("How people take part"), str(Mode(content["mode"]).label)),
        (_("Place"), content["place"] or "–"),
        (_("Who organises"), content["organisers"]),
        (_("People in each theme"), people),
    ]


def _opening(event: Event, content: dict[str, Any]) -> list[Block]:
    blocks: list[Block] = []
    if event.is_demonstration:
        blocks.append(Note(_("Demonstration: this event and what came of it are invented."), "warning"))
    blocks += [Heading(_("Context")), Facts(_facts(event, content))]
    if content["context"]:
        blocks.append(Paragraph(content["context"]))
    if content["aims"]:
        blocks += [Heading(_("Method and aims"), 2), Bullets(content["aims"])]
    blocks.append(
        Paragraph(
            _(
                "Nobody is named in this report: what was said was noted without who said it, participants "
                "could correct it (%(accepted)s corrections accepted, %(declined)s declined)."
            )
            % content["corrections"]
        )
    )
    return blocks


def _figures(event: Event) -> list[Block]:
    blocks: list[Block] = []
    for theme in shown.figures(event):
        blocks.append(Heading(theme["title"], 3))
        if chart := shown.sector_chart(event, theme):
            blocks.append(ChartBlock(chart, with_table=False))
        for part in theme["parts"]:
            rows = [[label, n] for label, n in part["rows"]]
            blocks.append(Table([part["title"], _("People")], rows, numeric_columns=(1,)))
        if any(part["hides"] for part in theme["parts"]):
            blocks.append(Note(_("A star hides a small number, or one that would give it away.")))
    return blocks


def _answers(content: dict[str, Any]) -> list[Block]:
    """What each mechanism answered, question by question; reports from before there were any have none."""
    rows = content.get("answers")
    if not rows:
        return []
    blocks: list[Block] = [PageBreak(), Heading(_("What the mechanisms answered"))]
    for place, question in enumerate(content["questions"]):
        said = [[row["mechanism"], row["answers"][place] or _("No answer.")] for row in rows]
        blocks += [Heading(question, 2), Table([_("Mechanism"), _("Answer")], said)]
    return blocks


def _theme(theme: dict[str, Any], objectives: dict[int, str]) -> list[Block]:
    blocks: list[Block] = [PageBreak(), Heading(f"{theme['number']}. {theme['title']}")]
    blocks.append(Bullets([objectives[number] for number in theme["objectives"] if number in objectives]))
    if theme["introduction"]:
        blocks.append(Paragraph(theme["introduction"]))
    for key, title in (
        ("progress", _("Progress")),
        ("challenges", _("Challenges and lessons learned")),
        ("recommendations", _("Recommendations")),
    ):
        blocks.append(Heading(title, 2))
        blocks.append(Bullets(theme[key]) if theme[key] else Paragraph(_("Nothing was noted.")))
    return blocks


def _annexes(content: dict[str, Any], report: OutcomeReport, address: str) -> list[Block]:
    names = {t.code: str(t) for t in Territory.objects.filter(code__in=_countries(content))}
    blocks: list[Block] = [PageBreak(), Heading(_("Annexes"))]
    for theme in content["themes"]:
        blocks.append(Heading(f"{theme['number']}. {theme['title']}", 2))
        if theme["panel"]:
            rows = [
                [name, names.get(code, code), Sector(sector).label] for name, code, sector in theme["panel"]
            ]
            blocks.append(Table([_("Organisation"), _("Country"), _("Sector")], rows, caption=_("The panel")))
        if theme["questions"]:
            blocks += [Paragraph(_("Guiding questions:")), Bullets(theme["questions"])]
    blocks.append(Facts([(_("Address"), address), ("SHA-256", report.sha256)]))
    return blocks


def _countries(content: dict[str, Any]) -> set[str]:
    return {code for theme in content["themes"] for _name, code, _sector in theme["panel"]}
