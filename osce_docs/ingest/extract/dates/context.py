"""Years that a date does not state itself, taken from what stands around it where that leaves no doubt.

A date without a year is placed, in this order,
1. by a date of the same sentence: an earlier one that it does not precede, or a later one that it does not follow;
2. by the last date before it in the same paragraph that it does not precede, unless the document's own date is of
   another year;
3. in a document with a dateline: in the year of the dateline, if its month is not after the dateline's, or if the
   words before it say that it is still to come;
4. in a document without one: by the last date before it in the same section, unless the next date is then earlier;
5. by the next date in the same section, if that year was spoken of earlier in the text.
Attributes (`the 1994 ceasefire`) and dates that cover several years place nothing. All else stays `XXXX`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from osce_docs.edtf import UNKNOWN, bounds, in_year, is_valid
from osce_docs.ingest.extract.dates.patterns import GAP, WORDS, alternatives
from osce_docs.ingest.extract.dates.phrases import Phrase
from osce_docs.readings import Block, FoundDate

SENTENCE_REACH = 400
REACH_BACK = 120
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]?[A-Z])|\n")
TO_COME = re.compile(rf"(?i)(?<!\w){alternatives(WORDS['future']['words'])}(?:{GAP}[\w-]{{1,20}}){{0,8}}{GAP}$")
FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?!\d)")


@dataclass(frozen=True, slots=True)
class Placed:
    """A phrase with the block it stands in; `places` tells whether it may give its year to other dates."""

    phrase: Phrase
    block: Block
    places: bool


@dataclass(slots=True)
class _Context:
    """What is known when a date is read: the text before it, the dates that state their year, the dateline."""

    text: str
    stated: Sequence[Placed]
    starts: Sequence[int]
    dateline: date | None
    last: Placed | None = None
    years: set[int] = field(default_factory=set)

    def next_after(self, here: Placed) -> Placed | None:
        number = bisect_right(self.starts, here.phrase.start)
        return self.stated[number] if number < len(self.stated) else None


def resolve(text: str, found: Sequence[Placed], dateline: date | None) -> list[FoundDate]:
    """Return the dates, in order, with the years their context gives them; what counts from nothing is left out."""
    stated = [each for each in found if each.places and _year_of(each.phrase.edtf)]
    context = _Context(text, stated, [each.phrase.start for each in stated], dateline)
    resolved = (_resolved(context, each) for each in found)
    return [each for each in resolved if each]


def document_day(blocks: Iterable[Block], dates: Sequence[Phrase | FoundDate]) -> date | None:
    """Return the day of the dateline, or else of the field `Date`; None where neither states one."""
    days = [each for each in dates if FULL_DAY.fullmatch(each.edtf)]
    starts = [each.start for each in days]
    own = [b for b in blocks if b.role == "dateline" or (b.role == "field" and b.name.lower().startswith("date"))]
    for block in sorted(own, key=lambda block: block.role != "dateline"):
        number = bisect_right(starts, block.start - 1)
        if number < len(days) and days[number].start < block.end:
            return date.fromisoformat(days[number].edtf)
    return None


def _resolved(context: _Context, here: Placed) -> FoundDate | None:
    phrase = here.phrase
    edtf, rule = phrase.edtf, phrase.rule
    if phrase.unit:
        edtf = _counted(context, here)
        inferred = True
    else:
        year, source = _year(context, here) if UNKNOWN in edtf else (0, "")
        edtf = in_year(edtf, year) if year else edtf
        rule, inferred = (f"{rule}/{source}" if source else rule), bool(source)
    if not edtf or not is_valid(edtf):
        return None
    if here.places:
        context.last = replace(here, phrase=replace(phrase, edtf=edtf))
        context.years.add(_year_of(edtf))
    return FoundDate(phrase.start, phrase.end, edtf, rule, inferred)


def _year(context: _Context, here: Placed) -> tuple[int, str]:
    """Return the year of a date that states none and where it comes from; 0 where that is not sure."""
    to_come = _is_to_come(context, here)
    earlier = context.last if context.last and context.last.block == here.block and not to_come else None
    later = context.next_after(here)
    beside = {_from_earlier(context, here, earlier, sentence=True), _from_later(context, here, later, sentence=True)}
    if beside != {0}:
        return (max(beside), "year-of-sentence") if len(beside - {0}) == 1 else (0, "")
    year = _from_earlier(context, here, earlier)
    if context.dateline:
        year = year or _from_dateline(context, here, context.dateline)
        source = "year-of-paragraph" if earlier and year == _year_of(earlier.phrase.edtf) else "year-of-dateline"
        return (year, source) if year == context.dateline.year else (0, "")
    return _from_narrative(context, here, year, later)


def _from_narrative(context: _Context, here: Placed, year: int, later: Placed | None) -> tuple[int, str]:
    if year:
        return year, "year-of-paragraph"
    last = context.last
    if last and last.block.section == here.block.section and (year := _from_earlier(context, here, last)):
        before_next = (
            later is None or later.block.section != here.block.section or _fits(here, later, year, after=False)
        )
        return (year, "year-of-section") if before_next else (0, "")
    if later and later.block.section == here.block.section and (year := _from_later(context, here, later)):
        return (year, "year-of-neighbours") if year in context.years else (0, "")
    return 0, ""


def _from_earlier(context: _Context, here: Placed, earlier: Placed | None, *, sentence: bool = False) -> int:
    year = _year_of(earlier.phrase.edtf) if earlier else 0
    if not earlier or not year or not _fits(here, earlier, year, after=True):
        return 0
    return year if not sentence or _same_sentence(context.text, earlier.phrase.end, here.phrase.start) else 0


def _from_later(context: _Context, here: Placed, later: Placed | None, *, sentence: bool = False) -> int:
    year = _year_of(later.phrase.edtf) if later else 0
    if not later or not _fits(here, later, year, after=False):
        return 0
    if sentence and (
        later.block != here.block or not _same_sentence(context.text, here.phrase.end, later.phrase.start)
    ):
        return 0
    return year


def _from_dateline(context: _Context, here: Placed, dateline: date) -> int:
    placed = in_year(here.phrase.edtf.removesuffix("/.."), dateline.year)
    first, _ = bounds(placed) if is_valid(placed) else (None, None)
    if first is None:
        return 0
    if (first.month > dateline.month) == _is_to_come(context, here) or first.month == dateline.month:
        return dateline.year
    return 0


def _is_to_come(context: _Context, here: Placed) -> bool:
    start = here.phrase.start
    return bool(TO_COME.search(context.text, max(here.block.start, start - REACH_BACK), start))


def _fits(here: Placed, anchor: Placed, year: int, *, after: bool) -> bool:
    """Tell whether, in `year`, the date does not begin in a month before the anchor's (or end after the anchor)."""
    placed = in_year(here.phrase.edtf, year)
    first, last = bounds(anchor.phrase.edtf)
    if not is_valid(placed) or first is None:
        return False
    begins, _ = bounds(placed)
    if begins is None:
        return False
    return begins >= first.replace(day=1) if after else last is None or begins <= last


