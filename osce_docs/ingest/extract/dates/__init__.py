"""The dates of a document (words in knowledge/calendar.toml).

What a found date covers. Its span holds the words that name the time, and no word that says how something relates to
it: `in`, `on`, `from`, `since`, `until`, `by`, `before` and `between` stand outside, so that a sentence rule reads
`since {date}` and takes from it the day the words name. A period named by both its ends is one date
(`December 1994 until 1997`), as is one that is said to go on (`the second half of 1997 to the present day`,
`1997-41/..`), and days or months under one year (`18 and 25 May 1999`, all of a set; adjacent ones are a period).
`04/03/2007` may be either of two days and is written so: `[2007-03-04,2007-04-03]`.

Days named only by their relation to the day of the text (`today`, `on Monday`) are left to the rules of events.
"""

from collections.abc import Iterator
from datetime import date

from osce_docs.ingest.extract.dates.context import Placed, document_day, resolve
from osce_docs.ingest.extract.dates.findings import doubts
from osce_docs.ingest.extract.dates.frames import is_attribute, is_date
from osce_docs.ingest.extract.dates.joining import join
from osce_docs.ingest.extract.dates.phrases import Phrase, find_phrases
from osce_docs.ingest.extract.once import once
from osce_docs.readings import Finding, FoundDate, ParsedDocument

__all__ = ["dateline_day", "find_date_findings", "find_dates"]


def find_dates(document: ParsedDocument) -> tuple[FoundDate, ...]:
    """Return the dates of all blocks, in text order, none inside another.

    `rule` names the pattern; where the year comes from the context it adds from where (`day-month/year-of-dateline`),
    and the date is `inferred`. A year that nothing tells is `XXXX`.
    """
    found = [each for each in _placed(document) if each.phrase.edtf]
    day = document_day(document.blocks, [each.phrase for each in found])
    return tuple(resolve(document.text, found, day))


def find_date_findings(document: ParsedDocument, dates: tuple[FoundDate, ...]) -> tuple[Finding, ...]:
    """Return what is doubtful about the dates: `missing-year`, `vague-time`, `impossible-date`; repeats left out."""
    impossible = [each.phrase for each in _placed(document) if not each.phrase.edtf]
    return doubts(document, dates, impossible, dated=dateline_day(document, dates) is not None)


def dateline_day(document: ParsedDocument, dates: tuple[FoundDate, ...]) -> date | None:
    """Return the day in the document's dateline, or in its field `Date`; None where neither states a day."""
    return document_day(document.blocks, dates)


@once
def _placed(document: ParsedDocument) -> list[Placed]:
    return list(_read(document))


def _read(document: ParsedDocument) -> Iterator[Placed]:
    text = document.text
    for block in document.blocks:
        previous: Phrase | None = None
        for phrase in join(text, list(find_phrases(text, block.start, block.end))):
            if is_date(text, block, phrase, previous):
                previous = phrase
                yield Placed(phrase, block, not is_attribute(text, block, phrase))
