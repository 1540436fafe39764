"""Where a practice stands, for its people and for the desk: stages, marks, letters."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from acogida.documents.report import Facts, Heading, Paragraph, Report, Table
from acogida.practices.criteria import Criterion
from acogida.practices.models import Decision, Practice, Review, ReviewState
from acogida.practices.presenters import words
from acogida.practices.states import State

STAGES = (State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.PUBLISHED)
REACHED = {
    State.DRAFT: 0,
    State.WAITING: 0,
    State.SUBMITTED: 1,
    State.IN_REVIEW: 2,
    State.CLARIFYING: 2,
    State.PUBLISHED: 3,
    State.DECLINED: 3,
    State.ARCHIVED: 3,
}
TONES = {
    State.DRAFT: "neutral",
    State.WAITING: "warning",
    State.SUBMITTED: "info",
    State.IN_REVIEW: "info",
    State.CLARIFYING: "warning",
    State.PUBLISHED: "success",
    State.DECLINED: "error",
    State.ARCHIVED: "neutral",
}


def steps(practice: Practice) -> list[dict[str, str]]:
    """The stages from draft to decision, for the stepper."""
    reached = REACHED[State(practice.state)]
    labels = [_("Writing"), _("Eligibility"), _("Peer review"), _("Decision")]
    states = ["done" if n < reached else "current" if n == reached else "next" for n in range(len(labels))]
    if practice.state in (State.PUBLISHED, State.DECLINED, State.ARCHIVED):
        states[-1] = "done"
    return [{"label": label, "state": state} for label, state in zip(labels, states, strict=True)]


def state(practice: Practice) -> tuple[str, str]:
    return str(State(practice.state).label), TONES[State(practice.state)]


def told(practice: Practice) -> str:
    """What happens now, in one sentence for its people."""
    return {
        State.DRAFT: _("It is a draft: only your organisation sees it."),
        State.WAITING: _("It waits for the focal point of the implementer to confirm."),
        State.SUBMITTED: _("The secretariat looks whether it can be reviewed."),
        State.IN_REVIEW: _("Reviewers read it without knowing whose it is. You will be told the decision."),
        State.CLARIFYING: _("There are questions to answer. The review goes on when the last is answered."),
        State.PUBLISHED: _("It is public."),
        State.DECLINED: _("It was not accepted. The letter says why; you may appeal once."),
        State.ARCHIVED: _("It is public, and marked as no longer active."),
    }[State(practice.state)]


def progress(reviews: list[Review]) -> list[tuple[str, str, str, str]]:
    """The reviews of a round as its people see them: a letter, no name; state, tone, deadline."""
    tones = {ReviewState.SUBMITTED: "success", ReviewState.ACCEPTED: "info"}
    going = [r for r in reviews if r.state not in (ReviewState.CONFLICT, ReviewState.DECLINED)]
    return [
        (
            pgettext("anonymous", "Reviewer %(letter)s") % {"letter": chr(65 + number)},
            str(ReviewState(review.state).label),
            tones.get(ReviewState(review.state), "neutral"),
            "" if review.state == ReviewState.SUBMITTED else words.day(review.due_on),
        )
        for number, review in enumerate(going)
    ]


def marks_table(reviews: list[Review]) -> list[tuple[str, list[str], str]]:
    """By criterion: the mark of each review given, and how far they are apart."""
    rows = []
    for criterion in Criterion:
        values = [next((m.value for m in r.marks.all() if m.criterion == criterion), None) for r in reviews]
        known = [value for value in values if value is not None]
        apart = str(max(known) - min(known)) if len(known) > 1 else "–"
        rows.append((str(criterion.label), ["–" if v is None else str(v) for v in values], apart))
    return rows


def means(decision: Decision) -> list[tuple[str, str]]:
    return [
        (str(Criterion(key).label), f"{decision.means[key]}")
        for key in Criterion.values
        if key in decision.means
    ]


def outcome(decision: Decision) -> str:
    return words.grade(decision.grade)[0] if decision.grade else _("Not accepted")


def letter(practice: Practice, decision: Decision, *, title: str, language: str) -> Report:
    """The decision letter as a document; it names no reviewer."""
    sections: list[Any] = [
        Facts(
            [
                (_("Practice"), title),
                (_("Organisation"), practice.organisation),
                (_("Round"), decision.round),
                (_("Decision"), outcome(decision)),
                (_("Reviewers"), decision.reviewers),
            ]
        ),
        Paragraph(decision.letter),
        Heading(_("Strengths")),
        Paragraph(decision.strengths or "–"),
        Heading(_("Limits")),
        Paragraph(decision.limits or "–"),
        Heading(_("Means by criterion, from 1 to 5")),
        Table([_("Criterion"), _("Mean")], means(decision), numeric_columns=(1,)),
    ]
    return Report(
        _("Decision on a practice"),
        subtitle=title,
        language=language,
        date=decision.decided_at.date(),
        source=_("Secretariat of the repository, Acogida"),
        sections=sections,
    )
