"""Weights, scores and priorities as people send them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.plans.forms.fields import long_text
from acogida.plans.models import Challenge, Criterion

MARKS = [(str(n), str(n)) for n in range(1, 6)]


class WeightsForm(forms.Form):
    use_required_attribute = False

    def __init__(
        self, criteria: Iterable[Criterion], labels: Mapping[str, str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for criterion in criteria:
            self.fields[criterion.key] = forms.IntegerField(
                label=labels[criterion.key],
                initial=criterion.weight,
                min_value=0,
                max_value=100,
                widget=forms.NumberInput({"inputmode": "numeric"}),
                error_messages={
                    name: _("A weight is a whole number from 0 to 100.")
                    for name in ("required", "invalid", "min_value", "max_value")
                },
            )


class ScoreForm(forms.Form):
    """One challenge: a mark from 1 to 5 on each criterion; those left open wait."""

    use_required_attribute = False

    def __init__(
        self,
        challenge: Challenge,
        criteria: Iterable[Criterion],
        labels: Mapping[str, str],
        hints: Mapping[str, str],
        mine: Mapping[tuple[int, int], int],
        data: Any = None,
    ) -> None:
        super().__init__(data, prefix=f"c{challenge.pk}", auto_id="id_%s")
        self.challenge = challenge
        for criterion in criteria:
            self.fields[str(criterion.pk)] = forms.ChoiceField(
                label=labels[criterion.key],
                help_text=hints[criterion.key],
                choices=MARKS,
                initial=str(mine.get((challenge.pk, criterion.pk), "")),
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("A score is a whole number from 1 to 5.")},
            )

    def scores(self) -> dict[tuple[int, int], int]:
        return {
            (self.challenge.pk, int(name)): int(value) for name, value in self.cleaned_data.items() if value
        }


class PrioritiesForm(forms.Form):
    use_required_attribute = False

    challenges: forms.ModelMultipleChoiceField[Challenge] = forms.ModelMultipleChoiceField(
        Challenge.objects.none(),
        label=_("Priorities"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one priority.")},
    )
    reason = long_text(
        _("Why not the first of the ranking"),
        help_text=_("Only if you choose otherwise than the ranking. It is published with the plan."),
    )

    def __init__(self, challenges: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["challenges"].queryset = challenges  # type: ignore[attr-defined] # ours has one
