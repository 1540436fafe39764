"""Deadlines of countries and of parts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.territories.models import Territory
from acogida.training.forms.nomination import text
from acogida.training.forms.programme import MomentField, ZonedForm
from acogida.training.models import Component, Edition


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


class PartForm(ZonedForm):
    """From when until when a part can be done, and whether it is a condition."""

    opens_at = MomentField(label=_("Opens"), required=False)
    closes_at = MomentField(label=_("Closes"), required=False)
    is_required = forms.BooleanField(label=_("The certificate asks for it"), required=False)

    @staticmethod
    def of(component: Component) -> dict[str, Any]:
        return {name: getattr(component, name) for name in PartForm.base_fields}
