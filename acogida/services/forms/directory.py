"""Searching the directory, writing an entry with its plain week, correcting one."""

import re
from datetime import date, time
from typing import Any, ClassVar

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from acogida.core.text import LANGUAGES
from acogida.services import hours
from acogida.services.actions.writing import LINES, TEXTS
from acogida.services.hours import Week
from acogida.services.lists import Access, Cost, Paper, Provider, languages, topic_choices, zones_of
from acogida.services.models import Service, Wrong

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class SearchForm(forms.Form):
    """A question to the directory; what is not on a list is left out, never an error."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.asked: dict[str, Any] = {
            "text": str(data.get("q", ""))[:200].strip(),
            "place": str(data.get("place", ""))[:120].strip(),
            "topic": self._one_of("topic", [key for key, _label in topic_choices()]),
            "language": self._one_of("language", [key for key, _label in languages()]),
            "provider": self._one_of("provider", Provider.values),
            "free": data.get("free") == "1",
            "no_papers": data.get("no_papers") == "1",
            "open_now": data.get("open") == "1",
            "after": int(data["after"]) if re.fullmatch(r"\d{1,15}", data.get("after", "")) else 0,
        }

    def _one_of(self, name: str, allowed: list[str]) -> str:
        value = str(self.data.get(name, ""))
        return value if value in allowed else ""


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def line(label: Any, *, longest: int = 160, missing: Any = "", **more: Any) -> forms.CharField:
    field = forms.CharField(label=label, max_length=longest, required=bool(missing), **more)
    if missing:
        field.error_messages["required"] = missing
    return field


def words(label: Any, **more: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": 2})
    return forms.CharField(label=label, max_length=1200, required=False, widget=widget, **more)


def ticks(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **more
    )


class ServiceForm(forms.Form):
    """An entry, as the person at the counter knows it: texts in up to four languages, a plain week."""

    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=1)
    name = line(_("Name"), missing=_("Give the service the name it is known by."))
    provider = line(_("Who gives it"), missing=_("Say which institution or organisation gives the service."))
    provider_kind = forms.ChoiceField(label=_("Kind of provider"), choices=Provider)
    address = line(_("Address or landmark"), longest=240)
    phone = line(_("Telephone"), longest=60)
    whatsapp = line("WhatsApp", longest=60)
    email = forms.EmailField(label=_("E-mail"), required=False)
    website = forms.URLField(label=_("Web page"), required=False, max_length=300, assume_scheme="https")
    cost = forms.ChoiceField(label=_("Cost"), choices=Cost)
    by_appointment = forms.BooleanField(label=_("Only by appointment"), required=False)
    time_zone = forms.ChoiceField(label=_("Its clock"))
    lat = forms.FloatField(label=_("Latitude"), required=False)
    lon = forms.FloatField(label=_("Longitude"), required=False)
    check_every_months = forms.IntegerField(
        label=_("Check again every (months)"), min_value=1, max_value=24, initial=6
    )
    source = line(
        _("Where this is written"), longest=300, help_text=_("A public page or paper, where there is one.")
    )
    closed_on_holidays = forms.BooleanField(label=_("Closed on public holidays"), required=False)
    always = forms.BooleanField(label=_("Open day and night, every day"), required=False)
    closed_on = line(
        _("Also closed on"), longest=300, help_text=_("Dates as 2026-12-24, with commas between them.")
    )
    hours_text = line(
        _("Hours in the standard form"),
        longest=400,
        help_text=_("Only for what the week above cannot say, for example Mo[1] 08:00-12:00."),
    )

    GROUPS: ClassVar = {
        "first": ("name", "provider", "provider_kind", "topics"),
        "door": ("cost", "papers", "by_appointment", "languages", "accessibility"),
        "reach": ("address", "phone", "whatsapp", "email", "website"),
        "more": ("time_zone", "lat", "lon", "check_every_months", "source"),
    }

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.fields["time_zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = zones_of(country)
        self.fields["topics"] = ticks(_("What for"), topic_choices())
        self.fields["languages"] = ticks(_("Languages spoken"), languages())
        self.fields["papers"] = ticks(_("Papers asked"), Paper)
        self.fields["accessibility"] = ticks(_("Accessibility"), Access)
        labels = {
            "summary": _("What it does"),
            "eligibility": _("Who may use it"),
            "advice": _("Good to know"),
        }
        for code in LANGUAGES:
            for name in TEXTS:
                self.fields[f"{name}_{code}"] = words(labels[name])
        for day in range(7):
            for part in ("from", "to", "from2", "to2"):
                self.fields[f"d{day}_{part}"] = forms.TimeField(
                    label=WEEKDAYS[day],
                    required=False,
                    widget=TimeInput(),
                    error_messages={"invalid": _("Write the time as 08:30.")},
                )

    @staticmethod
    def of(service: Service) -> dict[str, Any]:
        """An entry as the form shows it."""
        shown: dict[str, Any] = {name: getattr(service, name) for name in LINES}
        shown |= {
            name: getattr(service, name)
            for name in ("provider_kind", "cost", "papers", "accessibility", "by_appointment", "time_zone")
        }
        shown |= {"topics": service.topics, "languages": service.languages, "revision": service.revision}
        shown["check_every_months"] = service.check_every_months
        if service.is_located:
            shown |= {"lat": service.lat, "lon": service.lon}
        for name in TEXTS:
            for code, text in getattr(service, name).items():
                shown[f"{name}_{code}"] = text
        week = hours.week_of(service.hours)
        return shown | ({"hours_text": service.hours} if week is None else _week_shown(week))

    def group(self, name: str) -> list[Any]:
        return [self[field] for field in self.GROUPS[name]]

    def texts(self) -> list[tuple[str, list[Any]]]:
        """By language, the fields of its texts."""
        return [(code, [self[f"{name}_{code}"] for name in TEXTS]) for code in LANGUAGES]

    def week_rows(self) -> list[tuple[str, list[Any]]]:
        """By day, its four times."""
        return [
            (str(WEEKDAYS[day]), [self[f"d{day}_{part}"] for part in ("from", "to", "from2", "to2")])
            for day in range(7)
        ]

    def clean_closed_on(self) -> tuple[date, ...]:
        found = []
        for part in filter(None, re.split(r"[,;\s]+", self.cleaned_data["closed_on"])):
            try:
                found.append(date.fromisoformat(part) if ISO_DATE.fullmatch(part) else date(0, 0, 0))
            except ValueError as error:
                raise forms.ValidationError(
                    _("Write the dates as 2026-12-24, with commas between.")
                ) from error
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        """The week put together. A day may end after midnight; a time without its pair is asked for."""
        data: dict[str, Any] = super().clean() or {}
        days: dict[int, tuple[tuple[time, time], ...]] = {}
        for day in range(7):
            spans = []
            for begins, ends in (("from", "to"), ("from2", "to2")):
                since, until = data.get(f"d{day}_{begins}"), data.get(f"d{day}_{ends}")
                if (since is None) != (until is None):
                    missing = ends if until is None else begins
                    self.add_error(f"d{day}_{missing}", _("Write when it opens and when it closes."))
                elif since is not None and until is not None:
                    spans.append((since, until))
            if len(spans) == 2 and spans[0][0] < spans[0][1] and spans[1][0] < spans[0][1]:
                self.add_error(f"d{day}_from2", _("The second part of the day begins after the first."))
            if spans:
                days[day] = tuple(spans)
        data["week"] = Week(
            days,
            bool(data.get("always")),
            bool(data.get("closed_on_holidays")),
            data.get("closed_on") or (),
        )
        return data

    def values(self) -> dict[str, Any]:
        """What the deed takes; raises Refused where the hours cannot be read."""
        data = self.cleaned_data
        plain = (*LINES, "provider_kind", "cost", "papers", "accessibility", "by_appointment", "time_zone")
        values = {name: data[name] for name in (*plain, "lat", "lon", "check_every_months")}
        values |= {"topics": data["topics"], "languages": data["languages"]}
        for name in TEXTS:
            values[name] = {code: data[f"{name}_{code}"] for code in LANGUAGES}
        values["hours"] = data["hours_text"] or hours.composed(data["week"])
        return values


def _week_shown(week: Week) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "always": week.always,
        "closed_on_holidays": week.off_on_holidays,
        "closed_on": ", ".join(day.isoformat() for day in week.closed_on),
    }
    for day, spans in week.days.items():
        for (since, until), (begins, ends) in zip(spans, (("from", "to"), ("from2", "to2")), strict=False):
            shown |= {f"d{day}_{begins}": since, f"d{day}_{ends}": until}
    return shown


class CheckForm(forms.Form):
    use_required_attribute = False
    checked_on = forms.DateField(
        label=_("Checked on"),
        widget=DateInput(),
        error_messages={"required": _("Say on which day."), "invalid": _("Choose a day.")},
    )


class ReasonForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(
        label=_("Why"),
        max_length=240,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Say why in a few words.")},
    )


class CorrectionForm(forms.Form):
    """What a visitor says is out of date. Nothing is asked about the visitor."""

    use_required_attribute = False
    wrong = forms.ChoiceField(label=_("What is out of date?"), choices=Wrong, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("How it is now"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Only about the service. Do not write names or data of persons."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("wrong") not in (None, Wrong.GONE) and not (data.get("text") or "").strip():
            self.add_error("text", _("Write how it is now."))
        return data
