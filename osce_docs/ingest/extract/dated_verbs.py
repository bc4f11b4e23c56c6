"""The verbs of a clause that tell what happened on its date, as knowledge/dated_clauses.toml lists them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from osce_docs.ingest.extract.clauses import Core, is_chronicle
from osce_docs.knowledge import load

Voice = Literal["active", "passive", "bare"]
WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)?")
# Behind a bare participle, or a verb without an object: `the treaty signed in Paris`, `the talks began on`.
NO_OBJECT = re.compile(
    r" ?(?:$|[,.;:)(]|⟦date| (?:on|in|by|at|from|under|after|during|before|between|following|to|for|within|since|"
    r"jointly|as|with|and|there|here|through|until|again|early|late|later|unanimously|officially|formally|only|again)\b)"
)
RELATIVE = re.compile(
    r",? \((?!⟦date\d{1,3}⟧\))[^()]{0,120}\)|, (?:which|who|whose|whom|where|when|then|now|formerly|including|himself|"
    r"itself|accompanied|represented|chaired|headed|led|together with|as well as|alongside|an?|the then)"
    r"\b[^,;:\"]{1,140},(?= )"
)
AFTER_SLOT = re.compile(r"(?:⟦(?!date)[a-z]+\d{1,3}⟧(?:'s)?|\)|[a-z]{3,}s|,| each| both| all) $")
LEAD = 70


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb with the words that belong to it. `kind` is the kind of event it tells, `of` the kind where the thing is
    of a sort, `only` the sorts without which it tells none; `by`: a deadline is its date; `passive`: as done only."""

    kind: str
    words: str
    rest: re.Pattern[str]
    of: Mapping[str, str]
    only: frozenset[str]
    by: bool
    passive: bool


@dataclass(frozen=True, slots=True)
class Verb:
    """A finite verb (or a participle) in a skeleton; `start` is where its auxiliaries begin."""

    start: int
    core: Core
    saying: Saying
    voice: Voice


def find_verbs(skeleton: str) -> list[Verb]:
    """Return the verbs of the lexicon that tell something done or announced, in text order."""
    plain = without_asides(skeleton)
    found: list[Verb] = []
    for word in WORD.finditer(plain):
        if found and word.start() < found[-1].core.end:
            continue
        verb = _verb(plain, word)
        if verb is not None:
            found.append(verb)
    return found


def without_asides(skeleton: str) -> str:
    """Blank out brackets and relative clauses in which no date stands; offsets stay."""
    return RELATIVE.sub(_blanked, skeleton)


def _blanked(aside: re.Match[str]) -> str:
    """What follows `On DATE, ` is the main clause."""
    before = aside.string[: aside.start()]
    kept = "⟦date" in aside[0] or before.endswith("⟧") and re.search(r"⟦date\d{1,3}⟧$", before)
    return aside[0] if kept else " " * len(aside[0])


def _verb(plain: str, word: re.Match[str]) -> Verb | None:
    forms = _forms().get(word[0].lower())
    if forms is None:
        return None
    matched = [
        (rest.end(), saying, form)
        for saying, form in forms
        if (rest := saying.rest.match(plain, word.end())) is not None
    ]
    for end, saying, form in sorted(matched, key=lambda each: -each[0]):
        told = _told(plain, word, end, form)
        if told is not None and (told[1] == "passive" or not saying.passive):
            return Verb(told[0], Core(word.start(), end), saying, told[1])
    return None


def _told(plain: str, word: re.Match[str], end: int, form: frozenset[str]) -> tuple[int, Voice] | None:
    """Return where the auxiliaries begin and the voice; None where the form is no finite verb or participle."""
    lead = plain[max(0, word.start() - LEAD) : word.start()]
    for name in ("will", "be", "have", "modal", "nominal"):
        aux = _word(name).search(lead)
        if aux is None:
            continue
        at = word.start() - len(lead) + aux.start()
        if name == "will":
            passive = " be " in aux[0] and "part" in form
            return (at, "passive" if passive else "active") if passive or "base" in form else None
        if name in {"modal", "nominal"}:
            return None
        if "part" in form:
            return at, "passive" if name == "be" else "active"
        return None
    return _simple(plain, word, end, form, lead)


def _simple(plain: str, word: re.Match[str], end: int, form: frozenset[str], lead: str) -> tuple[int, Voice] | None:
    if form & {"past", "part"}:
        bare = "part" in form and NO_OBJECT.match(plain, end)
        if "past" not in form and not bare:
            return None
        return word.start(), "bare" if bare else "active"
    chronicle = is_chronicle(plain)
    if "third" in form and (AFTER_SLOT.search(lead) or chronicle):
        return word.start(), "active"
    if "base" in form and chronicle and AFTER_SLOT.search(lead):
        return word.start(), "active"
    return None


@cache
def _forms() -> Mapping[str, list[tuple[Saying, frozenset[str]]]]:
    found: dict[str, list[tuple[Saying, frozenset[str]]]] = {}
    for saying in _sayings():
        first = saying.words.split()[0]
        for form, names in _inflected(first, saying.passive).items():
            found.setdefault(form, []).append((saying, names))
    return found


def _sayings() -> Iterator[Saying]:
    for table in load("dated_clauses")["saying"]:
        for words in table["says"]:
            passive = words.startswith("be ")
            stated = words.removeprefix("be ")
            only = frozenset(table.get("only", ()))
            yield Saying(
                table["kind"], stated, _rest(stated), table.get("of", {}), only, table.get("by", False), passive
            )


def _inflected(word: str, passive: bool) -> dict[str, frozenset[str]]:
    if passive:
        return {word: frozenset({"part"})}
    past, *participle = load("dated_clauses")["irregular"].get(word, _regular(word)).split()
    found: dict[str, set[str]] = {}
    for form, name in (
        (word, "base"),
        (_third(word), "third"),
        (past, "past"),
        (participle[0] if participle else past, "part"),
    ):
        found.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in found.items()}


def _regular(word: str) -> str:
    if word.endswith("e"):
        return f"{word}d"
    return f"{word[:-1]}ied" if re.search(r"[^aeiou]y$", word) else f"{word}ed"


def _third(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("sh", "ch", "s", "o", "x")) else f"{word}s"


def _rest(words: str) -> re.Pattern[str]:
    parts = [_part(word) for word in words.split()[1:]]
    return re.compile("".join(parts) + r"(?![\w-])", re.IGNORECASE)


def _part(word: str) -> str:
    if word == "~":
        return r"(?: [^\s.;:\"]{1,40}){0,6}?"
    choices = "|".join(_choice(each) for each in word.split("|"))
    return rf"(?: (?:the|a|an|its|their|his|her))? (?:{choices})"


def _choice(word: str) -> str:
    if word.startswith("⟦"):
        return rf"{word}\d{{1,3}}⟧"
    return re.escape(word).replace(r"\*", r"[\w-]{0,20}")


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(load("dated_clauses")["words"][name], re.IGNORECASE)
