"""A practice out of a file: the file, and everything that was read of it before it is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation
from acogida.practices.fields import PARTS
from acogida.practices.forms.writing import LANGUAGES, FactsForm, text_field


class FileForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=_("The file"),
        help_text=_("Our Word template, filled in."),
        widget=forms.ClearableFileInput({"accept": ".docx,.json"}),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )

    def __init__(self, organisations: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organisations is not None:
            self.fields["organisation"] = forms.ModelChoiceField(
                organisations, label=_("Organisation"), empty_label=None, initial=organisations.first()
            )


class BroughtForm(FactsForm):
    """Every part and every fact at once, as a file brought them; a language and an owner where it is new."""

    leftover = forms.CharField(
        label=_("Text that fitted nowhere"),
        help_text=_(
            "Copy what belongs above. The rest stays with the draft; only your organisation sees it."
        ),
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )

    def __init__(self, organisations: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        facts = {name: self.fields.pop(name) for name in list(self.fields)}
        self.fields["revision"] = facts.pop("revision")
        leftover = facts.pop("leftover")
        if organisations is not None:
            self.fields["organisation"] = forms.ModelChoiceField(
                organisations, label=_("Organisation"), empty_label=None
            )
            self.fields["language"] = forms.ChoiceField(label=_("Language it is told in"), choices=LANGUAGES)
        for part in PARTS:
            self.fields[part.name] = text_field(part)
        self.fields |= facts
        self.fields["leftover"] = leftover

    @property
    def owner(self) -> Organisation:
        owner: Organisation = self.cleaned_data["organisation"]
        return owner

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "organisation"}
