"""What an editor should look at inside one document; one small module a kind."""

from collections.abc import Sequence

from osce_docs.ingest.extract.oddities.anachronisms import find_anachronisms
from osce_docs.ingest.extract.oddities.contradictions import find_contradictions
from osce_docs.ingest.extract.oddities.counted_lists import find_count_mismatches
from osce_docs.ingest.extract.oddities.datelines import find_dateline_contradictions
from osce_docs.ingest.extract.oddities.gaps import find_gaps
from osce_docs.ingest.extract.oddities.variants import find_variants
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.readings import Claim, Finding, FoundDate, FoundName, ParsedDocument, Telling

__all__ = ["find_oddities"]


def find_oddities(
    document: ParsedDocument,
    names: Sequence[FoundName],
    dates: Sequence[FoundDate],
    sentences: Sequence[Sentence],
    tellings: Sequence[Telling],
    claims: Sequence[Claim],
) -> tuple[Finding, ...]:
    """Return the findings about what the document says of itself, of its events, proposals and bodies.

    `claims` are those about the document. One cause is one Finding, with all its passages.
    """
    return (
        *find_dateline_contradictions(document, dates, tellings, claims),
        *find_count_mismatches(document, sentences, tellings),
        *find_contradictions(tellings),
        *find_anachronisms(document, names, sentences, tellings),
        *find_variants(document, names),
        *find_gaps(document, tellings, claims, sentences),
    )
