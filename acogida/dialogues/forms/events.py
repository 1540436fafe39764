"""Events, themes, panels, guest lists, registrations."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from acogida.dialogues.actions.guests import Invited, sector_of
from acogida.dialogues.forms.fields import CountryField, Plain, day, long_text, objectives, text
from acogida.dialogues.models import EventKind, Format, Gender, Mode, Panellist, Sector, Where
from acogida.dialogues.queries.balance import SIDES
from acogida.territories.models import Level, Territory

USUAL_CITIES = (
    "America/Costa_Rica San José\nAmerica/Bogota Bogotá\nAmerica/Barbados Bridgetown\n"
    "America/Argentina/Buenos_Aires Buenos Aires"
)
MOST_GUESTS = 500


def lines(value: str) -> list[str]:
    return [line.strip() for line in value.splitlines() if line.strip()]


class EventForm(Plain):
    kind = forms.ChoiceField(label=_("Kind of event"), choices=EventKind)
    title = text(_("Title"), missing=_("Give the event a title."), longest=240)
    held_on = day(_("Day"), missing=_("Write the day of the event."))
    mode = forms.ChoiceField(label=_("How people take part"), choices=Mode, initial=Mode.HYBRID)
    place = text(_("Place"), longest=120)
    organisers = long_text(_("Who organises"), missing=_("Say who organises the event."), rows=2)
    context = long_text(_("Why this event, and how its themes were chosen"), rows=6)
    aims = long_text(_("Aims, one a line"), rows=3)
    cities = long_text(
        _("Reference cities: time zone and name, one a line"),
        missing=_("Name at least one reference city."),
        initial=USUAL_CITIES,
        help_text=_("Hours are shown by each of these clocks, in page, mail, calendar and PDF."),
    )
    interpretation = forms.MultipleChoiceField(
        label=_("Languages of the event, with interpretation"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    civil_society = forms.IntegerField(
        label=_("Seats of civil society on each panel"), min_value=0, max_value=12, initial=3, required=False
    )
    national = forms.IntegerField(
        label=_("Seats of national governments"), min_value=0, max_value=12, initial=2, required=False
    )
    local = forms.IntegerField(
        label=_("Seats of local governments"), min_value=0, max_value=12, initial=1, required=False
    )
    questions = long_text(_("Guiding questions asked of each mechanism, one a line"), rows=3)
    join_url = forms.URLField(
        label=_("Address of the video room"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("Shown only to registered guests while the event is under way."),
    )

    def clean_cities(self) -> list[list[str]]:
        found = []
        for line in lines(self.cleaned_data["cities"]):
            zone, _space, city = line.partition(" ")
            if zone not in available_timezones() or not city.strip():
                raise forms.ValidationError(
                    _now("“%(line)s”: write a time zone and a city, such as America/Bogota Bogotá.")
                    % {"line": line}
                )
            found.append([zone, city.strip()])
        return found

    def values(self) -> dict[str, Any]:
        """The fields of an event; the formula only where it has seats."""
        found = dict(self.cleaned_data)
        formula = {side: found.pop(side) or 0 for side in SIDES}
        found["formula"] = formula if any(formula.values()) else {}
        found["aims"], found["questions"] = lines(found["aims"]), lines(found["questions"])
        return found


class ThemeForm(Plain):
    """A theme; its hours are written by the clock of the first reference city."""

    title = text(_("Theme"), missing=_("Give the theme a title."), longest=240)
    start = forms.TimeField(
        label=_("From"),
        widget=forms.TimeInput({"type": "time"}),
        error_messages={"required": _("Write the hour.")},
    )
    end = forms.TimeField(
        label=_("Until"),
        widget=forms.TimeInput({"type": "time"}),
        error_messages={"required": _("Write the hour.")},
    )
    format = forms.ChoiceField(label=_("Format"), choices=Format)
    objectives = objectives(_("Objectives of the Compact"), missing=_("Choose at least one objective."))
    introduction = long_text(_("Introduction"))
    questions = long_text(_("Guiding questions, one a line"), rows=5)
    mechanisms = long_text(_("Mechanisms that present, one a line"), rows=4)

    def __init__(self, *args: Any, held_on: date, zone: str, with_mechanisms: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held_on, self.zone = held_on, ZoneInfo(zone)
        if not with_mechanisms:
            del self.fields["mechanisms"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("start") and data.get("end") and data["end"] <= data["start"]:
            self.add_error("end", _("It ends after it begins."))
        return data

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        start, end = data.pop("start"), data.pop("end")
        data.pop("objectives")
        data["starts_at"] = datetime.combine(self.held_on, start, tzinfo=self.zone)
        data["ends_at"] = datetime.combine(self.held_on, end, tzinfo=self.zone)
        data["questions"] = lines(data["questions"])
        data["mechanisms"] = lines(data.get("mechanisms", ""))
        return data


class PanellistForm(Plain):
    sector = forms.ChoiceField(label=_("Sector"), choices=[c for c in Sector.choices if c[0] != Sector.UN])
    organisation = text(_("Organisation"), missing=_("Name the organisation; people are never named."))
    country = CountryField(_("Country"), missing=_("Choose the country."))
    gender = forms.ChoiceField(label=_("Gender of the person"), choices=Gender, initial=Gender.UNSAID)


class TakeOffForm(Plain):
    """Which seat to take off a panel."""

    panellist = forms.ModelChoiceField(queryset=Panellist.objects.all())


class InvitationsForm(Plain):
    balance_reason = long_text(
        _("If a panel is not balanced: why it goes out so"),
        help_text=_("Published with the event, so that everybody can judge."),
    )


class GuestsForm(Plain):
    guests = long_text(
        _("Guests, one a line: e-mail; name; organisation; sector; country"),
        missing=_("Write at least one guest."),
        rows=10,
        longest=100_000,
        help_text=_(
            "Country as its three letters, such as COL. At a session of mechanisms a sixth part names the "
            "one they answer for. All lines are taken, or none."
        ),
    )

    def clean_guests(self) -> list[Invited]:
        rows = lines(self.cleaned_data["guests"])
        if len(rows) > MOST_GUESTS:
            raise forms.ValidationError(
                _now("At most %(n)s guests at once: send them in parts.") % {"n": MOST_GUESTS}
            )
        countries = {t.code: t for t in Territory.objects.filter(level=Level.COUNTRY)}
        found, wrong = [], []
        for number, row in enumerate(rows, 1):
            parts = [part.strip() for part in row.replace("\t", ";").split(";")]
            guest = _guest(parts, countries)
            if guest:
                found.append(guest)
            else:
                wrong.append(_now("Line %(n)s is not understood: %(line)s") % {"n": number, "line": row[:80]})
        if wrong:
            raise forms.ValidationError(wrong[:10])
        return found


def _guest(parts: list[str], countries: dict[str, Territory]) -> Invited | None:
    if len(parts) not in {5, 6} or not sector_of(parts[3]) or parts[4].upper() not in countries:
        return None
    try:
        email = forms.EmailField().clean(parts[0])
    except forms.ValidationError:
        return None
    country = countries[parts[4].upper()]
    return Invited(email, parts[1], parts[2], sector_of(parts[3]), country, mechanism="".join(parts[5:]))


class RegistrationForm(Plain):
    name = text(_("Your name"), missing=_("Write your name."), longest=120)
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=Gender,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one; you may prefer not to answer.")},
        help_text=_("Counted only, never shown with your name."),
    )
    is_returning = forms.TypedChoiceField(
        label=_("Have you come to one of these events before?"),
        choices=[("no", _("No, it is the first time")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": _("Choose one.")},
    )
    where = forms.ChoiceField(
        label=_("How will you take part?"),
        choices=Where,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    interpretation = forms.ChoiceField(
        label=_("In which language?"), choices=settings.LANGUAGES, required=False
    )
