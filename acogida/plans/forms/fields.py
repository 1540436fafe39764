"""Fields that several forms of plans share, each with its own sentence when it is left empty."""

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
    return forms.CharField(
        label=label, max_length=4000, widget=forms.Textarea({"rows": rows}), **_needed(missing), **more
    )


def day(label: Any, *, missing: Any = "", **more: Any) -> forms.DateField:
    field = forms.DateField(label=label, widget=DateInput(), **_needed(missing), **more)
    field.error_messages["invalid"] = _("Write the date with day, month and year.")
    return field


class Amount(forms.DecimalField):
    """A number as people write it here; see `amounts.plain`."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = plain(value)
        return super().to_python(value)


def number(label: Any, *, missing: Any = "", **more: Any) -> forms.DecimalField:
    """A decimal as the page's language writes it, or with a point."""
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


def people_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={
            name: _("A number of people is a whole number, 0 or more.") for name in ("invalid", "min_value")
        },
    )


class Counts(forms.CharField):
    """Names with their numbers, one a line: "Venezuela 12"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            widget=forms.Textarea({"rows": 3}),
            help_text=_("One a line, the number last: Venezuela 12."),
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        found: dict[str, int] = {}
        for line in str(value or "").splitlines():
            name, _space, count = line.strip().rstrip(":").rpartition(" ")
            name = name.strip(" :=,;")
            if not line.strip():
                continue
            if not name or not count.isdigit():
                raise forms.ValidationError(_("Write one a line, the number last: Venezuela 12."))
            found[name] = found.get(name, 0) + int(count)
        return found


def _needed(missing: Any) -> dict[str, Any]:
    if not missing:
        return {"required": False}
    return {"error_messages": {"required": missing}}


class Short(forms.ModelChoiceField[Any]):
    """A choice of objectives, by number and the label of a few words."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}. {obj.short}"


class Shorts(forms.ModelMultipleChoiceField[Any]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}. {obj.short}"


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
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}

    def beside(self, current: dict[str, Any]) -> list[dict[str, str]]:
        """Rows for the component `diff`: what stands now, and what was typed; only what differs."""
        rows = []
        for name, field in self.fields.items():
            if name not in current or isinstance(field.widget, forms.HiddenInput):
                continue
            stands, typed = _said(field, current[name]), _said(field, self.cleaned_data.get(name))
            if stands != typed:
                rows.append({"label": str(field.label), "before": stands, "after": typed})
        return rows


class Rows:
    """Several forms of one kind on a page, numbered; rows left empty are passed over."""

    row: type[forms.Form]
    most = 60

    def __init__(self, data: Any = None, *, initial: list[dict[str, Any]], revision: int) -> None:
        self.is_bound = data is not None
        self.revision = revision
        count = len(initial)
        if data is not None:
            sent = str(data.get("rows", ""))
            count = min(int(sent), self.most) if sent.isdigit() else 0
            given = str(data.get("revision", ""))
            self.revision = int(given) if given.isdigit() else revision
        self.forms = [
            self.row(data, prefix=f"r{n}", initial=initial[n] if n < len(initial) else {})
            for n in range(count)
        ]

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.forms]  # each, so that every row shows its errors
        return self.is_bound and all(valid)


def _said(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(field.label_from_instance(found) for found in value or [])
    if isinstance(field, forms.ModelChoiceField):
        return field.label_from_instance(value) if value else ""
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(str(dict(field.choices).get(key, key)) for key in value or [])  # type: ignore[arg-type] # flat
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type] # flat choices
    return "" if value is None else str(field.widget.format_value(value) or "")
