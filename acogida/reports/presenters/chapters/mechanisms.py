"""Who meets whom: a country's mechanisms, those of an objective, one mechanism in full."""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from acogida.documents.report import Block, Bullets, Facts, Heading, Note, Paragraph, Table
from acogida.mechanisms.models import Confidence, Field, Kind, Part, Reach, Status
from acogida.reports.presenters import words


def several(said: dict[str, Any]) -> list[Block]:
    """Of a country or of objectives."""
    rows = [
        [words.text(one["name"]), *([words.label(Part, one["part"])] if "part" in one else [])]
        for one in said["rows"]
    ]
    headers = [
        pgettext("of a report", "Mechanism"),
        *([_("Takes part as")] if "part" in said["rows"][0] else []),
    ]
    blocks: list[Block] = [Heading(_("Regional mechanisms")), Table(headers, rows)]
    if said.get("gaps"):
        blocks += [
            Heading(_("Objectives that none of its regional mechanisms works on"), 2),
            Bullets([words.objective(one) for one in said["gaps"]]),
            Note(_("What a mechanism works on is our reading of its themes, not of what it achieved.")),
        ]
    return blocks


def one(said: dict[str, Any]) -> list[Block]:
    """All that the registry knows of a mechanism, and what it shares with others."""
    blocks: list[Block] = [
        Heading(_("What it is")),
        Facts(
            [
                (pgettext("of a mechanism", "Kind"), words.label(Kind, said["kind"])),
                (pgettext("of a mechanism", "Reach"), words.label(Reach, said["reach"])),
                (_("State"), words.label(Status, said["status"])),
                (_("Last checked"), words.day(said["checked_on"])),
            ]
        ),
        *_facts(said["facts"]),
        *_countries(said["countries"]),
        Heading(_("What it works on")),
    ]
    if said["themes"]:
        blocks.append(Bullets([words.text(theme) for theme in said["themes"]]))
    blocks.append(Paragraph("; ".join(words.objective(found) for found in said["objectives"])))
    return [*blocks, *_meetings(said["meetings"]), *_alike(said["alike"])]


def _facts(facts: list[dict[str, Any]]) -> list[Block]:
    rows = [
        [
            words.label(Field, fact["field"]),
            words.text(fact["text"]),
            words.label(Confidence, fact["confidence"]),
            words.day(fact["checked_on"]),
        ]
        for fact in facts
    ]
    return [Table([_("About"), _("What is known"), _("How sure"), _("Checked on")], rows)] if rows else []


def _countries(held: list[dict[str, Any]]) -> list[Block]:
    if not held:
        return []
    order = list(Part.values)
    ordered = sorted(held, key=lambda row: (order.index(row["part"]), words.text(row["name"])))
    lines = [
        (words.label(Part, part), ", ".join(words.text(row["name"]) for row in rows))
        for part, rows in groupby(ordered, key=lambda row: row["part"])
    ]
    return [Heading(_("Who takes part")), Facts(lines)]


def _meetings(meetings: list[dict[str, Any]]) -> list[Block]:
    if not meetings:
        return []
    rows = [
        [
            words.day(row["starts_on"]) if row["precision"] == "day" else row["starts_on"][: _shown(row)],
            words.text(row["title"]),
            row["place"],
        ]
        for row in meetings
    ]
    return [Heading(_("Its latest meetings on record")), Table([_("When"), _("Meeting"), _("Place")], rows)]


def _shown(row: dict[str, Any]) -> int:
    """How much of the date is known: 2023-05 or 2023."""
    return 7 if row["precision"] == "month" else 4


def _alike(pairs: list[dict[str, Any]]) -> list[Block]:
    if not pairs:
        return []
    rows = [
        [
            words.text(pair["name"]),
            words.percent(pair["score"]),
            words.number(pair["members"]),
            words.number(pair["objectives"]),
            words.number(pair["themes"]),
        ]
        for pair in pairs
    ]
    headers = [
        pgettext("of a report", "Mechanism"),
        _("Index"),
        _("Members in common"),
        _("Objectives in common"),
        _("Themes in common"),
    ]
    return [
        Heading(_("Mechanisms with most in common")),
        Table(headers, rows, numeric_columns=[1, 2, 3, 4]),
        Note(_("A heuristic with the usual weights, not a judgement; its reasons open on the platform.")),
    ]
