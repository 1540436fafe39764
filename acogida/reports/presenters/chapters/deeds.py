"""Plans, practices, pledges, recommendations and training: what is done and what came of it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.design.charts import bar_chart
from acogida.dialogues.models import Follow, Stance
from acogida.documents.report import Block, ChartBlock, Heading, Note, Paragraph, Table
from acogida.pledges.states import Delivery, Freshness
from acogida.reports.presenters import words


def plans(said: dict[str, Any]) -> list[Block]:
    """The adopted plans, and their actions by objective as a chart."""
    rows = [(words.objective(one), float(one["actions"])) for one in said["actions"]]
    count = ngettext("%(n)s adopted local plan.", "%(n)s adopted local plans.", said["plans"]) % {
        "n": words.number(said["plans"])
    }
    blocks: list[Block] = [Heading(_("Local plans")), Paragraph(count)]
    if rows:
        chart = bar_chart(
            _("Planned actions by objective of the Compact"),
            rows,
            unit=_("actions"),
            sentence=words.listed(rows),
            source="Acogida",
        )
        blocks.append(ChartBlock(chart))
    return [
        *blocks,
        Table(
            [_("Place"), _("Plan"), _("Begins"), _("Ends"), _("Actions counted here")],
            [
                [
                    words.text(one["place"]),
                    one["title"],
                    words.day(one["starts_on"]),
                    words.day(one["ends_on"]),
                    words.number(one["actions"]),
                ]
                for one in said["rows"]
            ],
            numeric_columns=[4],
        ),
        *words.and_more(said["more"]),
    ]


def practices(said: dict[str, Any]) -> list[Block]:
    return [
        Heading(_("Good practices")),
        Table(
            [_("Code"), _("Title"), _("Who carried it out")],
            [[one["code"], words.text(one["title"]), one["who"]] for one in said["rows"]],
        ),
        *words.and_more(said["count"] - len(said["rows"])),
    ]


def pledges(said: dict[str, Any]) -> list[Block]:
    """How the delivery of pledges stands and how fresh the last word is, as the two lights say it."""
    blocks: list[Block] = [Heading(_("Pledges"))]
    for title, part, choices in (
        (_("Pledges by delivery"), "delivery", Delivery),
        (_("Pledges by freshness of the last report"), "freshness", Freshness),
    ):
        rows = words.counted(said[part], choices)
        chart = bar_chart(title, rows, unit=_("pledges"), sentence=words.listed(rows), source="Acogida")
        blocks.append(ChartBlock(chart, with_table=False))
    blocks.append(
        Table(
            [_("Number"), _("Title"), _("Who promises"), _("Delivery"), _("Freshness")],
            [
                [
                    one["number"],
                    one["title"],
                    one["pledger"],
                    words.label(Delivery, one["delivery"]),
                    words.label(Freshness, one["freshness"]),
                ]
                for one in said["rows"]
            ],
        )
    )
    return [*blocks, *words.and_more(said["total"] - len(said["rows"]))]


def recommendations(said: dict[str, Any]) -> list[Block]:
    """What dialogues asked for; of a country, what its governments answered."""
    blocks: list[Block] = [Heading(_("Recommendations of dialogues"))]
    if said["states"]:
        blocks.append(Paragraph(words.listed(words.counted(said["states"], Follow))))
    answered = any("stance" in one for one in said["rows"])
    last = _("Answer") if answered else _("Where it stands")
    rows = [
        [
            one["code"],
            words.text(one["text"]),
            one["event"],
            f"{one['who']}: {words.label(Stance, one['stance'])}"
            if answered
            else words.label(Follow, one["state"]),
        ]
        for one in said["rows"]
    ]
    blocks.append(Table([_("Code"), _("Recommendation"), _("Event"), last], rows))
    return [*blocks, *words.and_more(said["count"] - len(said["rows"]))]


def training(said: dict[str, Any]) -> list[Block]:
    return [
        Heading(_("Training of its officials")),
        Table(
            [_("Edition"), _("Began"), _("Took part"), _("Completed it")],
            [
                [
                    one["title"],
                    words.day(one["starts_on"]),
                    words.number(one["people"]),
                    words.number(one["complete"]),
                ]
                for one in said["rows"]
            ],
            numeric_columns=[2, 3],
        ),
    ]


def attentions(said: dict[str, Any]) -> list[Block]:
    """What was counted at the counters by topic; nobody is in it, and small numbers are not either."""
    told = ngettext(
        "%(n)s attention counted by %(who)s from %(since)s to %(until)s.",
        "%(n)s attentions counted by %(who)s from %(since)s to %(until)s.",
        said["attentions"],
    ) % {
        "n": words.number(said["attentions"]),
        "who": ngettext("%(n)s organisation", "%(n)s organisations", said["counting"])
        % {"n": words.number(said["counting"])},
        "since": words.day(said["since"]),
        "until": words.day(said["until"]),
    }
    return [
        Heading(_("Attentions counted at the counters")),
        Paragraph(told),
        Table(
            [_("Topic"), _("Attentions"), _("Months whose number is hidden")],
            [
                [
                    words.text(one["topic"]),
                    words.number(one["attentions"]),
                    words.number(one["hidden_months"]),
                ]
                for one in said["rows"]
            ],
            numeric_columns=[1, 2],
        ),
        Note(
            _(
                "Attentions are counted, not people, and no names are kept. Numbers below the threshold are "
                "hidden and left out of the sums."
            )
        ),
    ]
