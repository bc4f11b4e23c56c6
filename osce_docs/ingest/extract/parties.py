"""Who is meant where a sentence names the parties: `the Maltese side`, `Presidents of … and …`, `the mediators`."""

import re
from collections.abc import Mapping, Sequence

from osce_docs.ingest.extract.once import once
from osce_docs.ingest.extract.sentences import SLOT, Sentence
from osce_docs.knowledge import load
from osce_docs.readings import FoundName

SPLIT = re.compile(r",? and | nor |, | & |,? as well as | together with ")
ARTICLE = re.compile(r"^(?:(?:the|this|that|these|both|all|its|their|a|an|three|two|four) )+", re.IGNORECASE)
# `⟦people0⟧ Serbs`: a people that shares a state's adjective is not the state.
OTHER_PEOPLE = re.compile(
    r"⟦people\d{1,3}⟧ (?!Government|Side|Authorities|President|Prime|Foreign|Minister|Parliament|Leader|"
    r"Co-|Chair|Delegation|Presidency|Ambassador|Federation)[A-Z][\w-]+"
)
# `the leaders in ⟦place0⟧ and ⟦place1⟧` are one party.
WHOLE = re.compile(
    r"^(?:the )?(?:(?:leaders|authorities|rebels|separatists|leadership) (?:in|of|from) ⟦\w+⟧ and ⟦\w+⟧"
    r"|neutral and non-aligned (?:states|countries))$",
    re.IGNORECASE,
)
# `⟦person0⟧ for the Ruritanians`, `⟦person0⟧ of ⟦state0⟧`.
FOR_WHOM = re.compile(
    r"(⟦person\d{1,3}⟧),? (?:(?:speaking |signing |acting )?(?:for|on behalf of)|of) (?:the )?"
    r"((?:⟦people\d{1,3}⟧|[A-Z][a-z]{3,20}) (?-i:[A-Z][a-z]{2,20}s)|⟦people\d{1,3}⟧ ⟦people\d{1,3}⟧"
    r"|⟦(?:state|people|territory)\d{1,3}⟧s?"
    r"|(?-i:[A-Z][a-z]{3,20}s))(?!\w)"
)
SPEAKS_FOR = frozenset({"state", "people", "territory"})
QUALIFIED_PEOPLE = re.compile(r"(?:\b(?!the\b|of\b|and\b)[a-z-]{3,15}|⟦people\d{1,3}⟧) (⟦people\d{1,3}⟧)")
OFFICE_REACH = 60


def parties_in(
    sentence: Sentence, skeleton: str, states: Mapping[str, str], co_chairs: Mapping[str, Sequence[str]]
) -> list[str]:
    """Return the parties that a stretch of the skeleton lists: keys of bodies and states, else the words.

    `states` gives the state for which a person speaks (see `states_of_persons`), `co_chairs` the states that the
    document says chair a body together: they are meant by "the Co-Chair countries".
    """
    if WHOLE.search(skeleton):
        return [_words(sentence, skeleton)]
    found = [party for item in SPLIT.split(skeleton) for party in _parties(sentence, item, states, co_chairs)]
    nobody = load("proposals")["never"]["parties"]
    return list(dict.fromkeys(party for party in found if party and party.lower() not in nobody))


@once
def states_of_persons(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Return the state or territory that stands in the office of each person: `the Maltese Prime Minister …`."""
    found: dict[str, str] = {}
    for sentence in sentences:
        last: FoundName | None = None
        for name in sentence.names:
            if name.kind == "person" and last and name.office:
                if name.start - last.end <= min(len(name.office) + 2, OFFICE_REACH):
                    found.setdefault(name.key, last.key)
            elif name.kind in SPEAKS_FOR:
                last = name
        for match in FOR_WHOM.finditer(sentence.skeleton):
            person_named = sentence.slots[match[1]]
            if isinstance(person_named, FoundName):
                found.setdefault(person_named.key, _side(sentence, match[2]))
    return found


def _side(sentence: Sentence, item: str) -> str:
    """Return the key of a State or territory that stands alone, else the words: `Bosnian Serbs`."""
    alone = sentence.slots.get(item)
    return alone.key if isinstance(alone, FoundName) and alone.kind != "people" else _words(sentence, item)


def _parties(
    sentence: Sentence, item: str, states: Mapping[str, str], co_chairs: Mapping[str, Sequence[str]]
) -> Sequence[str]:
    names = [slot for match in SLOT.finditer(item) if isinstance(slot := sentence.slots[match[0]], FoundName)]
    chaired = next((body for name in names if (body := load("memberships")["chairs"].get(name.key))), "")
    if co_chairs.get(chaired):
        return co_chairs[chaired]
    if others := _other_people(sentence, item):
        return [_words(sentence, others)]
    seats: dict[str, str] = load("proposals")["seats"]
    if not names or (names[0].kind == "place" and names[0].key not in seats):
        return [_words(sentence, item)]
    return [_party(names, states)]


def _other_people(sentence: Sentence, item: str) -> str:
    """Return the words for a people that is no state's: `Bosnian Serbs`, `the rebel Serbs`."""
    other = OTHER_PEOPLE.search(item)
    if other:
        return other[0]
    for match in SLOT.finditer(item):
        if sentence.text[_at(sentence, match[0])] in load("proposals")["communities"]["names"]:
            return match[0]
    qualified = QUALIFIED_PEOPLE.search(item)
    if qualified is None:
        return ""
    plural = sentence.text[_at(sentence, qualified[1])].endswith("s")
    return qualified[0] if plural or qualified[0].startswith("⟦") else ""


def _party(names: Sequence[FoundName], states: Mapping[str, str]) -> str:
    first = names[0]
    if first.kind == "place":
        return str(load("proposals")["seats"][first.key])
    return states.get(first.key, first.name) if first.kind == "person" else first.key


def _words(sentence: Sentence, item: str) -> str:
    written = SLOT.sub(lambda match: sentence.text[_at(sentence, match[0])], item)
    plain = ARTICLE.sub("", " ".join(written.split())).strip(" ,'")
    return f"the {plain}" if plain in {"sides", "parties"} else plain


def _at(sentence: Sentence, slot: str) -> slice:
    name = sentence.slots[slot]
    return slice(name.start - sentence.start, name.end - sentence.start)
