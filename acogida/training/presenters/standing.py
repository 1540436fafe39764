"""What a participant still misses, in a sentence each, with its numbers."""

from typing import Any

from django.utils.translation import gettext as _

from acogida.training.models import Credit
from acogida.training.presenters import attendance, words
from acogida.training.queries.completion import Part, Standing
from acogida.training.states import Kind


def sentence(part: Part, zone: str) -> str:
    """Why a part is not met, or by what it is."""
    component = part.component
    if component.kind == Kind.SESSION:
        return attendance.sentence(part.attendance) if part.attendance else _("Not counted yet.")
    if part.credit is not None:
        return _said_of(part.credit)
    if component.closes_at:
        return _("Not done yet; until %(when)s.") % {"when": words.moment(component.closes_at, zone)}
    return _("Not done yet.")


def _said_of(credit: Credit) -> str:
    if credit.verdict == Credit.Verdict.PRESENTED:
        return _("Your earlier certificate waits to be looked at.")
    if credit.verdict == Credit.Verdict.REFUSED:
        return _("Your earlier certificate was not recognised: %(why)s") % {"why": credit.reason}
    return str(Credit.How(credit.how).label)


def rows(standing: Standing) -> list[dict[str, Any]]:
    """Every condition: met or not, and the sentence."""
    zone = standing.nomination.edition.time_zone
    return [
        {
            "component": part.component,
            "met": part.met,
            "words": sentence(part, zone),
            "survey": getattr(part.component, "survey", None) if not part.met else None,
            "may_present": part.component.kind == Kind.COURSE and not part.met,
        }
        for part in standing.parts
    ]


def missing(standing: Standing) -> list[str]:
    zone = standing.nomination.edition.time_zone
    return [f"{part.component}: {sentence(part, zone)}" for part in standing.missing]
