"""Who leaves, and who goes on."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Membership, User
from acogida.plans.models import Action


class EntrustForm(forms.Form):
    """`leaving` offers those who answer for an action, who may have left already; `coming` the members."""

    use_required_attribute = False
    leaving = forms.TypedChoiceField(
        label=_("Who leaves"), error_messages={"required": _("Choose who leaves.")}
    )
    coming = forms.TypedChoiceField(
        label=_("Who goes on"), error_messages={"required": _("Choose who goes on.")}
    )

    def __init__(
        self, actions: Iterable[Action], members: Iterable[Membership], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        held = {action.responsible for action in actions if action.responsible is not None}
        self.has_any = bool(held)
        self._offer("leaving", held)
        self._offer("coming", {member.user for member in members})

    def _offer(self, name: str, people: set[User]) -> None:
        """People by name: one query less each than a field that asks for them itself."""
        field, by_pk = self.fields[name], {str(person.pk): person for person in people}
        rows = sorted(by_pk.items(), key=lambda row: row[1].name)
        field.choices = [("", _("Choose …")), *((pk, str(person)) for pk, person in rows)]  # type: ignore[attr-defined] # a choice field has them
        field.coerce = by_pk.__getitem__  # type: ignore[attr-defined] # a typed one has it
