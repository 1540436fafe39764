"""Deadlines of countries and of parts."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from acogida.territories.models import Territory
from acogida.training.forms.nomination import text
from acogida.training.forms.programme import MomentField, ZonedForm
from acogida.training.models import Component, Edition

LANGUAGES = dict(settings.LANGUAGES)


class DeadlineForm(ZonedForm):
    """Another deadline for one country; left empty, the edition's again."""

    country: forms.ModelChoiceField[Territory] = forms.ModelChoiceField(
        Territory.objects.none(), label=_("Country"), error_messages={"required": _("Choose the country.")}
    )
    closes_at = MomentField(label=_("Nominations close"), required=False)
    reason = text(_("Why"), 200)

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(edition.time_zone, *args, **kwargs)
        countries = Territory.objects.filter(pk__in=edition.slots.values("quotas__country"))
        self.fields["country"].queryset = countries  # type: ignore[attr-defined] # a field of models has one


class TitledForm(forms.Form):
    """A form that asks first for a title in each language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, own in LANGUAGES.items():
            self.fields[f"title_{code}"] = text(gettext("Title") + f" ({own})", 200)
        self.order_fields([f"title_{code}" for code in LANGUAGES])

    def title(self) -> dict[str, str]:
        return {code: words for code in LANGUAGES if (words := self.cleaned_data[f"title_{code}"].strip())}


class CountedForm(forms.Form):
    """How much a part counts."""

    hours = forms.IntegerField(
        label=_("Hours it takes, as printed on the certificate"),
        min_value=1,
        max_value=999,
        required=False,
    )
    is_required = forms.BooleanField(label=_("The certificate asks for it"), required=False)


class TimedForm(TitledForm, CountedForm, ZonedForm):
    """What a part is called, from when until when it can be done, and whether it is a condition."""

    opens_at = MomentField(label=_("Opens"), required=False)
    closes_at = MomentField(label=_("Closes"), required=False)
    field_order = ("opens_at", "closes_at", "hours", "is_required")

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.field_order} | {"title": self.title()}


class PartForm(TimedForm):
    """The same of a part that there is."""

    def __init__(self, component: Component, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(component, name) for name in self.field_order}
        kwargs["initial"] |= {f"title_{code}": words for code, words in component.title.items()}
        super().__init__(component.edition.time_zone, *args, **kwargs)
