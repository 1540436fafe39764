"""What its people add to a practice: translations, files; what readers ask and keep."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.practices.fields import PARTS
from acogida.practices.forms.writing import text_field


class TranslateForm(forms.Form):
    """Every part that the original tells, to be told in another language."""

    use_required_attribute = False

    def __init__(self, original: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PARTS:
            if getattr(original, part.name):
                self.fields[part.name] = text_field(part)
                self.fields[part.name].help_text = ""


class AttachForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=_("The file"),
        help_text=_("A PDF, a picture (PNG, JPEG), a document or a spreadsheet."),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )
    caption = forms.CharField(
        label=_("What it shows"),
        help_text=_("Also for those who cannot see it. No faces or data of people who did not agree."),
        max_length=200,
        error_messages={"required": _("Say what the file shows: those who cannot see it read that.")},
    )


class KeepSearchForm(forms.Form):
    use_required_attribute = False
    title = forms.CharField(
        label=_("Name of the search"),
        max_length=160,
        error_messages={"required": _("Give the search a name.")},
    )
