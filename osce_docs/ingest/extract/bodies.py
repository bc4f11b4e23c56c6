"""What a document says of each body and state it names."""

from collections.abc import Iterator, Sequence

from osce_docs.ingest.extract.accessions import find_accessions
from osce_docs.ingest.extract.counts import find_counts
from osce_docs.ingest.extract.memberships import find_memberships
from osce_docs.ingest.extract.sentences import BODIES, Sentence
from osce_docs.ingest.extract.stretches import folded
from osce_docs.ingest.extract.subjects import with_subjects
from osce_docs.readings import Claim, FoundName, ParsedDocument, Telling

KINDS = BODIES | {"state"}
# Names built from what was said before are no way the body is called.
REFERENCES = ("anaphora/", "reference/", "pronoun/")


def find_bodies(
    document: ParsedDocument,
    names: Sequence[FoundName],
    sentences: Sequence[Sentence],
    events: Sequence[Telling] = (),
) -> tuple[Telling, ...]:
    """Return one telling for each body or state that the document names outside its navigation and its repeats.

    Claims: name, alias, kind, and what memberships.py, accessions.py (of the document's `events`) and counts.py read
    of it. In order of the first passage.
    """
    subjects = with_subjects(document, names, sentences)
    day = _day(sentences)
    joined = find_accessions(events, frozenset(name.key for name in names if name.kind in BODIES))
    read = [*find_memberships(subjects, joined, day), *find_counts(subjects, day)]
    named = _mentions(document, names)
    told: dict[str, list[Claim]] = {key: [] for key in named}
    for each in read:
        told.setdefault(each.body, []).append(each.claim)
    tellings = [_telling(document.text, key, named.get(key, []), claims) for key, claims in told.items()]
    return tuple(sorted(tellings, key=lambda telling: (telling.start, telling.key)))


def _mentions(document: ParsedDocument, names: Sequence[FoundName]) -> dict[str, list[FoundName]]:
    hidden = folded(document)
    mentions: dict[str, list[FoundName]] = {}
    for name in names:
        if name.kind in KINDS and not hidden.hold(name.start):
            mentions.setdefault(name.key, []).append(name)
    return mentions


def _telling(text: str, key: str, mentions: Sequence[FoundName], claims: Sequence[Claim]) -> Telling:
    written = [name for name in mentions if not name.rule.startswith(REFERENCES)] or mentions
    said = (*_names(text, written), *claims)
    first = written[0] if written else claims[0]
    block = f"organization:{key}"
    return Telling(first.start, first.end, "organization", block, block, said)


def _names(text: str, written: Sequence[FoundName]) -> Iterator[Claim]:
    """Claim the name, its kind and its other forms: the canonical name if the text has it, else the first."""
    forms: dict[str, FoundName] = {}
    for name in written:
        forms.setdefault(" ".join(name.quote(text).split()), name)
    if not written:
        return
    canonical = written[0].name
    form = canonical if canonical in forms else next(iter(forms))
    chosen = forms[form]
    yield Claim(chosen.start, chosen.end, "name", form, chosen.rule)
    yield Claim(chosen.start, chosen.end, "kind", chosen.kind, chosen.rule)
    for form, name in forms.items():
        if form != canonical:
            yield Claim(name.start, name.end, "alias", form, name.rule)


def _day(sentences: Sequence[Sentence]) -> str:
    """Return the date of the dateline, in EDTF, or an empty text."""
    lines = (sentence for sentence in sentences if sentence.role == "dateline" and sentence.dates)
    return next((line.dates[0].edtf for line in lines), "")
