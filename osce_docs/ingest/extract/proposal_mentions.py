"""Where a text speaks of something put forward: `the Kozak plan`, `a draft resolution on …`, `the first two proposals`.

The words are in knowledge/proposals.toml.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from osce_docs.ingest.extract.proposal_acts import find_acts
from osce_docs.ingest.extract.sentences import BODIES, SLOT, Sentence
from osce_docs.knowledge import load
from osce_docs.readings import FoundName, Span

OWNERS = BODIES | {"state", "people", "person", "territory"}
OF_OWNER = re.compile(r" of (?:the )?⟦(?:state|body|person)\d{1,3}⟧")
TOKEN = re.compile(r"(?:⟦[a-z]+\d{1,3}⟧|[^\W_][\w+/'’–-]{0,40})(?:'s?)?")
# A noun's complement that belongs to its name: `on freedom of movement`, `for the autonomy of ⟦territory0⟧`.
COMPLEMENT = re.compile(
    r"(?: (?:on|for|about|concerning|regarding|of)(?! the (?:\w+ )?table)(?! (?:the )?condition)(?: the| a| an| its)?"
    r"(?: (?!(?:was|were|is|are|has|had|have|will|would|which|that|who|to|by|under|currently|with)\b)"
    r"(?!(?:in|on) ⟦(?:date|place))(?!(?:proposed|presented|put|made|tabled|submitted|introduced|rejected|accepted)\b)"
    r"(?!(?:but|only|if|unless|until|provided|subject|while|whereas|after|before|when|although|because)\b)"
    r"(?![\w-]{3,20} by\b)"
    r"(?!its own)(?:⟦(?!date)[a-z]+\d{1,3}⟧(?:'s?)?|[\w'-]{1,30}|\([A-Z]{1,8}\))){1,12}){1,3}"
)
# No idiom, and no article with what may follow it, is longer.
NEAR = 60
QUOTED = re.compile(r"""["']((?-i:[A-Z⟦])[^"'.;]{2,140}?)["'](?: ?\([^()]{1,20}\))?""")
ARTICLE_BEFORE = re.compile(
    r"\b(?:the|an?|this|these|their|its|two|three|four|several|some)(?: (?:first|second|third|new|last|two|three))? $",
    re.I,
)
PRONOUN = re.compile(
    r"\b(?:it(?! (?:was|is|has been|had been) (?:\w+ ){0,2}(?:proposed|suggested)\b[^.;]{0,80} (?:that|to [a-z]))"
    r"|them|all of them|(?:both|neither|none)(?= (?:was|were|has|have|of (?:them|these|the two))\b)"
    r"|this(?= (?:was|were|is|has|had|met)\b|[,.;]))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """One noun phrase, without article and number.

    `head` is its noun in the singular ('' for a pronoun), `kind` tells which list holds it: own, put, back, act (what
    is proposed in so many words) or pronoun. `name` is its name or description, `proper` whether that is a name in
    capitals; `ordinals` are words such as `first two`; `number` is how many are meant (0: not said); `by` are those
    whose it is: `the Finnish plan`.
    """

    sentence: int
    head: str
    kind: str
    name: str
    proper: bool
    determiner: str
    ordinals: str
    number: int
    plural: bool
    by: tuple[FoundName, ...]


def find_mentions(sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Return the noun phrases and pronouns that may stand for something put forward; in order, none overlapping."""
    mentions: list[Mention] = []
    acts: dict[int, list[Mention]] = {}
    for act in _acts(sentences):
        acts.setdefault(act.sentence, []).append(act)
    for number, sentence in enumerate(sentences):
        found = [*acts.get(number, ()), *_instruments(sentence, number), *_quoted(sentence, number)]
        found += [*_nouns(sentence, number), *_bare_ordinals(sentence, number), *_pronouns(sentence, number)]
        for mention in sorted(found, key=lambda each: each.kind == "pronoun"):
            if all(mention.end <= other.start or other.end <= mention.start for other in mentions[-12:]):
                mentions.append(mention)
    return tuple(sorted(mentions, key=lambda each: each.start))


def singular(noun: str) -> str:
    """Return a noun of the data file for its plural: `draft resolutions` becomes `draft resolution`."""
    plain = " ".join(noun.lower().split())
    return plain if plain in _kinds() else plain.removesuffix("s")


def head_kind(noun: str) -> str:
    """Return which list of the data file holds the noun, or an empty text."""
    return _kinds().get(singular(noun), "")


def plural_noun(words: str) -> bool:
    """Tell whether the words (a heading) hold such a noun in the plural: `Peace plans`."""
    return any(match["head"].lower() != singular(match["head"]) for match in _heads().finditer(words))


