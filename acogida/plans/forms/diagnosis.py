"""Plans and challenges as people write them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation
from acogida.compact.models import Objective
from acogida.plans.forms.fields import Fresh, Shorts, day, long_text, text
from acogida.plans.models import Challenge, Context, Horizon, Plan


class PlanForm(Fresh):
    """`organisations` offers whose plan it is; left out where that is settled."""

    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )
    title = text(_("Title"), missing=_("Give the plan a title."), longest=200)
    starts_on = day(_("Starts on"), missing=_("Say when the plan starts."))
    ends_on = day(_("Ends on"), missing=_("Say when the plan ends."))
    contexts = forms.MultipleChoiceField(
        label=_("People who …"),
        choices=[
            (Context.ORIGIN, _("leave from here (origin)")),
            (Context.TRANSIT, _("pass through (transit)")),
            (Context.DESTINATION, _("come to stay (destination)")),
            (Context.RETURN, _("come back (return)")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args: Any, organisations: QuerySet[Organisation] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if organisations is None:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined] # ours has one

    @staticmethod
    def of(plan: Plan) -> dict[str, Any]:
        names = ["title", "starts_on", "ends_on", "contexts", "revision"]
        return {name: getattr(plan, name) for name in names}


class ChallengeForm(Fresh):
    title = text(
        _("What should be mended"),
        missing=_("Say in one sentence what should be mended."),
        help_text=_("One sentence that a neighbour would understand."),
    )
    description = long_text(_("More about it"))
    reason = long_text(
        _("How we know"),
        missing=_(
            "Write how you know: a meeting, a report, a complaint, with its date. "
            "No challenge without a cause."
        ),
        help_text=_("A meeting, a report, a complaint, with its date. It is published with the plan."),
    )
    horizon = forms.ChoiceField(
        label=_("Time it needs"), choices=Horizon.choices, initial=Horizon.MEDIUM, widget=forms.RadioSelect
    )
    objectives = Shorts(
        Objective.objects.order_by("number"),
        label=_("Objectives of the Compact it touches"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("From these come the local actions that are suggested."),
    )

    def __init__(self, *args: Any, has_cause: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_cause:
            self.fields["reason"].required = False
            self.fields["reason"].label = _("What else we know about it")

    @staticmethod
    def of(challenge: Challenge) -> dict[str, Any]:
        names = ["title", "description", "reason", "horizon", "revision"]
        return {
            **{name: getattr(challenge, name) for name in names},
            "objectives": list(challenge.objectives.all()),
        }
