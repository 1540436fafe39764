"""Input to clean data; nothing here saves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.api.models import Scope


class TokenForm(forms.Form):
    label = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        help_text=_("For example the system that will use it. You will know it again by this name."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may write"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(
        label=_("Valid for"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("One year"))],
        initial=90,
    )
