"""Questions and their moderation."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from acogida.dialogues.forms.fields import Plain, long_text, text
from acogida.dialogues.models import Question, QuestionState


class QuestionForm(Plain):
    text = long_text(_("Your question"), missing=_("Write your question."), rows=2, longest=500)


class ModerateForm(Plain):
    state = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[c for c in QuestionState.choices if c[0] != QuestionState.RECEIVED],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    into = forms.ModelChoiceField(
        label=_("Merge into"), queryset=Question.objects.none(), required=False, empty_label="–"
    )
    label = text(_("Label"), longest=60)
    words = long_text(_("The answer in writing, or why it is refused"))

    def __init__(self, *args: Any, others: QuerySet[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = others
