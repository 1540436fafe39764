"""A practice as its people write it, in steps that come from `fields.PARTS`."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import Organisation
from acogida.compact.models import Objective, Principle
from acogida.practices.fields import PARTS, Part
from acogida.practices.models import Budget, Call, Context, Kind, Level, Practice, Progress

STORY = ("title", "summary", "description")
STEPS: dict[str, str | Promise] = {
    "story": _("What was done"),
    "results": _("What came of it"),
    "facts": pgettext_lazy("practice", "Facts"),
}
NEW_LINES = 10
LANGUAGES = [("es", "Español"), ("pt", "Português"), ("en", "English"), ("fr", "Français")]


class Numbered(forms.ModelMultipleChoiceField[Any]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}. {obj.short}"


def text_field(part: Part) -> forms.CharField:
    """Nothing is cut and nothing is required here: what is missing is said before it is sent."""
    rows = 2 if part.name == "title" else 4 if part.name == "summary" else NEW_LINES
    widget = forms.TextInput() if part.name == "title" else forms.Textarea({"rows": rows})
    return forms.CharField(label=str(part.label), help_text=str(part.hint), required=False, widget=widget)


class StepForm(forms.Form):
    """One step. `revision` is what the writer had before them."""

    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput({"id": "id_revision"}), required=False)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class TextsForm(StepForm):
    def __init__(self, step: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PARTS:
            if (part.name in STORY) == (step == "story"):
                self.fields[part.name] = text_field(part)


class FactsForm(StepForm):
    primary = Numbered(
        Objective.objects.order_by("number"),
        label=_("Objectives it serves first of all"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One to three: what it was done for."),
    )
    secondary = Numbered(
        Objective.objects.order_by("number"),
        label=_("Objectives it also serves"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    principles: forms.ModelMultipleChoiceField[Principle] = forms.ModelMultipleChoiceField(
        Principle.objects.all(),
        label=_("Principles it is an example of"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sdgs = forms.TypedMultipleChoiceField(
        label=_("Sustainable Development Goals"),
        coerce=int,
        choices=[(n, str(n)) for n in range(1, 18)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    year_start = forms.IntegerField(label=_("Began in"), required=False, help_text=_("The year."))
    year_end = forms.IntegerField(label=_("Ended in"), required=False)
    progress = forms.ChoiceField(
        label=_("State of the work"), choices=Progress.choices, required=False, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), *Kind.choices], required=False)
    level = forms.ChoiceField(label=_("Level"), choices=[("", "–"), *Level.choices], required=False)
    contexts = forms.MultipleChoiceField(
        label=_("Works with people who"),
        choices=[
            (Context.ORIGIN, _("leave from here (origin)")),
            (Context.TRANSIT, _("pass through (transit)")),
            (Context.DESTINATION, _("come to stay (destination)")),
            (Context.RETURN, _("come back (return)")),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_border = forms.BooleanField(label=_("It was done in a border town"), required=False)
    budget = forms.ChoiceField(label=_("Cost"), choices=[("", "–"), *Budget.choices], required=False)
    implementer = forms.CharField(label=_("Carried out by"), max_length=300, required=False)
    partners = forms.CharField(
        label=_("Partners and donors"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One a line."),
    )
    places_text = forms.CharField(label=_("Places in words"), max_length=300, required=False)

    def values(self) -> dict[str, Any]:
        values = super().values()
        first = [o.pk for o in values["primary"]]
        return values | {
            "primary": first,
            "secondary": [o.pk for o in values["secondary"] if o.pk not in first],
            "principles": [p.pk for p in values["principles"]],
        }


def form_of(practice: Practice, step: str, data: Any = None) -> StepForm:
    """The form of a step, filled with what the practice says."""
    if step != "facts":
        text = practice.texts.get(language=practice.original_language)
        initial = {part.name: getattr(text, part.name) for part in PARTS}
        return TextsForm(step, data, initial=initial | {"revision": practice.revision})
    served = {row.objective_id: row.is_primary for row in practice.served.all()}
    initial = {name: getattr(practice, name) for name in FactsForm.base_fields if hasattr(practice, name)} | {
        "primary": [n for n, first in served.items() if first],
        "secondary": [n for n, first in served.items() if not first],
        "principles": list(practice.principles.values_list("pk", flat=True)),
    }
    return FactsForm(data, initial=initial)


class BeginForm(forms.Form):
    use_required_attribute = False
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )
    language = forms.ChoiceField(
        label=_("Language you write in"),
        choices=LANGUAGES,
    )
    title = forms.CharField(
        label=pgettext_lazy("practice", "Title"),
        help_text=_("Short and descriptive: what is done, for whom."),
        error_messages={"required": _("Give the practice a title.")},
    )

    def __init__(self, organisations: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined] # ours has one


class SendForm(forms.Form):
    use_required_attribute = False
    call: forms.ModelChoiceField[Call] = forms.ModelChoiceField(
        Call.objects.none(), label=_("Call it answers to"), required=False, empty_label=_("None")
    )
    focal_name = forms.CharField(
        label=_("Name of the focal point"),
        required=False,
        max_length=120,
        help_text=_("Only if another institution carried it out: somebody there confirms by a link."),
    )
    focal_email = forms.EmailField(label=_("E-mail of the focal point"), required=False)

    def __init__(self, calls: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = calls  # type: ignore[attr-defined] # ours has one


class AnswerForm(forms.Form):
    use_required_attribute = False
    new = forms.CharField(
        label=_("The part as it reads now"), required=False, widget=forms.Textarea({"rows": NEW_LINES})
    )
    remark = forms.CharField(
        label=_("Remark to the reviewers"), required=False, widget=forms.Textarea({"rows": 3})
    )


class WordsForm(forms.Form):
    """One long text with a name of its own."""

    use_required_attribute = False
    words = forms.CharField(required=False, max_length=6000, widget=forms.Textarea({"rows": 5}))

    def __init__(self, label: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
