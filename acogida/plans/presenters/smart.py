"""What would make an indicator better, in words: nothing here refuses it. And indicators to begin from."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from acogida.core.text import in_language
from acogida.plans.models import Action, ActionIndicator
from acogida.plans.presenters import words
from acogida.plans.queries.templates import template_of, templates_for

MANY_TIMES = 5
OLD_DAYS = 730


def offers(action: Action) -> list[tuple[str, str, str]]:
    """Title, where it comes from and the address that begins with it, for the action's objective."""
    address = reverse("plans:indicator_new", args=[action.pk])
    return [
        (
            f"{in_language(found.title)} ({in_language(found.unit)})",
            _("after indicator %(code)s of the 2030 Agenda, in our words") % {"code": found.code}
            if found.code
            else _("our own, from plans of the region"),
            f"{address}?{urlencode({'template': found.key})}",
        )
        for found in templates_for(action.objective_id)
    ]


def begun(key: str) -> dict[str, Any]:
    """What a template fills in; nothing for one that is not known."""
    found = template_of(key)
    if found is None:
        return {}
    return {
        "title": in_language(found.title),
        "unit": in_language(found.unit),
        "direction": found.direction,
        "disaggregation": list(found.disaggregation),
        "template": found.key,
    }


def advice(indicator: ActionIndicator, action: Action) -> list[str]:
    """Specific, measurable, achievable, relevant, time-bound: a sentence for each that could be better."""
    found = [
        _of_what(indicator),
        _measured(indicator, action),
        _within_reach(indicator),
        _of_whom(indicator),
        _in_time(indicator, action),
    ]
    return [sentence for sentence in found if sentence]


def _of_what(indicator: ActionIndicator) -> str:
    if indicator.unit.strip() == "%":
        return _("Specific: say of what it is a percentage, for example “% of the staff”.")
    return ""


def _measured(indicator: ActionIndicator, action: Action) -> str:
    if (action.starts_on - indicator.baseline_on).days > OLD_DAYS:
        return _("Measurable: the baseline of %(day)s is older than two years when the action begins.") % {
            "day": words.day(indicator.baseline_on)
        }
    if not indicator.baseline:
        return _("Measurable: is the baseline of 0 counted, or not known? If not known, measure it first.")
    return ""


def _within_reach(indicator: ActionIndicator) -> str:
    if indicator.baseline and indicator.target > indicator.baseline * MANY_TIMES:
        times = (indicator.target / indicator.baseline).quantize(Decimal(1))
        return _("Achievable: the target is %(times)s times the baseline. Say in the action how.") % {
            "times": words.number(times)
        }
    return ""


def _of_whom(indicator: ActionIndicator) -> str:
    template = template_of(indicator.template)
    wanted = set(template.disaggregation if template else ()) - set(indicator.disaggregation)
    if not wanted:
        return ""
    labels = ", ".join(words.dimension(key).lower() for key in sorted(wanted))
    return _("Relevant: it would say more told apart by %(what)s.") % {"what": labels}


def _in_time(indicator: ActionIndicator, action: Action) -> str:
    if indicator.target_on < action.starts_on:
        return _("Time-bound: the target is reached before the action begins. Check the dates.")
    if (indicator.target_on - action.starts_on).days < indicator.every_months * 30:
        return _("Time-bound: its first report comes after the target. Ask for it more often.")
    return ""
