"""How the entry's form is laid out: its groups of fields, and the hours of a week in a table."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

register = template.Library()

PARTS = (_("opens"), _("closes"), _("opens again"), _("closes again"))


@register.filter
def fields(form: Any, group: str) -> list[Any]:
    """The bound fields of one group of the form."""
    found: list[Any] = form.group(group)
    return found


@register.filter
def hour(field: Any, part: int) -> SafeString:
    """A time of a day, named for who does not see the table."""
    label = f"{str(field.label).capitalize()}: {PARTS[part]}"
    wrong = {"aria-invalid": "true"} if field.errors else {}
    found: SafeString = field.as_widget(attrs={"aria-label": label, **wrong})
    return found
