"""How many members, deputies or staff a body has, as the text states it (knowledge/counts.toml)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from osce_docs.ingest.extract.clauses import Core, date_of
from osce_docs.ingest.extract.cues import Cue, Cues, cues, told
from osce_docs.ingest.extract.gazetteer import entry
from osce_docs.ingest.extract.membership_context import Context
from osce_docs.ingest.extract.membership_told import BodyClaim
from osce_docs.ingest.extract.modes import mode_of
from osce_docs.ingest.extract.sentences import Sentence, slots_in
from osce_docs.knowledge import load
from osce_docs.readings import Claim, FoundDate, FoundName


def find_counts(sentences: Sequence[Sentence], day: str = "") -> tuple[BodyClaim, ...]:
    """Return the claims `count` {what, number, as_of, qualifier}, each with its body, in text order.

    `as_of` is the date the clause states, else `day`, the EDTF date of the document. One stretch is read once.
    """
    found: dict[int, BodyClaim] = {}
    for each in _counts(sentences, day):
        known = found.get(each.claim.start)
        if known is None or known.claim.end < each.claim.end:
            found[each.claim.start] = each
    return tuple(found[start] for start in sorted(found))


def number_of(words: str) -> int:
    """Return the number that figures or English words state: `1,200`, `fifty-six`, `a hundred`. Raises ValueError."""
    plain = words.lower().strip()
    if plain[:1].isdigit():
        return int(re.sub(r"[ ,.]", "", plain))
    numbers: dict[str, int] = load("counts")["numbers"]
    if plain.endswith(" hundred"):
        return 100 * numbers.get(plain.split()[0], 1)
    if any(part not in numbers for part in plain.split("-")):
        raise ValueError(f"{words!r} is no number")
    return sum(numbers[part] for part in plain.split("-"))


def _counts(sentences: Sequence[Sentence], day: str) -> Iterator[BodyClaim]:
    context = Context(sentences)
    for sentence, cue, match in told(sentences, _rules()):
        body = _body(sentence, cue, match, context)
        what, owner = _what(match["what"], body)
        what = cue.values.get("label", "{what}").format(what=what, words=match["what"].lower())
        if "counted" in cue.values:
            what = f"{cue.values['counted']} of the {_named(sentence, match, 'instrument').name}"
        if not (body or owner):
            continue
        span = sentence.span(match.start("qualifier" if match["qualifier"] else "number"), match.end())
        value = {"what": what, "number": number_of(match["number"]), "as_of": _as_of(sentence, cue, match, day)}
        if match["qualifier"]:
            value["qualifier"] = match["qualifier"].lower()
        yield BodyClaim(body or owner, Claim(span.start, span.end, "count", value, cue.name))


def _body(sentence: Sentence, cue: Cue, match: re.Match[str], context: Context) -> str:
    """Return the body that the sentence names or the context tells; of an instrument, the body whose it is; or ''."""
    if "context" in cue.values:
        at = sentence.span(*match.span()).start
        return context.body_meant(cue.values["context"], sentence, at)
    if "counted" in cue.values:
        known = entry(_named(sentence, match, "instrument").key)
        return known.parent if known else ""
    named = slots_in(sentence, match["body"]) if "body" in match.re.groupindex else []
    return next((slot.key for slot in named if isinstance(slot, FoundName)), "")


def _named(sentence: Sentence, match: re.Match[str], group: str) -> FoundName:
    return next(slot for slot in slots_in(sentence, match[group]) if isinstance(slot, FoundName))


def _as_of(sentence: Sentence, cue: Cue, match: re.Match[str], day: str) -> str:
    """Return the date of the clause; what is only announced has none yet."""
    if mode_of(match[0]) == "announced":
        return ""
    if cue.values.get("only_date") and len(sentence.dates) == 1:
        return sentence.dates[0].edtf
    found = date_of(sentence.skeleton, Core(match.start("number"), match.end()), [])
    slot = sentence.slots[sentence.skeleton[slice(*found)]] if found else None
    return slot.edtf if isinstance(slot, FoundDate) else day


def _what(words: str, body: str) -> tuple[str, str]:
    """Return what the archive calls the things counted of `body`, and whose they are where the text does not say."""
    for kind in load("counts")["what"]:
        if re.fullmatch(kind["words"], words, re.IGNORECASE) and kind.get("only", body) == body:
            return kind["name"], kind.get("body", "")
    return words.lower(), ""


@cache
def _rules() -> Cues:
    kinds = load("counts")["what"]
    owned = [kind["words"] for kind in kinds if "body" in kind]
    return cues("counts", what="|".join(f"(?:{kind['words']})" for kind in kinds), owned="|".join(owned))
