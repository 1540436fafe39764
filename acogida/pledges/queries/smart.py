"""What a promise still lacks: what must be there to sign it, and which letters of SMART are missing.

SMART is advice, never a gate: it says which letter is missing and how to mend it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from acogida.pledges.models import Form, Pledge

SHORTEST, LONGEST = 300, 3000


@dataclass(frozen=True)
class Letter:
    """One letter of SMART: what it asks, and what mends it; nothing is missing where `mend` is empty."""

    letter: str
    name: str
    mend: tuple[str, ...]

    @property
    def is_there(self) -> bool:
        return not self.mend


def missing(pledge: Pledge, *, confirmed: int) -> list[str]:
    """What keeps it from being signed, as sentences; `confirmed` is how many partners said yes."""
    length = len(pledge.description.strip())
    found = []
    if length < SHORTEST:
        found.append(
            _(
                "The description has %(length)s characters; the United Nations' form asks for at least "
                "%(least)s."
            )
            % {"length": length, "least": SHORTEST}
        )
    if length > LONGEST:
        found.append(
            _("The description has %(length)s characters; the United Nations' form takes %(most)s at most.")
            % {"length": length, "most": LONGEST}
        )
    if not (pledge.objectives_mask or pledge.principles_mask):
        found.append(_("Choose at least one objective or guiding principle of the Compact."))
    if not pledge.contributions:
        found.append(_("Say what the pledge contributes: money, people, processes or policies."))
    if not (pledge.starts_on and pledge.ends_on):
        found.append(_("Say when it begins and when it ends: a promise without an end cannot be kept."))
    if pledge.form in {Form.COMMON, Form.PARTNERSHIP} and not confirmed:
        found.append(
            _("Nobody has confirmed yet that they promise together. Wait for one, or make it individual.")
        )
    if pledge.form == Form.MATCHING and not pledge.matches_id:
        found.append(_("A matching pledge names the pledge it adds to: choose it by title or number."))
    return found


def letters(pledge: Pledge, *, milestones: int, indicators: int) -> list[Letter]:
    """The five letters for this pledge, each with what mends it."""
    return [
        Letter("S", pgettext("SMART", "Specific"), _specific(pledge)),
        Letter("M", pgettext("SMART", "Measurable"), _measurable(indicators)),
        Letter("A", pgettext("SMART", "Achievable"), _achievable(pledge)),
        Letter("R", pgettext("SMART", "Relevant"), _relevant(pledge)),
        Letter("T", pgettext("SMART", "Time-bound"), _dated(pledge, milestones)),
    ]


def _specific(pledge: Pledge) -> tuple[str, ...]:
    asked = [
        (bool(pledge.description.strip()), _("Say what will be done, in plain words.")),
        (bool(pledge.for_whom), _("Say for whom: which people, how many, where.")),
        (bool(pledge.responsible_unit), _("Say which unit answers for it.")),
    ]
    return tuple(sentence for there, sentence in asked if not there)


def _measurable(indicators: int) -> tuple[str, ...]:
    return () if indicators else (_("Add an indicator with its unit, its baseline and its target."),)


def _achievable(pledge: Pledge) -> tuple[str, ...]:
    there = bool(pledge.resources or pledge.amount is not None)
    return () if there else (_("Name the means: a budget line, staff, a norm that gives the mandate."),)


def _relevant(pledge: Pledge) -> tuple[str, ...]:
    asked = [
        (bool(pledge.objectives_mask), _("Tie it to the objectives of the Compact that it advances.")),
        (bool(pledge.need), _("Say which need it answers: a finding, a figure, a challenge of your plan.")),
    ]
    return tuple(sentence for there, sentence in asked if not there)


def _dated(pledge: Pledge, milestones: int) -> tuple[str, ...]:
    asked = [
        (bool(pledge.starts_on and pledge.ends_on), _("Write its first and its last day.")),
        (bool(milestones), _("Add milestones: what will be done by when, at best every six months.")),
    ]
    return tuple(sentence for there, sentence in asked if not there)
