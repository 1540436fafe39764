"""How the pages say what became of a recommendation."""

from typing import Any

from django.utils.translation import gettext as _

from acogida.core.text import language_shown
from acogida.dialogues.models import Follow, Recommendation, Stance

TONES = {
    Follow.OPEN: "warning",
    Follow.TAKEN_UP: "info",
    Follow.UNDER_WAY: "info",
    Follow.DONE: "success",
    Follow.SET_ASIDE: "neutral",
}
STANCES = {
    Stance.TAKES_UP: "success",
    Stance.ALREADY: "success",
    Stance.PARTLY: "info",
    Stance.NOT_NOW: "neutral",
}


def row(found: Recommendation) -> dict[str, Any]:
    return {
        "it": found,
        "text": found.text,
        "language": language_shown(found.texts),
        "tone": TONES[Follow(found.state)],
    }


def counts(found: list[tuple[Follow, int]]) -> list[tuple[Any, str, Follow]]:
    """Each state with its number, its tone and itself; only those that occur."""
    return [(n, TONES[state], state) for state, n in found if n]


def evidence(found: Any) -> list[dict[str, str]]:
    """The item for the component `evidence`, where something was named."""
    if not found.evidence:
        return []
    return [
        {
            "kind": "link" if found.evidence_url else "text",
            "title": found.evidence,
            "url": found.evidence_url,
            "grade": _("Documented") if found.evidence_url else _("Stated"),
            "tone": "info" if found.evidence_url else "neutral",
        }
    ]
