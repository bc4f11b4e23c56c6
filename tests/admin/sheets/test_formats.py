"""Every text comes back from a file as it was, formulae are harmless, and a crafted file is refused at once."""

import io
import time
import tracemalloc
import zipfile

import openpyxl
import pytest
import tablib
from hypothesis import given, settings
from hypothesis import strategies as st

from osce_docs.admin.sheets.cells import as_it_was, harmless, why_not_in_excel
from osce_docs.admin.sheets.formats import FORMATS, SafeCSV, SafeXLSX
from osce_docs.admin.sheets.refused import Refused

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
formulae = st.builds(str.__add__, st.sampled_from(["=", "+", "-", "@", "'=", "''=", "'", "\t", "=1+1;"]), texts)
cells = texts | formulae


@given(cells)
def test_what_is_made_harmless_comes_back(text):
    assert as_it_was(harmless(text)) == text
    assert harmless(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"} or not text


@pytest.mark.parametrize("kind", FORMATS)
@given(rows=st.lists(st.tuples(cells, cells), max_size=4))
@settings(max_examples=40)
def test_a_file_says_what_was_written(kind, rows):
    if kind == "xlsx":
        rows = [row for row in rows if not any(map(why_not_in_excel, row))]
    sheet = tablib.Dataset(*[("key", *row) for row in rows], headers=["key", "one", "other"])
    made = FORMATS[kind]()
    back = made.create_dataset(made.export_data(sheet))
    assert [tuple(row) for row in back] == [("key", *row) for row in rows]


def test_a_formula_is_a_text_in_a_workbook():
    sheet = tablib.Dataset(("k", '=HYPERLINK("http://x")'), headers=["key", "title"])
    book = openpyxl.load_workbook(io.BytesIO(SafeXLSX().export_data(sheet)))
    cell = book.active["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("http://x")', "s", True)
    assert b"'=HYPERLINK" in SafeCSV().export_data(sheet)


def test_what_an_editor_types_in_a_workbook_is_read_as_typed():
    book = openpyxl.Workbook()
    book.active.append(["key", "date", "title", "place"])
    book.active.append(["k", 1992, "=1+1", 7.5])
    rows = SafeXLSX().create_dataset(saved(book))
    assert list(rows) == [("k", "1992", "=1+1", "7.5")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x" * 32_768, "32,768 characters, a cell holds 32,767"),
        ("a\x0bb", "at character 1"),
        ("a\rb", "at character 1"),
        ("_x000D_", "at character 0"),
    ],
)
def test_what_a_workbook_cannot_carry_is_refused_by_name(text, told):
    sheet = tablib.Dataset(("event:one", text), headers=["key", "title"])
    with pytest.raises(Refused, match=f"event:one: title .*{told}"):
        SafeXLSX().export_data(sheet)
    assert list(SafeCSV().create_dataset(SafeCSV().export_data(sheet))) == [("event:one", text)]


def test_a_semicolon_separates_where_a_spreadsheet_program_writes_it():
    assert list(SafeCSV().create_dataset(b"key;title\r\nk;a, b\r\n")) == [("k", "a, b")]


def saved(book):
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def workbook(**parts):
    """A small workbook with some of its parts replaced, or added."""
    book = openpyxl.Workbook()
    book.active.append(["key", "version"])
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name, old.read(name)))
        for name, content in parts.items():
            new.writestr(name, content)
    return written.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(inside, start=""):
    return f"{start}<worksheet {NAMESPACE}><sheetData>{inside}</sheetData></worksheet>"


BOMB = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {to} "{f"&{of};" * 10}">' for of, to in ("ab", "bc", "cd", "de", "ef", "fg", "gh", "hi"))
    + "]>"
)
CRAFTED = {
    "a cell at the far corner": lambda: workbook(
        **{SHEET: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')}
    ),
    "a row at the far end": lambda: workbook(**{SHEET: sheet('<row r="1048576"><c><v>1</v></c></row>')}),
    "rows without numbers": lambda: workbook(**{SHEET: sheet("<row><c><v>1</v></c></row>" * 200_000)}),
    "a giant string": lambda: workbook(
        **{SHEET: sheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 15_000_000}</t></is></c></row>')}
    ),
    "a bomb": lambda: workbook(**{SHEET: sheet(" " * 25_000_000)}),
    "entities in entities": lambda: workbook(**{SHEET: sheet('<row r="1"><c t="str"><v>&i;</v></c></row>', BOMB)}),
    "an archive in the archive": lambda: workbook(**{"xl/media/more.bin": workbook()}),
    "hundreds of parts": lambda: workbook(**{f"xl/{n}.xml": "<a/>" for n in range(300)}),
    "an archive, and no workbook": lambda: _zip({"a.txt": "hello"}),
    "no archive": lambda: b"key,version\n",
    "half an archive": lambda: workbook()[:-300],
    "two sheets": lambda: _two_sheets(),
}


def _zip(parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def _two_sheets():
    book = openpyxl.Workbook()
    book.create_sheet()
    return saved(book)


TOLD = {
    "a cell at the far corner": "far out, XFD1048576",
    "a row at the far end": "a row 1,048,576",
    "rows without numbers": "too many cells",
    "a giant string": "characters; 100,000 are the most",
    "a bomb": "bytes large when unpacked",
    "entities in entities": "not plain XML",
    "an archive in the archive": "hides another archive",
    "an archive, and no workbook": "cannot be read",
    "no archive": "no XLSX workbook",
    "half an archive": "no XLSX workbook",
    "two sheets": "has 2 sheets",
    "hundreds of parts": "is made of",
}


@pytest.mark.parametrize("crafted", CRAFTED)
def test_a_crafted_workbook_is_refused_at_once_and_fills_no_memory(crafted):
    data = CRAFTED[crafted]()
    began = time.process_time()
    with pytest.raises(Refused, match=TOLD[crafted]):
        SafeXLSX().create_dataset(data)
    took = time.process_time() - began
    tracemalloc.start()
    with pytest.raises(Refused):
        SafeXLSX().create_dataset(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 2
    assert peak < 120_000_000


@pytest.mark.parametrize(
    "text", [b"", b"\xff\xfe\x00", b'key\r\n"half', b"key,key\r\n1,2,3\r\n", b"key\r\n" + b"x\r\n" * 6000]
)
def test_no_csv_or_too_long_a_one_is_refused(text):
    with pytest.raises(Refused):
        SafeCSV().create_dataset(text)
