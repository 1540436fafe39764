"""The lineage of a practice as a drawing with its table."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.design.charts import Chart, Tie, network_chart
from acogida.practices.models import Outcome, Practice
from acogida.practices.queries import public_content, title_of
from acogida.practices.queries.lineage import Line

# How sure a line is drawn: what worked is thicker than what is only planned.
STRENGTH = {
    Outcome.PLANNED: 0.1,
    Outcome.UNDER_WAY: 0.3,
    Outcome.FAILED: 0.3,
    Outcome.PARTLY: 0.6,
    Outcome.WORKED: 1.0,
}


def _whose(practice: Practice, language: str) -> str:
    """A knot's name: whose practice it is, else its title."""
    content = public_content(practice)
    name: str = content["organisation"] or content["implementer"] or title_of(content, language)
    return name


def rows(lines: Sequence[Line], language: str) -> list[dict[str, Any]]:
    """The adaptations as the page lists them."""
    return [
        {
            "source": line.source,
            "source_title": title_of(public_content(line.source), language),
            "into": line.into,
            "into_title": title_of(public_content(line.into), language) if line.into else "",
            "who": line.adaptation.organisation,
            "country": line.adaptation.organisation.country,
            "year": line.adaptation.year,
            "outcome": Outcome(line.adaptation.outcome).label,
            "changed": line.adaptation.changed,
        }
        for line in lines
    ]


def drawing(lines: Sequence[Line], language: str) -> Chart | None:
    """A knot for each practice or town, a line for each adaptation; nothing where there is none."""
    if not lines:
        return None
    knots: dict[object, str] = {}
    ties = []
    for line in lines:
        one = line.adaptation
        start: object = ("practice", line.source.pk)
        end: object = ("practice", line.into.pk) if line.into else ("town", one.organisation_id)
        knots.setdefault(start, _whose(line.source, language))
        knots.setdefault(end, _whose(line.into, language) if line.into else str(one.organisation))
        places = list(knots)
        label = f"{knots[start]} → {knots[end]} ({one.year}, {Outcome(one.outcome).label})"
        ties.append(Tie(places.index(start), places.index(end), STRENGTH[Outcome(one.outcome)], label))
    table = [
        [row["source_title"], str(row["who"]), str(row["year"]), str(row["outcome"])]
        for row in rows(lines, language)
    ]
    worked = sum(1 for line in lines if line.adaptation.outcome == Outcome.WORKED)
    said = ngettext(
        "%(number)s adaptation was told; %(worked)s worked. The thicker the line, the further it came.",
        "%(number)s adaptations were told; %(worked)s worked. The thicker the line, the further it came.",
        len(lines),
    )
    return network_chart(
        _("Who adapted from whom"),
        list(knots.values()),
        ties,
        headers=[_("From"), _("Adapted by"), _("Year"), _("How far it is")],
        rows=table,
        sentence=said % {"number": len(lines), "worked": worked},
        source=_("what the organisations told on the pages of these practices"),
    )
