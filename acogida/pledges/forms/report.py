"""A dated report as people write it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.pledges.actions import Reported
from acogida.pledges.forms.fields import day, long_text, number, text
from acogida.pledges.models import Indicator, Milestone

PIECES = (1, 2, 3)


class Milestones(forms.ModelMultipleChoiceField[Any]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.due_on.isoformat()})"


class ReportForm(forms.Form):
    """One value and its source an indicator, the milestones done, up to three pieces of evidence."""

    use_required_attribute = False
    reported_on = day(_("Date of the report"), missing=_("Say from which day the report is."))
    narrative = long_text(
        _("What was done and what came of it"),
        rows=5,
        missing=_("Say in a few words what was done and what came of it."),
    )
    done = Milestones(
        Milestone.objects.none(),
        label=_("Milestones done by that day"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, indicators: Iterable[Indicator], milestones: Any, today: date, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reported_on"].initial = today
        self.fields["done"].queryset = milestones  # type: ignore[attr-defined] # ours has one
        self.has_milestones = milestones.exists()
        self.indicators = list(indicators)
        for one in self.indicators:
            self.fields[f"value_{one.pk}"] = number(f"{one.title} ({one.unit})")
            self.fields[f"source_{one.pk}"] = text(_("Where this value comes from"))
        for piece in PIECES:
            self.fields[f"title_{piece}"] = text(_("What it is"))
            self.fields[f"url_{piece}"] = forms.URLField(
                label=_("Link to what shows it"),
                required=False,
                max_length=400,
                assume_scheme="https",
                error_messages={
                    "invalid": _("Write a whole web address, such as https://example.org/minutes.")
                },
            )
            self.fields[f"file_{piece}"] = forms.FileField(
                label=_("File that shows it"),
                required=False,
                help_text=_("Everybody can open it. Never documents of persons."),
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for piece in PIECES:
            shown = data.get(f"url_{piece}") or data.get(f"file_{piece}")
            if data.get(f"title_{piece}") and not shown and not self.errors.get(f"url_{piece}"):
                self.add_error(f"url_{piece}", _("Add the link or the file that shows it."))
            if shown and not data.get(f"title_{piece}"):
                self.add_error(f"title_{piece}", _("Give each piece of evidence a title."))
        return data

    def rows(self) -> list[tuple[Any, Any]]:
        """The two fields of each indicator."""
        return [(self[f"value_{i.pk}"], self[f"source_{i.pk}"]) for i in self.indicators]

    def pieces(self) -> list[tuple[Any, Any, Any]]:
        """The three fields of each piece of evidence."""
        return [(self[f"title_{p}"], self[f"url_{p}"], self[f"file_{p}"]) for p in PIECES]

    def reported(self) -> list[Reported]:
        return [
            Reported(one, self.cleaned_data[f"value_{one.pk}"], self.cleaned_data[f"source_{one.pk}"])
            for one in self.indicators
            if self.cleaned_data[f"value_{one.pk}"] is not None
        ]

    def shown(self) -> list[tuple[str, str, Any]]:
        """(title, address, upload) of each piece of evidence given."""
        data = self.cleaned_data
        pieces = [(data[f"title_{p}"], data[f"url_{p}"], data[f"file_{p}"]) for p in PIECES]
        return [piece for piece in pieces if piece[1] or piece[2]]


class ConfirmForm(forms.Form):
    use_required_attribute = False
    words = long_text(_("What you know of it"), rows=2)
