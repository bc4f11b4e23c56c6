"""Cells as text that no spreadsheet program takes for a formula, and that comes back as it was. Pure."""

import datetime
import re
from typing import Any

# A longer cell is refused wherever it stands; Excel itself holds 32,767 characters.
LONGEST = 100_000
LONGEST_IN_EXCEL = 32_767
FORMULA = re.compile(r"'*[=+\-@\t\r]")
# What XML cannot hold, or changes on the way, and what Excel would take for a character's code.
NOT_IN_EXCEL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


def harmless(text: str) -> str:
    """Return a text as a cell of a CSV file: one that would be taken for a formula has an apostrophe before it."""
    return f"'{text}" if FORMULA.match(text) else text


def as_it_was(cell: str) -> str:
    """Return what `harmless` made a cell of; a formula typed without the apostrophe is the text that was typed."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def as_text(value: Any) -> str:
    """Return the value of a workbook's cell as an editor typed it: whole numbers without a point, days in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(getattr(value, "text", value))


def why_not_in_excel(text: str) -> str:
    """Say why a workbook cannot hold a text, or nothing."""
    if len(text) > LONGEST_IN_EXCEL:
        return f"has {len(text):,} characters, a cell holds {LONGEST_IN_EXCEL:,}"
    found = NOT_IN_EXCEL.search(text)
    return f"holds {found[0]!r} at character {found.start()}, which a workbook cannot carry" if found else ""
