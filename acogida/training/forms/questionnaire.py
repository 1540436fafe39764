"""A questionnaire as a form, in the page's language."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.core.text import in_language
from acogida.training.models import Survey


class SurveyForm(forms.Form):
    """The questions of a survey's wave. None must be answered: what is left out is left out."""

    use_required_attribute = False

    def __init__(self, survey: Survey, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in survey.questionnaire.items:
            if survey.wave in item["waves"]:
                self.fields[item["key"]] = _field(item)


def _field(item: dict[str, Any]) -> forms.Field:
    label = in_language(item["label"])
    options = [(key, in_language(words)) for key, words in item.get("options", {}).items()]
    match item["kind"]:
        case "one":
            return forms.ChoiceField(label=label, choices=options, widget=forms.RadioSelect, required=False)
        case "several":
            return forms.MultipleChoiceField(
                label=label, choices=options, widget=forms.CheckboxSelectMultiple, required=False
            )
        case "number":
            return forms.FloatField(
                label=label, required=False, error_messages={"invalid": _("Write a number.")}
            )
        case _other:
            return forms.CharField(
                label=label, required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
            )
