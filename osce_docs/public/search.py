"""Finding records by the words of their titles and names."""

from typing import Any

from osce_docs.public.filters import FILTERS
from osce_docs.public.lists import LISTS, rows_of

SHOWN = 20


def search(text: str) -> list[tuple[Any, list[Any], bool]]:
    """Return by kind the first records whose title or name has all the words, and whether there are more."""
    if not text.strip() or "\0" in text:
        return []
    found = []
    for each in LISTS.values():
        matching = FILTERS[each.model]({"q": text}, queryset=rows_of(each.model)).qs
        rows = list(matching.order_by(each.order, "key")[: SHOWN + 1])
        found.append((each, rows[:SHOWN], len(rows) > SHOWN))
    return [group for group in found if group[1]]