def _same_sentence(text: str, start: int, end: int) -> bool:
    return end - start <= SENTENCE_REACH and not SENTENCE_END.search(text, start, end)


def _year_of(edtf: str) -> int:
    """Return the one year that a date lies in, the first of an open period; 0 where it has several or none."""
    if "X" in edtf:
        return 0
    years = {first[:4] for first in re.split(r"[/,{}\[\]]|\.\.", edtf) if first}
    return int(years.pop()) if len(years) == 1 else 0


def _counted(context: _Context, here: Placed) -> str:
    """Return the date that counts from the dateline or from the date mentioned last; empty where that is not sure."""
    phrase = here.phrase
    if phrase.anchor == "dateline":
        return _moved(phrase, context.dateline.isoformat()) if context.dateline else ""
    last = context.last
    if not last or last.block != here.block or phrase.start - last.phrase.end > SENTENCE_REACH:
        return ""
    if len(SENTENCE_END.findall(context.text, last.phrase.end, phrase.start)) > 1:
        return ""
    return _moved(phrase, last.phrase.edtf)


def _moved(phrase: Phrase, anchor: str) -> str:
    if phrase.unit == "then":
        return anchor.removesuffix("/..").rpartition("/")[2].removeprefix("..") if UNKNOWN not in anchor else ""
    year = _year_of(anchor)
    if phrase.unit == "year":
        return in_year(phrase.edtf, year + phrase.shift) if year else ""
    if phrase.unit == "day":
        return _days_on(anchor, phrase.shift) if FULL_DAY.fullmatch(anchor) else ""
    month = MONTH.match(anchor)
    return _months_on(int(month[1]), int(month[2]), phrase.shift) if month and year else ""


def _days_on(anchor: str, days: int) -> str:
    return date.fromordinal(date.fromisoformat(anchor).toordinal() + days).isoformat()


def _months_on(year: int, month: int, shift: int) -> str:
    months = year * 12 + month - 1 + shift
    return f"{months // 12:04d}-{months % 12 + 1:02d}"
