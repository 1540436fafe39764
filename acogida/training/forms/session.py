"""Sessions and the attendance desk."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.core.errors import Refused
from acogida.training.clock import moment_of
from acogida.training.forms.nomination import LANGUAGE_CHOICES, text
from acogida.training.forms.programme import day
from acogida.training.models import Session


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class SessionForm(forms.Form):
    """When and where, by the clocks of the edition's city."""

    use_required_attribute = False
    day = day(_("Day"), missing=_("Say on which day."))
    hour = forms.TimeField(
        label=_("Hour, by the clocks of the edition"),
        widget=TimeInput(),
        error_messages={"required": _("Say at what hour."), "invalid": _("Write the hour as 09:00.")},
    )
    length = forms.IntegerField(
        label=_("Length in minutes"),
        min_value=5,
        max_value=1440,
        error_messages={"required": _("Say how long it takes.")},
    )
    join_url = forms.URLField(
        label=_("Address of the meeting"),
        required=False,
        assume_scheme="https",
        max_length=500,
        help_text=_("Participants never see it: their own link notes that they came and sends them on."),
    )
    venue = text(_("Meeting room"), 200)
    interpretation = forms.MultipleChoiceField(
        label=_("Languages one can listen in"),
        choices=LANGUAGE_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, zone: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        for code, name in LANGUAGE_CHOICES:
            self.fields[f"url_{code}"] = forms.URLField(
                label=_("Address of its own for who listens in %(language)s") % {"language": name},
                required=False,
                assume_scheme="https",
                max_length=500,
            )

    def language_urls(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"url_{code}"] for code, _name in LANGUAGE_CHOICES}

    def span(self) -> tuple[datetime, datetime]:
        """Raises Refused for an hour that the clocks skip that day."""
        found = moment_of(self.cleaned_data["day"], self.cleaned_data["hour"], self.zone)
        return found, found + timedelta(minutes=self.cleaned_data["length"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "day" in data and "hour" in data:
            try:
                moment_of(data["day"], data["hour"], self.zone)
            except Refused as refusal:
                self.add_error("hour", str(refusal))
        return data

    @staticmethod
    def of(session: Session, zone: str) -> dict[str, Any]:
        local = session.starts_at.astimezone(ZoneInfo(zone))
        return {
            "day": local.date(),
            "hour": local.time(),
            "length": int((session.ends_at - session.starts_at).total_seconds() // 60),
            "join_url": session.join_url,
            "venue": session.venue,
            "interpretation": session.interpretation,
            **{f"url_{code}": url for code, url in session.language_urls.items()},
        }


class ReportForm(forms.Form):
    """A meeting's report and the clocks that it was written by."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Attendance report"),
        help_text=_("As Zoom or Teams give it to the host (.csv), with each joining and leaving."),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )
    zone = text(_("Written by the clocks of"), 40, missing=_("Say by which clocks it was written."))
