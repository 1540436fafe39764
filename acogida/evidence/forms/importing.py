"""What people type about their own figures: clean data out, nothing saved."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation
from acogida.documents.tables import Sheet
from acogida.evidence.queries import own_indicators
from acogida.evidence.tabular.columns import by_letter
from acogida.evidence.tabular.headings import headed

NONE = ("", _("No column"))
# One of several must be given: not required each, and not optional either.
ALTERNATIVES = {"title", "value", "years", "period", "period_fixed"}


class UploadForm(forms.Form):
    title = forms.CharField(
        label=_("What these figures are"),
        max_length=200,
        help_text=_("For example: attentions at the town hall, 2024"),
    )
    source = forms.CharField(
        label=_("Where they come from"),
        max_length=300,
        help_text=_("The register or office that counted them"),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV, XLSX or ODS, one row for each group. Counts only: no names, documents or telephones."
        ),
    )


class ColumnsForm(forms.Form):
    """Which column is what. Choices are the columns of the file, by letter and header."""

    indicator = forms.ChoiceField(label=_("Indicator"), required=False)
    title = forms.CharField(label=_("Title of a new indicator"), max_length=160, required=False)
    unit = forms.CharField(
        label=_("What is counted"),
        max_length=40,
        required=False,
        help_text=_("Leave empty for people; otherwise households, attentions …"),
    )
    definition = forms.CharField(
        label=_("What counts and what does not"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    value = forms.ChoiceField(label=_("Column with the count"), required=False)
    years = forms.MultipleChoiceField(
        label=_("Or several columns, one for each year, sex or age"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    period = forms.ChoiceField(label=_("Column with the year or month"), required=False)
    period_fixed = forms.CharField(
        label=_("Or the same year or month for all rows"), max_length=20, required=False
    )
    place = forms.ChoiceField(
        label=_("Column with the place"),
        required=False,
        help_text=_("None: all rows are about your territory"),
    )
    sex = forms.ChoiceField(label=_("Column with the sex"), required=False)
    age = forms.ChoiceField(label=_("Column with the age"), required=False)
    origin = forms.ChoiceField(label=_("Column with the country of origin"), required=False)

    def __init__(self, *args: Any, sheet: Sheet, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        named = [(c.letter, f"{c.letter}: {c.header}") for c in sheet.columns]
        self.heads = headed(sheet.columns, latest=2100)
        years = [(c.letter, c.header) for c in sheet.columns if c.letter in self.heads]
        for name in ("value", "period", "place", "sex", "age", "origin"):
            self._choices(name, [NONE, *named])
        self._choices("years", years)
        own = [(i.code, str(i)) for i in own_indicators(organisation)]
        self._choices("indicator", [("", _("A new one")), *own])
        if not years:
            del self.fields["years"]
        if not own:
            del self.fields["indicator"]
        for name in ALTERNATIVES & self.fields.keys():
            self.fields[name].is_alternative = True  # type: ignore[attr-defined] # read by the component

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("indicator") and not data.get("title"):
            self.add_error("title", ValidationError(_("Give the new indicator a title.")))
        if not data.get("value") and not data.get("years"):
            self.add_error("value", ValidationError(_("Choose the column that holds the counts.")))
        headed_by_year = [letter for letter in data.get("years") or [] if self.heads[letter].period]
        if not headed_by_year and not data.get("period") and not data.get("period_fixed"):
            self.add_error("period", ValidationError(_("Say which year or month the figures are of.")))
        chosen = [data.get(name) for name in ("value", "period", "place", "sex", "age", "origin")]
        twice = {letter for letter in chosen if letter and chosen.count(letter) > 1}
        for letter in sorted(twice):
            column = by_letter(self.sheet, letter)
            self.add_error(
                None,
                ValidationError(
                    _("The column “%(header)s” is chosen twice."),
                    params={"header": column.header if column else letter},
                ),
            )
        return data

    def mapping(self) -> dict[str, Any]:
        """The choices as an import keeps them."""
        kept = {name: value for name, value in self.cleaned_data.items() if value}
        if "years" in kept:
            kept["years"] = ",".join(kept["years"])
            kept.pop("value", None)
            for role in ("period", "sex", "age"):
                if any(getattr(self.heads[letter], role) for letter in self.cleaned_data["years"]):
                    kept.pop(role, None)
        return kept
