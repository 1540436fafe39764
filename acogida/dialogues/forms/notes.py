"""Notes, corrections, conclusions."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.dialogues.forms.fields import Plain, long_text
from acogida.dialogues.models import Chapter, Section


class NoteForm(Plain):
    section = forms.ChoiceField(label=_("Section"), choices=Section)
    chapter = forms.ChoiceField(
        label=_("Part of the report"),
        choices=Chapter,
        help_text=_("Recommendations are followed until answered."),
    )
    text = long_text(
        _("What was said"),
        missing=_("Write what was said."),
        help_text=_("Never who said it: neither a name, nor an organisation."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=1)


class JustifyForm(Plain):
    words = forms.CharField(widget=forms.HiddenInput, max_length=200)
    reason = long_text(
        _("Why these words tell nobody who spoke"),
        missing=_("Say why these words tell nobody who spoke."),
        rows=2,
    )


class CorrectionForm(Plain):
    text = long_text(_("The words you propose"), missing=_("Write the words you propose."))
    reason = long_text(_("Why"), missing=_("Say why."), rows=2)


class DecisionForm(Plain):
    accept = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Accept: the note changes")), ("no", pgettext_lazy("a correction", "Decline"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": _("Choose one.")},
    )
    answer = long_text(_("Your answer, for the log"), rows=2)


class IdeaForm(Plain):
    text = long_text(_("An idea I want to replicate"), missing=_("Write the idea in a sentence."), rows=2)


class PublishForm(Plain):
    conclusions = long_text(
        _("Conclusions"),
        missing=_("Write the conclusions: the report ends with them."),
        rows=8,
        help_text=_("Nobody is named here either."),
    )
