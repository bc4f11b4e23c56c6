"""Who belongs to which body, who chairs it, who heads it; when a body began and ended (knowledge/memberships.toml)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from osce_docs.ingest.extract.cues import Cue, cues, told
from osce_docs.ingest.extract.modes import is_told
from osce_docs.ingest.extract.sentences import BODIES, Sentence, slots_in
from osce_docs.knowledge import load
from osce_docs.readings import Claim, FoundDate, FoundName, Span

MEMBER_KINDS = BODIES | {"state", "people", "territory", "place"}
# An item that holds a member and nothing else: `3. Malta`, `Ambassador ⟦person⟧ (⟦state⟧)`, `⟦person⟧ of ⟦state⟧`.
ITEM = re.compile(
    r"^[\W\d]{0,8}(?:the |[A-Z][\w.]{1,20} ){0,3}⟦[a-z]+\d+⟧"
    r"(?:,? \(?(?:of |from )?(?:the )?⟦[a-z]+\d+⟧\)?)?[\W\d]{0,4}$"
)
BARE_NUMBER = re.compile(r"^[\W\d]{0,8}$")
POST = re.compile(r"\b(?:position|post|office|function) of (?:the )?(⟦body\d{1,3}⟧)", re.IGNORECASE)
# So far back the admission may stand to which "were admitted on the same day" refers.
REACH = 400
ENVOYS = re.compile(r", and |, | and ")


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
    return tuple(_narrowest(list(unique.values())))


def items_below(sentences: Sequence[Sentence], number: int) -> Iterator[Sentence]:
    """Yield the items that follow sentence `number` without a break, the bare numbers before them left out."""
    for item in sentences[number + 1 :]:
        if item.role != "item":
            return
        if not BARE_NUMBER.match(item.skeleton):
            yield item


def _narrowest(found: list[BodyClaim]) -> Iterator[BodyClaim]:
    """Leave out what another claim on an overlapping passage says with a holder or a date besides."""
    for each in found:
        if each.claim.field != "member" or not any(_says_more(other, each) for other in found if other is not each):
            yield each


def _says_more(one: BodyClaim, other: BodyClaim) -> bool:
    """Tell whether `one` says what `other` says and more: who holds the office, or since when.

    Elsewhere in the text a date tells more of a member only: one may well chair or head a body twice.
    """
    if one.claim.field != "member" or one.body != other.body:
        return False
    more, less = one.claim.value, other.claim.value
    near = _overlap(one.claim, other.claim) or less["role"] in {"member", "partner"}
    parts = ("holder", "from", "to") if near else ("holder",)
    same = more["member"] == less["member"] or not less["member"]
    fuller = all(not less[part] or less[part] == more[part] for part in parts)
    alike = all(less[part] == more[part] for part in ("from", "to") if part not in parts)
    return same and more["role"] == less["role"] and fuller and alike and more != less


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _members(sentences: Sequence[Sentence]) -> list[BodyClaim]:
    before: list[BodyClaim] = []
    for sentence, cue, match in told(sentences, cues("memberships")):
        named = _key(sentence, match, "body") or cue.values.get("body", "")
        named = named or _from_context(cue.values.get("context", ""), sentence, sentences, before)
        if not named or not is_told(sentence.skeleton, 0, match.start(), match.end()):
            continue
        if cue.values.get("chairs", False) and named not in load("memberships")["chairs"]:
            continue
        pairs = list(_pairs(sentence, cue, match))
        if cue.values.get("several") and len(pairs) < 2:
            continue
        body, role = _body_and_role(named, cue)
        dates = _dates(sentence, match)
        if cue.values.get("context") == "same":
            dates = {end: before[-1].claim.value[end] for end in ("from", "to")}
        for member, holder in pairs:
            value = {"member": member, "role": role, "holder": holder, **dates}
            before.append(_claim(body, "member", value, cue, sentence.span(*_said(match))))
    return before


def _said(match: re.Match[str]) -> tuple[int, int]:
    """Return the part of the match that says it: the group `span`, where the rule has one."""
    return match.span("span") if "span" in match.re.groupindex else match.span()


def _from_context(context: str, here: Sentence, sentences: Sequence[Sentence], before: Sequence[BodyClaim]) -> str:
    """Return the body that the sentence leaves out, as the rule's `context` tells; '' where it cannot be told."""
    if context in {"same", "last"}:
        return before[-1].body if before and here.start - before[-1].claim.end < REACH else ""
    if context == "post":
        return _post(here, sentences)
    named = {name.key for each in sentences if each.start < here.start for name in each.names if name.kind == context}
    return named.pop() if len(named) == 1 else ""


def _post(here: Sentence, sentences: Sequence[Sentence]) -> str:
    """Return the body whose post the sentence before speaks of, else the one that heads the section."""
    for sentence in (each for each in sentences if each.start < here.start and here.start - each.end < 4):
        if match := POST.search(sentence.skeleton):
            return _key_of(sentence, match[1])
    offices: dict[str, str] = load("memberships")["offices"]
    return next((body for heading, body in offices.items() if re.fullmatch(heading, here.section, re.IGNORECASE)), "")


