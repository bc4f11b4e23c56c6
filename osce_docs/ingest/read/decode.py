"""Bytes become text, exactly or not at all."""

import codecs
import re

from osce_docs.ingest.read.values import Unreadable

# The longer marks first: the mark of UTF-32 begins with the mark of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NAMES = {"utf-8": "UTF-8", "utf-32-le": "UTF-32", "utf-32-be": "UTF-32", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
LINE_END = re.compile("\r\n?")
CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
SAMPLE = 8192
MOST_CONTROLS = 0.02


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8, or UTF-16 and UTF-32 where a byte order mark says so.

    The mark is taken off and every line ends in a line feed; nothing else is changed.
    Raises Unreadable, telling the byte, where the bytes are not text.
    """
    mark, encoding = next((each for each in MARKS if data.startswith(each[0])), (b"", "utf-8"))
    text = _strictly(data, mark, encoding)
    _check(text)
    return LINE_END.sub("\n", text) if "\r" in text else text


def _strictly(data: bytes, mark: bytes, encoding: str) -> str:
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            _check_nul(data)
        at = error.start + len(mark)
        raise Unreadable(f"is not valid {NAMES[encoding]}: byte {at} (0x{data[at]:02x}) cannot be read") from None


def _check(text: str) -> None:
    _check_nul(text)
    if not text.strip():
        raise Unreadable("holds no text")
    sample = text[:SAMPLE]
    if len(CONTROL.findall(sample)) > MOST_CONTROLS * len(sample):
        raise Unreadable("is binary: it is full of control characters")


def _check_nul(content: bytes | str) -> None:
    at = content.find(b"\0") if isinstance(content, bytes) else content.find("\0")
    if at >= 0:
        where = f"{'byte' if isinstance(content, bytes) else 'character'} {at}"
        raise Unreadable(f"is binary or holds no plain text: {where} is a NUL")