def names_a_plan(words: str) -> bool:
    """Tell whether the words (a heading) are the name of one plan: `Vance–Owen plan`, `Madrid Principles`."""
    match = _heads().search(words)
    whole = match is not None and match.end() == len(words.rstrip()) and match.start() > 0
    listed = whole and singular(words[match.start() :]) in load("proposals")["named"]["nouns"] if match else False
    return listed and words not in load("proposals")["never"]["names"] and not plural_noun(words.lower())


def _nouns(sentence: Sentence, number: int) -> Iterator[Mention]:
    for match in _heads().finditer(sentence.skeleton):
        if sentence.skeleton[max(0, match.end() - NEAR) : match.end()].lower().endswith(_words("idioms")):
            continue
        start, words = _back(sentence.skeleton, match.start())
        yield from _mention(sentence, number, match, start, words)


def _back(skeleton: str, head: int) -> tuple[int, list[str]]:
    """Walk back from the noun over its own words; return where they begin and all words before, article included."""
    tokens = list(TOKEN.finditer(skeleton, max(0, head - 120), head))
    start, words = head, list[str]()
    for token in reversed(tokens):
        between = skeleton[token.end() : start]
        before = skeleton[max(0, token.start() - NEAR) : token.start()]
        if between not in {" ", ' "', '" ', "–", "-"} or not _belongs(token[0], before):
            break
        start = token.start()
        words.insert(0, token[0])
        if token[0].lower() in _words("determiners") or token[0].endswith(("'s", "s'")) or len(words) == 7:
            break
    return start, words


def _belongs(word: str, before: str) -> bool:
    """Tell whether a word before the noun is part of its phrase; "proposed" is only behind an article."""
    if word.startswith("⟦"):
        return not word.startswith("⟦date")
    plain = word.lower()
    if plain in _words("stops"):
        return False
    if plain.endswith(("ed", "ly")):
        return plain in _words("adjectives") or (plain in _words("done_to_it") and bool(ARTICLE_BEFORE.search(before)))
    return True


def _mention(sentence: Sentence, number: int, match: re.Match[str], start: int, words: list[str]) -> Iterator[Mention]:
    skeleton, lead = sentence.skeleton, list(words)
    determiner, ordinals, count = "", [], 0
    at = start
    while lead and (kind := _lead(lead[0])):
        word = lead.pop(0)
        determiner = word.lower() if kind == "determiners" else determiner
        ordinals += [word.lower()] if kind in {"ordinals", "order", "numbers"} else []
        count = _words("numbers").index(word.lower()) + 1 if kind == "numbers" else count
        at = min(skeleton.index(word, at) + len(word) + 1, match.start())
    if lead and lead[0].endswith(("'s", "s'")) and lead[0].startswith("⟦"):
        determiner = "genitive"
    complement = COMPLEMENT.match(skeleton, match.end())
    end = complement.end() if complement else match.end()
    span = sentence.span(at, end)
    head = match["head"]
    own = skeleton[at : match.end()]
    yield Mention(
        span.start,
        span.end,
        number,
        singular(head),
        head_kind(head),
        _plain(sentence, at, end),
        _proper(own, at, sentence),
        determiner,
        " ".join(ordinals),
        count,
        head.lower() != singular(head),
        _owners(sentence, at, match.end()),
    )


def _lead(word: str) -> str:
    lists = ("determiners", "numbers", "ordinals", "order")
    return next((kind for kind in lists if word.lower() in _words(kind)), "")


def _proper(own: str, at: int, sentence: Sentence) -> bool:
    """Tell whether the words are a name: a capital that neither opens the sentence nor belongs to a proposer."""
    for token in TOKEN.finditer(own):
        if token[0].startswith("⟦"):
            if token[0].startswith(("⟦person", "⟦place")) and not token[0].endswith("'s"):
                return True
        elif token[0][0].isupper() and (at + token.start() > 0 or sum(map(str.isupper, own)) > 1):
            return True
    return False


def _acts(sentences: Sequence[Sentence]) -> Iterator[Mention]:
    """Find what is proposed in so many words."""
    numbers = {sentence.start: number for number, sentence in enumerate(sentences)}
    for sentence, start, end, head, named in find_acts(sentences):
        span = sentence.span(start, end)
        name = _plain(sentence, *(named or (start, end)))
        number = numbers[sentence.start]
        yield Mention(span.start, span.end, number, head, "act", name, bool(named), "", "", 0, False, ())


