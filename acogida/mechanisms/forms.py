"""What is asked of the registry: filters, weights, a day; and corrections."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from acogida.accounts.models import Organisation
from acogida.compact.models import Objective
from acogida.mechanisms.actions.adopted import DATED
from acogida.mechanisms.models import Document, DocumentType, Field, Kind, Mechanism, Part, Reach
from acogida.mechanisms.queries.overlap import WEIGHTS
from acogida.territories.models import Level, Territory

ALL = [("", pgettext_lazy("filter", "All"))]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FilterForm(forms.Form):
    """Whatever is not understood is left out."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("of a mechanism", "Kind"), choices=[*ALL, *Kind.choices], required=False
    )
    reach = forms.ChoiceField(
        label=pgettext_lazy("of a mechanism", "Reach"), choices=[*ALL, *Reach.choices], required=False
    )
    objective = forms.TypedChoiceField(
        label=gettext_lazy("Objective of the Compact"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["objective"]
        chosen.choices = [*ALL, *((o.number, f"{o.number} {o}") for o in Objective.objects.all())]


class DayForm(forms.Form):
    """The day asked about, and the day whose knowledge is asked for: "" is what is known now."""

    on = forms.DateField(label=gettext_lazy("As of"), widget=DayInput, required=False)
    known = forms.DateField(
        label=gettext_lazy("As it was known on"),
        widget=DayInput,
        required=False,
    )


class WeightForm(forms.Form):
    """Weights from 0 to 100; only their proportion counts."""

    members = forms.IntegerField(label=gettext_lazy("Members in common"), min_value=0, max_value=100)
    objectives = forms.IntegerField(label=gettext_lazy("Objectives in common"), min_value=0, max_value=100)
    themes = forms.IntegerField(label=gettext_lazy("Themes in common"), min_value=0, max_value=100)
    meetings = forms.IntegerField(
        label=gettext_lazy("Meetings in the same quarter"), min_value=0, max_value=100
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("At least one weight must be more than zero."))
        return cleaned

    @classmethod
    def asked(cls, query: Any) -> tuple["WeightForm", dict[str, int]]:
        """The form and the weights to use: those asked for where all are good, else the usual ones."""
        given = {name: query.get(name, usual) for name, usual in WEIGHTS.items()}
        form = cls(given)
        return form, (form.cleaned_data if form.is_valid() else dict(WEIGHTS))


class TogetherForm(forms.Form):
    """The assumptions under which two sessions held together save money."""

    people = forms.IntegerField(label=gettext_lazy("People of each delegation"), min_value=1, max_value=50)
    fare = forms.IntegerField(
        label=gettext_lazy("Cost of one trip (US dollars)"), min_value=0, max_value=100_000
    )


class ProposalForm(forms.Form):
    field = forms.ChoiceField(label=gettext_lazy("What it is about"), choices=Field.choices)
    text = forms.CharField(
        label=gettext_lazy("What should stand there"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    source = forms.CharField(label=gettext_lazy("Where it can be read"), max_length=400)


def date_field(label: Any, **more: Any) -> forms.CharField:
    """A date as exactly as the source writes it."""
    return forms.RegexField(
        DATED,
        label=label,
        max_length=10,
        help_text=gettext_lazy("A year, a month or a day: 2024, 2024-05 or 2024-05-17."),
        error_messages={
            "invalid": gettext_lazy(
                "Write the date as a year, a month or a day: 2024, 2024-05 or 2024-05-17."
            )
        },
        **more,
    )


class DocumentForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title of the document"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=DocumentType.choices)
    dated = date_field(gettext_lazy("When it was adopted"))
    source = forms.CharField(label=gettext_lazy("Where it can be read"), max_length=400)


class CommitmentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What the mechanism committed to"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
    dated = date_field(gettext_lazy("When it was adopted"))
    until = date_field(gettext_lazy("Until when, if it says so"), required=False)
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=gettext_lazy("In which document"),
        required=False,
        empty_label=gettext_lazy("None on record"),
    )
    objectives = forms.ModelMultipleChoiceField(
        Objective.objects.none(),
        label=gettext_lazy("Objectives of the Compact it serves"),
        widget=forms.CheckboxSelectMultiple,
    )
    because = forms.CharField(
        label=gettext_lazy("Why these objectives"),
        help_text=gettext_lazy("One sentence that anybody can check against the text."),
        max_length=500,
    )
    source = forms.CharField(label=gettext_lazy("Where it can be read"), max_length=400)

    def __init__(self, *args: Any, mechanism: Mechanism, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        document: Any = self.fields["document"]
        document.queryset = mechanism.documents.filter(ended_at__isnull=True)
        served: Any = self.fields["objectives"]
        served.queryset = Objective.objects.all()
        served.label_from_instance = lambda one: f"{one.number}. {one.short}"


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why it is taken off"), max_length=500)


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Why (needed to decline)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=1000,
    )


class ParticipationForm(forms.Form):
    country = forms.ModelChoiceField(Territory.objects.none(), label=gettext_lazy("Country"))
    part = forms.ChoiceField(label=gettext_lazy("As what"), choices=Part.choices)
    starts_on = forms.DateField(label=gettext_lazy("Since"), widget=DayInput, required=False)
    ends_on = forms.DateField(label=gettext_lazy("First day without"), widget=DayInput, required=False)
    source = forms.CharField(label=gettext_lazy("Where it can be read"), max_length=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["country"]
        chosen.queryset = Territory.objects.filter(level=Level.COUNTRY)


class MeetingForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Name of the meeting"), max_length=200)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput, required=False)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=120, required=False)
    source = forms.CharField(label=gettext_lazy("Where it can be read"), max_length=400)


class JointActionForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("What will be done"), max_length=200)
    description = forms.CharField(
        label=gettext_lazy("How, and by whom"), widget=forms.Textarea(attrs={"rows": 5}), max_length=3000
    )
    mechanisms = forms.ModelMultipleChoiceField(
        Mechanism.objects.none(),
        label=gettext_lazy("Mechanisms that do it together"),
        widget=forms.CheckboxSelectMultiple,
    )
    objectives = forms.ModelMultipleChoiceField(
        Objective.objects.none(),
        label=gettext_lazy("Objectives of the Compact it serves"),
        widget=forms.CheckboxSelectMultiple,
    )
    until = forms.DateField(label=gettext_lazy("Until when"), widget=DayInput, required=False)

    def __init__(self, *args: Any, mechanisms: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["mechanisms"]
        offered.queryset = Mechanism.objects.filter(pk__in=mechanisms)
        served: Any = self.fields["objectives"]
        served.queryset = Objective.objects.all()
        served.label_from_instance = lambda one: f"{one.number}. {one.short}"


class TakeUpForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Organisation that answers for it")
    )

    def __init__(self, *args: Any, organisations: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["organisation"]
        offered.queryset = Organisation.objects.filter(pk__in=organisations).order_by("name")
        if len(organisations) == 1:
            self.initial.setdefault("organisation", organisations[0])
