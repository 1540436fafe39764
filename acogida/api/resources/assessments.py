"""Published self-assessments, as they were published. Drafts are nobody's business here."""

from datetime import datetime

from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.resources.territories import place_ref
from acogida.api.schemas.publications import AssessmentBrief, AssessmentOut
from acogida.assessments import queries
from acogida.assessments.models import Assessment
from acogida.core.text import in_language

router = Router()


def _brief(assessment: Assessment) -> Said:
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


def _whole(assessment: Assessment) -> Said:
    edition = assessment.current_publication
    assert edition is not None  # as above
    warning = in_language(assessment.instrument.warning)
    return {**_brief(assessment), "warning": warning, "content": edition.content}


def _changed(assessment: Assessment) -> datetime | None:
    edition = assessment.current_publication
    return edition.published_at if edition else None


mount(
    router,
    Resource(
        name="assessments",
        one="assessment",
        lists=gettext_noop("Published self-assessments of municipalities"),
        shows=gettext_noop("One published self-assessment: its newest edition, frozen"),
        missing=gettext_lazy("There is no published assessment with this number."),
        rows=queries.published,
        whole_rows=lambda rows: rows.defer(None).defer("instrument__evidence_words"),
        brief=_brief,
        whole=_whole,
        shape=AssessmentBrief,
        whole_shape=AssessmentOut,
        changed=_changed,
        filters={"country": "territory__country__code", "territory": "territory__code", "year": "year"},
        words="assessment",
    ),
)
