"""What who adapts a practice tells about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation
from acogida.practices.models import Outcome, Practice


class Titled(forms.ModelChoiceField[Practice]):
    """Practices by their titles."""

    def label_from_instance(self, obj: Practice) -> str:
        texts = {text.language: text.title for text in obj.texts.all()}
        return texts.get(obj.original_language) or obj.code


class AdaptForm(forms.Form):
    use_required_attribute = False
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )
    outcome = forms.ChoiceField(label=_("How far it is"), choices=Outcome.choices, widget=forms.RadioSelect)
    year = forms.IntegerField(label=_("Since which year"))
    changes = forms.CharField(
        label=_("What you changed"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What is different here: rules, people, money, language."),
    )
    result = forms.CharField(
        label=_("What came of it"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What did not work helps others most."),
    )

    told_as = Titled(
        Practice.objects.none(),
        label=_("Your own practice that came of it"),
        required=False,
        empty_label=_("None told here yet"),
        help_text=_("It ties both together in the drawing of who adapted from whom, once yours is public."),
    )

    def __init__(self, organisations: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Practice.objects.filter(organisation__in=organisations).prefetch_related("texts")
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined] # ours has one
        self.fields["told_as"].queryset = mine  # type: ignore[attr-defined] # ours has one
