"""Lists as columns of one query: what would else be a question each."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Func, JSONField, QuerySet, Subquery

T = TypeVar("T")


class Gathered(Subquery):
    """The column `gathered` of a query as a list, in the order of its rows; empty where there are none.

    `Objective.objects.annotate(codes=Gathered(targets.filter(…OuterRef…).values(gathered=F("code"))))`
    """

    output_field = JSONField()
    template = "(SELECT JSON_GROUP_ARRAY(gathered) FROM (%(subquery)s) gathered_rows)"

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        template = "(SELECT COALESCE(JSONB_AGG(gathered), '[]') FROM (%(subquery)s) gathered_rows)"
        return self.as_sql(compiler, connection, template=template)


class Plucked(Func):
    """What each thing of a list in a JSON field holds under a key, as a list in the order of the things.

    `Plucked("content", "actions", "objective")` reads `content["actions"]`; the words are our own, not bound.
    """

    output_field = JSONField()
    template = (
        "(SELECT JSON_GROUP_ARRAY(JSON_EXTRACT(value, '$.%(key)s'))"
        " FROM JSON_EACH(%(expressions)s, '$.%(things)s'))"
    )

    def __init__(self, field: str, things: str, key: str, **more: Any) -> None:
        super().__init__(F(field), things=things, key=key, **more)

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        template = "JSONB_PATH_QUERY_ARRAY(%(expressions)s, '$.%(things)s[*].%(key)s')"
        return self.as_sql(compiler, connection, template=template)


@dataclass(frozen=True)
class ShortList(Generic[T]):
    """`asks` for rows (`values_list`), `tells` what to make of one, None where nothing.

    Values come as JSON has them: days as text (see `day`), what a JSON field holds as `whole` reads it; true
    may come as 1.
    """

    asks: QuerySet[Any, Any]
    tells: Callable[..., T | None]


def told_together(lists: Sequence[ShortList[T]]) -> list[T]:
    """What all the lists tell, one after the other, in one query."""
    return [found for told in told_each(lists) for found in told]


def told_each(lists: Sequence[ShortList[T]]) -> list[list[T]]:
    """What each list tells, all in one query."""
    told: list[list[T]] = [[] for _one in lists]
    columns, parameters, asked = [], [], []
    is_postgresql = connection.vendor == "postgresql"
    array, rows = ("JSONB_BUILD_ARRAY", "JSONB_AGG") if is_postgresql else ("JSON_ARRAY", "JSON_GROUP_ARRAY")
    for number, one in enumerate(lists):
        compiler = one.asks.query.get_compiler(connection=connection)
        try:
            sql, bound = compiler.as_sql()
        except EmptyResultSet:  # a condition that nothing can meet
            continue
        letters = ", ".join(f"c{column}" for column in range(len(compiler.select)))
        columns.append(f"(WITH t({letters}) AS ({sql}) SELECT {rows}({array}({letters})) FROM t)")
        parameters += bound
        asked.append(number)
    if not asked:
        return told
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", parameters)
        answers = cursor.fetchone()
    for number, answer in zip(asked, answers, strict=True):
        made = (lists[number].tells(*row) for row in whole(answer) or ())
        told[number] = [found for found in made if found is not None]
    return told


def whole(value: Any) -> Any:
    """What JSON says that may come as its text."""
    return json.loads(value) if isinstance(value, str) else value


def day(text: str | None) -> date | None:
    """A day as a short list brings it."""
    return date.fromisoformat(text) if text else None
