"""Input to clean data; nothing here saves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation
from acogida.assessments.actions import Given
from acogida.assessments.actions.answers import LONGEST_EXPLANATION
from acogida.assessments.actions.discussions import LONGEST_COMMENT
from acogida.assessments.actions.links import LONGEST as LONGEST_LINK
from acogida.assessments.models import (
    Answer,
    EvidenceKind,
    Instrument,
    LinkPurpose,
    Question,
    Stance,
    SubDimension,
    Value,
)
from acogida.assessments.revisions import base_of, digest
from acogida.assessments.wording import words


class Take:
    """Which of two versions of a field stays."""

    STORED = "stored"
    MINE = "mine"
    BOTH = "both"


class OpenChoice(forms.ChoiceField):
    """A choice that may wait: none taken yet is no error, and the page does not call it optional."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class AnswerForm(forms.Form):
    """One question: five choices and an explanation. Its prefix is the question's code."""

    use_required_attribute = False

    base = forms.CharField(widget=forms.HiddenInput, required=False)
    value = OpenChoice(
        choices=Value.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the five answers.")},
    )
    explanation = forms.CharField(
        label=_("Explanation"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=LONGEST_EXPLANATION,
    )

    def __init__(self, question: Question, answer: Answer | None, data: Any = None) -> None:
        initial = {
            "base": base_of(answer),
            "value": answer.value if answer else "",
            "explanation": answer.explanation if answer else "",
        }
        super().__init__(data, prefix=question.code, initial=initial, auto_id="id_%s")
        self.question, self.answer = question, answer
        self.fields["value"].label = words(question.text)

    @property
    def is_touched(self) -> bool:
        """Whether the person changed it since the page was opened, or chose to keep their own version."""
        opened_on = self.cleaned_data["base"].partition(".")[2]
        typed = digest(self.cleaned_data["value"], self.cleaned_data["explanation"])
        return opened_on != typed or self._kept_revision() is not None

    def given(self) -> Given:
        revision = self._kept_revision()
        value, explanation = self.cleaned_data["value"], self.cleaned_data["explanation"]
        if revision is None:
            seen = self.cleaned_data["base"].partition(".")[0]
            revision = int(seen) if seen.isdigit() else 0
        elif self.answer:
            value, explanation = self._chosen(self.answer, value, explanation)
        return Given(question=self.question, value=value, explanation=explanation, revision=revision)

    def _chosen(self, stored: Answer, value: str, explanation: str) -> tuple[str, str]:
        """Field by field, what the person chose between what is stored and what they wrote."""
        if self._take("value") == Take.STORED:
            value = stored.value
        if self._take("explanation") == Take.STORED:
            explanation = stored.explanation
        elif self._take("explanation") == Take.BOTH:
            explanation = f"{stored.explanation}\n\n{explanation}"
        return value, explanation

    def _take(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(f"take-{name}"), ""))

    def _kept_revision(self) -> int | None:
        """The revision a person saw beside their own version when they chose to keep their own."""
        kept = str(self.data.get(self.add_prefix("keep"), ""))
        return int(kept) if kept.isdigit() else None


class StartForm(forms.Form):
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )
    year = forms.IntegerField(
        label=_("Year that it measures"),
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )

    instrument = forms.ChoiceField(label=_("Questionnaire"))

    def __init__(
        self, data: Any = None, *, organisations: Any, year: int, instruments: list[Instrument]
    ) -> None:
        super().__init__(data, initial={"organisation": organisations.first(), "year": year})
        fields: dict[str, Any] = self.fields
        fields["organisation"].queryset = organisations
        if len(instruments) < 2:
            del fields["instrument"]
        else:
            fields["instrument"].choices = [(one.pk, str(one)) for one in instruments]
        self.instruments = instruments

    @property
    def chosen(self) -> Instrument | None:
        """The questionnaire chosen, or the only one there is."""
        wanted = self.cleaned_data.get("instrument", "")
        return next((one for one in self.instruments if not wanted or str(one.pk) == wanted), None)


