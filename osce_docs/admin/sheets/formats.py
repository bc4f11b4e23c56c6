"""Files of rows, CSV and XLSX, and rows of files: every cell is a text, and comes back as it was."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
import tablib
from import_export.formats import base_formats
from openpyxl.cell import WriteOnlyCell

from osce_docs.admin.sheets.cells import LONGEST, as_it_was, as_text, harmless, why_not_in_excel
from osce_docs.admin.sheets.refused import Refused
from osce_docs.admin.sheets.workbook import MOST_COLUMNS, MOST_ROWS, check


class SafeCSV(base_formats.CSV):
    """Comma-separated values, UTF-8 with a mark so that spreadsheet programs know; a semicolon separates too."""

    def export_data(self, dataset: tablib.Dataset, **named: Any) -> bytes:
        """Return the file. Raises Refused where a cell is too long to be read back."""
        written = io.StringIO(newline="")
        rows = csv.writer(written)
        rows.writerow(dataset.headers)
        for row in dataset:
            _check_lengths(row, dataset.headers)
            rows.writerow([harmless(cell) for cell in row])
        return written.getvalue().encode("utf-8-sig")

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """Return the rows of a file. Raises Refused where it is no CSV, or has too many."""
        try:
            text = in_stream.decode("utf-8-sig")
            first = text.partition("\n")[0]
            separator = ";" if first.count(";") > first.count(",") else ","
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
            return _dataset([as_it_was(cell) for cell in row] for row in rows)
        except UnicodeDecodeError:
            raise Refused("The file is not in UTF-8: save it as “CSV UTF-8”, or as an XLSX workbook.") from None
        except csv.Error as error:
            raise Refused(f"The file is no CSV that can be read: {error}.") from None


class SafeXLSX(base_formats.XLSX):
    """A workbook of one sheet. Its cells are texts; a formula in one is never worked out, but read as it was typed."""

    def export_data(self, dataset: tablib.Dataset, **named: Any) -> bytes:
        """Return the workbook. Raises Refused, with the record and the field, where it cannot carry a text."""
        _check_carried(dataset)
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("records")
        sheet.freeze_panes = "B2"
        sheet.append([_text_cell(sheet, header) for header in dataset.headers])
        for row in dataset:
            sheet.append([_text_cell(sheet, cell) for cell in row])
        written = io.BytesIO()
        book.save(written)
        return written.getvalue()

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """Return the rows of a workbook. Raises Refused where it is none, or not one that may be opened."""
        check(in_stream)
        try:
            book = openpyxl.load_workbook(io.BytesIO(in_stream), read_only=True, data_only=False, keep_links=False)
            if len(book.sheetnames) != 1:
                raise Refused(f"The workbook has {len(book.sheetnames)} sheets: send one with the table alone.")
            found = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
            return _dataset([as_text(cell) for cell in row] for row in found)
        except Refused:
            raise
        except Exception as error:  # noqa: BLE001 - a crafted workbook may make the library fail in any way
            raise Refused(f"The workbook cannot be read ({type(error).__name__}).") from None


FORMATS: dict[str, type[SafeCSV] | type[SafeXLSX]] = {"xlsx": SafeXLSX, "csv": SafeCSV}


def _check_carried(dataset: tablib.Dataset) -> None:
    for row in dataset:
        for header, cell in zip(dataset.headers, row, strict=True):
            if why := why_not_in_excel(cell):
                raise Refused(f"{row[0]}: {header} {why}. Export as CSV instead.")


def _text_cell(sheet: Any, text: str) -> WriteOnlyCell:
    """Return a cell that is a text whatever it looks like, and stays one when it is typed in."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
    return cell


def _dataset(rows: Iterable[list[str]]) -> tablib.Dataset:
    dataset = tablib.Dataset()
    for number, row in enumerate(rows):
        while row and row[-1] == "":
            row.pop()
        if number == 0:
            _check_lengths(row, row)
            dataset.headers = [header.strip() for header in row]
        elif number > MOST_ROWS:
            if row:
                raise Refused(f"The file has more than {MOST_ROWS:,} rows: send it in parts.")
        else:
            dataset.append(_fitted(row, dataset.headers or [], number + 1))
    if not dataset.headers:
        raise Refused("The file is empty.")
    return dataset


def _fitted(row: list[str], headers: Sequence[str], number: int) -> list[str]:
    if len(row) > len(headers):
        raise Refused(f"Row {number} has more cells than there are columns.")
    _check_lengths(row, headers)
    return row + [""] * (len(headers) - len(row))


def _check_lengths(row: Sequence[str], headers: Sequence[str]) -> None:
    for header, cell in zip(headers, row, strict=False):
        if len(cell) > LONGEST:
            raise Refused(f"{row[0][:100]}: {header[:100]} has {len(cell):,} characters; {LONGEST:,} are the most.")
