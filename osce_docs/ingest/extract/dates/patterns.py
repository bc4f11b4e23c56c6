"""The regular expressions of dates, built from the words of knowledge/calendar.toml.

A core is what holds the numbers and names of a date (`8–10 July 1992`); the head is what stands before it and belongs
to it (`the end of`, `Monday,`). Quantifiers are bounded, so that reading is linear in the length of the text.
"""

import re
from collections.abc import Iterable, Iterator

from osce_docs.knowledge import load
from osce_docs.readings import Span

WORDS = load("calendar")
MONTHS: dict[str, int] = WORDS["months"] | WORDS["abbreviated"]

GAP = r"\s{1,3}"
HYPHENS = "-‐‑‒–—−"
DASH = rf"\s{{0,2}}[{HYPHENS}]\s{{0,2}}"


def alternatives(words: Iterable[str]) -> str:
    """Return a group of the words, the longest first; a space matches any gap, a last letter ends a word."""
    texts = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(t).replace(r"\ ", GAP) + (r"\b" if t[-1].isalpha() else "") for t in texts) + ")"


def _relative(unit: str) -> str:
    return f"(?i:{alternatives([*WORDS['relative'][unit]['dateline'], *WORDS['relative'][unit]['text']])})"


START = r"(?<![\w.,/#:$€£+&=])"
DIGITS = r"(?:186[1-9]|18[7-9]\d|19\d\d|20\d\d)"
YEAR = rf"{DIGITS}(?![\w%°/]|[.,:]\d)"
STATED_YEAR = rf"(?:{YEAR}|{_relative('year')})"
TO = rf"(?:{DASH}|{GAP}{alternatives(WORDS['around']['through'])}{GAP}(?:the{GAP})?)"
AND = rf"(?:,?{GAP}(?:and|&){GAP}(?:the{GAP})?)"
DAY = r"\d{1,2}(?:-?(?:st|nd|rd|th))?(?![\w%°]|[.:]\d|,\d{1,3}(?!\d))"
FEW_DAYS = rf"{DAY}(?:{TO}{DAY})?"
DAYS = rf"{FEW_DAYS}(?:(?:,{GAP}{FEW_DAYS}){{0,5}}{AND}{FEW_DAYS})?"
FULL_MONTH = alternatives([*WORDS["months"], *(name.upper() for name in WORDS["months"])])
MONTH = rf"(?:{FULL_MONTH}|{alternatives(WORDS['abbreviated'])}\.?)"
IN_YEAR = rf"(?:,?{GAP}(?:of{GAP})?(?:the{GAP}year{GAP})?|,|-)"
ANY_MONTH = rf"(?:{MONTH}|(?i:{alternatives(MONTHS)})(?={IN_YEAR}{YEAR}))"
COUNTED = rf"(?:{GAP}|-)(?i:{alternatives(WORDS['counted']['words'])})"
NUMBER = rf"(?:\d{{1,2}}|(?i:{alternatives(WORDS['numbers'])}))"

