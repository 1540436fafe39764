"""Editions: a new one from an old one, and what may be changed."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from acogida.core.errors import Refused
from acogida.training.clock import city_of, moment_of
from acogida.training.forms.nomination import text
from acogida.training.models import Edition


class MomentField(forms.DateTimeField):
    """A day and an hour by the clocks of `zone` (set by its form), kept as a moment in UTC."""

    zone = "UTC"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=MomentInput(), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return (
            value.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None) if hasattr(value, "tzinfo") else value
        )

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            local = parse_datetime(str(value).strip())
        except ValueError:
            local = None
        if local is None or local.tzinfo:
            raise forms.ValidationError(_("Write the day and the hour."))
        try:
            return moment_of(local.date(), local.time(), self.zone)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class ZonedForm(forms.Form):
    """A form whose moments are by the clocks of an edition; their labels say the city."""

    use_required_attribute = False

    def __init__(self, zone: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, MomentField):
                field.zone = zone
                field.help_text = _("By the clocks of %(city)s.") % {"city": city_of(zone)}


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def day(label: Any, *, missing: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=DayInput(),
        error_messages={"required": missing, "invalid": _("Write the date with day, month and year.")},
        **more,
    )


class CopyForm(forms.Form):
    """A new edition from an old one."""

    use_required_attribute = False
    title_es = text(_("Title in Spanish"), 200, missing=_("Give the edition a title."))
    title_en = text(_("Title in English"), 200)
    slug = forms.SlugField(
        label=_("Address"),
        max_length=140,
        help_text=_("Small letters, numbers and hyphens: what stands in the address of its page."),
        error_messages={"required": _("Give the edition an address.")},
    )
    starts_on = day(_("First day"), missing=_("Say when the edition starts."))

    def title(self) -> dict[str, str]:
        return {
            code: self.cleaned_data[f"title_{code}"]
            for code in ("es", "en")
            if self.cleaned_data[f"title_{code}"]
        }


class EditionForm(ZonedForm):
    """What may be changed of an edition at any time."""

    place = text(_("Place"), 160)
    attendance_percent = forms.IntegerField(
        label=_("Attendance that counts (% of a session, breaks left out)"),
        min_value=1,
        max_value=100,
        error_messages={"required": _("Write a number from 1 to 100.")},
    )
    nominations_close_at = MomentField(label=_("Nominations close"), required=False)
    offers_unused_seats = forms.BooleanField(
        label=_("Unused seats are offered to who waits in the same profile"), required=False
    )

    @staticmethod
    def of(edition: Edition) -> dict[str, Any]:
        return {name: getattr(edition, name) for name in EditionForm.base_fields}


class SeatsForm(forms.Form):
    use_required_attribute = False
    seats = forms.IntegerField(
        label=_("Seats"), min_value=0, max_value=500, error_messages={"required": _("Write a number.")}
    )
