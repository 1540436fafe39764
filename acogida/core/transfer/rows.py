"""A row as one line of JSON and back, the same from every engine; and a sum over lines in any order."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery

READ_AT_ONCE = 2000
WRITTEN_AT_ONCE = 500
# How values that JSON has no form for are read back, by the kind of their column.
READERS: dict[str, Callable[[Any], Any]] = {
    "DateTimeField": datetime.fromisoformat,
    "DateField": date.fromisoformat,
    "TimeField": time.fromisoformat,
    "DecimalField": Decimal,
    "UUIDField": UUID,
    "BinaryField": base64.b64decode,
}


class Sum:
    """How many lines, and the sum of their SHA-256: the same in whatever order an engine gives them."""

    def __init__(self) -> None:
        self.rows, self._sum = 0, 0

    def add(self, line: bytes) -> None:
        self.rows += 1
        self._sum = (self._sum + int.from_bytes(hashlib.sha256(line).digest())) % 2**256

    def said(self) -> dict[str, Any]:
        return {"rows": self.rows, "sum": f"{self._sum:064x}"}


def fields(model: type[Model]) -> "list[Field[Any, Any]]":
    """The columns that hold something: what a database works out by itself is left to it."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def lines(model: type[Model]) -> Iterator[bytes]:
    """Every row, in the order of its key, some thousand in memory at a time."""
    names = [field.attname for field in fields(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=READ_AT_ONCE):
        yield _line(row)


def sum_of(model: type[Model]) -> dict[str, Any]:
    """What stands in the database now."""
    found = Sum()
    for line in lines(model):
        found.add(line)
    return found.said()


def put(model: type[Model], found: Iterable[bytes]) -> None:
    """Write lines as rows, as they are: nothing is worked out, no signal is sent."""
    columns = fields(model)
    readers = [_reader(field) for field in columns]
    names = [field.attname for field in columns]
    together = WRITTEN_AT_ONCE
    if limit := connection.features.max_query_params:
        together = max(1, min(together, limit // len(columns)))
    rows = iter(found)
    while portion := list(islice(rows, together)):
        made = [_made(model, names, readers, json.loads(line)) for line in portion]
        query = InsertQuery(model)
        query.insert_values(columns, made, raw=True)
        query.get_compiler(connection=connection).execute_sql()


def last_key(model: type[Model]) -> int:
    """The highest number a row of this table ever had; 0 where its keys are not counted up.

    A number that a deleted row had is not given again elsewhere: the audit trail names it.
    """
    key = model._meta.pk
    if not isinstance(key, models.AutoField):
        return 0
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)",
                [f'"{table}"', key.column],
            )
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    return int(found[0]) if found and found[0] else 0


def go_on_after(model: type[Model], last: int) -> None:
    """The next row gets a higher number than `last` and than all that are there."""
    key = model._meta.pk
    if not isinstance(key, models.AutoField):
        return
    highest = max(last, model._base_manager.aggregate(models.Max("pk"))["pk__max"] or 0)
    if not highest:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', key.column, highest]
            )
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, highest])


def _made(model: type[Model], names: list[str], readers: list[Any], row: list[Any]) -> Model:
    values = [
        reader(value) if reader and value is not None else value
        for reader, value in zip(readers, row, strict=True)
    ]
    made: Model = model.from_db(connection.alias, names, values)
    return made


def _line(row: Iterable[Any]) -> bytes:
    said = json.dumps(list(row), default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return said.encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview | bytearray):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"no line for {type(value).__name__}")


def _reader(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return READERS.get(field.get_internal_type())


def named(model: type[Model]) -> str:
    return f"tables/{model._meta.label}.jsonl"


def columns_of(model: type[Model]) -> list[str]:
    return [field.attname for field in fields(model)]
