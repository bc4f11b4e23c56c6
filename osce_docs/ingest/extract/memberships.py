"""Who belongs to which body, who chairs it, who heads it; when a body began and ended (knowledge/memberships.toml)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from osce_docs.ingest.extract.cues import Cue, cues, told
from osce_docs.ingest.extract.membership_context import Context
from osce_docs.ingest.extract.membership_terms import Term, ends_of, item_term, items_below, terms_in
from osce_docs.ingest.extract.membership_told import BodyClaim, Told, narrowest, untold
from osce_docs.ingest.extract.modes import is_told
from osce_docs.ingest.extract.sentences import Sentence, group_spans, slots_in
from osce_docs.ingest.extract.tenure import tenure
from osce_docs.knowledge import load
from osce_docs.readings import Claim, FoundDate, FoundName, Span

# Who joins on some day of a meeting is no member for its length only.
JOINED = frozenset({"member", "partner"})
# A chronology gives the date first: `3 May 1981: Malta joins …`.
ENTRY = re.compile(r"^\W{0,3}(⟦date\d{1,3}⟧) ?[:–—-] ")


def find_memberships(
    sentences: Sequence[Sentence], joined: Sequence[BodyClaim] = (), day: str = ""
) -> tuple[BodyClaim, ...]:
    """Return the claims `member`, `founded`, `dissolved` and `parent`, each with its body, in text order, each once.

    A member's value is {member, role, holder, from, to}; what the sentence leaves out is an empty text. `joined` are
    the members that events tell, kept where no sentence tells them; `day` is the document's date, for `today`.
    """
    found = [*_members(sentences, day), *_announced_lists(sentences), *_lives(sentences)]
    found += untold(joined, found)
    unique: dict[tuple[object, ...], BodyClaim] = {}
    for each in sorted(found, key=lambda each: (each.claim.start, -each.claim.end)):
        value = each.claim.value
        key = tuple(value.items()) if isinstance(value, dict) else value
        unique.setdefault((each.body, each.claim.field, key), each)
    return tuple(narrowest(list(unique.values())))


def _members(sentences: Sequence[Sentence], day: str) -> list[BodyClaim]:
    found, context = Told(), Context(sentences)
    for sentence, cue, match in told(sentences, cues("memberships")):
        named = _named(sentence, cue, match, context, found)
        taken = _office_taken(cue, found)
        if not _counts(sentence, cue, match, named) or (taken and not taken["holder"]):
            continue
        terms = _terms(sentence, cue, match, day)
        if taken:
            terms = [replace(term, member=taken["member"] if taken["role"] == "office" else "") for term in terms]
        if cue.values.get("context") == "same":
            known = found.claims[-1].claim.value
            terms = [replace(term, start=known["from"], end=known["to"]) for term in terms]
        if len(terms) > 1 or not cue.values.get("several"):
            span = sentence.span(*_said(match))
            for each in (named, *(slot.key for slot in _slots(sentence, match, "more") if isinstance(slot, FoundName))):
                body, role = _body_and_role(each, cue)
                role = taken["role"] if taken else _role_told(match[0], role) if cue.values.get("post") else role
                found.add(_member(body, role, term, cue, span) for term in terms)
            found.add(_predecessors(sentence, cue, match, named, terms, found))
    return found.claims


def _office_taken(cue: Cue, found: Told) -> Mapping[str, str] | None:
    """Return the office told of last, where the rule is about who came to it or left it: `He was replaced by …`."""
    if not cue.values.get("post") or cue.values.get("context") != "last" or not found.claims:
        return None
    taken: Mapping[str, str] = found.claims[-1].claim.value
    return taken


def _predecessors(
    sentence: Sentence, cue: Cue, match: re.Match[str], named: str, terms: Sequence[Term], found: Told
) -> list[BodyClaim]:
    """Return until when the one before held the office, where the text has not told of her already."""
    before = _name(sentence, match, "before") if cue.values.get("successor") else ""
    if not before or found.has_term(named, before):
        return []
    ends = [term.start for term in terms if term.start]
    body, role = _body_and_role(named, cue)
    return [_member(body, role, Term("", before, "", end), cue, sentence.span(*_said(match))) for end in ends[:1]]


def _named(sentence: Sentence, cue: Cue, match: re.Match[str], context: Context, found: Told) -> str:
    """Return the body that the sentence names, or the rule supplies, or the context tells."""
    named = _key(sentence, match, "body") or str(cue.values.get("body", ""))
    if named or "context" not in cue.values:
        return named
    if cue.values["context"] == "predecessor":
        told_before = found.headed_by(_name(sentence, match, "before"))
        if told_before or not cue.values.get("post"):
            return told_before
        return context.body_meant("led", sentence, sentence.span(*match.span()).start)
    at = sentence.span(*match.span()).start
    return context.body_meant(cue.values["context"], sentence, at, found.last)


def _counts(sentence: Sentence, cue: Cue, match: re.Match[str], named: str) -> bool:
    """Tell whether the match is told as a fact of a body of the kind that the rule is about."""
    tables = load("memberships")
    fits = all(named in tables[table] for table in ("chairs", "officers") if cue.values.get(table))
    fits = fits and (not cue.values.get("envoys") or not cue.values.get("chairs") or named.endswith("co-chairs"))
    told_so = bool(cue.values.get("named")) or is_told(sentence.skeleton, 0, match.start(), match.end())
    return bool(named) and fits and told_so


def _said(match: re.Match[str]) -> tuple[int, int]:
    """Return the part of the match that says it: the group `span`, where the rule has one."""
    return match.span("span") if "span" in match.re.groupindex else match.span()


def _body_and_role(named: str, cue: Cue) -> tuple[str, str]:
    """Return the body that a membership is of: who belongs to "the Co-Chairs of the Group" co-chairs the Group."""
    tables, role = load("memberships"), cue.values["role"]
    if named in tables["chairs"]:
        return tables["chairs"][named], "co-chair" if named.endswith("co-chairs") else "chair"
    return tables["officers"].get(named, named), role


def _role_told(words: str, role: str) -> str:
    """Return the role that the words of the office tell, else `role`."""
    roles: dict[str, str] = load("memberships")["roles"]
    return next((told for pattern, told in roles.items() if re.search(pattern, words, re.IGNORECASE)), role)


def _terms(sentence: Sentence, cue: Cue, match: re.Match[str], day: str) -> list[Term]:
    """Return each member with who holds the office for it, and the dates of the clause."""
    if cue.values.get("envoys"):
        terms = terms_in(sentence, match["envoys"])
        start, end = tenure(sentence, *match.span(), day) if cue.values.get("post") else ("", "")
        return [each if each.start or each.end else replace(each, start=start, end=end) for each in terms]
    holders = [name for group in ("holder", "holder2") if (name := _name(sentence, match, group))]
    pairs = [(member, holder) for member in _listed(sentence, match) or [""] for holder in holders or [""]]
    start, end = _time(sentence, cue, match, day)
    told = [Term(member, holder, start, end) for member, holder in pairs if member or holder]
    return told if start or end or not cue.values.get("dated") else []


def _time(sentence: Sentence, cue: Cue, match: re.Match[str], day: str) -> tuple[str, str]:
    """Return since when and until when: what the rule names, else what stands next to what it matched."""
    start, end = _dates(sentence, match)
    if end and cue.values["role"] in JOINED and not match.re.groupindex.keys() & {"to", "during"}:
        end = ""
    if not start and "today" in match.re.groupindex and match["today"]:
        start = day
    if not (start or end):
        start, end = tenure(sentence, *match.span(), day)
    return ("", start or end) if cue.values.get("leaving") else (start, end)


def _announced_lists(sentences: Sequence[Sentence]) -> Iterator[BodyClaim]:
    """Read the items below a line such as `The Group has the following members:`."""
    for number, sentence in enumerate(sentences):
        found = _announcing(sentence)
        if found:
            cue, match = found
            body, role = _body_and_role(_key(sentence, match, "body"), cue)
            for item in items_below(sentences, number, _announcing):
                term = item_term(item)
                if term and (term.holder or role != "head"):
                    yield _member(body, role, term, cue, Span(item.start, item.end))


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


def _member(body: str, role: str, term: Term, cue: Cue, span: Span) -> BodyClaim:
    value = {"member": term.member, "role": role, "holder": term.holder, "from": term.start, "to": term.end}
    return _claim(body, "member", value, cue, span)


def _claim(body: str, field: str, value: object, cue: Cue, span: Span) -> BodyClaim:
    return BodyClaim(body, Claim(span.start, span.end, field, value, f"membership/{cue.name}"))


def _listed(sentence: Sentence, match: re.Match[str]) -> list[str]:
    """Return the keys of the members, each once."""
    groups = [group for group in match.re.groupindex if group.rstrip("2") in {"members", "others"}]
    slots = [slot for group in groups for slot in _slots(sentence, match, group)]
    return list(dict.fromkeys(slot.key for slot in slots if isinstance(slot, FoundName)))


def _dates(sentence: Sentence, match: re.Match[str]) -> tuple[str, str]:
    """Return since when and until when; a group `during`, or a period behind `from`, gives both: `1995/1997`."""
    for group in ("during", "during2", "during3"):
        if stated := _edtf(sentence, match, group):
            return ends_of(stated)
    stated = _edtf(sentence, match, "from") or _edtf(sentence, match, "from2") or _entry_date(sentence, match)
    start, end = ends_of(stated) if "/" in stated else (stated, "")
    return start, _edtf(sentence, match, "to") or end


def _entry_date(sentence: Sentence, match: re.Match[str]) -> str:
    """Return the date of a chronology's entry, for what begins."""
    entry = ENTRY.match(sentence.skeleton) if "from" in match.re.groupindex else None
    slot = sentence.slots[entry[1]] if entry else None
    return slot.edtf if isinstance(slot, FoundDate) else ""


def _edtf(sentence: Sentence, match: re.Match[str], group: str) -> str:
    return next((slot.edtf for slot in _slots(sentence, match, group) if isinstance(slot, FoundDate)), "")


def _key(sentence: Sentence, match: re.Match[str], group: str) -> str:
    slots = [*_slots(sentence, match, group), *_slots(sentence, match, f"{group}2")]
    return next((slot.key for slot in slots if isinstance(slot, FoundName)), "")


def _name(sentence: Sentence, match: re.Match[str], group: str) -> str:
    return next((slot.name for slot in _slots(sentence, match, group) if isinstance(slot, FoundName)), "")


def _slots(sentence: Sentence, match: re.Match[str], group: str) -> list[FoundName | FoundDate]:
    """Return what stands in the group, in whichever branch of the rule it matched (`to`, `to_2`)."""
    found = next(((start, end) for start, end in group_spans(match, group) if end > start), None)
    return slots_in(sentence, sentence.skeleton[slice(*found)]) if found else []
