"""The explorer's choices. What an indicator does not have is not offered."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.evidence.disclosure import ALL
from acogida.evidence.models import Indicator
from acogida.evidence.queries import EDITIONS, Choice, Offer
from acogida.evidence.sentences import age as age_words
from acogida.evidence.sentences import sex as sex_words

WAYS = {
    "time": _("Through time"),
    "place": _("Places side by side"),
    "origin": _("By origin"),
    "sex": _("By sex"),
    "age": _("By age"),
}


class ExplorerForm(forms.Form):
    """Shows a choice and offers the others; it is sent by GET, so the address is the choice."""

    indicator = forms.ChoiceField(label=_("What"))
    add = forms.CharField(
        label=_("Add a place"),
        max_length=80,
        help_text=_("A country, a division or a municipality that has this figure"),
    )
    by = forms.ChoiceField(label=_("How to look at it"))
    origin = forms.ChoiceField(label=_("Origin"))
    sex = forms.ChoiceField(label=_("Sex"))
    age = forms.ChoiceField(label=_("Age"))
    first = forms.ChoiceField(label=_("From the year"))
    last = forms.ChoiceField(label=_("To the year"))

    def __init__(
        self, choice: Choice, offer: Offer, *, indicators: Sequence[Indicator], names: Mapping[str, str]
    ) -> None:
        super().__init__(initial=_initial(choice))
        self._offer("indicator", _grouped(indicators))
        self._offer("by", [(way, WAYS[way]) for way in offer.ways])
        self._offer("origin", _parts(offer.origins, lambda code: names.get(code, code), _("All origins")))
        self._offer("sex", _parts(offer.sexes, sex_words, _("Both sexes")))
        self._offer("age", _parts(offer.ages, age_words, _("All ages")))
        years = [("", _("Any year")), *((str(year), str(year)) for year in offer.years)]
        for name in ("first", "last"):
            self._offer(name, years if len(offer.years) > 1 else [])
        for field in self.fields.values():
            # Each always has a value, or is plainly to be left: "optional" beside all would say nothing.
            field.widget.use_required_attribute = lambda initial: False

    def add_prefix(self, field_name: str) -> str:
        return {"first": "from", "last": "to"}.get(field_name, field_name)

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        if len(choices) > 1:
            field.choices = choices
        else:
            del self.fields[name]


def _initial(choice: Choice) -> dict[str, Any]:
    return {
        "indicator": choice.indicator.code,
        "by": choice.by,
        "origin": choice.origin,
        "sex": choice.sex,
        "age": choice.age,
        "first": str(choice.first or ""),
        "last": str(choice.last or ""),
    }


def _grouped(indicators: Iterable[Indicator]) -> list[Any]:
    """Indicators under the data set they belong to."""
    return [
        (str(dataset), [(i.code, str(i)) for i in found])
        for dataset, found in groupby(indicators, key=lambda i: i.dataset)
    ]


def _parts(codes: Sequence[str], words: Any, everything: Any) -> list[Any]:
    parts = sorted(((code, str(words(code))) for code in codes if code != ALL), key=lambda pair: pair[1])
    return [(ALL, everything), *parts]


class CorridorForm(forms.Form):
    """Which corridors, when and of whom."""

    add_origin = forms.CharField(
        label=_("Add a country of origin"), max_length=80, help_text=_("None chosen: the largest origins")
    )
    add_destination = forms.CharField(
        label=_("Add a country where people live"),
        max_length=80,
        help_text=_("None chosen: the largest destinations"),
    )
    year = forms.ChoiceField(label=_("Year"))
    sex = forms.ChoiceField(label=_("Sex"))
    edition = forms.ChoiceField(label=_("Edition of the source"), choices=[(name, name) for name in EDITIONS])

    def __init__(self, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        offered = {
            "year": [(str(year), str(year)) for year in years],
            "sex": [(code, sex_words(code)) for code in (ALL, "female", "male")],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for name in ("add_origin", "add_destination"):
            widget = self.fields[name].widget
            widget.use_required_attribute = lambda initial: False
