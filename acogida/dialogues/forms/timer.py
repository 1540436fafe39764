"""The speaker's clock."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from acogida.dialogues.forms.fields import Plain
from acogida.dialogues.models import Panellist


class TimerForm(Plain):
    seat = forms.ModelChoiceField(
        label=_("Who has the floor"),
        queryset=Panellist.objects.none(),
        required=False,
        empty_label=_("Nobody in particular"),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=60,
        error_messages={"required": _("Say how many minutes."), "invalid": _("Say how many minutes.")},
    )

    def __init__(self, *args: Any, seats: QuerySet[Panellist], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["seat"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = seats
