"""A text is what one parser made of some bytes; another parser makes another text, and the earlier one is kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from osce_docs.ingest.read import read
from osce_docs.ingest.reading import read_source
from osce_docs.ingest.store import settle_waiting, store
from osce_docs.models import Document, Text

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(tmp_path):
    (tmp_path / "one.txt").write_text("It rained. Nobody met anywhere.\n", "utf-8")
    return read_source(next(iter(read([Path(tmp_path)]))))


def parsed_otherwise(reading, text):
    parsed = replace(reading.reading.parsed, text=text, blocks=())
    return replace(reading, reading=replace(reading.reading, parsed=parsed))


def imported(reading):
    store([reading], "rules")
    settle_waiting()
    return Document.objects.get().text


def test_what_another_parser_makes_is_another_text(reading):
    first = imported(reading)
    second = imported(parsed_otherwise(reading, "It rained.\nNobody met anywhere.\n"))
    assert (first.original, first.pk == second.pk) == (second.original, False)
    assert sorted(Text.objects.values_list("pk", "content")) == [(first.pk, first.content), (second.pk, second.content)]


def test_what_was_made_before_is_not_made_again(reading):
    first = imported(reading)
    imported(parsed_otherwise(reading, "It rained.\nNobody met anywhere.\n"))
    assert imported(reading) == first
    assert Text.objects.count() == 2
