"""`filter(key__among=keys)`: equal to any of many values, which the database is given as one parameter."""

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Field, ForeignObject, Lookup

from .question import Blank, Given


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    """Like `in`, for hundreds of plain values, numbers or texts: neither Django nor the database takes each in hand.

    The values are a set, or keys or values of a mapping; there may be any number of them.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} IN (SELECT value FROM json_each(%s))", [*params, self._values(json.dumps)]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*params, self._values(list)]

    def _values(self, written: Callable[[list[Any]], Any]) -> Any:
        if isinstance(self.rhs, Given):
            return Blank(self.rhs.name, lambda values: written(sorted(values)))
        values = sorted(self.rhs)
        if not values:
            raise EmptyResultSet
        return written(values)
