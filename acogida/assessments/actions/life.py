"""The life of an assessment: started, told to be ready, published in numbered editions, reopened."""

from collections.abc import Collection
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.assessments import rules
from acogida.assessments.actions.tell import tell_approvers, tell_colleagues
from acogida.assessments.models import Assessment, Dimension, Instrument, Publication, SectionConsent
from acogida.assessments.queries.content import content_of, summary_of
from acogida.assessments.states import MOVES, State
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.core.search.sources import changed

EARLIEST_YEAR = 2018  # the year the Compact was adopted


@transaction.atomic
def start(
    organisation: Organisation, *, instrument: Instrument, year: int, by: User, at: datetime
) -> Assessment:
    """Begin the assessment of a year: one a year with each questionnaire."""
    # Locked, so that two colleagues starting together begin one.
    organisation = (
        Organisation.objects.select_for_update(of=("self",))
        .select_related("territory")
        .get(pk=organisation.pk)
    )
    if not rules.may_start(by, organisation):
        raise Refused(_("Only people who edit for this organisation can start an assessment."))
    if organisation.territory is None:
        raise Refused(_("This organisation has no territory. Only the government of a place can measure it."))
    if not EARLIEST_YEAR <= year <= at.year:
        raise Refused(
            _("Choose a year from %(first)s to %(last)s.") % {"first": EARLIEST_YEAR, "last": at.year}
        )
    if instrument.is_draft:
        raise Refused(_("This version of the questionnaire is not published yet."))
    if Assessment.objects.filter(organisation=organisation, instrument=instrument, year=year).exists():
        raise Refused(_("There is already an assessment of %(year)s. Go on with that one.") % {"year": year})
    assessment = Assessment.objects.create(
        organisation=organisation,
        territory=organisation.territory,
        instrument=instrument,
        year=year,
        created_by=by,
        created_at=at,
    )
    audit.record("assessments.started", assessment, by=by, at=at, detail={"year": year})
    return assessment


@transaction.atomic
def announce_ready(assessment: Assessment, *, by: User, at: datetime) -> Assessment:
    """Tell the approvers that it can be published. Answers stay open until they do."""
    assessment = _locked(assessment)
    if not rules.may_answer(by, assessment):
        raise Refused(_("Only people who edit for this municipality can say that it is ready."))
    if assessment.state == State.PUBLISHED:
        raise Refused(_("This assessment is already published."))
    if assessment.ready_at:
        raise Refused(_("The approvers already know."))
    _require_an_answer(assessment)
    assessment.ready_at = at
    assessment.save(update_fields=["ready_at"])
    audit.record("assessments.ready", assessment, by=by, at=at)
    tell_approvers(assessment, by=by, at=at)
    return assessment


@transaction.atomic
def publish(
    assessment: Assessment, *, sections: Collection[str] | None = None, by: User, at: datetime
) -> Publication:
    """Freeze what it says today as its next edition, and show that to everybody.

    `sections` are the keys of the dimensions that become public, all where none are given; the others are
    named as withheld. Who agreed to each, and when, is kept.
    """
    assessment = _locked(assessment)
    if not rules.may_publish(by, assessment):
        raise Refused(_("Only an approver of this municipality can publish."))
    if State.PUBLISHED not in MOVES[State(assessment.state)]:
        raise Refused(_("This assessment is already published. Reopen it to prepare its next edition."))
    _require_an_answer(assessment)
    shown = _agree(assessment, sections, by=by, at=at)
    last = assessment.publications.order_by("-number").values_list("number", flat=True).first()
    number = (last or 0) + 1
    moment = at.astimezone(UTC).isoformat(timespec="seconds")
    content = content_of(assessment, edition=number, at=moment, sections=shown)
    publication = Publication.objects.create(
        assessment=assessment,
        number=number,
        content=content,
        summary=summary_of(content),
        sha256=hash_of(content),
        published_by=by,
        published_at=at,
    )
    assessment.state = State.PUBLISHED
    assessment.ready_at = None
    assessment.first_published_at = assessment.first_published_at or at
    assessment.current_publication = publication
    assessment.save(update_fields=["state", "ready_at", "first_published_at", "current_publication"])
    audit.record(
        "assessments.published",
        assessment,
        by=by,
        at=at,
        detail={"edition": number, "sha256": publication.sha256, "sections": sorted(shown)},
    )
    changed("assessment", assessment.pk)
    tell_colleagues(assessment, edition=number, by=by, at=at)
    return publication


@transaction.atomic
def reopen(assessment: Assessment, *, by: User, at: datetime) -> Assessment:
    """Open a published assessment for its next edition. The public keeps seeing the last one."""
    assessment = _locked(assessment)
    if not rules.may_answer(by, assessment):
        raise Refused(_("Only people who edit for this municipality can reopen it."))
    if State.DRAFT not in MOVES[State(assessment.state)] or assessment.state != State.PUBLISHED:
        raise Refused(_("This assessment is already open."))
    assessment.state = State.DRAFT
    assessment.save(update_fields=["state"])
    audit.record("assessments.reopened", assessment, by=by, at=at)
    return assessment


def _agree(assessment: Assessment, sections: Collection[str] | None, *, by: User, at: datetime) -> set[str]:
    """The sections that become public; a line of the consent log for each one that changes."""
    dimensions = list(Dimension.objects.filter(instrument=assessment.instrument_id).order_by("number"))
    known = {dimension.key for dimension in dimensions}
    shown = known if sections is None else set(sections)
    if not shown or not shown <= known:
        raise Refused(_("Choose at least one section to publish."))
    answered = assessment.answers.exclude(value="").filter(question__sub_dimension__dimension__key__in=shown)
    if not answered.exists():
        raise Refused(_("None of these sections has an answer to publish."))
    before = {line.dimension_id: line.is_given for line in assessment.consents.order_by("pk")}
    SectionConsent.objects.bulk_create(
        SectionConsent(
            assessment=assessment,
            dimension=dimension,
            is_given=dimension.key in shown,
            given_by=by,
            given_at=at,
        )
        for dimension in dimensions
        if before.get(dimension.pk) != (dimension.key in shown)
    )
    return shown


def _locked(assessment: Assessment) -> Assessment:
    return (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("organisation", "territory__country", "instrument")
        .get(pk=assessment.pk)
    )


def _require_an_answer(assessment: Assessment) -> None:
    if not assessment.answers.exclude(value="").exists():
        raise Refused(_("Answer at least one question first."))
