"""What the secretariat does: return, invite reviewers, ask, decide. And the appeal against it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import fmean

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.rules import belongs, day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.practices import rules
from acogida.practices.actions import tell
from acogida.practices.actions.ground import freeze, locked, move
from acogida.practices.fields import NAMES
from acogida.practices.models import (
    Clarification,
    Decision,
    Grade,
    Mark,
    Practice,
    Review,
    Reviewer,
    ReviewState,
)
from acogida.practices.queries.disagreement import disagreement
from acogida.practices.queries.roster import candidates
from acogida.practices.states import State

REVIEW_DAYS, ANSWER_DAYS = 21, 14
LEAST_INTERNAL, LEAST_EXTERNAL = 1, 2


def _require_desk(practice: Practice, by: User) -> None:
    if not rules.may_run_desk(by):
        raise Refused(_("Only the secretariat does this."))
    if practice.organisation and belongs(by, practice.organisation):
        raise Refused(
            _("This practice is of your own organisation: a colleague of the secretariat does this.")
        )


@transaction.atomic
def give_back(practice: Practice, *, reason: str, by: User, at: datetime) -> Practice:
    """Return what cannot be reviewed as it is, with the reason."""
    practice = locked(practice)
    _require_desk(practice, by)
    if not reason.strip():
        raise Refused(_("Write why, so that they can mend it."))
    move(practice, State.DRAFT, _("Only what waits for its eligibility can be returned."))
    practice.save(update_fields=["state"])
    audit.record("practices.returned", practice, by=by, at=at, detail={"reason": reason.strip()})
    tell.to_people(practice, tell.RETURNED, by=by, at=at)
    return practice


@transaction.atomic
def invite(practice: Practice, *, reviewers: Iterable[Reviewer], by: User, at: datetime) -> list[Review]:
    """Begin the review, or complete its reviewers: at least one internal and two external in all.

    Nobody with a conflict of interest, and nobody beyond their capacity, is invited.
    """
    practice = locked(practice)
    _require_desk(practice, by)
    if practice.state == State.SUBMITTED:
        move(practice, State.IN_REVIEW, "")
        practice.save(update_fields=["state"])
        tell.to_people(practice, tell.IN_REVIEW, by=by, at=at)
    elif practice.state != State.IN_REVIEW:
        raise Refused(_("It is not at the stage in which reviewers are invited."))
    wanted = {reviewer.pk for reviewer in reviewers}
    known = {c.reviewer.pk: c for c in candidates(practice, on=day_of(at))}
    if unfit := [known[pk] for pk in wanted if pk not in known or not known[pk].is_free]:
        reason = unfit[0].conflicts[0] if unfit[0].conflicts else _("Has no room left this year.")
        raise Refused(f"{unfit[0].reviewer}: {reason}")
    made = [_invite(practice, known[pk].reviewer, is_extra=False, at=at) for pk in sorted(wanted)]
    there = Review.objects.filter(practice=practice, round=practice.round).exclude(
        state__in=[ReviewState.CONFLICT, ReviewState.DECLINED]
    )
    internal = there.filter(is_internal=True).count()
    if internal < LEAST_INTERNAL or there.count() - internal < LEAST_EXTERNAL:
        raise Refused(_("A review needs at least one internal and two external reviewers."))
    audit.record("practices.reviewers_invited", practice, by=by, at=at, detail={"number": len(made)})
    return made


def _invite(practice: Practice, reviewer: Reviewer, *, is_extra: bool, at: datetime) -> Review:
    review = Review.objects.create(
        practice=practice,
        round=practice.round,
        reviewer=reviewer.user,
        is_internal=reviewer.is_internal,
        is_extra=is_extra,
        invited_at=at,
        due_on=day_of(at) + timedelta(days=REVIEW_DAYS),
    )
    tell.to_reviewer(review, tell.INVITED, at=at)
    return review


def call_extra(practice: Practice, *, at: datetime) -> None:
    """Where all reviews are given and they disagree, one more is invited by itself, once a round."""
    reviews = Review.objects.filter(practice=practice, round=practice.round)
    if reviews.filter(state__in=[ReviewState.INVITED, ReviewState.ACCEPTED]).exists():
        return
    if reviews.filter(is_extra=True).exists() or not disagreement(practice):
        return
    free = [c for c in candidates(practice, on=day_of(at)) if c.is_free and not c.reviewer.is_internal]
    if not free:
        tell.to_desk(practice, tell.TORN_ALONE, at=at)
        return
    review = _invite(practice, free[0].reviewer, is_extra=True, at=at)
    audit.record(
        "practices.extra_reviewer", review, by="disagreement", at=at, detail={"why": disagreement(practice)}
    )
    tell.to_desk(practice, tell.TORN, at=at)


@transaction.atomic
def ask(practice: Practice, *, part: str, question: str, by: User, at: datetime) -> Clarification:
    """Ask its people about one part; they answer by changing it."""
    practice = locked(practice)
    _require_desk(practice, by)
    if part not in NAMES:
        raise Refused(_("Choose which part the question is about."))
    if not question.strip():
        raise Refused(_("Write the question."))
    if practice.state != State.CLARIFYING:
        move(practice, State.CLARIFYING, _("Questions are asked while it is in review."))
        practice.save(update_fields=["state"])
    text = practice.texts.get(language=practice.original_language)
    asked = Clarification.objects.create(
        practice=practice,
        round=practice.round,
        part=part,
        question=question.strip(),
        asked_by=by,
        asked_at=at,
        due_on=day_of(at) + timedelta(days=ANSWER_DAYS),
        old=getattr(text, part),
    )
    audit.record("practices.asked", practice, by=by, at=at, detail={"part": part})
    tell.to_people(practice, tell.ASKED, by=by, at=at, asked=asked)
    return asked


@transaction.atomic
def decide(
    practice: Practice,
    *,
    grade: str,
    letter: str,
    strengths: str = "",
    limits: str = "",
    by: User,
    at: datetime,
) -> Decision:
    """Close the round: publish with a grade, or do not accept (an empty grade). The letter says why."""
    practice = locked(practice)
    _require_desk(practice, by)
    if practice.state != State.IN_REVIEW:
        raise Refused(_("It is not in review: nothing can be decided now."))
    if grade and grade not in Grade.values:
        raise Refused(_("“%(value)s” is not on offer here.") % {"value": grade[:40]})
    if len(letter.strip()) < 40:
        raise Refused(_("The letter says why, in at least a sentence or two."))
    _require_reviewed(practice)
    given = practice.reviews.filter(round=practice.round, state=ReviewState.SUBMITTED)
    decision = Decision.objects.create(
        practice=practice,
        round=practice.round,
        grade=grade,
        letter=letter.strip(),
        strengths=strengths.strip(),
        limits=limits.strip(),
        means=_means(practice),
        reviewers=given.count(),
        decided_by=by,
        decided_at=at,
    )
    if grade:
        practice.grade = grade
        freeze(practice, note="", by=by, at=at)
        move(practice, State.PUBLISHED, "")
    else:
        move(practice, State.DECLINED, "")
    practice.save()
    audit.record("practices.decided", decision, by=by, at=at, detail={"grade": grade})
    tell.to_people(practice, tell.DECIDED, by=by, at=at)
    return decision


def _require_reviewed(practice: Practice) -> None:
    given = practice.reviews.filter(round=practice.round, state=ReviewState.SUBMITTED)
    internal = given.filter(is_internal=True).count()
    if internal < LEAST_INTERNAL or given.count() - internal < LEAST_EXTERNAL:
        raise Refused(_("Wait for the reviews: at least one internal and two external are needed."))
    if disagreement(practice) and given.count() <= LEAST_INTERNAL + LEAST_EXTERNAL:
        raise Refused(_("The reviewers disagree: wait for the further reviewer."))


def _means(practice: Practice) -> dict[str, float]:
    marks: dict[str, list[int]] = {}
    rows = Mark.objects.filter(
        review__practice=practice,
        review__round=practice.round,
        review__state=ReviewState.SUBMITTED,
        value__isnull=False,
    )
    for mark in rows:
        marks.setdefault(mark.criterion, []).append(mark.value or 0)
    return {criterion: round(fmean(values), 1) for criterion, values in marks.items()}


@transaction.atomic
def appeal(practice: Practice, *, reason: str, by: User, at: datetime) -> Practice:
    """Ask for a second round with other reviewers; once, with a reason."""
    practice = locked(practice)
    if not rules.may_submit(by, practice):
        raise Refused(_("Only approvers of this organisation appeal."))
    if practice.round > 1:
        raise Refused(_("The second round is final."))
    if not reason.strip():
        raise Refused(_("Write what the review did not see."))
    move(practice, State.IN_REVIEW, _("Only what was not accepted can be appealed."))
    practice.decisions.filter(round=practice.round).update(
        appeal=reason.strip(), appealed_by=by, appealed_at=at
    )
    practice.round += 1
    practice.save(update_fields=["state", "round"])
    audit.record("practices.appealed", practice, by=by, at=at)
    tell.to_desk(practice, tell.APPEALED, by=by, at=at)
    return practice


@transaction.atomic
def enrol(
    user: User,
    *,
    languages: Iterable[str],
    objectives: Iterable[int],
    profile: str,
    is_internal: bool,
    capacity: int,
    is_active: bool = True,
    by: User,
    at: datetime,
) -> Reviewer:
    """Put somebody into the roster of reviewers, or bring their entry up to date."""
    if not rules.may_run_desk(by):
        raise Refused(_("Only the secretariat does this."))
    if not list(languages):
        raise Refused(_("Say which languages the person reads."))
    reviewer, _new = Reviewer.objects.update_or_create(
        user=user,
        defaults={
            "languages": list(languages),
            "profile": profile,
            "is_internal": is_internal,
            "capacity": capacity,
            "is_active": is_active,
        },
    )
    reviewer.objectives.set(list(objectives))
    audit.record("practices.reviewer_enrolled", reviewer, by=by, at=at)
    return reviewer
