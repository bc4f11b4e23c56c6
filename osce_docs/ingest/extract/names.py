"""Every name in a text: states, bodies, places, territories, instruments, topics and persons, with exact offsets."""

from collections.abc import Iterable, Iterator, Sequence

from osce_docs.ingest.extract.forms import same
from osce_docs.ingest.extract.name_rules import names_by_rule
from osce_docs.ingest.extract.people import find_people, find_surnames
from osce_docs.ingest.extract.references import find_references
from osce_docs.ingest.extract.scan import known_names, longest
from osce_docs.ingest.extract.stretches import Stretches
from osce_docs.ingest.extract.topics import find_topics, is_topic_field
from osce_docs.readings import Block, FoundName, ParsedDocument

SILENT_ROLES = frozenset({"label", "kind"})


def find_names(document: ParsedDocument) -> tuple[FoundName, ...]:
    """Return the names in the blocks of `document`, in text order; the longest wins and none overlap.

    Names are found in this order: the gazetteer (scan), rules for unlisted bodies (name_rules), persons by their
    office (people), later mentions by surname, and last what "the Office" refers to (references).
    """
    text = same(document.text)
    blocks = [block for block in document.blocks if block.role not in SILENT_ROLES]
    found = [name for block, lead in _with_leads(text, blocks) for name in _in_block(text, block, lead)]
    bare = [name for name in found if _is_bare_surname(name)]
    others = [name for name in found if not _is_bare_surname(name)]
    found = around(others, [*find_surnames(text, blocks, others), *bare])
    return tuple(around(found, find_references(text, blocks, found)))


def _is_bare_surname(name: FoundName) -> bool:
    return name.kind == "person" and " " not in name.name


def _with_leads(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """Yield each block with the line that announces it: for an item the one before its list, else its heading."""
    lead = ""
    for block in blocks:
        words = block.quote(text)
        yield block, lead if block.role == "item" else block.section
        lead = lead if block.role == "item" and not words.rstrip().endswith(":") else words


def _in_block(text: str, block: Block, lead: str) -> list[FoundName]:
    if is_topic_field(block):
        return find_topics(text, block)
    known = known_names(text, block)
    names = longest([*names_by_rule(text, block, known), *known])
    return around(find_people(text, block, names, lead), names)


def around(first: Sequence[FoundName], others: Iterable[FoundName]) -> list[FoundName]:
    """Return `first`, which do not overlap, and those of `others` that none of `first` overlaps, in text order."""
    taken = Stretches(first)
    return longest([*first, *(each for each in others if not taken.touch(each))])
