"""The dateline that opens a report: `VIENNA, 17 March 2007 - `."""

import re

_WORD = r"(?:[A-ZÀ-ÖØ-ÞĀ-ſА-ЯЁІЇЄ][\w.'’]{0,30}|of|and|de|la|le|the|al|el|im|am|an|der)"
_PLACE = rf"{_WORD}(?:(?: ?[-–/&] ?|, ?| ){_WORD}){{0,8}}(?: ?\([^()\n]{{1,40}}\))?"
_DAYS = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_MONTH = r"[^\W\d_]{3,12}\.?"
_YEAR = r",? ?\d{4}"
_FIRST_DAY = rf"{_DAYS}(?: {_MONTH}(?:{_YEAR})?)?(?: ?[-–/] ?| and | to )"
_DATE = (
    rf"(?:{_FIRST_DAY}){{0,2}}{_DAYS} (?:de )?{_MONTH}(?: de)?(?:{_YEAR})?(?: г\.)?"
    rf"|{_MONTH} {_DAYS}(?: ?[-–] ?{_DAYS})?(?:{_YEAR})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d{2}-\d{2}"
)
_WEEKDAY = r"(?:(?:[A-Z][a-z]{2,8}day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,? )?"
# What follows must be able to begin a sentence.
_DASH = r"(?:\.? ?[-–—]{1,2} ?|: )(?=[^\W\d_a-z]|[\"“„«‘'(\[]|$)"
_NO_PLACE = r"(?!(?:On|In|At|Since|By|From|Until|After|Before|During|Between)\b)"
_HEAD = re.compile(
    rf"{_NO_PLACE}\(?(?:(?P<place>{_PLACE})[,:]? )?{_WEEKDAY}(?P<date>{_DATE})\)?(?: \([^()\n]{{1,30}}\))?"
    rf"(?P<dash>{_DASH}|$)"
)
_YEAR_WITHIN = re.compile(r"\d{4}")


def dateline(words: str) -> int:
    """Return where the dateline that a paragraph begins with ends, its dash included; 0 where it has none.

    A dateline is a date with a dash behind it, mostly with a place before it. A date without a year needs the place,
    and a date without a dash must have a year and be all that the paragraph says.
    """
    match = _HEAD.match(words[:200].replace("\u00a0", " "))
    if not match:
        return 0
    if _YEAR_WITHIN.search(match["date"]):
        whole = match["dash"] or match.end() == len(words)
    else:
        whole = match["dash"] and match["place"]
    return len(match[0].rstrip()) if whole else 0
