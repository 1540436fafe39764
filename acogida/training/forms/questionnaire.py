"""A questionnaire as a form, in the page's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.core.text import in_language
from acogida.training.answers import keeps_to, relevant
from acogida.training.forms.programme import DayInput
from acogida.training.models import Questionnaire, Survey


class SurveyForm(forms.Form):
    """The questions of a survey's wave that are asked of who answers so.

    A question may depend on answers before it. Without a script, the page is sent first, and comes back
    with the questions that the answers have brought; `shown` are the names of those that were there.
    """

    use_required_attribute = False

    def __init__(self, survey: Survey, data: Any = None, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.today = today
        items = [item for item in survey.questionnaire.items if survey.wave in item["waves"]]
        self.items = {item["key"]: item for item in relevant(items, _typed(items, data), today=today)}
        section = None
        for key, item in self.items.items():
            self.fields[key] = _field(item)
            if item.get("section") and item["section"] != section:
                # What stands above the first question of a group.
                self.fields[key].section = in_language(item["section"])  # type: ignore[attr-defined] # read by the page
            section = item.get("section")
        self.before = set((data or {}).get("shown", "").split())
        names = " ".join(self.items)
        self.fields["shown"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=names)
        if data is not None:
            again = data.copy()
            again["shown"] = names
            self.data = again

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data.pop("shown", None)
        for key, item in self.items.items():
            if key in data and not keeps_to(item, data[key], data, today=self.today):
                words = in_language(item.get("constraint_message", {}))
                self.add_error(key, words or _("This answer is not possible."))
        fresh = [item for key, item in self.items.items() if key not in self.before and item.get("relevant")]
        if self.before and fresh:
            names = "; ".join(in_language(item["label"]) for item in fresh)
            self.add_error(None, _("Your answers ask for something more: %(names)s") % {"names": names})
        return data


def _typed(items: list[dict[str, Any]], data: Any) -> dict[str, Any]:
    """The answers as typed, enough to know which questions they bring."""
    if data is None:
        return {}
    return {
        item["key"]: data.getlist(item["key"])
        if item["kind"] == "several" and hasattr(data, "getlist")
        else data.get(item["key"], "")
        for item in items
    }


class DayField(forms.DateField):
    """A day, kept as it is written in ISO 8601."""

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return found.isoformat() if found else None


def _field(item: Mapping[str, Any]) -> forms.Field:
    options = [(key, in_language(words)) for key, words in item.get("options", {}).items()]
    common: dict[str, Any] = {
        "label": in_language(item["label"]),
        "help_text": in_language(item.get("hint", {})),
        "required": item.get("required", False),
        "error_messages": {"required": _("Please answer this question.")},
    }
    number = {**common["error_messages"], "invalid": _("Write a number.")}
    match item["kind"]:
        case "one":
            return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)
        case "several":
            return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)
        case "integer":
            return forms.IntegerField(**{**common, "error_messages": number})
        case "number" | "decimal":
            return forms.FloatField(**{**common, "error_messages": number})
        case "date":
            wrong = {**common["error_messages"], "invalid": _("Write the date with day, month and year.")}
            return DayField(widget=DayInput(), **{**common, "error_messages": wrong})
        case _other:
            return forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 3}), **common)


class QuestionnaireFile(forms.Form):
    """A questionnaire as an XLSForm workbook."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("XLSForm workbook"),
        help_text=gettext_lazy(
            "With the sheets survey, choices and settings. Read: select_one, select_multiple, text, integer, "
            "decimal, date; relevant, constraint, required; groups; labels in several languages."
        ),
        error_messages={
            "required": gettext_lazy("Choose the file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )


class AskWith(forms.Form):
    """Which questionnaire is asked in a wave."""

    use_required_attribute = False
    questionnaire: forms.ModelChoiceField[Questionnaire] = forms.ModelChoiceField(
        Questionnaire.objects.all(), label=gettext_lazy("Questionnaire"), empty_label=None
    )