def _quoted(sentence: Sentence, number: int) -> Iterator[Mention]:
    """Find names in quotation marks that hold such a noun or stand beside one."""
    for match in QUOTED.finditer(sentence.skeleton):
        inside = list(_heads().finditer(match[1]))
        behind = _heads().match(sentence.skeleton, match.end() + 1)
        before = _idea_of().search(sentence.skeleton, max(0, match.start() - 60), match.start())
        if not (inside or behind or before) or len(match[1].split()) > 20 or match[1].endswith((",", ".", "!", "?")):
            continue
        beside = before and (before["head"] or before["label"])
        head = inside[0]["head"] if inside else behind["head"] if behind else beside or ""
        end = behind.end() if behind else match.end()
        start = before.start() if before else match.start()
        span = sentence.span(start, end)
        name = _plain(sentence, match.start(1), match.end(1))
        yield Mention(
            span.start,
            span.end,
            number,
            singular(head),
            "own" if inside else head_kind(head),
            name,
            True,
            "the",
            "",
            0,
            False,
            (),
        )


def _instruments(sentence: Sentence, number: int) -> Iterator[Mention]:
    """Find instruments known by name whose name holds such a noun: they may be drafts still."""
    for name in sentence.names:
        quote = sentence.text[name.start - sentence.start : name.end - sentence.start]
        head = _heads().search(quote) if name.kind == "instrument" else None
        if head:
            one, words = singular(head["head"]), " ".join(quote.split())
            yield Mention(name.start, name.end, number, one, "instrument", words, True, "the", "", 0, False, ())


def _bare_ordinals(sentence: Sentence, number: int) -> Iterator[Mention]:
    """Find `the first two`, `the last one`, `the third` where the noun is left out."""
    for match in _ordinal().finditer(sentence.skeleton):
        span = sentence.span(match.start("order"), match.end("of") if match["of"] else match.end("order"))
        words = match["order"].lower().replace(" ones", "").replace(" one", "")
        count = next((n for n, word in enumerate(_words("numbers"), 1) if words.endswith(" " + word)), 0)
        yield Mention(span.start, span.end, number, "one", "ordinal", "", False, "the", words, count, count > 1, ())


def _pronouns(sentence: Sentence, number: int) -> Iterator[Mention]:
    for match in PRONOUN.finditer(sentence.skeleton):
        span = sentence.span(*match.span())
        word = match[0].lower()
        yield Mention(
            span.start, span.end, number, "", "pronoun", "", False, "", word, 0, word not in {"it", "this"}, ()
        )


def _owners(sentence: Sentence, start: int, end: int) -> tuple[FoundName, ...]:
    """Return the States, bodies and persons that stand before the noun, or behind it: `the plan of Malta`."""
    behind = OF_OWNER.match(sentence.skeleton, end)
    words = sentence.skeleton[start : behind.end() if behind else end]
    slots = (sentence.slots[slot[0]] for slot in SLOT.finditer(words))
    return tuple(slot for slot in slots if isinstance(slot, FoundName) and slot.kind in OWNERS)


def _plain(sentence: Sentence, start: int, end: int) -> str:
    span = sentence.span(start, end)
    return " ".join(sentence.text[span.start - sentence.start : span.end - sentence.start].split()).strip(" ,'\"’‘“”")


@cache
def _kinds() -> dict[str, str]:
    return {noun: kind for kind in ("back", "put", "own") for noun in load("proposals")["nouns"][kind]}


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(load("proposals")["words"][name])


@cache
def _heads() -> re.Pattern[str]:
    nouns = "|".join(re.escape(noun) for noun in sorted(_kinds(), key=len, reverse=True) if noun != "one")
    return re.compile(rf"(?<![\w-])(?P<head>(?:{nouns})s?)(?![\w-])", re.IGNORECASE)


@cache
def _idea_of() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_heads().pattern} (?:of|for|on|called|entitled|titled|named|known as)(?: an?| the)?"
        r"|(?<![\w-])(?P<label>name|title|designation)) $",
        re.IGNORECASE,
    )


@cache
def _ordinal() -> re.Pattern[str]:
    order = "|".join([*_words("ordinals"), "last", "latter", "former", "other"])
    numbers = "|".join(_words("numbers"))
    return re.compile(
        rf"\bthe (?P<order>(?:{order})(?: (?:{numbers}))?(?: ones?)?)(?P<of> of (?:them|these)\b)?"
        r"(?= (?:was|were|is|are|has|had|by|which|that|won|met|found|drew|got|fell|gained|failed|[a-z]{3,12}ed)\b"
        r"|(?<= of them)|(?<= of these)|,? (?:in|on) ⟦date|, (?:to|concerning|on|for|about)\b)",
        re.IGNORECASE,
    )
