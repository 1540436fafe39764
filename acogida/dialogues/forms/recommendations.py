"""What governments answer, and what became of it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation
from acogida.dialogues.forms.fields import Plain, long_text
from acogida.dialogues.forms.fields import text as one_line
from acogida.dialogues.models import Follow, Stance


def link(label: Any) -> forms.URLField:
    field = forms.URLField(label=label, required=False, max_length=300, assume_scheme="https")
    field.error_messages["invalid"] = _("Write a whole address, such as https://www.example.org/report.")
    return field


class AnswerForm(Plain):
    organisation = forms.ModelChoiceField(
        label=_("In whose name"), queryset=Organisation.objects.none(), empty_label=None
    )
    stance = forms.ChoiceField(
        label=_("Your answer"),
        choices=Stance,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    text = long_text(
        _("What your government does, or why it cannot"),
        missing=_("Say in a sentence what your government does, or why it cannot."),
    )
    evidence = one_line(_("Evidence: a rule, a report, a page"))
    evidence_url = link(_("Its address"))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations


class FollowForm(Plain):
    state = forms.ChoiceField(label=_("Where it stands"), choices=Follow, widget=forms.RadioSelect)
    words = long_text(_("What happened"), missing=_("Say in a sentence what happened."))
    evidence = one_line(_("Evidence: a rule, a report, a page"))
    evidence_url = link(_("Its address"))
