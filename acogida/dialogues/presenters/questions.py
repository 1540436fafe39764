"""How the pages show questions and their ledger."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from acogida.dialogues.models import Event, Question, QuestionState
from acogida.dialogues.queries.questions import ledger as counted

TONES = {
    QuestionState.RECEIVED: "warning",
    QuestionState.SHOWN: "info",
    QuestionState.MERGED: "neutral",
    QuestionState.LIVE: "success",
    QuestionState.WRITTEN: "success",
    QuestionState.REFUSED: "neutral",
}


def states() -> list[tuple[str, Any, str]]:
    """Each state with its words and its tone, for what appears on an open page."""
    return [(state.value, state.label, TONES[state]) for state in QuestionState]


def lists(rows: list[Question]) -> list[tuple[str, str, list[tuple[Question, str]]]]:
    """The moderators' three lists: title, the states in it, the questions with their tones."""
    first = (QuestionState.RECEIVED, QuestionState.SHOWN)
    parts: list[tuple[str, list[QuestionState]]] = [
        (_("Waiting"), [QuestionState.RECEIVED]),
        (pgettext("a question", "Shown to all"), [QuestionState.SHOWN]),
        (_("Settled"), [state for state in QuestionState if state not in first]),
    ]
    return [
        (
            title,
            " ".join(states),
            [(q, TONES[QuestionState(q.state)]) for q in rows if q.state in states],
        )
        for title, states in parts
    ]


def ledger(event: Event) -> dict[str, Any]:
    """Totals by theme and state, with how many were received in all; empty where nobody asked."""
    found = counted(event)
    if not found:
        return {}
    labels = [_("Received in all"), *(QuestionState(s).label for s in QuestionState.values)]
    rows = [
        (str(number), [sum(states.values()), *states.values()]) for number, states in sorted(found.items())
    ]
    return {"labels": labels, "rows": rows}
