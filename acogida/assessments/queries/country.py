"""Who takes part and where each stands, for the public and for a country's focal point. Never an order."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from acogida.assessments.models import Assessment, Publication
from acogida.compact.models import Objective
from acogida.core.gathered import ShortList, whole
from acogida.territories.models import Territory

MOST = 500
PLACE = ("name", "names", "is_demonstration", "country")
COLUMNS = (
    *("pk", "organisation", "year", "current_publication", "current_publication__summary"),
    *(f"territory__{name}" for name in PLACE),
)


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
    found = _known(country).select_related("organisation", "territory__country", "current_publication")
    return taking_part(found.defer("current_publication__content")[: MOST * 4])


def asked_participants(country: str = "") -> ShortList[Assessment]:
    """The assessments that `taking_part` puts together, with the name of the place and the summary alone."""
    return ShortList(_known(country).values_list(*COLUMNS)[: MOST * 4], _assessment)


def _known(country: str) -> QuerySet[Assessment]:
    found = Assessment.objects.filter(Q(current_publication__isnull=False) | Q(is_announced=True))
    if country:
        found = found.filter(territory__country__code=country)
    return found.order_by("-year", "-pk")


def _assessment(
    pk: int, organisation: int, year: int, publication: int | None, summary: Any, *place: Any
) -> Assessment:
    name, names, is_demonstration, country = place
    return Assessment(
        pk=pk,
        organisation_id=organisation,
        year=year,
        current_publication=Publication(pk=publication, summary=whole(summary)) if publication else None,
        territory=Territory(
            name=name, names=whole(names), is_demonstration=bool(is_demonstration), country_id=country
        ),
    )


def taking_part(assessments: Iterable[Assessment]) -> list[Participant]:
    """Assessments that the public may know of, the newest first, as who takes part."""
    by_organisation: dict[int, list[Assessment]] = {}
    for assessment in assessments:
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


def common_gaps(rows: list[Participant], objectives: Mapping[int, Objective] | None = None) -> list[Gap]:
    """By objective in its number's order, over the newest published assessment of each municipality.

    `objectives` are all of them by number, where they are known already.
    """
    weak: Counter[int] = Counter()
    answered: Counter[int] = Counter()
    for row in rows:
        publication = row.assessment.current_publication
        summary = publication.summary if publication else {}
        answered.update(int(number) for number in summary.get("objectives", {}))
        weak.update(int(number) for number in summary.get("weak", {}))
    known = Objective.objects.in_bulk(list(answered)) if objectives is None else objectives
    return [Gap(known[n], weak[n], answered[n]) for n in sorted(answered) if n in known]
