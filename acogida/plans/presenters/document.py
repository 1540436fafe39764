"""The adopted plan as a document: the same words as its page, for PDF and DOCX."""

from datetime import date
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

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
from acogida.plans.models import Plan, PlanVersion
from acogida.plans.presenters import words
from acogida.plans.presenters.public import PublicAction, PublicChallenge, PublicPlan


def document(plan: Plan, version: PlanVersion, shown: PublicPlan, *, address: str, today: date) -> Report:
    """The whole plan with how it goes; `address` is that of its public page."""
    sections: list[Block] = []
    if shown.content["territory"]["is_demonstration"]:
        sections.append(
            Note(_("Demonstration: this place, its plan and its figures are invented."), "warning")
        )
    sections += [
        Facts(
            [
                (_("Municipality"), str(plan.territory)),
                (_("Organisation"), shown.content["organisation"]),
                (_("Period"), shown.period),
                (_("Contexts"), shown.contexts or "–"),
                (_("Version"), f"{version.number}, {words.day(version.adopted_at.date())}"),
                (_("Last report"), shown.last_day or _("none yet")),
            ]
        ),
        Heading(_("What we want to mend, and what we do")),
    ]
    for challenge in shown.priorities:
        sections += _challenge(challenge)
    if shown.others:
        sections.append(Heading(_("Actions with their own reason"), 2))
        for action in shown.others:
            sections.append(Paragraph(action.content["reason_without_challenge"]))
            sections += _action(action)
    sections += [
        PageBreak(),
        Heading(_("The actions in time")),
        ChartBlock(shown.timeline(today)),
        *_money(shown),
        *_choosing(shown),
        Heading(_("This version")),
        *([Paragraph(version.note)] if version.note else []),
        Facts([(_("Address"), address), ("SHA-256", version.sha256)]),
    ]
    return Report(
        title=shown.content["title"],
        subtitle=str(plan.territory),
        language=(get_language() or "es")[:2],
        date=version.adopted_at.date(),
        source=shown.content["organisation"],
        sections=sections,
    )


def _challenge(challenge: PublicChallenge) -> list[Block]:
    blocks: list[Block] = [Heading(challenge.title, 2)]
    if challenge.content["description"]:
        blocks.append(Paragraph(challenge.content["description"]))
    why = challenge.cause + (f" ({challenge.source})" if challenge.source else "")
    blocks.append(Paragraph(f"{_('Why:')} {why}"))
    for action in challenge.actions:
        blocks += _action(action)
    if not challenge.actions:
        blocks.append(Note(_("No action yet.")))
    return blocks


def _action(action: PublicAction) -> list[Block]:
    blocks: list[Block] = [Heading(action.title, 3)]
    if action.content["description"]:
        blocks.append(Paragraph(action.content["description"]))
    stands = f"{action.condition} ({action.last_day})" if action.last_day else action.condition
    facts: list[tuple[str, Any]] = [*action.facts, (_("How it stands"), stands)]
    if action.spending:
        facts.append((_("Spent"), action.spending[0]))
    blocks.append(Facts(facts))
    blocks.append(
        Table(
            [_("Indicator"), _("Unit"), _("Baseline"), _("Actual"), _("Target"), _("By when"), _("How far")],
            [
                [s["title"], s["unit"], s["baseline"], s["actual"], s["target"], s["target_on"], i.said]
                for i in action.indicators
                for s in [i.shown]
            ],
            numeric_columns=(2, 3, 4),
        )
    )
    apart = [[i.shown["title"], *row] for i in action.indicators for row in i.apart]
    if apart:
        blocks.append(Table([_("Indicator"), _("By"), _("Who"), _("People")], apart, numeric_columns=(3,)))
    if action.people:
        blocks.append(
            Table([_("Group"), _("Should reach"), _("Reached")], action.people, numeric_columns=(1, 2))
        )
    if action.lines:
        blocks.append(
            Table(
                [_("Year"), _("What for"), _("Who pays"), _("Amount"), _("Spent")],
                action.lines,
                numeric_columns=(3, 4),
            )
        )
    told = [
        f"{told['day']}: {told['condition']}. {told['report'].narrative}"
        + (f" {told['report'].delay_reason}" if told["report"].delay_reason else "")
        for told in action.told
    ]
    if told:
        blocks.append(Bullets(told))
    return blocks


def _money(shown: PublicPlan) -> list[Block]:
    if not shown.money:
        return []
    rows = [[m.currency, words.number(m.budget), words.number(m.spent)] for m, _said, _tone in shown.money]
    headers = [_("Currency"), _("Budget"), _("Spent")]
    return [Heading(_("The money")), Table(headers, rows, numeric_columns=(1, 2))]


def _choosing(shown: PublicPlan) -> list[Block]:
    blocks: list[Block] = [Heading(_("How the priorities were chosen"))]
    blocks.append(Table([_("Criterion"), _("Weight")], shown.weights, numeric_columns=(1,)))
    rows = [
        [
            c.content["rank"] or "–",
            c.title,
            words.number(round(c.content["mean"], 2)) if c.content["mean"] is not None else "–",
            f"{words.number(round(c.content['low'], 2))} – {words.number(round(c.content['high'], 2))}"
            if c.content["low"] is not None
            else "–",
            _("yes") if c.content["is_priority"] else _("no"),
        ]
        for c in shown.challenges
    ]
    headers = [
        pgettext("in an order", "Place"),
        _("Challenge"),
        _("Mean of 5"),
        _("Lowest and highest"),
        _("Priority"),
    ]
    blocks.append(Table(headers, rows, numeric_columns=(2,)))
    if shown.content["priorities_reason"]:
        reason = shown.content["priorities_reason"]
        blocks.append(Paragraph(f"{_('Why the choice is not the ranking:')} {reason}"))
    return blocks
