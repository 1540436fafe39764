"""How the pages show questions and their ledger."""

from typing import Any

from django.utils.translation import gettext as _

from acogida.dialogues.models import Event, QuestionState
from acogida.dialogues.queries.questions import ledger as counted

TONES = {
    QuestionState.RECEIVED: "warning",
    QuestionState.SHOWN: "info",
    QuestionState.MERGED: "neutral",
    QuestionState.LIVE: "success",
    QuestionState.WRITTEN: "success",
    QuestionState.REFUSED: "neutral",
}


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
