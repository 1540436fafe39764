"""Published self-assessments, as they were published. Drafts are nobody's business here."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from acogida.api.links import api_url, page_url
from acogida.api.operations.territories import place_ref
from acogida.api.paging import answer, page_of
from acogida.api.schemas.asking import Asked, Problem
from acogida.api.schemas.publications import AssessmentOut, AssessmentPage, AssessmentsAsked
from acogida.assessments import queries
from acogida.assessments.models import Assessment
from acogida.core.text import in_language

router = Router(tags=["assessments"])


@router.get(
    "assessments",
    response={200: AssessmentPage, 400: Problem},
    summary=gettext_noop("Published self-assessments of municipalities"),
)
def assessments(request: HttpRequest, asked: Query[AssessmentsAsked]) -> dict[str, Any]:
    rows = queries.published()
    if asked.country:
        rows = rows.filter(territory__country__code=asked.country)
    if asked.territory:
        rows = rows.filter(territory__code=asked.territory)
    if asked.year:
        rows = rows.filter(year=asked.year)
    found, cursor = page_of(rows, key="pk", after=asked.cursor, limit=asked.limit)
    return answer(request, found, cursor, _brief)


@router.get(
    "assessments/{int:number}",
    response={200: AssessmentOut, 400: Problem, 404: Problem},
    summary=gettext_noop("One published self-assessment: its newest edition, frozen"),
)
def assessment(
    request: HttpRequest, response: HttpResponse, number: Path[int], asked: Query[Asked]
) -> dict[str, Any]:
    found = queries.published().filter(pk=number).first() if number < 2**63 else None
    if found is None or found.current_publication is None:
        raise Http404(_("There is no published assessment with this number."))
    edition = found.current_publication
    response["Last-Modified"] = http_date(edition.published_at.timestamp())
    return {**_brief(found), "warning": in_language(found.instrument.warning), "content": edition.content}


def _brief(assessment: Assessment) -> dict[str, Any]:
    edition = assessment.current_publication
    assert edition is not None  # published() asks for it, and a constraint of the table promises it
    return {
        "id": assessment.pk,
        "organisation": assessment.organisation.name,
        "territory": place_ref(assessment.territory),
        "year": assessment.year,
        "instrument": in_language(assessment.instrument.title),
        "instrument_version": assessment.instrument.version,
        "first_published_at": assessment.first_published_at,
        "edition": {"number": edition.number, "at": edition.published_at, "sha256": edition.sha256},
        "answered": edition.summary.get("answered", 0),
        "questions": edition.summary.get("total", 0),
        "url": api_url("assessments", assessment.pk),
        "page": page_url("assessments:detail", assessment.pk),
    }
