"""Counters, outreach days, and the plain form of a count for browsers without scripts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.services.forms.directory import DateInput, TimeInput, line, ticks
from acogida.services.lists import languages, topic_choices
from acogida.territories.queries import lac_countries


class OfficeForm(forms.Form):
    """What the buttons of a counter offer."""

    use_required_attribute = False
    name = line(_("Name of the counter"), longest=120, missing=_("Name the counter as your people call it."))
    is_open = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["is_open"]
        self.fields["topics"] = ticks(_("What people come for"), topic_choices())
        countries = [(place.code, place.local_name) for place in lac_countries()]
        hint = _("Eight at most: the countries most people come from. The rest is counted as other.")
        self.fields["origins"] = ticks(_("Where people come from"), countries, help_text=hint)
        self.fields["languages"] = ticks(_("Languages people speak"), languages())

    def clean_origins(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["origins"]
        if len(chosen) > 8:
            raise forms.ValidationError(_("Eight at most: at a counter, more cannot be found."))
        return chosen

    def clean_topics(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["topics"]
        if not chosen:
            raise forms.ValidationError(_("Choose the topics people come for, from the list."))
        return chosen


class OutreachForm(forms.Form):
    use_required_attribute = False
    title = line(_("Title"), missing=_("Give the day a title."))
    office = forms.ModelChoiceField[Any](label=_("Counted by"), queryset=None, empty_label=None)
    held_on = forms.DateField(
        label=_("Day"), widget=DateInput(), error_messages={"required": _("Choose a day.")}
    )
    starts_at = forms.TimeField(label=_("From"), widget=TimeInput())
    ends_at = forms.TimeField(label=_("Until"), widget=TimeInput())
    place = line(_("Where"), longest=200, missing=_("Say where it takes place."))
    quota = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=_("How many can be attended."),
    )
    partners = forms.CharField(
        label=_("Partners"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Institutions, one on each line."),
    )
    checklist = forms.CharField(
        label=_("Checklist"),
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("One on each line."),
    )

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = offices

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        for name in ("partners", "checklist"):
            data[name] = data[name].splitlines()
        return data


class ResultForm(forms.Form):
    use_required_attribute = False
    turned_away = forms.IntegerField(
        label=_("People sent home without being attended"), min_value=0, max_value=100_000, required=False
    )
    lesson = forms.CharField(
        label=_("What to do otherwise next time"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("About the day, never about a person."),
    )
