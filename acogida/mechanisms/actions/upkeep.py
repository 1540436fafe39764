"""Bringing shipped rows up to date without losing what was known before."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

Said = dict[str, Any]
# When something was checked or written down is not what it says.
NOT_SAID = {"checked_on"}


def bring_up(found: QuerySet[Any], said: Collection[Said], *, at: datetime) -> None:
    """Make the shipped rows among these say what is said now.

    A row that says the same stays, with its id, also one that people ended; one that is said no more ends
    where its model keeps what was known, else it goes; what is new is added.
    """
    names = {field.name for field in found.model._meta.get_fields()}
    keeps = "ended_at" in names
    fields = sorted({name for row in said for name in row} - NOT_SAID)
    left = {
        _sameness({name: getattr(row, _column(row, name)) for name in fields}): row
        for row in found.filter(is_shipped=True)
    }
    new, stay = [], []
    for values in said:
        row = left.pop(_sameness({name: values[name] for name in fields}), None)
        if row:
            stay.append((row, values))
        else:
            written = {"recorded_at": at} if "recorded_at" in names else {}
            new.append(found.model(**values, **written, is_shipped=True))
    _check_again(found.model, stay)
    gone = found.model._default_manager.filter(pk__in=[row.pk for row in left.values()])
    if keeps:
        gone.filter(ended_at__isnull=True).update(ended_at=at)
    else:
        gone.delete()
    found.model._default_manager.bulk_create(new)


def _check_again(model: type[Model], stay: Iterable[tuple[Any, Said]]) -> None:
    """Whatever says the same was checked anew."""
    for row, values in stay:
        if "checked_on" in values and row.checked_on != values["checked_on"]:
            model._default_manager.filter(pk=row.pk).update(checked_on=values["checked_on"])


def _column(row: Model, name: str) -> str:
    return row._meta.get_field(name).attname  # type: ignore[union-attr] # only columns are said


def _sameness(values: Said) -> str:
    plain = {name: value.pk if isinstance(value, Model) else value for name, value in values.items()}
    return json.dumps(plain, sort_keys=True, default=str)
