"""The grammar of offices and personal names, compiled from the cue words of knowledge/offices.toml.

All patterns are matched on text in which the names already found are masked (see masks.py), so an office's tail
reads `of ■■■■ for European Affairs` whatever the country. Groups are atomic or bounded: linear time on hostile text.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import ahocorasick

from osce_docs.ingest.extract.candidates import Candidates
from osce_docs.ingest.extract.masks import BODY, MARKS, OFFICE
from osce_docs.ingest.extract.required import Requirements
from osce_docs.ingest.extract.scan import ordinary_words
from osce_docs.knowledge import load

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĜĞĠĢĤĨĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŖŘŚŜŞȘŠŢȚŤŨŪŮŰŲŴŶŹŻŽƏ"
INITIALS = rf"\.(?:-?[{UPPER}]\.){{0,2}}(?:[{UPPER}][\w']{{1,30}})?"
TOKEN = rf"(?:[aAeE]l-|[dDlO]')?[{UPPER}](?:{INITIALS}|[\w']{{1,30}}(?:-[\w'{UPPER}]{{1,30}}){{0,2}})"
PARTICLE = r"(?:d[aeiou]|das|dos|de[lrn]|della|v[ao]n|te[rn]|bin|ibn|al|el|la|le|zu|af|av|y|e)"
NAME = rf"{TOKEN}(?: (?:{PARTICLE} ){{0,2}}{TOKEN}){{0,4}}"
WORD = rf"[{UPPER}][\w'-]{{1,30}}"
# The patterns that are not tried where none of their words stands.
WORDED = ("appointed", "acting", "serving")
MARKED = rf"[{MARKS}]{{1,300}}"
SURNAME = re.compile(rf"(?<= )(?:{PARTICLE} ){{0,2}}[^ ]+\Z")
ORIGIN = rf"(?: of (?:the )?{MARKED}| \((?:the )?{MARKED}\))?"
ABBREVIATION = rf"(?: \((?:{MARKED}|[{UPPER}]{{2,10}})\))?"
AREA = r"(?: (?:region|oblast|province|district|city|Region|Province|District|City))?"
LINK = r"(?:(?:of|for|to|on|in|at|with|and|the|&|from|its|his|her|their) ){0,3}"


@lru_cache(4096)
def office_in(words: str) -> str:
    """Return the first cue word of an office in `words`, or nothing."""
    found = re.search(_cue(), words) if list(_starts(words)) else None
    return found[0] if found else ""


def cue_starts(masked: str) -> list[int]:
    """Return where the offices in a masked text may start: at a cue word, or a masked office-like body."""
    return sorted({*_starts(masked), *(match.start() for match in re.finditer(f"{OFFICE}+", masked))})


def is_surname(masked: str, start: int) -> bool:
    """Tell whether the cue at `start` is the last word of a name: `Anna King`."""
    word = re.compile(r"\w+").match(masked, start)
    before = re.compile(rf"([{UPPER}][\w'-]+) \Z").search(masked, max(0, start - 40), start)
    return bool(word and word[0] in load("offices")["also_surnames"] and before and before[1] not in stop_words())


def _starts(masked: str) -> Iterator[int]:
    lower = masked.replace("\u0130", "I").lower()
    for last, length in _cue_automaton().iter(lower):
        yield last + 1 - length


@cache
def _cue_automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word in [*load("offices")["cues"], *load("offices")["titles"]]:
        for spelling in (word, word.replace("-", " "), word.replace("-", "")):
            automaton.add_word(spelling.lower(), len(spelling))
    automaton.make_automaton()
    return automaton


@cache
def before_name() -> re.Pattern[str]:
    """Match `<office> <name>` and `<office> is <name>`: the groups are `office` (from the first cue on), `name`."""
    between = (
        r"(?P<comma>[,:]?| (?:is|was|are|were|has been|have been)(?: now| currently| then)?:?)(?: -)? \(?(?:the )?"
    )
    return re.compile(rf"(?P<office>{_offices()}){ABBREVIATION}{between}(?P<name>{NAME})")


@cache
def after_name() -> re.Pattern[str]:
    """Match `<name>, <office>`, `<name> (<office>)` and `<name> was appointed <office>`."""
    verbs = _either(load("offices")["becomes"])
    link = rf"(?:{ORIGIN}| \([^()]{{1,60}}\))(?:,? (?:who )?(?:{verbs}) |, (?:who )?| \(| as )"
    institution = (
        rf"(?: (?:of|for|at) (?:the )?{WORD}(?: (?:(?:of|for|and|on|the|in) ){{0,2}}{WORD}){{0,7}}(?=[,.;)]))?"
    )
    apart = r"(?<![\w-])(?<!\bin )(?<!\bat )(?<!\bfrom )(?<!\bnear )"
    return re.compile(
        rf"{apart}(?P<name>{NAME}){link}(?:as )?{_whole_office(institution)}(?!,? {TOKEN}| (?:of|for|to) )"
    )


@cache
def appointed() -> re.Pattern[str]:
    """Match `appointed <name> as <office>` and `elected <name> (Malta) <office>`."""
    verbs = _either(load("offices")["appoints"])
    purpose = r"(?:as|to (?:be|the post of|the position of)|to)"
    link = rf"(?:(?:{ORIGIN}|, [^,;.]{{1,60}},) {purpose}| \((?:the )?{MARKED}\))"
    return re.compile(rf"\b(?:{verbs}) (?P<name>{NAME}){link} {_whole_office()}")


@cache
def item() -> re.Pattern[str]:
    """Match a list item that is `<name> (<state>)`."""
    return re.compile(rf"\A[\s\W]{{0,6}}(?:\d{{1,3}}[.)] ?)?(?P<name>{NAME}),? \((?:the )?{MARKED}[^()]{{0,60}}\)")


@cache
def bare_item() -> re.Pattern[str]:
    """Match a list item that is a name and nothing else, but for the years behind it."""
    years = r"(?:,? ?\(?(?:since |from |until )?[12]\d{3}(?: ?[–-] ?(?:[12]\d{3})?)?\)?)?"
    return re.compile(rf"\A[\s\W]{{0,6}}(?:\d{{1,3}}[.)] ?)?(?P<name>{NAME}){years}[\s,;.]{{0,3}}\Z")


@cache
def announces() -> re.Pattern[str]:
    """Match the end of a line that announces the holders of an office: `led by five heads:`."""
    return re.compile(rf"{_cue_words()}s\b[^.;:]{{0,60}}:\s*\Z")


@cache
def another() -> re.Pattern[str]:
    """Match what stands between one name of a list and the next: ` of Spain, and `."""
    return re.compile(rf"(?:'s?)?{ORIGIN}(?:, and |, | and | & )(?P<name>{NAME})")


@cache
def serving(from_known_state: bool) -> re.Pattern[str]:
    """Match what is said of holders of an office named before: `<name> took over`, `<name> (1993-1994)`.

    Where no office is named before, only `<name> (Malta) took over` and `<name> of Malta took over` tell enough.
    """
    verbs = _either(load("offices")["serves"])
    origin = ORIGIN.removesuffix("?") if from_known_state else ORIGIN
    years = (
        rf"(?:{MARKED},? )?(?:since |from |until )?(?:\d{{1,2}} )?(?:[A-Z][a-z]{{2,8}} )?(?:\d{{1,2}}, )?[12]\d{{3}}\b"
    )
    busy = rf"(?P<name>{NAME})(?={origin}(?:, [^,;.()]{{1,60}},|, who)? (?:{verbs}))"
    dated = rf"(?P<dated>{NAME})(?=,? \({years})"
    return re.compile(rf"(?<![\w-])(?:{busy if from_known_state else f'{busy}|{dated}'})")


def rules_for(masked: str) -> set[str]:
    """Return which of the patterns `appointed`, `acting` and `serving` may match: the text holds their words."""
    found = {WORDED[number] for number in _worded().among(masked)}
    return found | {"acting"} if _on_behalf().search(masked) else found


@cache
def _worded() -> Candidates:
    needed = Requirements(re.compile(r"(?!)"), str)
    return Candidates(list(map(needed.of, (appointed().pattern, _acts(), serving(False).pattern))))


@cache
def earlier() -> re.Pattern[str]:
    """Match the names of a list before its last: `<name>, <name> and `."""
    return re.compile(rf"(?<![\w-]){NAME}(?:, {NAME}){{0,6}},? and \Z")


@cache
def predicate() -> re.Pattern[str]:
    """Match what shows that the office behind it is another's: `… was its `, `Anna Lind, the `."""
    verbs = "was|is|were|are|became|as|been|be|remained|held|holds|took|takes|taken|assumed|left"
    article = r"(?:(?:the|a|an|its|his|her|their) )?"
    return re.compile(rf"(?:\b(?:{verbs}) |(?<![\w-]){NAME}, ){article}\Z")


