"""Texts, numbers and dates of a content, in the page's language."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_percent
from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.core import written
from acogida.core.text import in_language
from acogida.documents.report import Block, Paragraph


def locale() -> str:
    return (get_language() or "es")[:2]


def text(texts: Mapping[str, str]) -> str:
    return in_language(texts)


def number(value: float) -> str:
    return written.number(value)


def percent(share: float) -> str:
    return str(format_percent(share, locale=locale()))


def day(written: str) -> str:
    return str(format_date(date.fromisoformat(written), "long", locale=locale()))


def label(choices: type[TextChoices], value: str) -> str:
    """The words of a choice; the value itself where a later version no longer knows it."""
    return str(choices(value).label) if value in choices.values else value


def objective(row: Mapping[str, Any]) -> str:
    return f"{row['number']}. {text(row['title'])}"


def and_more(left: int) -> list[Block]:
    """Says how many rows are left out, where any are."""
    if not left:
        return []
    return [Paragraph(_("And %(n)s more, which can be read on the platform.") % {"n": number(left)})]


def counted(parts: Mapping[str, int], choices: type[TextChoices]) -> Sequence[tuple[str, float]]:
    """Counts with their words, in the order of the choices."""
    return [(str(one.label), float(parts[one.value])) for one in choices if parts.get(one.value)]


def listed(rows: Sequence[tuple[str, float]]) -> str:
    """The same counts as a sentence."""
    return "; ".join(f"{words}: {number(count)}" for words, count in rows) + "."
