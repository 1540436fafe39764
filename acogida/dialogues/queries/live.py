"""What open pages are told of a theme: two channels, the room's and the moderators'.

The same items in a piece of news and when a page comes back after a break of the line.
"""

from collections.abc import Iterable
from typing import Any

from acogida.core.live.sources import State
from acogida.dialogues.models import Question, QuestionState, Theme, Timer
from acogida.dialogues.queries.questions import SEEN, of_theme

ROOM, DESK = "room", "desk"
MOST = 1000


def channel(theme: Theme, side: str) -> str:
    return f"dialogues.{side}.{theme.pk}"


def state_of(name: str) -> State:
    """How a channel stands in the database: three queries."""
    _prefix, side, pk = name.split(".")
    theme = Theme.objects.filter(pk=pk).first()
    if theme is None:
        return State(0, [])
    rows = list(of_theme(theme)[:MOST])
    clock = [(item["news"], item) for item in timer_items(theme)]
    return State(theme.news, [*clock, *((q.news, item) for q in rows for item in items([q], side))])


def items(questions: Iterable[Any], side: str) -> list[dict[str, Any]]:
    """Questions, each with `wanted`, as one side may read them. Who asked is nowhere in it."""
    found = []
    for one in questions:
        if side == DESK or one.state in SEEN:
            found.append(
                {
                    "key": f"question-{one.pk}",
                    "kind": "question",
                    "id": one.pk,
                    "text": one.text,
                    "label": one.label,
                    "state": one.state,
                    "wanted": one.wanted,
                    "words": one.words,
                }
            )
        elif one.state == QuestionState.MERGED:
            found.append({"key": f"question-{one.pk}", "kind": "question", "id": one.pk, "state": "merged"})
    return found


def timer_items(theme: Theme) -> list[dict[str, Any]]:
    """The clock of whoever speaks, where there is one; `ends` in milliseconds since 1970."""
    return [
        {
            "key": "timer",
            "kind": "timer",
            "news": timer.news,
            "who": timer.who,
            "left": timer.left,
            "ends": round(timer.ends_at.timestamp() * 1000) if timer.ends_at else None,
        }
        for timer in Timer.objects.filter(theme=theme)
    ]


def changed(theme: Theme, pks: Iterable[int]) -> list[Question]:
    """These questions with their votes, as they are now."""
    return list(of_theme(theme).filter(pk__in=list(pks)))
