"""Members and office-holders with their terms: `Ann Lee (Malta, 1996–1998)`, and the items of announced lists."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from osce_docs.ingest.extract.cues import cues
from osce_docs.ingest.extract.sentences import BODIES, Sentence, slots_in
from osce_docs.readings import FoundDate, FoundName

MEMBER_KINDS = BODIES | {"state", "people", "territory"}


@dataclass(frozen=True, slots=True)
class Term:
    """Who belongs or holds the office (`holder`, for `member`), since when and until when; '' where not told."""

    member: str = ""
    holder: str = ""
    start: str = ""
    end: str = ""


def terms_in(sentence: Sentence, skeleton: str) -> list[Term]:
    """Return the terms that a stretch of the skeleton lists one after the other."""
    [cue] = cues("memberships", "term")
    return [_term(sentence, match[0]) for match in cue.pattern.finditer(skeleton)]


def item_term(item: Sentence) -> Term | None:
    """Return what an item of a list tells, if it tells of a member or holder and of nothing else."""
    matches = any(cue.pattern.fullmatch(item.skeleton.strip()) for cue in cues("memberships", "item"))
    return _term(item, item.skeleton) if matches else None


def items_below(
    sentences: Sequence[Sentence], number: int, announces: Callable[[Sentence], object]
) -> Iterator[Sentence]:
    """Yield the items that follow sentence `number` without a break, bare numbers before them left out; no further than
    to an item that `announces` such a list itself."""
    for item in islice(sentences, number + 1, None):
        if item.role != "item":
            return
        if any(character.isalpha() for character in item.skeleton):
            yield item
        if announces(item):
            return


def ends_of(edtf: str) -> tuple[str, str]:
    """Return the beginning and the end of a period; of a single date both are the date itself, of an open one ''."""
    start, slash, end = edtf.partition("/")
    return start.replace("..", ""), (end if slash else start).replace("..", "")


def _term(sentence: Sentence, skeleton: str) -> Term:
    slots = slots_in(sentence, skeleton)
    names = [slot for slot in slots if isinstance(slot, FoundName)]
    member = next((name.key for name in names if name.kind in MEMBER_KINDS), "")
    holder = next((name.name for name in names if name.kind == "person"), "")
    return Term(member, holder, *_time(sentence, skeleton))


def _time(sentence: Sentence, skeleton: str) -> tuple[str, str]:
    dates = [slot for slot in slots_in(sentence, skeleton) if isinstance(slot, FoundDate)]
    if len(dates) > 1:
        return dates[0].edtf, dates[1].edtf
    if not dates:
        return "", ""
    words = skeleton.partition("⟦date")[0].split()
    start, end = ends_of(dates[0].edtf)
    if words and words[-1] in {"to", "until", "till"}:
        return "", end
    if words and words[-1].strip("(") in {"since", "from"} and "/" not in dates[0].edtf:
        return start, ""
    return start, end
