"""What is read of a text can be stored, or the text is refused by name and stops no other."""

from pathlib import Path

import pytest

from osce_docs.ingest.read import SourceFile, read
from osce_docs.ingest.reading import check_passages, read_source
from osce_docs.readings import Claim, DocumentReading, ParsedDocument, Telling

UNSEEN = Path(__file__).parents[1] / "unseen"
TEXT = ParsedDocument("narrative", "Malta joined.")


def test_every_passage_of_every_unseen_text_is_words_of_it() -> None:
    files = [each for each in read(sorted(UNSEEN.glob("*.txt"))) if isinstance(each, SourceFile)]
    assert len(files) == len(list(UNSEEN.glob("*.txt")))
    assert all(read_source(file).reading.parsed.text for file in files)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (0, 14), (-1, 5)])
def test_a_passage_that_is_no_words_of_the_text_is_a_mistake(start: int, end: int) -> None:
    claim = Claim(start, end, "title", "Malta", "some/rule")
    for reading in (
        DocumentReading(TEXT, claims=(claim,)),
        DocumentReading(TEXT, tellings=(Telling(start, end, "event", "e", "e"),)),
        DocumentReading(TEXT, tellings=(Telling(0, 5, "event", "e", "e", (claim,)),)),
    ):
        with pytest.raises(ValueError, match=f"a passage from {start} to {end}"):
            check_passages(reading)
    check_passages(DocumentReading(TEXT, claims=(Claim(0, 13, "title", "Malta", "some/rule"),)))
