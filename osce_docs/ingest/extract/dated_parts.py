"""What a verb happens to and who does it: stretches of a skeleton."""

import re

from osce_docs.ingest.extract.dated_verbs import NO_OBJECT, Verb
from osce_docs.ingest.extract.dated_words import Where

STOP = re.compile(
    r",? (?:on|in|at|from|during|until|since|as of|under|before|after|by|following|between|within) (?:the )?"
    r"(?:(?:[a-z]{1,12} (?:of|on) )?(?:the )?⟦(?:date|place)\d{1,3}⟧|end |beginning |start )|,? (?:as|by|under|"
    r"following|after|before|when|where|which|who|while|because) |⟦date|[,;:\"(]|[.](?: |$)|,? and (?=[a-z]+ed\b)|$"
)
HEAD = re.compile(
    r"[\s,\"(–—:-]*(?:(?:and|but|then|later|also|earlier|thus|however|meanwhile|finally|subsequently|again|next|it was|"
    r"on this occasion|in turn),? ){0,2}(?:(?:on|in|at|by|from|since|during|between|after|before|until|as early as) "
    r"[^,;:\"]{0,90}?⟦date\d{1,3}⟧\)?(?: in ⟦(?:place|state)\d{1,3}⟧)?,? ?|"
    r"⟦date\d{1,3}⟧\)?(?: ?[–—:]| -|,)? ?|in ⟦(?:place|state)\d{1,3}⟧,? )?",
    re.IGNORECASE,
)
AGENT = re.compile(r" by (?=(?:(?:the|a|an|its|their) )?[^.;:,\"]{0,60}⟦)")
INSERTED = re.compile(r",[^,;:\"]{2,120}, ?$")
LAST_CLAUSE = re.compile(r"(?:as|since|after|although|while|because|when|if|with)\b[^,;:]{3,160}, ", re.IGNORECASE)
DATED = re.compile(r" (?:on|in) ⟦date\d{1,3}⟧,? (?=to |that )")
REACH = 160


def parts_of(plain: str, clause: int, verb: Verb) -> tuple[Where, Where | None]:
    """Return what the verb happens to, and who does it (or None); `clause` is where its clause begins."""
    subject = _subject(plain, clause, verb.start)
    thing = object_at(plain, verb.core.end)
    none = NO_OBJECT.match(plain, verb.core.end) and not DATED.match(plain, verb.core.end)
    if verb.voice == "active" and thing[1] > thing[0] and not none:
        return thing, subject
    agent = AGENT.search(plain, verb.core.end, min(len(plain), verb.core.end + 120))
    return subject, object_at(plain, agent.end()) if agent else (subject if verb.voice == "active" else None)


def _subject(plain: str, clause: int, at: int) -> Where:
    """The words before the verb, without the adverbs at their head and the insertion at their end."""
    head = HEAD.match(plain, clause, at)
    start = head.end() if head else clause
    if not plain[start:at].strip(" ,") or plain[:clause].endswith(", having "):
        start = _clause_before(plain, start)
    end = at
    if plain[:at].rstrip().endswith(","):
        inserted = INSERTED.search(plain, start, at)
        end = inserted.start() if inserted and inserted.start() > start else at
    inner = LAST_CLAUSE.match(plain, start, end)
    start = inner.end() if inner else start
    return start, max(start, start + len(plain[start:end].rstrip(" ,")))


def _clause_before(plain: str, at: int) -> int:
    """`a treaty, which was signed`: the noun stands before."""
    start = max(plain.rfind(mark, 0, max(0, at - 8)) + 2 for mark in (", ", ". ", "; ", ": "))
    return start if at - start < 120 and start > 1 else max(0, at - 100)


def object_at(plain: str, at: int) -> Where:
    """Return the words behind `at` up to a date, a place or a further clause; a date before `to send` is skipped."""
    dated = DATED.match(plain, at)
    at = dated.end() if dated else at
    stop = STOP.search(plain, at, min(len(plain), at + REACH))
    end = stop.start() if stop else min(len(plain), at + REACH)
    start = at + len(plain[at:end]) - len(plain[at:end].lstrip(" "))
    return start, max(start, end)
