"""Bytes become exactly the text they are."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osce_docs.ingest.read import Unreadable, decode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Plain.\n", "Plain.\n"),
        ("Řím – “Rome”".encode(), "Řím – “Rome”"),
        (b"\xef\xbb\xbfMarked.", "Marked."),
        ("Široko.".encode("utf-16"), "Široko."),
        (b"\xfe\xff" + "Široko.".encode("utf-16-be"), "Široko."),
        ("Široko.".encode("utf-32"), "Široko."),
        (b"\0\0\xfe\xff" + "Široko.".encode("utf-32-be"), "Široko."),
        (b"one\r\ntwo\rthree\nfour\r\n", "one\ntwo\nthree\nfour\n"),
        (b"a form\x0cfeed and a bell\x07 stay" + b" here" * 20, "a form\x0cfeed and a bell\x07 stay" + " here" * 20),
        ("first\u2028second\x85third".encode(), "first\u2028second\x85third"),
    ],
)
def test_text_is_decoded(data: bytes, text: str) -> None:
    assert decode(data) == text


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(Unreadable):
        text = decode(data)
        assert text.strip()
        assert not {"\0", "\r"} & set(text)
        assert text.encode().decode() == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_text_is_decoded_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff") or not text.removeprefix("\ufeff").strip()
