"""The annual report as a document, from its frozen figures."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.compact.models import Objective
from acogida.design.charts import bar_chart
from acogida.documents.report import Block, ChartBlock, Facts, Heading, Note, Paragraph, Report, Table
from acogida.pledges.models import AnnualReport, Route
from acogida.pledges.presenters.words import day, number
from acogida.pledges.states import Delivery, Freshness


def document(found: AnnualReport) -> Report:
    """The same figures as frozen, in the page's language."""
    said = found.content
    sections: list[Block] = [
        Paragraph(_summary(said)),
        Note(
            _(
                "Pledges recorded from public sources are counted, and nothing is said about their "
                "delivery: no report on them reaches this platform. Only submissions on the UN dashboard "
                "and pledges of the UN Network are pledges of the United Nations' initiative."
            )
        ),
        Heading(_("Delivery")),
        _chart(_("Pledges by delivery, %(day)s"), said, "delivery", Delivery),
        Heading(_("Freshness")),
        _chart(_("Pledges by freshness, %(day)s"), said, "freshness", Freshness),
        Heading(_("Where they were made")),
        _chart(_("Pledges by where they were made, %(day)s"), said, "route", Route),
        Heading(_("Objectives of the Compact")),
        _objectives(said),
        Heading(_("Announced in the year")),
        _table(said["announced"]),
        Heading(_("Closed in the year")),
        _closed(said["closed"]),
        Heading(_("How it was made")),
        Facts([(_("Figures as of"), day(said["as_of"])), ("SHA-256", found.sha256)]),
    ]
    return Report(
        title=_("Pledges and what came of them, %(year)s") % {"year": found.year},
        subtitle=_("Annual report"),
        language=(get_language() or "es")[:2],
        date=found.as_of,
        source="Acogida",
        sections=sections,
    )


def _summary(said: dict[str, Any]) -> str:
    words = {
        "total": number(said["total"]),
        "announced": number(len(said["announced"])),
        "closed": number(len(said["closed"])),
        "updates": number(said["updates"]),
        "documented": number(said["documented"]),
        "confirmed": number(said["confirmed"]),
    }
    return (
        _(
            "Public pledges: %(total)s. Announced here in the year: %(announced)s; closed: %(closed)s. "
            "Reports in the year: %(updates)s, of which documented: %(documented)s, and confirmed by a "
            "counterpart: %(confirmed)s."
        )
        % words
    )


def _chart(title: str, said: dict[str, Any], part: str, choices: Any) -> ChartBlock:
    rows = [(str(c.label), float(said[part][c.value])) for c in choices if c.value in said[part]]
    sentence = "; ".join(f"{label}: {number(count)}" for label, count in rows) + "."
    return ChartBlock(
        bar_chart(
            title % {"day": day(said["as_of"])}, rows, unit=_("pledges"), sentence=sentence, source="Acogida"
        )
    )


def _objectives(said: dict[str, Any]) -> Table:
    rows = [
        [f"{o.number}. {o.short}", number(said["objectives"][str(o.number)])]
        for o in Objective.objects.order_by("number")
        if str(o.number) in said["objectives"]
    ]
    return Table([_("Objective of the Compact"), _("Pledges")], rows, numeric_columns=[1])


def _table(rows: list[dict[str, Any]]) -> Block:
    if not rows:
        return Paragraph(_("None."))
    return Table(
        [_("Number"), _("Title"), _("Who promises"), _("Delivery")],
        [[r["number"], r["title"], r["pledger"], str(Delivery(r["delivery"]).label)] for r in rows],
    )


def _closed(rows: list[dict[str, Any]]) -> Block:
    if not rows:
        return Paragraph(_("None."))
    return Table(
        [_("Number"), _("Title"), _("Delivery"), _("Why")],
        [[r["number"], r["title"], str(Delivery(r["delivery"]).label), r["reason"] or "–"] for r in rows],
    )
