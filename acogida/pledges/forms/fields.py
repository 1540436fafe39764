"""Fields that several forms of pledges share, each with its own sentence when it is left empty."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.plans.amounts import plain


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def text(label: Any, *, missing: Any = "", longest: int = 200, **more: Any) -> forms.CharField:
    """One line; required where `missing` says what is asked."""
    return forms.CharField(label=label, max_length=longest, **_needed(missing), **more)


def long_text(label: Any, *, missing: Any = "", rows: int = 3, **more: Any) -> forms.CharField:
    more.setdefault("max_length", 4000)
    return forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), **_needed(missing), **more)


def day(label: Any, *, missing: Any = "", **more: Any) -> forms.DateField:
    field = forms.DateField(label=label, widget=DateInput(), **_needed(missing), **more)
    field.error_messages["invalid"] = _("Write the date with day, month and year.")
    return field


class Amount(forms.DecimalField):
    """A number as people write it here; see `plans.amounts`."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain(value) if isinstance(value, str) else value)


def number(label: Any, *, missing: Any = "", **more: Any) -> forms.DecimalField:
    field = Amount(
        label=label,
        max_digits=16,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal"}),
        **_needed(missing),
        **more,
    )
    field.widget.is_localized = True
    return field


def percent(label: Any, **more: Any) -> forms.IntegerField:
    """A whole percent, or nothing."""
    wrong = _("A share is a whole number from 0 to 100.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=100,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        **more,
    )


def _needed(missing: Any) -> dict[str, Any]:
    return {"error_messages": {"required": missing}} if missing else {"required": False}


class Fresh(forms.Form):
    """A form that knows which revision it was opened on."""

    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=1)

    def opened_on(self) -> int:
        return self.cleaned_data.get("revision") or 1

    def renew(self, revision: int) -> None:
        """After a colleague's change was shown: saving again is meant."""
        data: Any = self.data.copy()  # type: ignore[attr-defined] # a QueryDict, as every request sends
        data[self.add_prefix("revision")] = str(revision)
        self.data = data

    def values(self) -> dict[str, Any]:
        return {k: v for k, v in self.cleaned_data.items() if k not in {"revision", "reason"}}

    def beside(self, current: dict[str, Any]) -> list[dict[str, str]]:
        """Rows for the component `diff`: what stands now, and what was typed; only what differs."""
        rows = []
        for name, field in self.fields.items():
            if name not in current or isinstance(field.widget, forms.HiddenInput):
                continue
            stands, typed = said(field, current[name]), said(field, self.cleaned_data.get(name))
            if stands != typed:
                rows.append({"label": str(field.label), "before": stands, "after": typed})
        return rows


def said(field: forms.Field, value: Any) -> str:
    """A value of a field as its reader would say it."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(field.label_from_instance(found) for found in value or [])
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(str(dict(field.choices).get(key, key)) for key in value or [])  # type: ignore[arg-type] # flat
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type] # flat choices
    return "" if value is None else str(value)
