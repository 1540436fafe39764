"""The answers of mechanisms to a session's guiding questions, side by side."""

from typing import Any

from acogida.dialogues.models import Event, Theme


def mechanisms_of(event: Event) -> list[str]:
    """The mechanisms that present, in the order of the themes, each once."""
    found: dict[str, None] = {}
    for theme in Theme.objects.filter(event=event).order_by("number"):
        found |= dict.fromkeys(theme.mechanisms)
    return list(found)


def side_by_side(event: Event) -> list[dict[str, Any]]:
    """Each mechanism with its answers in the order of the questions, "" where it gave none. Two queries.

    Those without any answer are listed too: silence is part of the picture.
    """
    if not event.questions:
        return []
    said: dict[str, dict[int, str]] = {}
    for one in event.answers.all():
        said.setdefault(one.mechanism, {})[one.question] = one.text
    numbers = range(1, len(event.questions) + 1)
    return [
        {"mechanism": name, "answers": [said.get(name, {}).get(n, "") for n in numbers]}
        for name in mechanisms_of(event)
    ]
