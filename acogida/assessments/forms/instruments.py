"""Writing a questionnaire: one question at a time, or a whole version from a file."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from acogida.assessments.actions.drafting import Wording
from acogida.assessments.models import Instrument, LinkKind, Question, SubDimension
from acogida.assessments.queries.instruments.checking import CODE, KEY, LONGEST, TARGET
from acogida.compact.models import Objective

SPLIT = re.compile(r"[,;\s]+")
TEXTS = {
    "text": pgettext_lazy("of a questionnaire", "Question"),
    "example": gettext_lazy("Invented example of an answer"),
    "look": gettext_lazy("Where to look"),
}


class QuestionnaireFileForm(forms.Form):
    """A version of a questionnaire in a file."""

    file = forms.FileField(label=gettext_lazy("File with the questionnaire (YAML or XLSX)"))


class QuestionForm(forms.Form):
    """One question of a draft: its words in four languages, its place, and what it was before."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=12,
        help_text=gettext_lazy(
            "It stays the same over the versions: a letter, then letters, numbers or hyphens."
        ),
    )
    section: forms.ModelChoiceField[SubDimension] = forms.ModelChoiceField(
        SubDimension.objects.none(), label=gettext_lazy("Section"), empty_label=None
    )
    topic = forms.CharField(label=gettext_lazy("Lasting topic"), max_length=50, required=False)
    objectives: forms.ModelMultipleChoiceField[Objective] = forms.ModelMultipleChoiceField(
        Objective.objects.none(),
        label=gettext_lazy("Objectives of the Compact that it touches"),
        widget=forms.CheckboxSelectMultiple,
    )
    evidence = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of evidence"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sdg = forms.CharField(
        label=gettext_lazy("SDG targets"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Such as 3.8, 10.7; separated by commas."),
    )
    seal = forms.CharField(
        label=gettext_lazy("Dimensions of the seal"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Numbers from 1 to 10, separated by commas."),
    )
    earlier = forms.CharField(
        label=gettext_lazy("Questions of the version before that it was"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Their codes, separated by commas. Leave it empty for a new question."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How it stands to them"),
        choices=LinkKind.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy(
            "Only the same and reworded questions are compared over the years. A question whose wording "
            "changes is kept as reworded."
        ),
    )

    def __init__(self, data: Any = None, *, draft: Instrument, question: Question | None) -> None:
        super().__init__(data, initial=_initial(question) if question else {"kind": LinkKind.SAME})
        self.fields |= _texts()
        fields: dict[str, Any] = self.fields
        fields["section"].queryset = SubDimension.objects.filter(dimension__instrument=draft).select_related(
            "dimension"
        )
        fields["section"].label_from_instance = lambda section: f"{section.dimension} · {section}"
        fields["objectives"].queryset = Objective.objects.defer("summary", "named_local").order_by("number")
        fields["evidence"].choices = [
            (code, words.get("es") or code) for code, words in sorted(draft.evidence_words.items())
        ]

    def texts(self) -> Iterator[tuple[Any, list[Any]]]:
        """(words, fields by language) of each text."""
        for name, label in TEXTS.items():
            yield label, [self[f"{name}_{code}"] for code, _language in settings.LANGUAGES]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip().upper()
        if not CODE.fullmatch(code):
            raise forms.ValidationError(
                _("The question needs a code such as D1-01: a letter, then letters or numbers.")
            )
        return code

    def clean_topic(self) -> str:
        topic: str = self.cleaned_data["topic"].strip()
        if topic and not KEY.fullmatch(topic):
            raise forms.ValidationError(_("The topic is a word of small letters, numbers and hyphens."))
        return topic

    def clean_sdg(self) -> list[str]:
        targets = _list(self.cleaned_data["sdg"])
        for target in targets:
            if not TARGET.fullmatch(target):
                raise forms.ValidationError(
                    _("“%(word)s” is no target of the 2030 Agenda, such as 3.8.") % {"word": target}
                )
        return targets

    def clean_seal(self) -> list[int]:
        numbers = _list(self.cleaned_data["seal"])
        for number in numbers:
            if not (number.isdigit() and 1 <= int(number) <= 10):
                raise forms.ValidationError(_("Numbers from 1 to 10, separated by commas."))
        return sorted({int(number) for number in numbers})

    def wording(self) -> Wording:
        cleaned = self.cleaned_data
        texts: dict[str, Any] = {
            name: {code: text for code, _name in settings.LANGUAGES if (text := cleaned[f"{name}_{code}"])}
            for name in TEXTS
        }
        return Wording(
            **texts,
            **{name: cleaned[name] for name in ("code", "section", "topic", "evidence", "sdg", "seal")},
            objectives=list(cleaned["objectives"]),
            earlier=[code.upper() for code in _list(cleaned["earlier"])],
            kind=cleaned["kind"] or LinkKind.SAME,
        )


def _texts() -> dict[str, forms.Field]:
    """A field for each text in each language; the question itself needs its Spanish."""
    return {
        f"{name}_{code}": forms.CharField(
            label=f"{label} ({language})",
            required=name == "text" and code == "es",
            max_length=LONGEST[name],
            widget=forms.Textarea({"rows": 2, "lang": code}),
        )
        for name, label in TEXTS.items()
        for code, language in settings.LANGUAGES
    }


def _initial(question: Question) -> dict[str, Any]:
    links = list(question.links.select_related("earlier").order_by("earlier__code"))
    held = {
        "text": question.text,
        "example": question.guidance.get("example", {}),
        "look": question.guidance.get("look", {}),
    }
    return {
        "code": question.code,
        "section": question.sub_dimension_id,
        "topic": question.topic,
        "objectives": list(question.objectives.all()),
        "evidence": question.evidence_types,
        "sdg": ", ".join(question.sdg),
        "seal": ", ".join(map(str, question.seal)),
        "earlier": ", ".join(link.earlier.code for link in links),
        "kind": links[0].kind if links else LinkKind.SAME,
        **{f"{name}_{code}": text for name, texts in held.items() for code, text in texts.items()},
    }


def _list(text: str) -> list[str]:
    return [word for word in SPLIT.split(text) if word]
