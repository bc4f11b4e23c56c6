"""Who belongs to which body, who chairs it, who heads it; when a body began and ended (knowledge/memberships.toml)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from osce_docs.ingest.extract.cues import Cue, cues, told
from osce_docs.ingest.extract.modes import is_told
from osce_docs.ingest.extract.sentences import BODIES, Sentence, slots_in
from osce_docs.readings import Claim, FoundDate, FoundName, Span

MEMBER_KINDS = BODIES | {"state", "people", "territory", "place"}
# An item that holds a member and nothing else: `3. Malta`, `Ambassador ⟦person⟧ (⟦state⟧)`, `⟦person⟧ of ⟦state⟧`.
ITEM = re.compile(
    r"^[\W\d]{0,8}(?:the |[A-Z][\w.]{1,20} ){0,3}⟦[a-z]+\d+⟧(?:,? \(?(?:of |from )?(?:the )?⟦[a-z]+\d+⟧\)?)?[\W\d]{0,4}$"
)
BARE_NUMBER = re.compile(r"^[\W\d]{0,8}$")


@dataclass(frozen=True, slots=True)
class BodyClaim:
    """A claim and the key of the body it is about."""

    body: str
    claim: Claim


def find_memberships(sentences: Sequence[Sentence]) -> tuple[BodyClaim, ...]:
    """Return the claims `member`, `founded`, `dissolved` and `parent`, each with its body, in text order, each once.

    A member's value is {member, role, holder, from, to}; what the sentence leaves out is an empty text.
    """
    found = [*_members(sentences), *_announced_lists(sentences), *_lives(sentences)]
    unique: dict[tuple[object, ...], BodyClaim] = {}
    for each in sorted(found, key=lambda each: (each.claim.start, -each.claim.end)):
        value = each.claim.value
        key = tuple(value.items()) if isinstance(value, dict) else value
        unique.setdefault((each.body, each.claim.field, key), each)
    return tuple(unique.values())


def _members(sentences: Sequence[Sentence]) -> Iterator[BodyClaim]:
    for sentence, cue, match in told(sentences, cues("memberships")):
        body = _key(sentence, match, "body") or cue.values.get("body", "")
        members, holder = _listed(sentence, match), _name(sentence, match, "holder")
        if not body or not is_told(sentence.skeleton, 0, match.start(), match.end()):
            continue
        if cue.values.get("several") and len(members) < 2:
            continue
        for member in members or ([""] if holder else []):
            value = _value(cue, member, holder, _dates(sentence, match))
            yield _claim(body, "member", value, cue, sentence.span(*match.span()))


def _announced_lists(sentences: Sequence[Sentence]) -> Iterator[BodyClaim]:
    """Read the items below a line such as `The Group has the following members:`."""
    for number, sentence in enumerate(sentences):
        if not sentence.text.rstrip().endswith(":"):
            continue
        cue, match = next(
            ((cue, match) for cue in cues("memberships", "list") if (match := cue.pattern.search(sentence.skeleton))),
            (None, None),
        )
        if cue is None or match is None:
            continue
        for item in items_below(sentences, number):
            if ITEM.match(item.skeleton):
                value = _value(cue, *_item(item), {"from": "", "to": ""})
                yield _claim(_key(sentence, match, "body"), "member", value, cue, Span(item.start, item.end))


def items_below(sentences: Sequence[Sentence], number: int) -> Iterator[Sentence]:
    """Yield the items that follow sentence `number` without a break, the bare numbers before them left out."""
    for item in sentences[number + 1 :]:
        if item.role != "item":
            return
        if not BARE_NUMBER.match(item.skeleton):
            yield item


def _item(item: Sentence) -> tuple[str, str]:
    """Return the member and the holder that an item names."""
    members = [name.key for name in item.names if name.kind in MEMBER_KINDS]
    holders = [name.name for name in item.names if name.kind == "person"]
    return "".join(members[:1]), "".join(holders[:1])


def _lives(sentences: Sequence[Sentence]) -> Iterator[BodyClaim]:
    for sentence, cue, match in told(sentences, cues("memberships", "life")):
        value = _slots(sentence, match, "value")[0]
        body = _key(sentence, match, "body")
        text = value.edtf if isinstance(value, FoundDate) else value.key
        if body != text and is_told(sentence.skeleton, 0, match.start(), match.end()):
            yield _claim(body, cue.values["field"], text, cue, sentence.span(*match.span()))


def _claim(body: str, field: str, value: object, cue: Cue, span: Span) -> BodyClaim:
    return BodyClaim(body, Claim(span.start, span.end, field, value, f"membership/{cue.name}"))


def _value(cue: Cue, member: str, holder: str, dates: Mapping[str, str]) -> dict[str, str]:
    return {"member": member, "role": cue.values["role"], "holder": holder, **dates}


def _listed(sentence: Sentence, match: re.Match[str]) -> list[str]:
    """Return the keys of the members, the longest list first; each once."""
    groups = [group for group in match.re.groupindex if group.rstrip("2") in {"members", "others"} and match[group]]
    slots = [slot for group in groups for slot in _slots(sentence, match, group)]
    return list(dict.fromkeys(slot.key for slot in slots if isinstance(slot, FoundName)))


def _dates(sentence: Sentence, match: re.Match[str]) -> dict[str, str]:
    """Return `from` and `to`; a group `during` gives both: `1995/1997`, `2013`."""
    groups = [group for group in match.re.groupindex if match[group]]
    for group in groups:
        if group.startswith("during"):
            start, _, end = _edtf(sentence, match, group).partition("/")
            return {"from": start, "to": end or start}
    return {end: _edtf(sentence, match, end) if end in groups else "" for end in ("from", "to")}


def _edtf(sentence: Sentence, match: re.Match[str], group: str) -> str:
    return next((slot.edtf for slot in _slots(sentence, match, group) if isinstance(slot, FoundDate)), "")


def _key(sentence: Sentence, match: re.Match[str], group: str) -> str:
    return next((slot.key for slot in _slots(sentence, match, group) if isinstance(slot, FoundName)), "")


def _name(sentence: Sentence, match: re.Match[str], group: str) -> str:
    return next((slot.name for slot in _slots(sentence, match, group) if isinstance(slot, FoundName)), "")


def _slots(sentence: Sentence, match: re.Match[str], group: str) -> list[FoundName | FoundDate]:
    known = group in match.re.groupindex and match[group]
    return slots_in(sentence, match[group]) if known else []
