"""How the attendance desk says what is known and why something is proposed."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.training.intervals import minutes
from acogida.training.meeting_files import spans_from_text
from acogida.training.models import Guest, Nomination, Session
from acogida.training.presenters import words
from acogida.training.queries.attendance import Attendance


def why(reason: str) -> str:
    """Why somebody is proposed for a name, or why nobody is."""
    return {
        "email": _("The same address."),
        "name": _("The same name, and nobody else has it."),
        "alike": _("The name is alike, and no other is as near."),
        "several": _("Several names: several people on one device?"),
        "namesakes": _("Several participants have this name: only a person can tell."),
    }.get(reason, _("No participant has such a name or address."))


def guest(found: Guest, people: Mapping[int, Nomination]) -> dict[str, Any]:
    """A name in a report: how long it was there, who it may be, what was decided."""
    count = round(minutes(spans_from_text(found.spans)))
    said = [found.email, ngettext("%(n)d minute", "%(n)d minutes", count) % {"n": count}, why(found.why)]
    return {
        "guest": found,
        "note": " · ".join(part for part in said if part),
        "proposed": [people[pk] for pk in found.proposed if pk in people],
        "names": ", ".join(person.name for person in found.people.all()),
    }


def listening(session: Session) -> list[tuple[str, int]]:
    """How many came by their link for each language, as they said: what interpretation is needed."""
    said = session.presences.exclude(language="").values_list("language", flat=True)
    return sorted((words.language(code), count) for code, count in Counter(said).items())


def sentence(found: Attendance) -> str:
    """What was counted, what is asked, and whether that is enough."""
    if found.ruling:
        outcome = _("Decided: attended.") if found.ruling.attended else _("Decided: did not attend.")
        return f"{outcome} {found.ruling.reason}"
    words = _("%(n)s of %(total)s minutes; %(needed)s are asked.")
    return words % {"n": found.minutes, "total": found.total, "needed": found.needed}
