"""How the pages say who is in the Mechanism."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.compact.models import RoundTable, StakeholderGroup
from acogida.dialogues import rules
from acogida.dialogues.models import Member, Standing
from acogida.dialogues.queries.mechanism import Seat
from acogida.dialogues.states import Vetting

TONES = {
    Vetting.APPLIED: "info",
    Vetting.ADMITTED: "success",
    Vetting.DECLINED: "neutral",
    Vetting.LEFT: "neutral",
}


def figures(groups: list[tuple[StakeholderGroup, list[Member]]], seats: list[Seat]) -> list[tuple[Any, str]]:
    """The numbers that say what the Mechanism is today."""
    found = [m for _group, members in groups for m in members]
    members = [m for m in found if m.standing == Standing.MEMBER]
    return [
        (len(members), _("member organisations")),
        (sum(1 for _group, inside in groups if inside), _("of the 13 groups of paragraph 44")),
        (len({m.organisation.country_id for m in members}), _("countries of member organisations")),
        (len(found) - len(members), _("observers")),
        (sum(1 for seat in seats if seat.is_vacant), _("vacant offices of the working tables")),
    ]


def tables(seats: list[Seat]) -> list[tuple[RoundTable, list[Seat]]]:
    """The working tables in their order, each with its offices."""
    found: dict[RoundTable, list[Seat]] = {}
    for seat in seats:
        found.setdefault(seat.table, []).append(seat)
    return list(found.items())


def seat_rows(seats: list[Seat], user: Any, today: date) -> list[dict[str, Any]]:
    """The liaison table for its people: who, until when, and what they may do about it."""
    runs = rules.may_run(user)
    rows = []
    for seat in seats:
        mine = seat.office is not None and seat.office.delegate.user_id == user.pk
        tone, words = "success", _("held")
        if seat.is_vacant:
            tone, words = "error", _("vacant")
        elif seat.ends_soon(today):
            tone, words = "warning", _("the term ends soon")
        url = reverse("dialogues:office", args=[seat.table.pk, seat.role.value]) if runs or mine else ""
        rows.append(
            {
                "seat": seat,
                "tone": tone,
                "words": words,
                "url": url,
                "label": _("Fill the vacancy") if seat.is_vacant else _("Hand over"),
            }
        )
    return rows
