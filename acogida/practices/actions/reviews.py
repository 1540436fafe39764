"""What a reviewer does: declare, step aside, mark, give the review."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.practices.actions import tell
from acogida.practices.actions.desk import call_extra
from acogida.practices.actions.ground import locked
from acogida.practices.criteria import HIGH, LOW, Criterion
from acogida.practices.models import Mark, Practice, Review, ReviewState, Verdict
from acogida.practices.queries.blind import BLOT, language_for, parts_for
from acogida.practices.queries.roster import conflicts_of
from acogida.practices.states import State


def _own(review: Review, by: User) -> Review:
    """The review, its practice locked before it, so that the last two given at once see one another."""
    locked(review.practice)
    review = Review.objects.select_for_update(of=("self",)).select_related("practice").get(pk=review.pk)
    if review.reviewer_id != by.pk:
        raise Refused(_("This review is of somebody else."))
    return review


@transaction.atomic
def declare(review: Review, *, conflict: bool, declaration: str = "", by: User, at: datetime) -> Review:
    """Say whether there is a conflict of interest, before the text is shown; or later, once it is seen.

    What the platform knows itself (same organisation, town, country, co-author) counts as one.
    """
    review = _own(review, by)
    if review.state not in (ReviewState.INVITED, ReviewState.ACCEPTED):
        raise Refused(_("This review is closed."))
    if not conflict and review.state == ReviewState.ACCEPTED:
        raise Refused(_("You have already declared that there is none."))
    known = conflicts_of(by, review.practice)
    aside = conflict or bool(known)
    review.state = ReviewState.CONFLICT if aside else ReviewState.ACCEPTED
    review.declared_at, review.declaration = at, declaration.strip()[:2000]
    review.save(update_fields=["state", "declared_at", "declaration"])
    detail = {"conflict": conflict, "known": len(known)}
    audit.record("practices.conflict_declared", review, by=by, at=at, detail=detail)
    if aside:
        tell.to_desk(review.practice, tell.LOST, at=at)
    return review


@transaction.atomic
def step_aside(review: Review, *, by: User, at: datetime) -> Review:
    """Say no to a review that is not given yet."""
    review = _own(review, by)
    if review.state not in (ReviewState.INVITED, ReviewState.ACCEPTED):
        raise Refused(_("This review is closed."))
    review.state = ReviewState.DECLINED
    review.save(update_fields=["state"])
    audit.record("practices.review_declined", review, by=by, at=at)
    tell.to_desk(review.practice, tell.LOST, at=at)
    return review


@transaction.atomic
def mark(
    review: Review,
    *,
    marks: Mapping[str, Mapping[str, Any]],
    verdict: str = "",
    strengths: str = "",
    limits: str = "",
    by: User,
    at: datetime,
) -> Review:
    """Keep what is written so far. `marks` by criterion: value (1 to 5 or None), comment, quote."""
    review = _own(review, by)
    _require_reading(review)
    for criterion, given in marks.items():
        value = given.get("value")
        if criterion not in Criterion.values or (value is not None and not LOW <= value <= HIGH):
            raise Refused(_("A mark is a whole number from 1 to 5."))
        Mark.objects.update_or_create(
            review=review,
            criterion=criterion,
            defaults={
                "value": value,
                "comment": str(given.get("comment", "")).strip(),
                "quote": str(given.get("quote", "")).strip(),
            },
        )
    review.verdict = verdict if verdict in Verdict.values else ""
    review.strengths, review.limits = strengths.strip(), limits.strip()
    review.save(update_fields=["verdict", "strengths", "limits"])
    audit.record("practices.marked", review, by=by, at=at)
    return review


@transaction.atomic
def give(review: Review, *, by: User, at: datetime) -> Review:
    """Give the review: every criterion answered, its comment written, quotes found in the text."""
    review = _own(review, by)
    if review.state == ReviewState.SUBMITTED:
        raise Refused(_("This review has already been given."))
    _require_reading(review)
    practice = review.practice
    _require_whole(review, practice)
    review.state, review.submitted_at = ReviewState.SUBMITTED, at
    review.save(update_fields=["state", "submitted_at"])
    audit.record("practices.review_given", review, by=by, at=at, detail={"verdict": review.verdict})
    tell.to_desk(practice, tell.GIVEN, at=at)
    call_extra(practice, at=at)
    return review


def _require_reading(review: Review) -> None:
    if review.state == ReviewState.INVITED:
        raise Refused(_("First say whether you have a conflict of interest."))
    if review.state != ReviewState.ACCEPTED:
        raise Refused(_("This review is closed."))
    if review.practice.state not in (State.IN_REVIEW, State.CLARIFYING):
        raise Refused(_("This practice is no longer in review."))
    if review.round != review.practice.round:
        raise Refused(_("This review belongs to a round that is closed."))


def _require_whole(review: Review, practice: Practice) -> None:
    marks = {m.criterion: m for m in review.marks.all()}
    if missing := [Criterion(c).label for c in Criterion.values if c not in marks or not marks[c].comment]:
        raise Refused(
            _("Write a comment on each criterion. Missing: %(criterion)s.") % {"criterion": missing[0]}
        )
    if not review.verdict:
        raise Refused(_("Say what you recommend."))
    reader = getattr(review.reviewer, "reviewer", None)
    language = language_for(practice, reader.languages if reader else [])
    text = _flat("\n".join(parts_for(practice, language).values()))
    for found in marks.values():
        label = Criterion(found.criterion).label
        if found.value is not None and found.value in (LOW, LOW + 1, HIGH) and not found.quote:
            raise Refused(
                _("“%(criterion)s”: a mark of 1, 2 or 5 needs a quote from the text.") % {"criterion": label}
            )
        if found.quote and _flat(found.quote) not in text:
            raise Refused(
                _("“%(criterion)s”: the quote is not in the text. Copy it word for word.")
                % {"criterion": label}
            )


def _flat(text: str) -> str:
    return " ".join(text.replace(BLOT, " ").casefold().split())
