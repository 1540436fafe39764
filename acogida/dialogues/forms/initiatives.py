"""An initiative of civil society, and the decision about it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from acogida.dialogues.forms.fields import CountryField, Plain, long_text, objectives
from acogida.dialogues.forms.fields import text as line
from acogida.territories.models import Level, Territory
from acogida.territories.queries import search


class InitiativeForm(Plain):
    title = line(_("What it is called"), missing=_("Give it a name."), longest=160)
    text = long_text(
        _("What it does, in a few sentences"),
        missing=_("Say what it does."),
        longest=1500,
        help_text=_("What, with whom and since when. No names of people."),
    )
    language = forms.ChoiceField(label=_("In which language you wrote it"), choices=settings.LANGUAGES)
    country = CountryField(_("Country"), missing=_("Choose the country."))
    place = line(
        _("Municipality or city"), help_text=_("Leave it empty where it works in the whole country.")
    )
    objectives = objectives(
        _("Objectives of the Compact it serves"), missing=_("Choose at least one objective.")
    )
    website = forms.URLField(label=_("Website"), required=False, max_length=300, assume_scheme="https")
    contact = line(
        _("How to reach it"),
        help_text=_("An office's address or telephone, not a person's."),
    )
    may_show_contact = forms.BooleanField(label=_("Everybody may see how to reach it"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        country, words = cleaned.get("country"), cleaned.get("place", "")
        cleaned["place"] = None
        if country and words:
            cleaned["place"] = self._place(words, country)
        return cleaned

    def _place(self, words: str, country: Territory) -> Territory | None:
        found = [
            p for p in search(words, limit=40) if p.country_id == country.pk and p.level == Level.MUNICIPALITY
        ]
        exact = [p for p in found if str(p).casefold() == words.casefold()]
        chosen = exact if len(exact) == 1 else found
        if len(chosen) == 1:
            return chosen[0]
        if not found:
            self.add_error("place", _now("No municipality of that country is called so."))
        else:
            names = ", ".join(f"{p} ({p.parent})" for p in found[:6])
            self.add_error("place", _now("Which one? %(names)s") % {"names": names})
        return None

    def values(self) -> dict[str, Any]:
        """What the deed writes, without the objectives."""
        return {name: value for name, value in self.cleaned_data.items() if name != "objectives"}


class InitiativeDecisionForm(Plain):
    accept = forms.TypedChoiceField(
        label=_("Your decision"),
        choices=[("yes", _("Put it on the map")), ("no", _("Do not take it up"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": _("Choose one.")},
    )
    reason = line(_("Reason"), longest=300)
