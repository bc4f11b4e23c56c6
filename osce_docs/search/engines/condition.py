"""A piece of SQL with its parameters."""

from typing import Any

Condition = tuple[str, list[Any]]
