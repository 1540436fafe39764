"""What an amendment changes, as rows that people can read."""

from typing import Any

from django.utils.translation import gettext as _

from acogida.compact.models import Objective
from acogida.plans.presenters import words


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, str]]:
    """Rows for the component `diff`; empty where both say the same."""
    objectives = {o.pk: f"{o.number}. {o.short}" for o in Objective.objects.all()}
    rows = _compared("", _plan_words(before), _plan_words(after))
    for kind, label, said in (
        ("challenges", _("Challenge"), _challenge_words),
        ("actions", _("Action"), lambda found: _action_words(found, objectives)),
    ):
        old = {found["id"]: found for found in before[kind]}
        new = {found["id"]: found for found in after[kind]}
        for pk in [*old, *(pk for pk in new if pk not in old)]:
            if pk not in new:
                rows.append({"label": label, "before": old[pk]["title"], "after": ""})
            elif pk not in old:
                rows.append({"label": label, "before": "", "after": new[pk]["title"]})
            else:
                rows += _compared(f"{new[pk]['title']}: ", said(old[pk]), said(new[pk]))
    return rows


def _compared(prefix: str, before: dict[str, str], after: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"label": f"{prefix}{name}", "before": before.get(name, ""), "after": after.get(name, "")}
        for name in dict.fromkeys([*before, *after])
        if before.get(name, "") != after.get(name, "")
    ]


def _plan_words(content: dict[str, Any]) -> dict[str, str]:
    return {
        _("Title"): content["title"],
        _("Period"): words.period(content["starts_on"], content["ends_on"]),
        _("Contexts"): ", ".join(words.contexts(content["contexts"])),
    }


def _challenge_words(found: dict[str, Any]) -> dict[str, str]:
    return {
        _("Title"): found["title"],
        _("More about it"): found["description"],
        _("How we know"): found["reason"],
        _("Priority"): _("yes") if found["is_priority"] else _("no"),
    }


def _action_words(found: dict[str, Any], objectives: dict[int, str]) -> dict[str, str]:
    said = {
        _("Title"): found["title"],
        _("How"): found["description"],
        _("Objective"): objectives.get(found["objective"], str(found["objective"])),
        _("Responsible unit"): found["responsible_unit"],
        _("Partners"): found["partners"],
        _("When"): words.period(found["starts_on"], found["ends_on"]),
        _("Budget"): words.money(found["budget"], found["currency"]),
        _("Source of the money"): found["budget_source"],
    }
    for indicator in found["indicators"]:
        said[f"{_('Indicator')} “{indicator['title']}”"] = (
            f"{words.number(indicator['baseline'])} → {words.number(indicator['target'])} "
            f"{indicator['unit']}, {words.day(indicator['target_on'])}"
        )
    return said
