"""Applications, vetting, accreditations, offices."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Membership, Organisation
from acogida.compact.models import RoundTable, StakeholderGroup
from acogida.dialogues.forms.fields import Numbered, Plain, day, long_text
from acogida.dialogues.models import Delegate, Member, Standing


class ApplicationForm(Plain):
    """An organisation asks for its place."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )
    group = forms.ModelChoiceField(
        label=_("Group of paragraph 44 of the Compact"),
        queryset=StakeholderGroup.objects.order_by("number"),
        error_messages={"required": _("Choose the group the organisation stands for.")},
    )
    standing = forms.ChoiceField(
        label=_("As what?"),
        choices=Standing,
        help_text=_("Members vote, each organisation once. Observers read and take part; they do not vote."),
    )
    statement = long_text(
        _("What does the organisation do with migrants, and why does it want a place?"),
        missing=_("Say what the organisation does with migrants, and why it wants a place."),
    )
    tables = Numbered(
        label=_("Working tables"),
        queryset=RoundTable.objects.order_by("number"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one working table.")},
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations


class VettingForm(Plain):
    admit = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Admit it")), ("no", _("Decline it"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": _("Say whether it is admitted.")},
    )
    reason = long_text(
        _("What was checked, or why it is declined"),
        missing=_("Write what was checked, or why it is declined: the organisation reads it."),
    )


class LeavingForm(Plain):
    reason = long_text(_("Why does the organisation leave?"), missing=_("Write why the organisation leaves."))


class PersonField(forms.ModelChoiceField[Any]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.user)


class AccreditationForm(Plain):
    """Somebody of the organisation, for a term."""

    person = PersonField(
        label=_("Person"),
        queryset=Membership.objects.none(),
        error_messages={"required": _("Choose a person of the organisation.")},
    )
    speaks = forms.BooleanField(
        label=_("Speaks and votes for the organisation"),
        required=False,
        help_text=_("One person at a time; without the tick it is an alternate, who does not vote."),
    )
    starts_on = day(_("From"), missing=_("Write the day the term begins."))
    ends_on = day(_("Until, not included"), missing=_("Write the day the term ends."))

    def __init__(self, *args: Any, member: Member, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = (
            Membership.objects.on(today)
            .filter(organisation=member.organisation_id)
            .select_related("user")
            .order_by("user__name", "pk")
        )
        if member.standing == Standing.OBSERVER:
            del self.fields["speaks"]


class OfficeForm(Plain):
    """Who takes an office of a working table, until when, with what the one before leaves behind."""

    delegate = forms.ModelChoiceField(
        label=_("Who takes it"),
        queryset=Delegate.objects.none(),
        error_messages={"required": _("Choose an accredited delegate.")},
        help_text=_("Delegates whose organisation works at this table."),
    )
    ends_on = day(_("Until, not included"), missing=_("Write the day the term ends."))
    handover = long_text(
        _("Handover note"),
        missing=_("Write what the next one should know: what is open, with whom, by when."),
    )

    def __init__(self, *args: Any, delegates: QuerySet[Delegate], is_vacant: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["delegate"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = delegates
        if is_vacant:
            del self.fields["handover"]
