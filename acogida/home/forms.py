"""What a person asks the search for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.core.search.sources import SOURCES
from acogida.home.queries import Asked
from acogida.territories.queries import lac_countries

FURTHEST = 50


class SearchForm(forms.Form):
    q = forms.CharField(label=_("What are you looking for?"), max_length=200, strip=True)
    country = forms.ChoiceField(label=_("Country"), required=False)
    kind = forms.CharField(required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, min_value=1, max_value=FURTHEST, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def] # Django's own signature
        super().__init__(*args, **kwargs)
        countries = sorted((country.local_name, country.code) for country in lac_countries())
        self.fields["country"].choices = [("", _("All countries")), *((c, n) for n, c in countries)]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["q"].widget.attrs |= {"type": "search", "autocomplete": "off"}

    def asked(self) -> Asked:
        """What was understood; a text too long is cut, a kind or country nobody knows is left out."""
        if not self.is_bound:
            return Asked()
        self.is_valid()
        clean = self.cleaned_data
        kind = clean.get("kind", "")
        return Asked(
            text=clean.get("q", "") or self.data.get("q", "").strip()[:200],
            kind=kind if kind in SOURCES else "",
            country=clean.get("country", ""),
            page=clean.get("page") or 1,
        )
