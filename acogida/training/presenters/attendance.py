"""How the attendance desk says what is known and why something is proposed."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from acogida.training.intervals import minutes
from acogida.training.meeting_files import spans_from_text
from acogida.training.models import Guest, Nomination
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


def guest(found: Guest, people: Iterable[Nomination]) -> dict[str, Any]:
    """A name in a report: how long it was there, who it may be, what was decided."""
    chosen = {person.pk for person in found.people.all()} or set(found.proposed)
    return {
        "guest": found,
        "minutes": round(minutes(spans_from_text(found.spans))),
        "why": why(found.why),
        "options": [(person.pk, person.name, person.pk in chosen) for person in people],
        "names": ", ".join(person.name for person in found.people.all()),
    }


def sentence(found: Attendance) -> str:
    """What was counted, what is asked, and whether that is enough."""
    if found.ruling:
        outcome = _("Decided: attended.") if found.ruling.attended else _("Decided: did not attend.")
        return f"{outcome} {found.ruling.reason}"
    words = _("%(n)s of %(total)s minutes; %(needed)s are asked.")
    return words % {"n": found.minutes, "total": found.total, "needed": found.needed}
