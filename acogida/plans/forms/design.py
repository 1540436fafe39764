"""Actions and indicators as people write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Membership, User
from acogida.accounts.rules import today
from acogida.compact.models import LocalAction, Objective
from acogida.plans.actions.design import FIELDS as ACTION_FIELDS
from acogida.plans.actions.indicators import FIELDS as INDICATOR_FIELDS
from acogida.plans.forms.fields import Fresh, Short, day, long_text, number, text
from acogida.plans.models import Action, ActionIndicator, Challenge, Competence, Dimension, Direction, Plan
from acogida.practices.models import Practice
from acogida.services.lists import TOPICS


class ActionForm(Fresh):
    title = text(
        _("What will be done"),
        missing=_("Say in one sentence what will be done."),
        help_text=_("Begin with a verb: open, agree, train, count …"),
    )
    description = long_text(_("How"))
    challenge: forms.ModelChoiceField[Challenge] = forms.ModelChoiceField(
        Challenge.objects.none(),
        label=_("Priority it answers to"),
        required=False,
        empty_label=_("None of the priorities (write the reason below)"),
    )
    reason_without_challenge = long_text(
        _("Reason, if it answers to no priority"),
        rows=2,
        help_text=_("Published with the plan: people should see why it is done."),
    )
    objective = Short(
        Objective.objects.order_by("number"),
        label=_("Objective of the Compact"),
        error_messages={
            "required": _(
                "This action is outside every objective of the Compact. Choose the one that it serves most."
            )
        },
    )
    local_action: forms.ModelChoiceField[LocalAction] = forms.ModelChoiceField(
        LocalAction.objects.none(), label=_("Local action of the Compact"), required=False
    )
    responsible_unit = text(
        _("Responsible unit"),
        missing=_("Say which unit answers for it: an action of nobody is not done."),
        longest=160,
    )
    responsible: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Responsible person"),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Seen only in your organisation."),
    )
    partners = text(_("Partners"), longest=300)
    starts_on = day(_("Starts on"), missing=_("Say when the action starts and when it ends."))
    ends_on = day(_("Ends on"), missing=_("Say when the action starts and when it ends."))
    budget = number(_("Budget"))
    currency = text(_("Currency"), longest=3, help_text=_("Three letters, as banks write them."))
    budget_source = text(_("Source of the money"), longest=160)
    inspired_by: forms.ModelChoiceField[Practice] = forms.ModelChoiceField(
        Practice.objects.none(), widget=forms.HiddenInput, required=False
    )
    competence = forms.ChoiceField(
        label=_("Who may decide it"), choices=Competence.choices, initial=Competence.OWN, required=False
    )
    ally = text(
        _("Ally"),
        longest=200,
        help_text=_(
            "Who decides it with you: a ministry, a court, a public service. "
            "Asked for where the municipality cannot do it alone."
        ),
    )

    def __init__(self, plan: Plan, *args: Any, lines: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        priorities = plan.challenges.current().filter(is_priority=True)
        self.fields["challenge"].queryset = priorities  # type: ignore[attr-defined] # ours has one
        self.fields["inspired_by"].queryset = Practice.objects.public()  # type: ignore[attr-defined] # as above
        members = Membership.objects.on(today()).filter(organisation=plan.organisation_id)
        people = User.objects.filter(pk__in=members.values("user"))
        self.fields["responsible"].queryset = people  # type: ignore[attr-defined] # as above
        if lines:
            for name in ("budget", "currency", "budget_source"):
                del self.fields[name]
        self.fields["local_action"].queryset = LocalAction.objects.order_by(  # type: ignore[attr-defined] # as above
            "objective__number", "code"
        )

    @staticmethod
    def of(action: Action) -> dict[str, Any]:
        return {name: getattr(action, name) for name in (*ACTION_FIELDS, "revision")}


class IndicatorForm(Fresh):
    title = text(
        _("What is measured"),
        missing=_("Say what is measured."),
        help_text=_("For example: people guided in a month."),
    )
    unit = text(
        _("Unit"),
        missing=_(
            "A target without a unit cannot be checked. Say what is counted: people, days, % of staff…"
        ),
        longest=60,
        help_text=_("People, days, % of staff …"),
    )
    direction = forms.ChoiceField(
        label=_("The value"),
        choices=Direction.choices,
        initial=Direction.INCREASE,
        widget=forms.RadioSelect,
    )
    baseline = number(
        _("Baseline"),
        missing=_(
            "Without a baseline nobody can tell what changed. If you do not know it, measure it first."
        ),
        help_text=_("Where you stand today."),
    )
    baseline_on = day(
        _("Date of the baseline"),
        missing=_("Say from when the baseline is and by when the target is reached."),
    )
    target = number(_("Target"), missing=_("Say which value should be reached."))
    target_on = day(
        _("By when"), missing=_("Say from when the baseline is and by when the target is reached.")
    )
    every_months = forms.IntegerField(
        label=_("Reported every … months"),
        initial=6,
        min_value=1,
        max_value=24,
        error_messages={
            name: _("Reports come every 1 to 24 months.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )

    disaggregation = forms.MultipleChoiceField(
        label=_("Told apart by"),
        choices=Dimension.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only where people are counted. Small numbers are hidden from the public."),
    )
    topics = forms.MultipleChoiceField(
        label=_("Fed from the tally"),
        choices=[(key, topic.label) for key, topic in TOPICS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Choose what your counters should be asked. When somebody reports, the attentions counted on "
            "these topics are proposed as the value, with their source."
        ),
    )
    template = forms.SlugField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, has_counters: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_counters and not self.initial.get("topics"):
            del self.fields["topics"]

    @staticmethod
    def of(indicator: ActionIndicator) -> dict[str, Any]:
        """As somebody would type it: 40, not 40.00."""
        found = {name: getattr(indicator, name) for name in (*INDICATOR_FIELDS, "revision")}
        return found | {name: Decimal(f"{found[name].normalize():f}") for name in ("baseline", "target")}
