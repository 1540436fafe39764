"""A mechanism's answers to the guiding questions."""

from typing import Any

from django import forms

from acogida.dialogues.forms.fields import Plain, long_text
from acogida.dialogues.models import Event


class AnswersForm(Plain):
    """One field a question, under the question's own words; `seen` is the version the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(event.questions, 1):
            self.fields[f"question_{number}"] = long_text(question, rows=8)

    def texts(self) -> dict[int, str]:
        """The answers by number of the question."""
        return {
            int(name.removeprefix("question_")): value
            for name, value in self.cleaned_data.items()
            if name != "seen"
        }
