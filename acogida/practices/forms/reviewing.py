"""What reviewers and the secretariat fill in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.compact.models import Objective
from acogida.practices.criteria import ANCHORS, Criterion
from acogida.practices.fields import PARTS
from acogida.practices.forms.writing import LANGUAGES, Numbered
from acogida.practices.models import Grade, Mark, Profile, Review, Reviewer, Verdict

UNKNOWN = "0"


class DeclareForm(forms.Form):
    use_required_attribute = False
    conflict = forms.ChoiceField(
        label=_("Do you have a conflict of interest?"),
        choices=[
            ("no", _("No: I do not know of any tie to a practice like this one")),
            ("yes", _("Yes, or I may have one: I step aside")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("First say whether you have a conflict of interest.")},
    )
    declaration = forms.CharField(
        label=_("What tie, if any"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class MarkForm(forms.Form):
    """One criterion: a mark with its anchors, a comment, a quote."""

    use_required_attribute = False

    def __init__(self, criterion: str, mark: Mark | None, data: Any = None) -> None:
        super().__init__(data, prefix=criterion)
        anchor = ANCHORS[Criterion(criterion)]
        self.criterion = criterion
        self.label, self.question = Criterion(criterion).label, anchor.question
        value = "" if mark is None else UNKNOWN if mark.value is None else str(mark.value)
        self.fields["value"] = forms.ChoiceField(
            label=self.label,
            help_text=str(anchor.question),
            required=False,
            widget=forms.RadioSelect,
            choices=[
                ("1", f"1. {anchor.one}"),
                ("2", "2"),
                ("3", "3"),
                ("4", "4"),
                ("5", f"5. {anchor.five}"),
                (UNKNOWN, _("The text does not say enough")),
            ],
            initial=value,
        )
        self.fields["comment"] = forms.CharField(
            label=pgettext_lazy("review", "Comment"),
            required=False,
            max_length=4000,
            widget=forms.Textarea({"rows": 2}),
            initial=mark.comment if mark else "",
        )
        self.fields["quote"] = forms.CharField(
            label=_("Quote from the text"),
            required=False,
            max_length=2000,
            widget=forms.Textarea({"rows": 2}),
            initial=mark.quote if mark else "",
        )

    def mark(self) -> dict[str, Any] | None:
        """What was filled in; None where nothing was."""
        data = self.cleaned_data
        if not any(data.values()):
            return None
        value = int(data["value"] or 0)
        return {"value": value or None, "comment": data["comment"], "quote": data["quote"]}


class VerdictForm(forms.Form):
    use_required_attribute = False
    verdict = forms.ChoiceField(
        label=_("What do you recommend?"), choices=Verdict.choices, required=False, widget=forms.RadioSelect
    )
    strengths = forms.CharField(
        label=_("Strengths"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )
    limits = forms.CharField(
        label=_("Limits"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )


class ReviewForms:
    """The eight marks and the verdict as one."""

    def __init__(self, review: Review, marks: Mapping[str, Mark], data: Any = None) -> None:
        self.marks = [MarkForm(criterion, marks.get(criterion), data) for criterion in Criterion.values]
        initial = {name: getattr(review, name) for name in ("verdict", "strengths", "limits")}
        self.verdict = VerdictForm(data, initial=initial)

    def is_valid(self) -> bool:
        return all([*(form.is_valid() for form in self.marks), self.verdict.is_valid()])

    def values(self) -> dict[str, Any]:
        marks = {form.criterion: given for form in self.marks if (given := form.mark()) is not None}
        return {"marks": marks, **self.verdict.cleaned_data}


class InviteForm(forms.Form):
    use_required_attribute = False
    reviewers: forms.ModelMultipleChoiceField[Reviewer] = forms.ModelMultipleChoiceField(
        Reviewer.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Reviewers to invite"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewers"].queryset = Reviewer.objects.filter(is_active=True)  # type: ignore[attr-defined] # ours has one


class AskForm(forms.Form):
    use_required_attribute = False
    part = forms.ChoiceField(label=_("About which part"), choices=[(p.name, p.label) for p in PARTS])
    question = forms.CharField(
        label=_("Question to its people"), required=False, widget=forms.Textarea({"rows": 3})
    )


class DecideForm(forms.Form):
    use_required_attribute = False
    grade = forms.ChoiceField(
        label=_("Decision"),
        choices=[*Grade.choices, ("none", _("Not accepted"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the decision.")},
    )
    strengths = forms.CharField(
        label=_("Strengths"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Public, with the practice."),
    )
    limits = forms.CharField(
        label=_("Limits"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Public, with the practice."),
    )
    letter = forms.CharField(
        label=_("Letter to its people"),
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Why, in words that help them. It names no reviewer."),
    )


class ReviewerForm(forms.Form):
    use_required_attribute = False
    languages = forms.MultipleChoiceField(
        label=_("Languages the person reads"),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say which languages the person reads.")},
    )
    objectives = Numbered(
        Objective.objects.none(),
        label=_("Objectives the person knows"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    profile = forms.ChoiceField(label=_("Profile"), choices=Profile.choices, widget=forms.RadioSelect)
    is_internal = forms.BooleanField(
        label=_("Internal: of the secretariat or the United Nations"), required=False
    )
    capacity = forms.IntegerField(label=_("Reviews a year at most"), min_value=0, max_value=50, initial=4)
    is_active = forms.BooleanField(label=_("Takes reviews now"), required=False, initial=True)

    def __init__(self, objectives: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objectives"].queryset = objectives  # type: ignore[attr-defined] # ours has one


class CallForm(forms.Form):
    use_required_attribute = False
    title = forms.CharField(
        label=pgettext_lazy("practice", "Title"),
        max_length=160,
        error_messages={"required": _("Give the call a title.")},
    )
    text = forms.CharField(
        label=_("What is looked for"),
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": _("Say what is looked for.")},
    )
    language = forms.ChoiceField(label=_("Language you write in"), choices=LANGUAGES)
    objectives = Numbered(
        Objective.objects.none(),
        label=_("Objectives of the call"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    opens_on = forms.DateField(label=_("Opens on"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    closes_on = forms.DateField(label=_("Last day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, objectives: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objectives"].queryset = objectives  # type: ignore[attr-defined] # ours has one
