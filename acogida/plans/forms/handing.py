"""Who leaves, and who goes on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import User
from acogida.accounts.queries import members
from acogida.plans.models import Plan


class EntrustForm(forms.Form):
    """`leaving` offers those who answer for an action, who may have left already; `coming` the members."""

    use_required_attribute = False
    leaving: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who leaves"),
        empty_label=_("Choose …"),
        error_messages={"required": _("Choose who leaves.")},
    )
    coming: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who goes on"),
        empty_label=_("Choose …"),
        error_messages={"required": _("Choose who goes on.")},
    )

    def __init__(self, plan: Plan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = plan.actions.current().filter(responsible__isnull=False)
        leaving, coming = self.fields["leaving"], self.fields["coming"]
        leaving.queryset = User.objects.filter(pk__in=held.values("responsible")).order_by("name")  # type: ignore[attr-defined] # ours has one
        coming.queryset = User.objects.filter(  # type: ignore[attr-defined] # ours has one
            pk__in=[member.user_id for member in members(plan.organisation)]
        ).order_by("name")
