"""Evaluations, closing and the next plan as people write them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.plans.actions import CARRY, DROP
from acogida.plans.forms.fields import day, long_text, text
from acogida.plans.models import (
    Action,
    Dac,
    EvaluationKind,
    FollowUp,
    Plan,
    Recommendation,
    Response,
)
from acogida.plans.queries.evaluation import Unfinished


class Plain(forms.Form):
    use_required_attribute = False


class EvaluationForm(Plain):
    kind = forms.ChoiceField(
        label=_("Which one"),
        choices=EvaluationKind.choices,
        initial=EvaluationKind.MID_TERM,
        widget=forms.RadioSelect,
        help_text=_("The final one ends the writing of the plan; reports can still be added."),
    )
    evaluator = text(
        _("Who evaluates"), missing=_("Say who evaluates: a person's role, a unit, a university…")
    )
    method = long_text(_("How"), missing=_("Say how you evaluate: interviews, figures, visits…"))


class _OfAction(Plain):
    action: forms.ModelChoiceField[Action] = forms.ModelChoiceField(
        Action.objects.none(), label=_("About the action"), required=False, empty_label=_("The whole plan")
    )

    def __init__(self, plan: Plan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].queryset = plan.actions.current()  # type: ignore[attr-defined] # ours has one


class FindingForm(_OfAction):
    criterion = forms.ChoiceField(label=_("Criterion"), choices=Dac.choices)
    text = long_text(_("What was found"), missing=_("Say what was found."))
    evidence = long_text(
        _("What shows it"), missing=_("Say what shows it: no finding without evidence."), rows=2
    )
    link = forms.URLField(label=_("Link"), required=False, max_length=400, assume_scheme="https")
    field_order = ("criterion", "text", "evidence", "link", "action")


class LessonForm(_OfAction):
    text = long_text(_("What others should know"), missing=_("Say what others should know."), rows=2)
    worked = forms.TypedChoiceField(
        label=_("Did it work?"),
        choices=[("yes", _("It worked")), ("no", _("It did not work"))],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    field_order = ("text", "worked", "action")


class RecommendationForm(Plain):
    text = long_text(_("What should be done"), missing=_("Say what should be done."), rows=2)


class ResponseForm(Plain):
    response = forms.ChoiceField(
        label=_("The municipality's answer"), choices=Response.choices, widget=forms.RadioSelect
    )
    response_text = long_text(
        _("Why, or how it will be done"), missing=_("Say why, or how it will be done."), rows=2
    )
    unit = text(_("Responsible unit"), longest=160)
    due_on = day(_("By when"))

    @staticmethod
    def of(found: Recommendation) -> dict[str, Any]:
        return {name: getattr(found, name) for name in ("response", "response_text", "unit", "due_on")}


class FollowUpForm(Plain):
    state = forms.ChoiceField(label=_("How it stands"), choices=FollowUp.choices, widget=forms.RadioSelect)
    state_text = long_text(_("What was done, or why it was dropped"), rows=2)

    @staticmethod
    def of(found: Recommendation) -> dict[str, Any]:
        return {"state": found.state, "state_text": found.state_text}


class ClosingForm(Plain):
    """For each unfinished action: does it go on, and if not, why."""

    def __init__(self, unfinished: Iterable[Unfinished], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unfinished = list(unfinished)
        for found in self.unfinished:
            self.fields[f"outcome_{found.action.pk}"] = forms.ChoiceField(
                label=found.action.title,
                choices=[(CARRY, _("Goes on in the next plan")), (DROP, _("Is dropped"))],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"reason_{found.action.pk}"] = text(_("Why, if it is dropped"), longest=300)

    def outcomes(self) -> dict[int, tuple[str, str]]:
        data = self.cleaned_data
        return {
            found.action.pk: (data[f"outcome_{found.action.pk}"], data[f"reason_{found.action.pk}"])
            for found in self.unfinished
        }


class NextForm(Plain):
    title = text(_("Title"), missing=_("Give the plan a title."), longest=200)
    starts_on = day(_("Starts on"), missing=_("Say when the plan starts."))
    ends_on = day(_("Ends on"), missing=_("Say when the plan ends."))
