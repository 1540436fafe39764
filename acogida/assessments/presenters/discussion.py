"""What is said about an answer, as its page shows it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from acogida.assessments.actions.answers import moment
from acogida.assessments.models import Answer, AnswerVersion, Check, Discussion, Stance, Value
from acogida.assessments.presenters.desk import Desk
from acogida.assessments.rules import Author


@dataclass(frozen=True)
class ShownDiscussion:
    pk: int
    title: str
    state: str
    tone: str
    comments: list[dict[str, Any]]
    is_open: bool
    may_reply: bool
    may_resolve: bool


def shown_discussion(discussion: Discussion, desk: Desk, *, open_now: bool) -> ShownDiscussion:
    reader = desk.author
    who = discussion.user or discussion.link
    title = _("%(who)s questions this answer") if discussion.is_question else _("Comment by %(who)s")
    is_open = discussion.resolved_at is None
    state = (
        _("Open")
        if discussion.resolved_at is None
        else _("Resolved by %(who)s, %(when)s")
        % {"who": discussion.resolved_by, "when": moment(discussion.resolved_at, reader)}
    )
    comments = [
        {"by": str(c.author), "at": moment(c.said_at, reader), "text": c.text, "note": ""}
        for c in discussion.comments.all()
    ]
    may_resolve = not discussion.is_question or discussion.link == reader
    return ShownDiscussion(
        pk=discussion.pk,
        title=title % {"who": who},
        state=state,
        tone="warning" if is_open else "success",
        comments=comments,
        is_open=is_open,
        may_reply=open_now,
        may_resolve=open_now and is_open and may_resolve,
    )


def check_words(check: Check, answer: Answer | None) -> tuple[str, str]:
    """(sentence, tone) of what one validator holds."""
    if check.stance == Stance.QUESTION:
        return _("%(who)s questions it") % {"who": check.link}, "warning"
    if answer and answer.revision != check.revision:
        return _("%(who)s agreed with an earlier version") % {"who": check.link}, "neutral"
    return _("%(who)s agrees") % {"who": check.link}, "success"


def version_rows(versions: list[AnswerVersion], reader: Author) -> list[dict[str, str]]:
    """What the answer said, newest first; nothing where it only ever said one thing."""
    if len(versions) < 2:
        return []
    return [
        {
            "by": version.by,
            "at": moment(version.saved_at, reader),
            "text": version.explanation,
            "note": str(Value(version.value).label) if version.value else _("none"),
        }
        for version in versions
    ]
