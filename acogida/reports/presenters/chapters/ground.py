"""The Compact, the figures and the local authorities."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.documents.report import Block, Bullets, Heading, Note, Paragraph, Table
from acogida.reports.presenters import words


def compact(said: dict[str, Any]) -> list[Block]:
    """The objectives of the report and what the Compact asks of local authorities under a single one."""
    blocks: list[Block] = [
        Heading(_("What the Compact asks")),
        Table(
            [_("Objective of the Compact"), _("Paragraph"), _("Targets of the 2030 Agenda")],
            [[words.objective(one), one["paragraph"], ", ".join(one["sdg"])] for one in said["objectives"]],
        ),
    ]
    if said["actions"]:
        blocks += [
            Heading(_("What a local authority can do"), 2),
            Bullets([f"{words.text(one['text'])} ({one['ref']})" for one in said["actions"]]),
        ]
    return blocks


def figures(said: dict[str, Any]) -> list[Block]:
    return [
        Heading(_("Figures")),
        Table(
            [_("Figure"), _("Value"), _("Year or period"), _("Source")],
            [
                [words.text(one["label"]), words.text(one["value"]), one["period"], one["source"]]
                for one in said["rows"]
            ],
            numeric_columns=[1],
        ),
    ]


def authorities(said: dict[str, Any]) -> list[Block]:
    """Who takes part and the gaps that several share; said not to be a ranking."""
    blocks: list[Block] = [
        Heading(_("Local authorities that measure their governance")),
        Paragraph(_authorities(said)),
        Table(
            [_("Place"), _("Published assessments")],
            [
                [words.text(one["name"]), ", ".join(map(str, one["years"])) or _("under way")]
                for one in said["places"]
            ],
        ),
        *words.and_more(said["more"]),
    ]
    if said["gaps"]:
        blocks += [
            Heading(_("Gaps they have in common"), 2),
            Table(
                [_("Objective of the Compact"), _("With weak answers"), _("That answered")],
                [
                    [words.objective(one), words.number(one["weak"]), words.number(one["answered"])]
                    for one in said["gaps"]
                ],
                numeric_columns=[1, 2],
            ),
        ]
    return [*blocks, Note(_("In alphabetical order. Self-assessments are not compared with one another."))]


def _authorities(said: dict[str, Any]) -> str:
    published = ngettext(
        "%(n)s local authority has published its self-assessment",
        "%(n)s local authorities have published their self-assessment",
        said["published"],
    ) % {"n": words.number(said["published"])}
    if not said["in_process"]:
        return f"{published}."
    under_way = ngettext(
        "%(n)s is measuring and lets it be known",
        "%(n)s are measuring and let it be known",
        said["in_process"],
    ) % {"n": words.number(said["in_process"])}
    return f"{published}; {under_way}."
