"""What a workshop brings: challenges by group, sheets typed in, dissent."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.plans.forms.fields import long_text, text
from acogida.plans.models import Challenge, Context, Criterion, Horizon


class WorkshopForm(forms.Form):
    """Challenges of one group for one term, one a line."""

    use_required_attribute = False
    session = text(
        _("Workshop"),
        missing=_("Say where and when the workshop was: it is how you know."),
        help_text=_("Where and when, for example: Casa de la Cultura, 14 May 2026."),
    )
    context = forms.ChoiceField(label=_("Group"), choices=Context.choices, widget=forms.RadioSelect)
    horizon = forms.ChoiceField(label=_("Time it needs"), choices=Horizon.choices, widget=forms.RadioSelect)
    titles = long_text(
        _("Challenges, one a line"), missing=_("Write at least one challenge, one a line."), rows=4
    )


class SheetForm(forms.Form):
    """The grid of a printed sheet: a row a challenge, a column a criterion."""

    use_required_attribute = False
    label = text(
        _("What is written on the sheet"), longest=80, help_text=_("A number or a table, never a name.")
    )

    def __init__(
        self,
        challenges: Iterable[Challenge],
        criteria: Iterable[Criterion],
        labels: Mapping[str, str],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.challenges, self.criteria = list(challenges), list(criteria)
        for challenge in self.challenges:
            for criterion in self.criteria:
                self.fields[_name(challenge, criterion)] = forms.IntegerField(
                    label=f"{challenge.title}: {labels[criterion.key]}",
                    required=False,
                    min_value=1,
                    max_value=5,
                    widget=forms.TextInput({"inputmode": "numeric", "size": 2, "maxlength": 1}),
                    error_messages={
                        name: _("A score is a whole number from 1 to 5.")
                        for name in ("invalid", "min_value", "max_value")
                    },
                )

    def rows(self) -> list[tuple[Challenge, list[Any]]]:
        return [(c, [self[_name(c, criterion)] for criterion in self.criteria]) for c in self.challenges]

    def marks(self) -> dict[tuple[int, int], int | None]:
        return {
            (c.pk, criterion.pk): self.cleaned_data[_name(c, criterion)]
            for c in self.challenges
            for criterion in self.criteria
        }


def _name(challenge: Challenge, criterion: Criterion) -> str:
    return f"m{challenge.pk}_{criterion.pk}"


class DissentForm(forms.Form):
    use_required_attribute = False
    text = long_text(
        _("What you would decide otherwise, and why"),
        missing=_("Say what you would decide otherwise, and why."),
        rows=2,
    )
