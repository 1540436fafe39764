"""What a form carries to know what it was opened on, so that a stale one is noticed."""

import hashlib

from acogida.assessments.models import Answer


def base_of(answer: Answer | None) -> str:
    """The revision, and a digest of the content: `3.9f86d081884c7d65`."""
    value, explanation, revision = (
        (answer.value, answer.explanation, answer.revision) if answer else ("", "", 0)
    )
    return f"{revision}.{digest(value, explanation)}"


def digest(value: str, explanation: str) -> str:
    text = explanation.replace("\r\n", "\n").strip()
    return hashlib.sha256(f"{value}\n{text}".encode()).hexdigest()[:16]