# One alternative a rule. In each the groups d, m, y … are followed by the rule's number, for a name is used once.
CORES = {
    "year-month-day": rf"{START}(?P<y>\d{{4}})(?P<s>[-/.])(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?![\w-]|[./]\d)",
    "year-month": rf"{START}(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\w-]|[.,/]\d)",
    "numeric": rf"{START}(?<!\d[{HYPHENS}])(?P<d>\d{{1,2}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)"
    r"(?P<y>(?:19|20)\d\d)(?![\w-]|[./]\d)",
    "day-month": rf"{START}(?P<d>{DAYS})(?:{GAP}(?:of{GAP})?|-)(?P<m>{ANY_MONTH})(?:{IN_YEAR}(?P<y>{STATED_YEAR}))?",
    "month-day": rf"\b(?P<m>{MONTH}){GAP}(?:the{GAP})?(?P<d>{DAYS})"
    rf"(?:{IN_YEAR}(?P<y>{STATED_YEAR})|(?!{COUNTED})(?!,\d))",
    "month": rf"\b(?:(?P<m>{MONTH}){IN_YEAR}(?P<y>{STATED_YEAR})|(?P<n>{FULL_MONTH}))",
    "division": rf"\b(?P<w>(?i:{alternatives(WORDS['divisions'])})){GAP}(?:of{GAP})?(?:the{GAP})?(?:year{GAP})?"
    rf"(?:(?P<m>{MONTH})(?:{IN_YEAR}(?P<y>{STATED_YEAR}))?|(?P<z>{STATED_YEAR}|\d{{3}}0[’']?s\b))",
    "season": rf"\b(?P<w>(?i:{alternatives(WORDS['seasons'])})){GAP}(?:of{GAP})?(?:the{GAP}year{GAP})?"
    rf"(?:(?P<y>{DIGITS})[{HYPHENS}/](?P<x>\d\d(?:\d\d)?)(?!\w)|(?P<z>{STATED_YEAR}))",
    "decade": rf"{START}(?P<y>(?:19|20)\d0)[’']?s\b",
    "years": rf"{START}(?P<y>{DIGITS})(?:(?:{DASH}|/)(?P<z>{YEAR})|[{HYPHENS}/](?P<x>\d\d)(?![\w/%-]|[.,]\d))",
    "year": rf"{START}(?P<y>{YEAR})",
    "relative-year": rf"\b(?P<y>{_relative('year')})",
    "relative-month": rf"\b(?P<w>{_relative('month')})",
    "distance": rf"\b(?P<n>{NUMBER}){GAP}(?P<w>day|month|year)s?{GAP}"
    rf"(?P<v>{alternatives(WORDS['relative']['direction'])})(?!{GAP}than)(?!,?{GAP}(?:on|in){GAP}(?:\d|[A-Z]))",
    "then": r"(?<=[Ss]ince )then\b",
}


def _numbered() -> str:
    branches = []
    for number, (name, pattern) in enumerate(CORES.items()):
        renamed = re.sub(r"\(\?P(<|=)([a-z])", rf"(?P\g<1>\g<2>{number}", pattern)
        branches.append(f"(?P<{name.replace('-', '_')}>{renamed})")
    return "|".join(branches)


def _first_words() -> set[str]:
    relative = WORDS["relative"]
    phrases = [*MONTHS, *WORDS["seasons"], *WORDS["divisions"], *WORDS["numbers"], "then"]
    phrases += [phrase for unit in ("year", "month") for anchor in relative[unit].values() for phrase in anchor]
    words = {phrase.split()[0] for phrase in phrases}
    return (
        words | {word.upper() for word in words} | {word.capitalize() for word in words} | {m.lower() for m in MONTHS}
    )


CORE = re.compile(_numbered())
TRIGGER = re.compile(rf"(?<![^\W_])(?:\d|{alternatives(_first_words())})")
HEAD = re.compile(
    rf"(?<![\w-])(?:(?P<about>{alternatives(WORDS['around']['about'])}){GAP})?(?P<the>the{GAP})?"
    rf"(?:(?P<part>{alternatives(WORDS['parts'])})(?:(?<=-)|{GAP})(?:the{GAP})?(?:year{GAP})?)?"
    rf"(?:(?P<weekday>{alternatives(WORDS['weekdays'])}),?{GAP}(?P<ordinal>the{GAP})?)?\Z",
    re.IGNORECASE,
)
HEAD_REACH = 60


def find_cores(text: str, start: int, end: int) -> Iterator[tuple[str, dict[str, str], Span]]:
    """Yield the name, the groups and the place of every core in the stretch, in order, none inside another."""
    free = start
    for trigger in TRIGGER.finditer(text, start, end):
        if trigger.start() >= free and (match := CORE.match(text, trigger.start(), end)):
            free = match.end()
            found = {name[0]: value for name, value in match.groupdict().items() if value and name[1:].isdigit()}
            yield (match.lastgroup or "").replace("_", "-"), found, Span(*match.span())
