"""What is said about answers, who is here, and what an answer said before."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Prefetch, Q

from acogida.accounts.queries import hash_of
from acogida.assessments.models import (
    Answer,
    AnswerVersion,
    Assessment,
    Check,
    Comment,
    Discussion,
    PersonalLink,
    Presence,
    Question,
    Stance,
    SubDimension,
)
from acogida.assessments.rules import Author

HERE = timedelta(seconds=60)


def link_of(token: str) -> PersonalLink | None:
    """The link of a token, whatever its state, with what its pages show."""
    return (
        PersonalLink.objects.filter(token_hash=hash_of(token))
        .select_related("assessment__organisation", "assessment__territory__country", "made_by")
        .select_related("assessment__instrument", "assessment__current_publication")
        .defer("assessment__current_publication__content")
        .prefetch_related("sections")
        .first()
    )


def links_of(assessment: Assessment) -> list[PersonalLink]:
    """All links of an assessment, newest first, with their sections and what their holders did."""
    return list(
        assessment.links.select_related("made_by")
        .prefetch_related("sections__dimension")
        .annotate(
            agreed=Count("checks", filter=Q(checks__stance=Stance.AGREE)),
            questioned=Count("checks", filter=Q(checks__stance=Stance.QUESTION)),
        )
        .order_by("-pk")[:100]
    )


def present(
    assessment: Assessment, *, sub_dimension: SubDimension, besides: Author, at: datetime
) -> list[str]:
    """The names of who else has had this section open within the last minute."""
    found = Presence.objects.filter(
        assessment=assessment, sub_dimension=sub_dimension, seen_at__gt=at - HERE
    ).select_related("user", "link")
    mine = ("link" if isinstance(besides, PersonalLink) else "user", besides.pk)
    return sorted(
        str(p.user or p.link)
        for p in found
        if (("link", p.link_id) if p.link_id else ("user", p.user_id)) != mine
    )


def discussions_of(assessment: Assessment, question: Question) -> list[Discussion]:
    """The discussions on one question, open ones first, then newest, with their comments."""
    comments = Comment.objects.select_related("user", "link").order_by("pk")
    found = (
        assessment.discussions.filter(question=question)
        .select_related("user", "link")
        .prefetch_related(Prefetch("comments", comments))
        .order_by("-pk")
    )
    return sorted(found, key=lambda discussion: discussion.resolved_at is not None)


def checks_of(assessment: Assessment, questions: Iterable[Question]) -> dict[int, list[Check]]:
    """What validators hold of these questions, by question id."""
    found: dict[int, list[Check]] = {}
    checks = assessment.checks.filter(question__in=list(questions)).select_related("link").order_by("pk")
    for check in checks:
        found.setdefault(check.question_id, []).append(check)
    return found


def versions_of(answer: Answer | None) -> list[AnswerVersion]:
    """What an answer said, newest first."""
    return list(answer.versions.order_by("-revision")[:50]) if answer and answer.pk else []