def _key_of(sentence: Sentence, slot: str) -> str:
    name = sentence.slots[slot]
    return name.key if isinstance(name, FoundName) else ""


def _body_and_role(named: str, cue: Cue) -> tuple[str, str]:
    """Return the body that a membership is of: who belongs to "the Co-Chairs of the Group" co-chairs the Group."""
    body, role = load("memberships")["chairs"].get(named, named), cue.values["role"]
    if body == named:
        return named, role
    return body, "co-chair" if named.endswith("co-chairs") else "chair"


def _pairs(sentence: Sentence, cue: Cue, match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield each member with who holds the office for it; either may be empty."""
    if cue.values.get("envoys"):
        yield from (_pair(sentence, item) for item in ENVOYS.split(match["envoys"]))
        return
    holders = [name for group in ("holder", "holder2") if (name := _name(sentence, match, group))]
    members = _listed(sentence, match)
    yield from ((member, holder) for member in members or [""] for holder in holders or [""] if member or holder)


def _pair(sentence: Sentence, skeleton: str) -> tuple[str, str]:
    names = [slot for slot in slots_in(sentence, skeleton) if isinstance(slot, FoundName)]
    members = [name.key for name in names if name.kind in MEMBER_KINDS]
    return "".join(members[:1]), "".join([name.name for name in names if name.kind == "person"][:1])


def _announced_lists(sentences: Sequence[Sentence]) -> Iterator[BodyClaim]:
    """Read the items below a line such as `The Group has the following members:`."""
    for number, sentence in enumerate(sentences):
        found = _announcing(sentence)
        if found is None:
            continue
        cue, match = found
        body, role = _body_and_role(_key(sentence, match, "body"), cue)
        for item in items_below(sentences, number):
            if ITEM.match(item.skeleton):
                member, holder = _pair(item, item.skeleton)
                value = {"member": member, "role": role, "holder": holder, "from": "", "to": ""}
                yield _claim(body, "member", value, cue, Span(item.start, item.end))


def _announcing(sentence: Sentence) -> tuple[Cue, re.Match[str]] | None:
    if not sentence.text.rstrip().endswith(":"):
        return None
    for cue in cues("memberships", "list"):
        match = cue.pattern.search(sentence.skeleton)
        if match and (not cue.values.get("chairs") or _key(sentence, match, "body") in load("memberships")["chairs"]):
            return cue, match
    return None


def _lives(sentences: Sequence[Sentence]) -> Iterator[BodyClaim]:
    for sentence, cue, match in told(sentences, cues("memberships", "life")):
        value = _slots(sentence, match, "value")[0]
        body = _key(sentence, match, "body")
        text = value.edtf if isinstance(value, FoundDate) else value.key
        if body != text and is_told(sentence.skeleton, 0, match.start(), match.end()):
            yield _claim(body, cue.values["field"], text, cue, sentence.span(*match.span()))


def _claim(body: str, field: str, value: object, cue: Cue, span: Span) -> BodyClaim:
    return BodyClaim(body, Claim(span.start, span.end, field, value, f"membership/{cue.name}"))


def _listed(sentence: Sentence, match: re.Match[str]) -> list[str]:
    """Return the keys of the members, each once."""
    groups = [group for group in match.re.groupindex if group.rstrip("2") in {"members", "others"}]
    slots = [slot for group in groups for slot in _slots(sentence, match, group)]
    return list(dict.fromkeys(slot.key for slot in slots if isinstance(slot, FoundName)))


def _dates(sentence: Sentence, match: re.Match[str]) -> Mapping[str, str]:
    """Return `from` and `to`; a group `during`, or a period behind `from`, gives both: `1995/1997`, `2013`."""
    for group in ("during", "during2", "during3"):
        if stated := _edtf(sentence, match, group):
            start, _, end = stated.partition("/")
            return {"from": start, "to": end or start}
    start, _, end = (_edtf(sentence, match, "from") or _edtf(sentence, match, "from2")).partition("/")
    return {"from": start, "to": (_edtf(sentence, match, "to") or end).replace("..", "")}


def _edtf(sentence: Sentence, match: re.Match[str], group: str) -> str:
    return next((slot.edtf for slot in _slots(sentence, match, group) if isinstance(slot, FoundDate)), "")


def _key(sentence: Sentence, match: re.Match[str], group: str) -> str:
    slots = [*_slots(sentence, match, group), *_slots(sentence, match, f"{group}2")]
    return next((slot.key for slot in slots if isinstance(slot, FoundName)), "")


def _name(sentence: Sentence, match: re.Match[str], group: str) -> str:
    return next((slot.name for slot in _slots(sentence, match, group) if isinstance(slot, FoundName)), "")


def _slots(sentence: Sentence, match: re.Match[str], group: str) -> list[FoundName | FoundDate]:
    known = group in match.re.groupindex and match[group]
    return slots_in(sentence, match[group]) if known else []
