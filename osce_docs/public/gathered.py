"""Rows that come along with a record: a few of them, in the question that asks for it."""

from typing import Any

from django.db.models import JSONField, QuerySet, Subquery

from osce_docs.models.record import Record


class Gathered(Subquery):
    """The rows of a query, by the columns of these names, as a list of lists of their values; the first `most` of them.

    The list is in no order.
    """

    output_field = JSONField()
    template = "(SELECT json_group_array(json_array(%(columns)s)) FROM (%(subquery)s) AS gathered)"

    def __init__(self, rows: QuerySet, *names: str, most: int | None = None) -> None:
        columns = ", ".join(f'gathered."{name}"' for name in names)
        # For an order that none needs SQLite would walk through a whole table.
        first = rows.order_by(*names)[:most] if most else rows.order_by()
        super().__init__(first.values(*names), columns=columns)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Write it in PostgreSQL's words."""
        rows = "jsonb_agg(jsonb_build_array(%(columns)s))"
        template = f"(SELECT coalesce({rows}, '[]'::jsonb) FROM (%(subquery)s) AS gathered)"
        return super().as_sql(compiler, connection, template=template, **context)


def merged(model: type[Record]) -> Gathered:
    """Return the column, for any query, that holds which records of a kind are merged into which, by their keys."""
    return Gathered(model._default_manager.filter(merged_into__isnull=False), "key", "merged_into__key")
