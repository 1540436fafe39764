"""The map and the directory of the municipalities that take part, and the gaps they have in common."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.assessments.queries.country import Gap, Participant, Stage
from acogida.core.text import in_language
from acogida.design.charts import Chart, bar_chart
from acogida.design.maps import Map, Point, point_map
from acogida.territories.models import Territory
from acogida.territories.queries import outlines_in, outlines_of_lac

STAGE_TONES = {Stage.IN_PROCESS: "info", Stage.PUBLISHED: "success"}


def stage_word(stage: str) -> str:
    return {
        Stage.IN_PROCESS: _("Measuring now"),
        Stage.PUBLISHED: _("Self-assessment published"),
    }[stage]


@dataclass(frozen=True)
class ParticipantRow:
    place: Territory
    organisation: str
    stage: str
    tone: str
    years: str
    url: str


def participant_row(participant: Participant) -> ParticipantRow:
    assessment = participant.assessment
    return ParticipantRow(
        place=participant.territory,
        organisation=str(assessment.organisation),
        stage=stage_word(participant.stage),
        tone=STAGE_TONES[participant.stage],
        years=", ".join(str(year) for year in participant.years),
        url=assessment.get_absolute_url() if participant.stage == Stage.PUBLISHED else "",
    )


def map_of(participants: list[Participant], country: Territory | None) -> Map | None:
    """The municipalities by stage, on the outline of the region or of a country; None without places."""
    points = [
        Point(
            str(row.territory),
            row.territory.lat,
            row.territory.lon,
            url=row.assessment.get_absolute_url() if row.stage == Stage.PUBLISHED else "",
            tone=STAGE_TONES[row.stage],
        )
        for row in participants
        if row.territory.lat is not None and row.territory.lon is not None
    ]
    if not points:
        return None
    return point_map(
        _("Municipalities that measure their migration governance"),
        outlines_in(country) if country else outlines_of_lac(),
        points,
        sentence=stages_sentence(participants),
        source=_("Acogida: what the municipalities themselves made public"),
    )


def stages_sentence(participants: list[Participant]) -> str:
    done = sum(row.stage == Stage.PUBLISHED for row in participants)
    under_way = len(participants) - done
    return " ".join(
        [
            ngettext(
                "%(n)s municipality has published its self-assessment.",
                "%(n)s municipalities have published their self-assessment.",
                done,
            )
            % {"n": done},
            ngettext("%(n)s more is measuring now.", "%(n)s more are measuring now.", under_way)
            % {"n": under_way},
        ]
    )


def gaps_chart(gaps: list[Gap], *, country: Territory, municipalities: int) -> Chart | None:
    """How many municipalities have something to develop on each objective, in the objectives' order."""
    if not gaps:
        return None
    return bar_chart(
        _("Municipalities of %(place)s with something to develop, by objective") % {"place": country},
        [(f"{gap.objective.number}. {in_language(gap.objective.label)}", float(gap.weak)) for gap in gaps],
        unit=_("Municipalities"),
        sentence=_(
            "Over the newest published self-assessment of each of %(number)s municipalities: how many "
            "answered at least one question on the objective with no, partly or “we do not know”. The "
            "objectives stand in their own order."
        )
        % {"number": municipalities},
        source=_("Published self-assessments in Acogida"),
        label=_("Objective"),
    )
