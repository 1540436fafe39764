"""Who takes part and where each stands, for the public and for a country's focal point. Never an order."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from acogida.assessments.models import Assessment
from acogida.compact.models import Objective
from acogida.territories.models import Territory

MOST = 500


class Stage:
    """What the public may know of how far a municipality has got."""

    IN_PROCESS = "in_process"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Participant:
    """A local authority that takes part: its newest assessment that the public may know of."""

    assessment: Assessment
    stage: str
    years: tuple[int, ...]

    @property
    def territory(self) -> Territory:
        return self.assessment.territory


def participants(country: str = "") -> list[Participant]:
    """The local authorities that take part, by name of the place, one each; at most 500.

    Those that published an assessment, and those that let the public know that they are measuring.
    """
    found = Assessment.objects.filter(
        Q(current_publication__isnull=False) | Q(is_announced=True)
    ).select_related("organisation", "territory__country", "current_publication")
    if country:
        found = found.filter(territory__country__code=country)
    by_organisation: dict[int, list[Assessment]] = {}
    for assessment in found.defer("current_publication__content").order_by("-year", "-pk")[: MOST * 4]:
        by_organisation.setdefault(assessment.organisation_id, []).append(assessment)
    rows = [_participant(assessments) for assessments in by_organisation.values()]
    return sorted(rows, key=lambda row: (str(row.territory), row.assessment.pk))[:MOST]


def _participant(assessments: list[Assessment]) -> Participant:
    newest = assessments[0]
    years = tuple(sorted(a.year for a in assessments if a.current_publication_id))
    stage = Stage.PUBLISHED if newest.current_publication_id else Stage.IN_PROCESS
    return Participant(newest, stage, years)


@dataclass(frozen=True)
class Gap:
    """How many municipalities answered a question on an objective with no, partly or not known."""

    objective: Objective
    weak: int
    answered: int


def common_gaps(rows: list[Participant]) -> list[Gap]:
    """By objective in its number's order, over the newest published assessment of each municipality."""
    weak: Counter[int] = Counter()
    answered: Counter[int] = Counter()
    for row in rows:
        publication = row.assessment.current_publication
        summary = publication.summary if publication else {}
        answered.update(int(number) for number in summary.get("objectives", {}))
        weak.update(int(number) for number in summary.get("weak", {}))
    objectives = Objective.objects.filter(number__in=answered).defer("summary", "named_local")
    return [Gap(o, weak[o.number], answered[o.number]) for o in objectives.order_by("number")]
