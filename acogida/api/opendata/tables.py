"""What the API says of a thing as one row of a table: the shape says which columns there are."""

import json
from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from acogida.api.schemas.asking import Texts
from acogida.core.text import LANGUAGES
from acogida.documents.tables.writing import harmless

BETWEEN = ";"


def columns(shape: type[BaseModel], *, before: str = "") -> list[str]:
    """The headings: a thing within becomes columns of its own, a text one column a language."""
    found: list[str] = []
    for name, kind in _fields(shape):
        if kind == Texts:
            found += [f"{before}{name}_{language}" for language in LANGUAGES]
        elif within := _model(kind):
            found += columns(within, before=f"{before}{name}_")
        else:
            found.append(f"{before}{name}")
    return found


def cells(shape: type[BaseModel], said: Mapping[str, Any] | None) -> list[object]:
    """The row under those headings; `said` is the thing as plain JSON. No text is ever a formula."""
    row: list[object] = []
    for name, kind in _fields(shape):
        value = None if said is None else said.get(name)
        if kind == Texts:
            row += [harmless((value or {}).get(language, "")) for language in LANGUAGES]
        elif within := _model(kind):
            row += cells(within, value)
        else:
            row.append(_cell(value))
    return row


def _fields(shape: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    return ((name, field.annotation) for name, field in shape.model_fields.items())


def _model(kind: Any) -> type[BaseModel] | None:
    """The shape of a thing within, also of one that may be missing."""
    if get_origin(kind) in {UnionType, Union}:
        kind = next(part for part in get_args(kind) if part is not NoneType)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _cell(value: Any) -> object:
    """Words, numbers and the ids of things stand beside each other; what holds more is kept as JSON."""
    if isinstance(value, list):
        value = [_id(one) for one in value]
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        value = BETWEEN.join(str(one) for one in value)
    elif isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else harmless(value)


def _id(one: Any) -> Any:
    """The lasting id of a thing in a list, where it has one: the rest is told in JSON."""
    return one.get("code", one.get("number", one)) if isinstance(one, dict) else one
