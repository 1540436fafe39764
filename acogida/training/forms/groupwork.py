"""A challenge as a group writes it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.compact.models import Objective
from acogida.training.forms.nomination import text
from acogida.training.models import WorkGroup
from acogida.training.models.groupwork import Horizon


class Shorts(forms.ModelMultipleChoiceField[Any]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}. {obj.short}"


class ChallengeForm(forms.Form):
    use_required_attribute = False
    group: forms.ModelChoiceField[WorkGroup] = forms.ModelChoiceField(
        WorkGroup.objects.none(), label=_("Group"), empty_label=None
    )
    title = text(_("Challenge"), 200, missing=_("Say the challenge in one sentence."))
    description = forms.CharField(
        label=_("More about it"), max_length=4000, widget=forms.Textarea({"rows": 3}), required=False
    )
    horizon = forms.ChoiceField(
        label=_("Time it needs"), choices=Horizon.choices, initial=Horizon.SHORT, widget=forms.RadioSelect
    )
    objectives = Shorts(
        Objective.objects.order_by("number"),
        label=_("Objectives of the Compact it touches"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, groups: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined] # a field of models has one