@cache
def plural() -> re.Pattern[str]:
    """Match an office of several persons: `Foreign Ministers`, `Heads of Delegation`, `Minsk Group Co-Chairs`."""
    return re.compile(
        rf"{_cue_words()}s\b|\b[Dd]eputies\b|\bSecretaries\b|\bHeads of |[Cc]o-?[Cc]hair(?:men|s)\b|{OFFICE}"
    )


@cache
def acting() -> re.Pattern[str]:
    """Match `headed by <name>`, `by <name> on behalf of <body>`, `<name>, who heads <body>`, `she succeeds <name>`,
    `<name> succeeds another` and `under the chairmanship of <name>`."""
    agent = rf"(?:(?<=by )|(?<=and )|(?<=, )|(?<=: ))(?P<name>{NAME})"
    return re.compile(rf"(?<![\w-])(?:{agent}(?={_on_behalf().pattern})|{_acts()})")


@cache
def _on_behalf() -> re.Pattern[str]:
    return re.compile(rf" (?:for|on behalf of) {LINK}(?:[a-z-]{{1,20}} )?{MARKED}")


def _acts() -> str:
    words = load("offices")
    body = rf"(?:the )?(?:[{BODY}{OFFICE}]|(?:{_joined(load('name_patterns')['placed_heads'])})\b)"
    aside = rf"{ORIGIN}(?:, [^,;.()]{{1,60}},)?(?:,? who)?(?: has| had| will)?"
    titled = r"(?:the )?(?:[A-Za-z-]{2,20} ){0,3}"
    leads = rf"(?<![\w-])(?P<leads>{NAME})(?={aside} {_either(words['leads'])} {body})"
    follows = rf"(?<![\w-])(?P<follows>{NAME})(?={aside} {_either(words['follows'])} {titled}{TOKEN})"
    under = rf"\b{_either(words['reigns'])} of (?P<under>{NAME})"
    months = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    when = rf"(?: (?:[a-z]{{1,12}}|\d{{1,4}},?|{months}))"
    done = rf"\b(?:{_either(words['deeds'])}{when}{{0,6}} by|{_either(words['follows'])})"
    return rf"{done} (?P<led>{NAME})|{leads}|{follows}|{under}"


