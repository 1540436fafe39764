"""The versions of a pledge, each beside the one before it, field by field."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from acogida.core.text import in_language
from acogida.pledges.models import Contribution, Form, Framework, PledgeVersion, Scope
from acogida.pledges.presenters.words import day, money


@dataclass(frozen=True)
class Version:
    """A version and what it changed; nothing for the original."""

    version: PledgeVersion
    signed_on: str
    rows: list[dict[str, str]]


def versions(found: list[PledgeVersion]) -> list[Version]:
    """Oldest first, as signed."""
    rows = []
    before: dict[str, Any] | None = None
    for one in found:
        rows.append(Version(one, day(one.signed_at.date()), _changes(before, one.content) if before else []))
        before = one.content
    return rows


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, str]]:
    then, now = _said(before), _said(after)
    return [
        {"label": label, "before": then.get(label, ""), "after": now.get(label, "")}
        for label in dict.fromkeys([*then, *now])
        if then.get(label, "") != now.get(label, "")
    ]


def _said(content: dict[str, Any]) -> dict[str, str]:
    """A frozen content in words; a milestone that moved is one row, as it keeps its number."""
    money_said = money(content["amount"], content["currency"]) if content["amount"] else ""
    words = {
        _("Title"): content["title"],
        _("Description"): content["description"],
        _("For whom"): content["for_whom"],
        _("Who answers for the pledge"): content["responsible_unit"],
        _("With what"): content["resources"],
        _("The need it answers"): content["need"],
        _("What it contributes"): ", ".join(str(Contribution(c).label) for c in content["contributions"]),
        _("Amount"): money_said,
        _("How it is made"): str(Form(content["form"]).label),
        _("Framework"): str(Framework(content["framework"]).label),
        _("Scope"): str(Scope(content["scope"]).label),
        _("Begins on"): day(content["starts_on"]),
        _("Ends on"): day(content["ends_on"]),
        _("Objectives of the Compact"): ", ".join(map(str, content["objectives"])),
        _("Guiding principles"): ", ".join(in_language(p["title"]) for p in content["principles"]),
        _("Who promises together"): ", ".join(p["organisation"] for p in content["partners"]),
    }
    for one in content["milestones"]:
        words[_("Milestone %(number)s") % {"number": one["id"]}] = f"{one['title']}: {day(one['due_on'])}"
    for one in content["indicators"]:
        label = _("Indicator %(number)s") % {"number": one["id"]}
        aim = f"{one['baseline']} → {one['target']} {one['unit']}"
        words[label] = f"{one['title']}: {aim}, {day(one['target_on'])}"
    return words
