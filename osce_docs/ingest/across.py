"""What only shows between documents: differing readings, retellings, opposed sentences, spellings of names. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from osce_docs.editorial.agreement import Fact
from osce_docs.editorial.disagreements import disagreements, sentence
from osce_docs.editorial.witnesses import witnesses
from osce_docs.ingest.match import Subject, match, telling_date
from osce_docs.ingest.match.lists import called, differing_lists, in_words
from osce_docs.ingest.match.opposed import OPPOSED, PROSE, Prose, opposed
from osce_docs.ingest.match.retelling import retellings, shared_events
from osce_docs.ingest.reading import Read
from osce_docs.knowledge import load
from osce_docs.readings import Claim, FoundName, ParsedDocument, Span, Telling

Place = tuple[str, Span]

SPELT = frozenset(
    {"state", "territory", "instrument", "parliament", "institution", "structure", "format", "field-operation", "body"}
)


@dataclass(frozen=True, slots=True)
class Between:
    """A finding between documents; `places` are document keys with spans."""

    kind: str
    message: str
    places: tuple[Place, ...]


def across(reads: Sequence[Read]) -> list[Between]:
    """Return what shows only when these documents are read side by side."""
    retold = _retold(reads)
    voice = witnesses({read.source.key: read.source.sha256 for read in reads}, retold)
    return [
        *_differing(reads, voice),
        *_lists(reads),
        *_retellings(reads, retold),
        *_opposed(reads, retold),
        *_spellings(reads),
    ]


def _groups(reads: Sequence[Read]) -> list[list[tuple[Read, Telling]]]:
    """Return the tellings of all documents, grouped as matching puts them into records."""
    told = {f"{read.source.key}#{each.key}": (read, each) for read in reads for each in read.reading.tellings}
    blocks: dict[str, list[Subject]] = defaultdict(list)
    for key, (_, telling) in told.items():
        blocks[telling.block].append(Subject(key, telling.block, telling_date(telling)))
    return [[told[key] for key in group.keys] for block in sorted(blocks) for group in match(blocks[block]).groups]


def _differing(reads: Sequence[Read], voice: Mapping[str, str]) -> Iterator[Between]:
    for group in _groups(reads):
        said: dict[str, list[Fact]] = defaultdict(list)
        places: dict[str, Place] = {}
        for read, telling in group:
            for number, claim in enumerate(telling.claims):
                identity = f"{read.source.key}#{telling.key}#{number}"
                places[identity] = (read.source.key, claim)
                said[claim.field].append(_fact(read, claim, voice, identity))
        title = next((fact.value for field in ("title", "name") for fact in said[field]), group[0][1].key)
        for found in disagreements(load("fields")[group[0][1].kind], said):
            if found.between_documents:
                where = tuple(places[fact.identity] for reading in found.readings for fact in reading.facts)
                yield Between("disagreement", sentence(title, found), where)


def _lists(reads: Sequence[Read]) -> Iterator[Between]:
    """Yield the bodies of which documents list other members."""
    for group in _groups(reads):
        lists = differing_lists([(read.source.key, each) for read, each in group if each.kind == "organization"])
        if lists:
            where = tuple((each.document, claim) for each in lists for claim in each.claims.values())
            body = called(group[0][1].key.removeprefix("organization:"))
            yield Between("disagreement", in_words(body, lists), where)


def _fact(read: Read, claim: Claim, voice: Mapping[str, str], identity: str) -> Fact:
    dated = next((each.value for each in read.reading.claims if each.field == "date"), "")
    return Fact(claim.value, read.source.key, voice[read.source.key], dated, identity, claim.mode)


def _retold(reads: Sequence[Read]) -> dict[tuple[str, str], int]:
    told = [
        (read.source.key, str(number), telling_date(telling))
        for number, group in enumerate(_groups(reads))
        for read, telling in group
        if telling.kind == "event"
    ]
    sizes: dict[str, int] = defaultdict(int)
    for key, _, date in told:
        sizes[key] += bool(date)
    return retellings(shared_events(told), sizes)


def _retellings(reads: Sequence[Read], retold: Mapping[tuple[str, str], int]) -> Iterator[Between]:
    by_key = {read.source.key: read for read in reads}
    for pair, shared in sorted(retold.items()):
        places = tuple((key, _opening(by_key[key])) for key in pair)
        yield Between("retelling", f"Both tell {shared} of the same events with the same dates.", places)


def _opposed(reads: Sequence[Read], retold: Iterable[tuple[str, str]]) -> Iterator[Between]:
    by_key = {read.source.key: read for read in reads}
    for one, other in sorted(retold):
        for here, there in opposed(*(_prose(by_key[key].reading.parsed) for key in (one, other))):
            yield Between("disagreement", OPPOSED, ((one, here), (other, there)))


def _prose(document: ParsedDocument) -> Prose:
    return Prose(document.text, [(block.start, block.end) for block in document.blocks if block.role in PROSE])


def _spellings(reads: Sequence[Read]) -> Iterator[Between]:
    """Yield the names that documents write in different ways, with the first place of each way."""
    places: dict[str, dict[str, Place]] = defaultdict(dict)
    for read in reads:
        for name in read.reading.names:
            if name.kind in SPELT and "anaphora" not in name.rule:
                places[name.key].setdefault(_spelling(name, read.reading.parsed.text), (read.source.key, name))
    for ways in places.values():
        if len({key for key, _ in ways.values()}) > 1 and len(ways) > 1:
            yield Between("name-variant", f"Written in several ways: {', '.join(ways)}.", tuple(ways.values()))


def _spelling(name: FoundName, text: str) -> str:
    return " ".join(name.quote(text).split())


def _opening(read: Read) -> Span:
    document = read.reading.parsed
    blocks = [block for block in document.blocks if block.role in {"paragraph", "dateline"}]
    return blocks[0] if blocks else Span(0, len(document.text))