class EvidenceForm(forms.Form):
    """One evidence item. Which fields it needs depends on its kind; the action says what is missing."""

    kind = forms.ChoiceField(
        label=_("Kind of evidence"), choices=EvidenceKind.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("What it is, as others would look for it: name and number of the rule, of the report."),
    )
    link = forms.URLField(
        label=_("Address of the page"),
        max_length=400,
        required=False,
        assume_scheme="https",
        help_text=_("Only for a link."),
        error_messages={"invalid": _("Write the whole address of the page, beginning with https://.")},
    )
    upload = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("Only for a file. Never lists of people or their papers."),
    )
    file_is_public = forms.BooleanField(
        label=_("Everybody may download this file once the assessment is published"), required=False
    )
    dated = forms.DateField(
        label=_("Date of the evidence"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("A legal citation must have one: the day it was issued or published."),
    )
    detail = forms.CharField(
        label=_("What it says"),
        widget=forms.Textarea({"rows": 3}),
        max_length=LONGEST_EXPLANATION,
        required=False,
        help_text=_("Article, page or paragraph, in a sentence or two."),
    )


class CommentForm(forms.Form):
    """A comment, or a reply; empty where somebody only resolves."""

    text = forms.CharField(
        label=_("Your comment"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=LONGEST_COMMENT,
    )


class CheckForm(forms.Form):
    """What a validator holds of one answer, and of which revision."""

    stance = forms.ChoiceField(choices=Stance.choices)
    revision = forms.IntegerField(min_value=0)
    text = forms.CharField(required=False, max_length=LONGEST_COMMENT)

    def given(self) -> dict[str, Any]:
        return {key: self.cleaned_data[key] for key in ("stance", "revision", "text")}


class LinkForm(forms.Form):
    """A personal link to give."""

    purpose = forms.ChoiceField(
        label=_("What for"), choices=LinkPurpose.choices, widget=forms.RadioSelect, initial="answer"
    )
    name = forms.CharField(
        label=_("Who will hold it"),
        max_length=120,
        help_text=_("The department or organisation. What is written with the link carries this name."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("The link is sent there. Leave it empty to hand the link over yourself."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)
    sections: forms.ModelMultipleChoiceField[SubDimension] = forms.ModelMultipleChoiceField(
        SubDimension.objects.none(), label=_("Sections"), widget=forms.CheckboxSelectMultiple
    )
    days = forms.IntegerField(label=_("For how many days"), min_value=1, max_value=LONGEST_LINK, initial=14)

    def __init__(self, data: Any = None, *, sections: Any, language: str) -> None:
        super().__init__(data, initial={"language": language[:2]})
        field = self.fields["sections"]
        field.queryset = sections  # type: ignore[attr-defined] # a field of this form's own
        field.label_from_instance = section_label  # type: ignore[attr-defined] # a field of this form's own


def section_label(section: SubDimension) -> str:
    return f"{section.dimension} · {section}"


class FilterForm(forms.Form):
    """What the list of questions shows."""

    use_required_attribute = False

    state = OpenChoice(
        label=_("Answers"),
        choices=[
            ("", _("All answers")),
            ("open", _("Not answered yet")),
            ("weak", _("No, partly or not known")),
            ("stated", _("In place, without evidence")),
            ("documented", _("In place, documented")),
            ("confirmed", _("Confirmed from outside")),
            ("questioned", _("Questioned by a validator")),
            ("discussed", _("With an open discussion")),
        ],
    )
    dimension = OpenChoice(label=_("Dimension"))

    def __init__(self, data: Any, *, dimensions: list[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["dimension"]
        field.choices = [("", _("All dimensions")), *dimensions]  # type: ignore[attr-defined] # a field of this form's own


class PublishedFilterForm(forms.Form):
    """What the list of published assessments shows."""

    use_required_attribute = False

    country = OpenChoice(label=_("Country"))
    year = OpenChoice(label=_("Year"))

    def __init__(self, data: Any, *, countries: list[tuple[str, str]], years: list[int]) -> None:
        super().__init__(data)
        offered = {
            "country": [("", _("All countries")), *countries],
            "year": [("", _("All years")), *((str(year), str(year)) for year in years)],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            field.choices = choices  # type: ignore[attr-defined] # a field of this form's own


class CountryForm(forms.Form):
    """Which country the directory shows."""

    use_required_attribute = False

    country = OpenChoice(label=_("Country"))

    def __init__(self, data: Any, *, countries: list[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["country"]
        field.choices = [("", _("All countries")), *countries]  # type: ignore[attr-defined] # a field of this form's own


class TableForm(forms.Form):
    """The answers in a file."""

    file = forms.FileField(label=_("File with the answers (XLSX, ODS or CSV)"))
