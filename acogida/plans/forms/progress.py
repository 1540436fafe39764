"""A progress report as people write it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from acogida.plans.actions import Reported
from acogida.plans.forms.fields import day, long_text, number, text
from acogida.plans.models import ActionIndicator, Condition


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

    def __init__(self, indicators: Iterable[ActionIndicator], today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reported_on"].initial = today
        self.indicators = list(indicators)
        for indicator in self.indicators:
            self.fields[f"value_{indicator.pk}"] = number(
                f"{indicator.title} ({indicator.unit})",
                help_text=_("Baseline %(baseline)s, target %(target)s.")
                % {"baseline": _said(indicator.baseline), "target": _said(indicator.target)},
            )
            self.fields[f"source_{indicator.pk}"] = text(_("Where this value comes from"), longest=200)

    def rows(self) -> list[tuple[Any, Any]]:
        """The two fields of each indicator."""
        return [(self[f"value_{i.pk}"], self[f"source_{i.pk}"]) for i in self.indicators]

    def reported(self) -> list[Reported]:
        found = []
        for indicator in self.indicators:
            value = self.cleaned_data[f"value_{indicator.pk}"]
            if value is not None:
                found.append(Reported(indicator, value, self.cleaned_data[f"source_{indicator.pk}"]))
        return found


def _said(value: Decimal) -> str:
    return str(format_decimal(value, format="#,##0.##", locale=get_language() or "es"))
