"""Counting without end in sight is slow: these counts stop at a number beyond which nobody needs to know."""

from collections.abc import Mapping

from django.db.models import IntegerField, QuerySet, Subquery

from osce_docs.models import User

MOST = 10_000


class _Count(Subquery):
    """How many rows a query has that is itself bounded."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def bounded_counts(asker: User, asked: Mapping[str, QuerySet]) -> dict[str, int]:
    """Return how many rows each of the queries has, by name, in one query; MOST + 1 stands for more than MOST.

    The one row that all the numbers are asked beside is that of the asker.
    """
    columns = {f"n{at}": _Count(rows.order_by()[: MOST + 1].values("pk")) for at, rows in enumerate(asked.values())}
    counted = User.objects.filter(pk=asker.pk).values_list(*columns.values()).get() if columns else ()
    return dict(zip(asked, counted, strict=True))
