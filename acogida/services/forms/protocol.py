"""Writing a protocol: a situation and its steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.services.forms.directory import line
from acogida.services.models import Situation


class ProtocolForm(forms.Form):
    use_required_attribute = False
    situation = forms.ChoiceField(label=_("Situation"), choices=Situation)
    intro = forms.CharField(
        label=_("In two sentences"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )


class StepForm(forms.Form):
    use_required_attribute = False
    title = line(_("What is done"), longest=120)
    who = line(_("Which institution"), longest=160)
    within = line(_("Within"), longest=80, help_text=_("At once, in 24 hours, the same day."))
    only_if = line(_("Only if"), longest=120, help_text=_("Leave it empty where the step always holds."))
    otherwise = forms.BooleanField(
        label=_("Otherwise: where the condition before it is not so"), required=False
    )
    detail = line(_("How"), longest=500)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("title") and not data.get("who"):
            self.add_error("who", _("Say for each step which institution does it."))
        data["otherwise"] = "1" if data.get("otherwise") else ""
        return data


StepsForm = forms.formset_factory(StepForm, extra=6, max_num=16)


class PositionForm(forms.Form):
    use_required_attribute = False
    position = line(
        _("Your position"),
        longest=160,
        missing=_("Say in which position you approve it."),
        help_text=_("The office you hold, for example Head of the health centre. Do not write your name."),
    )


class PaperForm(forms.Form):
    use_required_attribute = False
    reference = line(
        _("Approved on paper"), longest=200, missing=_("Say on which paper: minutes, letter, date.")
    )
