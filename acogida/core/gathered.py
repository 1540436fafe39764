"""A list as one column of a query: what would else be a question of its own."""

from typing import Any

from django.db.models import JSONField, Subquery


class Gathered(Subquery):
    """The column `gathered` of a query as a list, in the order of its rows; empty where there are none.

    `Objective.objects.annotate(codes=Gathered(targets.filter(…OuterRef…).values(gathered=F("code"))))`
    """

    output_field = JSONField()
    template = "(SELECT JSON_GROUP_ARRAY(gathered) FROM (%(subquery)s) gathered_rows)"

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        template = "(SELECT COALESCE(JSONB_AGG(gathered), '[]') FROM (%(subquery)s) gathered_rows)"
        return self.as_sql(compiler, connection, template=template)
