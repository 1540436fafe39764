"""Milestones, indicators, partners, contacts, files and endings as people write them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation, User
from acogida.dialogues.models import Event
from acogida.pledges.actions.steps import INDICATOR_FIELDS
from acogida.pledges.forms.fields import Fresh, day, long_text, number, percent, text
from acogida.pledges.models import Direction, Indicator, Milestone, Pledge
from acogida.pledges.states import MOVES, State


class StepForm(Fresh):
    """What milestones and indicators share: the reason, once the pledge was signed."""

    reason = long_text(
        _("Why it changes"), rows=2, help_text=_("The pledge was signed, so everybody reads the reason.")
    )

    def __init__(self, *args: Any, signed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not signed:
            del self.fields["reason"]


class MilestoneForm(StepForm):
    title = text(_("What will be done"), missing=_("Say what will be done."))
    due_on = day(_("By when"), missing=_("Say by which day it will be done."))
    field_order = ("title", "due_on", "reason")

    @staticmethod
    def of(milestone: Milestone) -> dict[str, Any]:
        return {name: getattr(milestone, name) for name in ("title", "due_on", "revision")}


class IndicatorForm(StepForm):
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
        label=_("The value"), choices=Direction.choices, initial=Direction.INCREASE, widget=forms.RadioSelect
    )
    baseline = number(
        _("Baseline"),
        missing=_("Say where you stand today and which value should be reached."),
        help_text=_("Where you stand today."),
    )
    baseline_on = day(
        _("Date of the baseline"),
        missing=_("Say from when the baseline is and by when the target is reached."),
    )
    target = number(_("Target"), missing=_("Say where you stand today and which value should be reached."))
    target_on = day(
        _("By when"), missing=_("Say from when the baseline is and by when the target is reached.")
    )
    source = text(_("Where the values will come from"))
    field_order = ("title", "unit", "direction", "baseline", "baseline_on", "target", "target_on", "source")

    @staticmethod
    def of(indicator: Indicator) -> dict[str, Any]:
        return {name: getattr(indicator, name) for name in (*INDICATOR_FIELDS, "revision")}


class PartnerForm(forms.Form):
    use_required_attribute = False
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        error_messages={"required": _("Say which organisation you ask.")},
        help_text=_("It must work on this platform: only its own approvers can confirm."),
    )
    part = text(_("Its part"), longest=300, help_text=_("What it would do; it may change these words."))
    share = percent(_("Its share of the whole, in percent"))
    email = forms.EmailField(
        label=_("E-mail for the personal link"),
        required=False,
        help_text=_("Leave it empty to hand the link over yourself."),
        error_messages={"invalid": _("Write a whole e-mail address.")},
    )

    def __init__(self, pledge: Pledge, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Organisation.objects.order_by("name", "pk")
        if pledge.organisation_id:
            found = found.exclude(pk=pledge.organisation_id)
        self.fields["organisation"].queryset = found  # type: ignore[attr-defined] # ours has one


class ContactsForm(forms.Form):
    use_required_attribute = False
    contact: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        User.objects.none(),
        label=_("First contact"),
        error_messages={"required": _("Choose who is asked first.")},
    )
    second_contact: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Second contact"),
        required=False,
        help_text=_("Asked thirty days later, when no report has come."),
    )

    def __init__(self, people: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("contact", "second_contact"):
            self.fields[name].queryset = people  # type: ignore[attr-defined] # ours has one


class EventForm(forms.Form):
    use_required_attribute = False
    event: forms.ModelChoiceField[Event] = forms.ModelChoiceField(
        Event.objects.public().filter(closed_at__isnull=True),
        label=_("Event"),
        error_messages={"required": _("Choose an event.")},
        help_text=_("Events that were announced and are not closed yet."),
    )


class FileForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=_("File"),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
        help_text=_("Everybody can open it once the pledge is signed. Never documents of persons."),
    )
    for_form = forms.BooleanField(
        label=_("Send this one with the United Nations' form, which takes one file"), required=False
    )


class StandingForm(forms.Form):
    use_required_attribute = False
    state = forms.ChoiceField(
        label=_("How the pledge stands"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the pledge stands.")},
    )
    reason = long_text(
        _("Why"),
        help_text=_(
            "Asked where it is delayed, withdrawn or not kept in full. Saying it openly is respected: others "
            "plan better with it."
        ),
    )
    words = long_text(
        _("What should be remembered"),
        help_text=_("Only when it is closed: what was achieved, what others can take from it."),
    )

    def __init__(self, pledge: Pledge, *args: Any, may_close: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        following = [state for state in State if state in MOVES[State(pledge.state)]]
        open_ones = {State.IN_PROGRESS, State.DELAYED}
        self.fields["state"].choices = [  # type: ignore[attr-defined] # ours has some
            (state.value, state.label) for state in following if may_close or state in open_ones
        ]
