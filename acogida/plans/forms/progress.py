"""A progress report as people write it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from acogida.core import written
from acogida.plans.actions import Reported
from acogida.plans.forms.fields import Counts, day, long_text, number, people_field, text
from acogida.plans.models import Action, ActionIndicator, Condition, Dimension, Group
from acogida.plans.queries import counted
from acogida.plans.queries.counted import Proposal, proposals
from acogida.plans.queries.parts import CELLS

LONGEST_SOURCE = 200


class ReportForm(forms.Form):
    """One value and its source an indicator; those left empty are not reported."""

    use_required_attribute = False

    reported_on = day(_("Date of the report"), missing=_("Say from which day the report is."))
    condition = forms.ChoiceField(
        label=_("How it stands"),
        choices=Condition.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how the action stands.")},
    )
    narrative = long_text(
        _("What was done and what came of it"),
        missing=_("Say in a few words what was done and what came of it."),
    )
    delay_reason = long_text(
        _("Why it is delayed or was stopped"), rows=2, help_text=_("Only if it is delayed or stopped.")
    )
    spent = number(_("Spent since the last report"))
    evidence_link = forms.URLField(
        label=_("Link to what shows it"),
        required=False,
        max_length=400,
        assume_scheme="https",
        error_messages={"invalid": _("Write a whole web address, such as https://example.org/minutes.")},
    )
    evidence_file = forms.FileField(
        label=_("File that shows it"),
        required=False,
        help_text=_(
            "Minutes, a photograph, a list of counts. Never documents of persons. "
            "Only your organisation can open it."
        ),
    )

    def __init__(self, action: Action, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reported_on"].initial = today
        self.action = action
        self.indicators: list[ActionIndicator] = list(action.indicators.current())
        proposed = proposals(self.indicators, action.plan.organisation, today)
        for indicator in self.indicators:
            aims = _("Baseline %(baseline)s, target %(target)s.") % {
                "baseline": _said(indicator.baseline),
                "target": _said(indicator.target),
            }
            value = number(f"{indicator.title} ({indicator.unit})", help_text=aims)
            source = text(_("Where this value comes from"), longest=LONGEST_SOURCE)
            if found := proposed.get(indicator.pk):
                value.initial, source.initial = found.value, _source(indicator, found)
                value.help_text = f"{aims} {_proposed(found)}"
            self.fields[f"value_{indicator.pk}"], self.fields[f"source_{indicator.pk}"] = value, source
            for dimension in indicator.disaggregation:
                self._tell_apart(indicator, dimension)
        for line in action.lines:
            name = f"{line['title']}, {line['year']} ({action.currency})"
            self.fields[f"spent_{line['id']}"] = number(name)
        if action.lines:
            del self.fields["spent"]
        for group in action.reach:
            self.fields[f"reached_{group}"] = people_field(Group(group).label)

    def _tell_apart(self, indicator: ActionIndicator, dimension: str) -> None:
        """A field a cell; nationalities are written one a line, each with its number."""
        name = f"apart_{indicator.pk}_{dimension}"
        if dimension not in CELLS:
            self.fields[name] = Counts(label=Dimension(dimension).label)
            return
        for cell, label in CELLS[dimension].items():
            self.fields[f"{name}_{cell}"] = people_field(label)

    def rows(self) -> list[tuple[Any, Any, list[Any]]]:
        """The two fields of each indicator, and those that tell its value apart."""
        return [
            (
                self[f"value_{i.pk}"],
                self[f"source_{i.pk}"],
                [self[name] for name in self.fields if name.startswith(f"apart_{i.pk}_")],
            )
            for i in self.indicators
        ]

    def lines(self) -> list[Any]:
        """What was spent on each line, where the budget has lines."""
        return [self[f"spent_{line['id']}"] for line in self.action.lines]

    def people(self) -> list[Any]:
        """People reached, by the groups that the action counts."""
        return [self[f"reached_{group}"] for group in self.action.reach]

    def spent_on(self) -> dict[int, Decimal]:
        found = {line["id"]: self.cleaned_data[f"spent_{line['id']}"] for line in self.action.lines}
        return {number: amount for number, amount in found.items() if amount is not None}

    def reached(self) -> dict[str, int | None]:
        return {group: self.cleaned_data[f"reached_{group}"] for group in self.action.reach}

    def parts(self, indicator: ActionIndicator) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for dimension in indicator.disaggregation:
            name = f"apart_{indicator.pk}_{dimension}"
            if dimension not in CELLS:
                found[dimension] = self.cleaned_data[name]
                continue
            given = {cell: self.cleaned_data[f"{name}_{cell}"] for cell in CELLS[dimension]}
            found[dimension] = {cell: count for cell, count in given.items() if count is not None}
        return found

    def reported(self) -> list[Reported]:
        found = []
        for indicator in self.indicators:
            value = self.cleaned_data[f"value_{indicator.pk}"]
            if value is not None:
                found.append(
                    Reported(
                        indicator, value, self.cleaned_data[f"source_{indicator.pk}"], self.parts(indicator)
                    )
                )
        return found


def _source(indicator: ActionIndicator, found: Proposal) -> str:
    told = _("Tally of attentions, %(since)s to %(until)s: %(topics)s") % {
        "since": counted.month(found.since),
        "until": counted.month(found.until),
        "topics": ", ".join(counted.labels(indicator.topics)),
    }
    return Truncator(told).chars(LONGEST_SOURCE)


def _proposed(found: Proposal) -> str:
    told = _(
        "Proposed from the tally: %(n)s attentions in the whole months since the last value; %(whole)s since "
        "the baseline. Check it before you save."
    ) % {"n": written.number(found.value), "whole": written.number(found.whole)}
    return f"{told} {counted.hidden(found.hidden_months)}".strip()


def _said(value: Decimal) -> str:
    return written.number(value)
