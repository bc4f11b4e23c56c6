"""Is this workbook what it says it is? Asked before any of it is unpacked whole: a crafted one fills no memory."""

import io
import re
import zipfile

from osce_docs.admin.sheets.refused import Refused

MOST_ROWS = 5_000
MOST_COLUMNS = 60
MOST_PARTS = 200
MOST_BYTES = 20_000_000
MOST_TAGS = 800_000
XML = (".xml", ".rels", ".vml")
CELL = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,9})([0-9]{1,9})["']""")
ROW = re.compile(rb"""<(?:\w{1,20}:)?row\b[^>]{0,200}?\br\s*=\s*["']([0-9]{1,12})["']""")
DIRTY = (b"<!DOCTYPE", b"<!ENTITY", b"\0")


def check(data: bytes) -> None:
    """Raise Refused, in words for who uploaded it, where a workbook is none, hides something or is far too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive.infolist())
            tags = 0
            for part in archive.infolist():
                tags += _check_part(archive, part)
                if tags > MOST_TAGS:
                    raise Refused("The workbook has too many cells: export fewer records at a time.")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        raise Refused("The file is no XLSX workbook, or a damaged one.") from None


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise Refused(f"The workbook is made of {len(parts):,} parts: no spreadsheet program writes such a one.")
    size = sum(part.file_size for part in parts)
    if size > MOST_BYTES:
        raise Refused(f"The workbook is {size:,} bytes large when unpacked; {MOST_BYTES:,} is the most.")
    if len({part.filename for part in parts}) < len(parts):
        raise Refused("The workbook holds two parts of one name.")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Return how many tags a part has."""
    with archive.open(part) as opened:
        if not part.filename.lower().endswith(XML):
            if opened.read(4)[:2] == b"PK":
                raise Refused(f"The workbook hides another archive: {part.filename}.")
            return 0
        content = opened.read()
    if any(mark in content for mark in DIRTY):
        raise Refused(f"The workbook is not plain XML: {part.filename}.")
    if "worksheets/" in part.filename:
        _check_corners(content)
    return content.count(b"<")


def _check_corners(sheet: bytes) -> None:
    for column, row in CELL.findall(sheet):
        if int(row) > MOST_ROWS + 1 or len(column) > 2 or _number(column) > MOST_COLUMNS:
            raise Refused(
                f"The workbook has a cell far out, {(column + row).decode()}: delete what lies beside the table."
            )
    for row in ROW.findall(sheet):
        if int(row) > MOST_ROWS + 1:
            raise Refused(f"The workbook has a row {int(row):,}; {MOST_ROWS:,} records are the most.")


def _number(column: bytes) -> int:
    number = 0
    for letter in column.upper():
        number = number * 26 + letter - 64
    return number
