"""Consultations and their ballots."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from acogida.dialogues.forms.events import lines
from acogida.dialogues.forms.fields import Plain, day, long_text, text
from acogida.dialogues.models import Consultation, Gender, Method, Option


class ConsultationForm(Plain):
    title = text(_("Title"), missing=_("Give the consultation a title."))
    question = long_text(_("What is asked"), missing=_("Write what is asked."), rows=3)
    method = forms.ChoiceField(label=_("How people choose"), choices=Method)
    limit = forms.IntegerField(
        label=_("How many may be chosen, or how many dots"), min_value=1, max_value=30, initial=2
    )
    shows_live = forms.BooleanField(label=_("Show how many have voted while it is open"), required=False)
    may_add = forms.BooleanField(
        label=_("Participants may add statements"),
        required=False,
        help_text=_("Moderated in the open: what is refused stays visible with its reason."),
    )
    closes_on = day(_("Last day"), missing=_("Write the last day."))
    options = long_text(
        _("Options or statements, one a line"),
        missing=_("Write at least two options."),
        rows=8,
        longest=20_000,
    )

    def clean_options(self) -> list[str]:
        return lines(self.cleaned_data["options"])


class BallotForm(Plain):
    """One field an option, by the method; `choices` gives what the deed takes."""

    gender = forms.ChoiceField(label=_("Gender"), choices=Gender, initial=Gender.UNSAID)

    def __init__(
        self, *args: Any, consultation: Consultation, options: list[Option], before: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.method, self.options = consultation.method, options
        made: dict[str, forms.Field] = {}
        for option in options:
            made[f"o{option.number}"] = self._field(option, before, len(options), consultation.limit)
        self.fields = made | {"gender": self.fields["gender"]}

    def _field(self, option: Option, before: Any, count: int, limit: int) -> forms.Field:
        number, key = option.number, str(option.number)
        if self.method == Method.APPROVE:
            chosen = before is not None and number in before
            return forms.BooleanField(label=option.text, required=False, initial=chosen)
        if self.method == Method.RANK:
            place = before.index(number) + 1 if before and number in before else None
            return forms.IntegerField(
                label=option.text,
                required=False,
                min_value=1,
                max_value=count,
                initial=place,
                help_text=_("1 is the first; empty leaves it out."),
            )
        if self.method == Method.DOTS:
            dots = (before or {}).get(key)
            return forms.IntegerField(
                label=option.text, required=False, min_value=0, max_value=limit, initial=dots
            )
        said = (before or {}).get(key)
        return forms.ChoiceField(
            label=option.text,
            required=False,
            widget=forms.RadioSelect,
            choices=[("1", _("I agree")), ("-1", _("I disagree")), ("0", _("I pass"))],
            initial="" if said is None else str(said),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.method == Method.RANK:
            places = [data[name] for name in data if name != "gender" and data[name]]
            if len(set(places)) != len(places):
                raise forms.ValidationError(_now("Two options have the same place: give each its own."))
        return data

    def choices(self) -> Any:
        given = {o.number: self.cleaned_data.get(f"o{o.number}") for o in self.options}
        if self.method == Method.APPROVE:
            return [number for number, ticked in given.items() if ticked]
        if self.method == Method.RANK:
            return [number for number, place in sorted(given.items(), key=lambda g: g[1] or 0) if place]
        return {number: int(value) for number, value in given.items() if value not in {None, ""}}


class StatementForm(Plain):
    text = text(_("Your statement"), missing=_("Write the statement in a sentence."), longest=300)


class ModerationForm(Plain):
    accept = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Let it stand")), ("no", _("Refuse it"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": _("Choose one.")},
    )
    reason = text(_("Why, if it is refused"), longest=300)
