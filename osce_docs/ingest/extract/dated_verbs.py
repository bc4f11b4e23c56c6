"""The verbs of a clause that tell what happened on its date, as knowledge/dated_clauses.toml lists them."""

import re
from collections.abc import Iterator, Mapping, Sequence
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
    r"jointly|near|around|against|along|across|inside|outside|over|as|with|and|there|here|through|until|again|early|late|later|unanimously|officially|formally|only|again)\b)"
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
    of a sort, `only` the sorts without which it tells none, `needs` words that its object must hold; `light`: the noun
    tells the kind; `who`: the sort is that of who does it; `by`, `ahead`: a date behind `by`, behind `for`, is its
    date; `passive`: as done only."""

    kind: str
    words: str
    rest: re.Pattern[str]
    needs: re.Pattern[str] | None
    of: Mapping[str, str]
    only: frozenset[str]
    light: bool
    who: bool
    by: bool
    ahead: bool
    passive: bool


@dataclass(frozen=True, slots=True)
class Verb:
    """A finite verb (or a participle) in a skeleton; `start` is where its auxiliaries begin; `sayings` are what it may
    say, the narrowest first. `planned`: an infinitive, of what is decided or agreed."""

    start: int
    core: Core
    sayings: tuple[Saying, ...]
    voice: Voice
    planned: bool = False


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
        (rest.end(), saying.needs is not None, number, saying, form)
        for number, (saying, form) in enumerate(forms)
        if (rest := saying.rest.match(plain, word.end())) is not None
    ]
    matched.sort(key=lambda each: (-each[0], not each[1], each[2]))
    for end, _, _, _, form in matched[:1]:
        told = _told(plain, word, end, form)
        if told is not None:
            sayings = tuple(saying for *_, saying, _ in matched if told[1] == "passive" or not saying.passive)
            return Verb(told[0], Core(word.start(), end), sayings, told[1], told[2]) if sayings else None
    return None


def _told(plain: str, word: re.Match[str], end: int, form: frozenset[str]) -> tuple[int, Voice, bool] | None:
    """Return where the auxiliaries begin, the voice, and whether it is planned; None where it is no finite verb
    or participle."""
    lead = plain[max(0, word.start() - LEAD) : word.start()]
    infinitive = _word("infinitive").search(lead)
    if infinitive and "base" in form:
        return word.start() - len(infinitive[0]) + 1, "active", True
    if "ing" in form:
        return _simple(plain, word, end, form, lead)
    for name in ("will", "modal", "be", "have", "nominal"):
        aux = _word(name).search(lead)
        if aux is None:
            continue
        at = word.start() - len(lead) + aux.start()
        if name == "will":
            passive = " be " in aux[0] and "part" in form
            return (at, "passive" if passive else "active", False) if passive or "base" in form else None
        if name in {"modal", "nominal"}:
            return None
        if "part" in form:
            return at, "passive" if name == "be" else "active", False
        return None
    return _simple(plain, word, end, form, lead)


def _simple(
    plain: str, word: re.Match[str], end: int, form: frozenset[str], lead: str
) -> tuple[int, Voice, bool] | None:
    if "ing" in form:
        return (word.start(), "active", False) if _word("gerund").search(lead) else None
    if form & {"past", "part"}:
        bare = "part" in form and NO_OBJECT.match(plain, end)
        if "past" not in form and not bare:
            return None
        return word.start(), "bare" if bare else "active", False
    chronicle = is_chronicle(plain)
    lead = re.sub(" {2,}", " ", lead)
    likely = chronicle and not _word("noun_like").fullmatch(word[0])
    if "third" in form and (likely or AFTER_SLOT.search(lead)):
        return word.start(), "active", False
    people = re.search(r"⟦people\d{1,3}⟧ $", lead)
    if "base" in form and (people or (chronicle and AFTER_SLOT.search(lead))):
        return word.start(), "active", False
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
        options = {name: value for name, value in table.items() if name not in {"says", "kind", "of", "only"}}
        for words in table["says"]:
            stated, _, needed = words.removeprefix("be ").partition(" ~ ")
            needs = re.compile(rf"\b{_rest_of(needed.split())}", re.IGNORECASE) if needed else None
            rest = re.compile(_rest_of(stated.split()[1:], " "), re.IGNORECASE)
            given = {
                "light": False,
                "who": False,
                "by": False,
                "ahead": False,
                **options,
                "passive": words.startswith("be "),
            }
            of, only = table.get("of", {}), frozenset(table.get("only", ()))
            yield Saying(table["kind"], stated, rest, needs, of, only, **given)


def _inflected(word: str, passive: bool) -> dict[str, frozenset[str]]:
    if passive:
        return {word: frozenset({"part"})}
    past, *participle = load("dated_clauses")["irregular"].get(word, _regular(word)).split()
    found: dict[str, set[str]] = {}
    for form, name in (
        (word, "base"),
        (_third(word), "third"),
        (_gerund(word), "ing"),
        (past, "past"),
        (participle[0] if participle else past, "part"),
    ):
        found.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in found.items()}


def _regular(word: str) -> str:
    if word.endswith("e"):
        return f"{word}d"
    return f"{word[:-1]}ied" if re.search(r"[^aeiou]y$", word) else f"{word}ed"


def _gerund(word: str) -> str:
    return f"{word[:-1]}ing" if word.endswith("e") and not word.endswith("ee") else f"{word}ing"


def _third(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("sh", "ch", "s", "o", "x")) else f"{word}s"


def _rest_of(words: Sequence[str], before: str = "") -> str:
    choices = ["|".join(map(_choice, word.split("|"))) for word in words]
    parts = [rf"(?:(?:the|a|an|its|their|his|her) )?(?:{choice})" for choice in choices]
    return (before if parts else "") + " ".join(parts) + r"(?![\w-])"


def _choice(word: str) -> str:
    if word.startswith("⟦"):
        return rf"{word}\d{{1,3}}⟧"
    return re.escape(word).replace(r"\*", r"[\w-]{0,20}")


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(load("dated_clauses")["words"][name], re.IGNORECASE)
