"""A new part of an edition, asked for by its kind."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from acogida.training.forms.closing import CountedForm, TimedForm, TitledForm
from acogida.training.forms.session import SessionForm
from acogida.training.models import Course, Questionnaire, Wave

MOST_GROUPS = 30


class NewSession(TitledForm, CountedForm, SessionForm):
    """A session with its hour and its place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [name for name in self.fields if name.startswith("title_")]
        self.order_fields([*titles, "day", "hour", "length", "hours", "is_required"])


class NewCourse(TimedForm):
    """A course that is taken here, or elsewhere at an address."""

    course: forms.ModelChoiceField[Course] = forms.ModelChoiceField(
        Course.objects.none(), label=_("Course taken here"), required=False, empty_label=_("taken elsewhere")
    )
    url = forms.URLField(
        label=_("Address, where it is taken elsewhere"), required=False, assume_scheme="https", max_length=300
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        courses = Course.objects.filter(published_at__isnull=False)
        self.fields["course"].queryset = courses  # type: ignore[attr-defined] # a field of models has one


class NewQuestionnaire(TimedForm):
    """A questionnaire and when it is asked."""

    questionnaire: forms.ModelChoiceField[Questionnaire] = forms.ModelChoiceField(
        Questionnaire.objects.all(), label=_("Questionnaire"), empty_label=None
    )
    wave = forms.ChoiceField(
        label=_("When it is asked"),
        choices=[choice for choice in Wave.choices if choice[0] != Wave.LATER],
    )


class NewGroupWork(TimedForm):
    """Group work with its groups."""

    groups = forms.CharField(
        label=_("Groups, one a line"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        error_messages={"required": _("Name at least one group.")},
    )

    def clean_groups(self) -> list[dict[str, str]]:
        """Titles in the language of the page."""
        lines = [line.strip()[:200] for line in self.cleaned_data["groups"].splitlines() if line.strip()]
        if len(lines) > MOST_GROUPS:
            raise forms.ValidationError(_("At most %(n)s groups.") % {"n": MOST_GROUPS})
        return [{(get_language() or "es")[:2]: line} for line in lines]
