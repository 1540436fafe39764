"""What who adapts a practice tells about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation
from acogida.practices.models import Outcome


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

    def __init__(self, organisations: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined] # ours has one
