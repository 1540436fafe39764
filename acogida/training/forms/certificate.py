"""Certificates presented and put right."""

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.training.forms.nomination import ReasonForm, text


class EarlierForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=_("The certificate (PDF or photo)"),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )
    note = text(_("Course and year"), 300)


class ReissueForm(ReasonForm):
    """The right name and why it changes."""

    first_name = text(_("First names"), 80, missing=_("Write the person's name."))
    last_name = text(_("Last names"), 80)
    field_order = ["first_name", "last_name", "reason"]
