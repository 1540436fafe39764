"""Words for what a practice is, as pages and exports show it."""

from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from acogida.practices.models import Budget, Context, Grade, Kind, Level, Origin, Progress, TextStatus
from acogida.practices.queries.tongue import language_name as language_name

STATUS_TONES = {
    TextStatus.ORIGINAL: "success",
    TextStatus.HUMAN: "success",
    TextStatus.MACHINE: "warning",
    TextStatus.OUTDATED: "error",
}


def years(start: int | None, end: int | None, progress: str = "") -> str:
    """2018–2021, since 2018, or nothing where the years are not known."""
    if not start:
        return ""
    if progress == Progress.ONGOING and not end:
        return _("since %(year)s") % {"year": start}
    if not end:
        return str(start)
    return str(start) if start == end else f"{start}–{end}"


def grade(grade: str) -> tuple[str, str]:
    """Its grade in words, and the tone; a compiled practice says that nobody reviewed it."""
    if grade == Grade.GOOD_PRACTICE:
        return str(Grade.GOOD_PRACTICE.label), "success"
    if grade == Grade.REPLICABLE:
        return str(Grade.REPLICABLE.label), "info"
    return _("To be verified"), "warning"


def choice(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else ""


def kind(value: str) -> str:
    return choice(Kind, value)


def level(value: str) -> str:
    return choice(Level, value)


def budget(value: str) -> str:
    return choice(Budget, value)


def contexts(values: list[str]) -> str:
    return ", ".join(choice(Context, value) for value in values)


def origin(value: str) -> str:
    return choice(Origin, value)


def status(value: str) -> tuple[str, str]:
    """How the words in a language came about, and the tone."""
    return choice(TextStatus, value), STATUS_TONES.get(TextStatus(value), "neutral")


def seen(value: str) -> str:
    """What was seen of a compiled practice, as a sentence."""
    return {
        "page": _("Its own page, or an article about it, was read."),
        "excerpt": _("It is mentioned on another page; its own page was not read."),
        "listing": _("Only its title in a list was seen."),
        "seed": _("It is told in a document of the mechanisms of the Compact; its own page was not read."),
    }.get(value, "")


def day(value: Any) -> str:
    return formats.date_format(value, "DATE_FORMAT") if value else ""
