"""Fields that several forms share, each with its own sentence when it is left empty."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.compact.models import Objective
from acogida.territories.models import Level, Territory


class Plain(forms.Form):
    """A form whose browser leaves the checking to us: our sentences say more."""

    use_required_attribute = False


def needed(missing: Any) -> dict[str, Any]:
    return {"error_messages": {"required": missing}} if missing else {"required": False}


def text(label: Any, *, missing: Any = "", longest: int = 200, **more: Any) -> forms.CharField:
    """One line; required where `missing` says what is asked."""
    return forms.CharField(label=label, max_length=longest, **needed(missing), **more)


def long_text(
    label: Any, *, missing: Any = "", rows: int = 4, longest: int = 4000, **more: Any
) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=longest, widget=widget, **needed(missing), **more)


def day(label: Any, *, missing: Any = "", **more: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    field = forms.DateField(label=label, widget=widget, **needed(missing), **more)
    field.error_messages["invalid"] = _("Write the date with day, month and year.")
    return field


class Numbered(forms.ModelMultipleChoiceField[Any]):
    """Tables or objectives, by number and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}. {getattr(obj, 'short', obj)}"


def objectives(label: Any, *, missing: Any = "") -> Numbered:
    return Numbered(
        label=label,
        queryset=Objective.objects.order_by("number"),
        widget=forms.CheckboxSelectMultiple,
        **needed(missing),
    )


class CountryField(forms.ModelChoiceField[Any]):
    def __init__(self, label: Any, *, missing: Any = "", **more: Any) -> None:
        super().__init__(
            queryset=Territory.objects.filter(level=Level.COUNTRY).order_by("name"),
            label=label,
            to_field_name="code",
            **needed(missing),
            **more,
        )