@cache
def leading() -> re.Pattern[str]:
    """Match the words before a cue that belong to the office: `former Norwegian `, `OSCE `, `Deputy `."""
    return re.compile(rf"(?<![\w'-])(?:{_before()} ){{1,6}}\Z")


@cache
def function_words() -> frozenset[str]:
    """Return the words that end a name, or stand before it, without belonging to it: `On`, `Tuesday`."""
    return frozenset(load("offices")["not_names"])


@cache
def stop_words() -> frozenset[str]:
    """Return the words that are no part of a person's name; one behind a name makes it another thing's."""
    return function_words() | ordinary_words()


@cache
def titles() -> re.Pattern[str]:
    """Match an office that ends in a title which may stand before a bare surname: `President`."""
    return re.compile(rf"(?<![\w-])(?i:{_joined(load('offices')['titles'])})s?\.?\Z")


def _offices() -> str:
    """One office or several: `Chairman-in-Office, Maltese Foreign Minister`."""
    one = rf"{_cue()}{_tail()}"
    join = r"(?:,| and|, and|,? who is(?: also)?|/)? ?(?:the )?"
    return rf"(?>{one}(?:{join}(?>(?:{_before()} ){{0,6}}){one}){{0,3}})"


def _whole_office(institution: str = "") -> str:
    one = rf"(?:{_before()} ){{0,6}}{_cue()}{_tail()}"
    return rf"(?:the |an? |his |her |its |their )?(?P<office>(?>{one}(?: and (?:the )?{one}){{0,2}}{institution}))"


def _cue() -> str:
    titles = r"(?:s|(?<=\bM[rs])\.|(?<=\bMrs)\.|(?<=\bDr)\.)?"
    return rf"(?:{_cue_words()}{titles}(?!\w)|{OFFICE}{{1,300}})"


def _cue_words() -> str:
    return rf"(?<![\w-])(?i:{_joined([*load('offices')['cues'], *load('offices')['titles']])})"


def _tail() -> str:
    """What may follow a cue inside the office: `of ■■■`, `for European Affairs`, `to the President`."""
    about = _either(load("offices")["subjects"])
    marked = rf"(?:[a-z-]{{2,20}} )?{MARKED}(?:'s?)?{AREA}"
    return rf"(?>(?: {LINK}(?:{about}|{marked})| to (?:the )?{_cue_words()}(?!\w)){{0,10}})"


def _before() -> str:
    words = _either([*load("offices")["before"], *load("offices")["subjects"]])
    return rf"(?:(?:{words}|{MARKED})(?:'s?)?|[A-Z]{{2,6}})"


def _either(words: Iterable[str]) -> str:
    return rf"(?:(?<![\w-])(?i:{_joined(words)})(?!\w))"


def _joined(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\-", "[- ]?") for word in longest_first)
