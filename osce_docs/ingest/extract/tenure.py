"""Since when and until when somebody holds an office, from what stands next to the words that say so.

Which verbs tell that an office begins, and which that it lasts, is in knowledge/memberships.toml, [tenure].
"""

import re
from functools import cache

from osce_docs.ingest.extract.membership_terms import ends_of
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.knowledge import load
from osce_docs.readings import FoundDate

DATE = r"(?:the )?(?P<date>⟦date\d{1,3}⟧)"
ORIGIN = r"(?:,? (?:of|from) (?:the )?⟦state\d{1,3}⟧| \((?:the )?⟦state\d{1,3}⟧\))?"
SLOTS = r"⟦[a-z]+\d{1,3}⟧(?: and (?:the )?⟦[a-z]+\d{1,3}⟧)?"
AREA = rf"(?: for (?:the )?(?:{SLOTS}|(?:[a-z-]{{3,20}} ){{0,3}}?[a-z-]{{3,20}}))?"
SPELL = r"(?: for (?:a )?(?:[\w-]{1,20} ){1,5}?(?:years?|months?|terms?|mandate|period)(?: of [\w -]{1,20})?,?)?"
HOW = r"(?P<how>since|from|between|during|throughout|until|till|up to|in|on|as of|with effect from|at)"
UNTIL = r"(?:,? (?:and )?(?:until|till|to) (?:the )?(?P<end>⟦date\d{1,3}⟧))?"
BEHIND = re.compile(rf"{ORIGIN}{AREA}{SPELL},? ?\(?(?:{HOW} )?{DATE}(?! ?[–-]?⟦date){UNTIL}", re.IGNORECASE)
HEAD = re.compile(
    rf"[\s\"(]{{0,9}}(?:{HOW} )?{DATE}(?:,| ?[:–—-])? (?:the )?(?:(?:⟦[a-z]+\d{{1,3}}⟧|[\w-]{{2,20}}) ){{0,3}}?$",
    re.IGNORECASE,
)
TODAY = re.compile(rf"{ORIGIN}{AREA} (?:today|this (?:morning|afternoon|evening))\b")
OPEN = frozenset({"since", "from", "as of", "with effect from"})
CLOSED = frozenset({"until", "till", "up to"})
LONG = frozenset({"between", "during", "throughout"})
REACH = 120


def tenure(sentence: Sentence, start: int, end: int, day: str = "") -> tuple[str, str]:
    """Return the beginning and end (EDTF, '' where not told) of the office that `skeleton[start:end]` tells of.

    `day` is the document's date, for `today`.
    """
    words = sentence.skeleton[start:end]
    if _verbs("begins").search(words) and TODAY.match(sentence.skeleton, end):
        return day, ""
    behind = BEHIND.match(sentence.skeleton, end, end + REACH)
    told = _term(sentence, behind, words) if behind else None
    head = HEAD.match(sentence.skeleton[:start]) if told is None and start <= REACH else None
    return told or (_of_head(sentence, head, words) if head else ("", ""))


def _of_head(sentence: Sentence, head: re.Match[str], words: str) -> tuple[str, str]:
    """Return the term that the date at the head of the clause tells: `Since 2001 it has been led by …`."""
    if _verbs("begins").search(words):
        return _edtf(sentence, head["date"]), ""
    lasting = (head["how"] or "").lower() in OPEN | CLOSED | LONG
    return (_term(sentence, head, words) if lasting else None) or ("", "")


def _term(sentence: Sentence, found: re.Match[str], words: str) -> tuple[str, str] | None:
    """Return the term, or None where the date may be of something else: `Director Ann Lee in 1999 said`."""
    date, how = _edtf(sentence, found["date"]), (found["how"] or "").lower()
    until = _edtf(sentence, found["end"]) if "end" in found.re.groupindex and found["end"] else ""
    start, end = ends_of(date)
    if how in CLOSED:
        return "", end
    if "/" in date or until:
        return start, until or end
    if how in OPEN or _verbs("begins").search(words):
        return date, ""
    return (start, end) if how and _verbs("lasts").search(words) else None


def _edtf(sentence: Sentence, slot: str) -> str:
    date = sentence.slots[slot]
    return date.edtf if isinstance(date, FoundDate) else ""


@cache
def _verbs(name: str) -> re.Pattern[str]:
    return re.compile(load("memberships")["tenure"][name], re.IGNORECASE)
