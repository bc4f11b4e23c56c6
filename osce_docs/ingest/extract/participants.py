"""Who takes part in an event, for which state or body: the values of the claims of participants."""

import re
from collections.abc import Iterator, Mapping, Sequence

from osce_docs.ingest.extract.event_matches import quoted
from osce_docs.ingest.extract.gazetteer import entries
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.readings import Claim, FoundDate, FoundName, Mode, Span

THINGS = frozenset({"place", "instrument", "topic"})
ORIGIN = re.compile(r"(?:,? (?:of|from|for) (?:the )?| \((?:the )?)(⟦state\d{1,3}⟧)")


def participants(
    slots: Sequence[FoundName | FoundDate], role: str, sentence: Sentence, rule: str, mode: Mode
) -> Iterator[Claim]:
    """Yield a claim for each of `slots` that takes part: not for a state that is only named for its minister."""
    names = [slot for slot in slots if isinstance(slot, FoundName) and slot.kind not in THINGS]
    for slot in names:
        served = any(_in_office(slot, person, sentence) or _is_origin(slot, person, sentence) for person in names)
        if not served and not _belongs_to_next(slot, names, sentence):
            yield Claim(slot.start, slot.end, "participant", participant_value(slot, role, sentence), rule, mode)


def participant_value(slot: FoundName, role: str, sentence: Sentence) -> Mapping[str, str]:
    """Return the value of a participant's claim; a person takes part for the state or body that her office names,
    else for the state that is told to be hers: `Ann Lee of Malta`."""
    if slot.kind != "person":
        return {"name": _state_of(slot.key), "role": role, "holder": ""}
    served = next((each.key for each in sentence.names if _in_office(each, slot, sentence)), "")
    served = served or next((each.key for each in sentence.names if _is_origin(each, slot, sentence)), "")
    return {"name": _state_of(served), "role": role, "holder": slot.name, "office": slot.office}


def _state_of(key: str) -> str:
    """A government acts for its state."""
    state = key.removeprefix("government-of-")
    return state if state in entries() and entries()[state].kind == "state" else key


def _belongs_to_next(slot: FoundName, slots: Sequence[FoundName], sentence: Sentence) -> bool:
    """`the OSCE's Portuguese Chairmanship`: only the Chairmanship takes part."""
    following = next((each for each in slots if each.start >= slot.end), None)
    between = quoted(sentence, Span(slot.end, following.start)) if following else ""
    return between in {" ", "'s ", "’s "} and following is not None and following.kind != "person"


def _in_office(name: FoundName, person: FoundName, sentence: Sentence) -> bool:
    """`Foreign Minister of Ruritania Anna Kerr`: the state is named only to say whose minister she is."""
    if person.kind != "person" or name.kind == "person" or not person.office:
        return False
    reach = len(person.office) + 8
    near = 0 <= person.start - name.end <= reach or 0 <= name.start - person.end <= reach
    return near and quoted(sentence, name) in person.office


def _is_origin(name: FoundName, person: FoundName, sentence: Sentence) -> bool:
    """`Ann Lee of Malta`, `Ann Lee (Malta)`."""
    if person.kind != "person" or name.kind != "state" or not 0 <= name.start - person.end <= 12:
        return False
    behind = ORIGIN.match(sentence.skeleton, sentence.skeleton_offset(person.end))
    return behind is not None and sentence.slots[behind[1]] == name
