"""The filters of list, dashboard, map and downloads: all of them live in the address."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from acogida.compact.models import EntityKind, Objective, Principle
from acogida.pledges.models import Contribution, Form, Framework, Pledge, Route
from acogida.pledges.queries import Asked
from acogida.pledges.states import Delivery, Freshness
from acogida.territories.models import Level, Territory

ALL = ("", _("All"))


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[ALL, *choices])


class FilterForm(forms.Form):
    """Only shows what `queries.asked` understood; the address is read there."""

    q = forms.CharField(label=_("Words in its title, pledger or place"), required=False, max_length=80)
    objective = _choice(_("Objective of the Compact"), ())
    principle = _choice(_("Guiding principle"), ())
    round_table = _choice(_("Round table of the Forum"), [(n, n) for n in range(1, 5)])
    contribution = _choice(_("What it contributes"), Contribution.choices)
    form = _choice(_("How it is made"), Form.choices)
    route = _choice(_("Where it was made"), Route.choices)
    entity = _choice(_("Kind of entity"), ())
    country = _choice(_("Country"), ())
    year = forms.CharField(
        label=_("Year"), required=False, widget=forms.TextInput({"inputmode": "numeric", "size": 6})
    )
    delivery = _choice(_("Delivery"), Delivery.choices)
    freshness = _choice(_("Freshness"), Freshness.choices)
    framework = _choice(_("Framework"), Framework.choices)

    def __init__(self, asked: Asked) -> None:
        super().__init__(initial={name: value or "" for name, value in asdict(asked).items()})
        # What was read for the choices is what a dashboard names its counts by.
        self.objectives = list(Objective.objects.order_by("number"))
        self.principles = list(Principle.objects.all())
        self.entities = list(EntityKind.objects.all())
        promised = Exists(Pledge.objects.public().filter(country=OuterRef("pk")))
        self.countries = {c.pk: c for c in Territory.objects.filter(promised, level=Level.COUNTRY)}
        here = sorted(((c.code, str(c)) for c in self.countries.values()), key=lambda c: c[1])
        fields: dict[str, Any] = self.fields
        fields["objective"].choices = [ALL, *((o.number, f"{o.number}. {o.short}") for o in self.objectives)]
        fields["principle"].choices = [ALL, *((p.number, str(p)) for p in self.principles)]
        fields["entity"].choices = [ALL, *((e.pk, str(e)) for e in self.entities)]
        fields["country"].choices = [ALL, *here]
        self.first = [self[name] for name in ("q", "objective", "country", "delivery", "freshness")]
        names = ("contribution", "form", "route", "entity", "year", "principle", "round_table", "framework")
        self.more = [self[name] for name in names]
        self.is_narrow = any(getattr(asked, name) for name in names)
