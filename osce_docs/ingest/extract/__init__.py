"""Extracting: what a parsed document says, by named rules over data files. No Django, no database.

The steps, in their order: names and dates where they stand, the sentences they stand in, what the sentences tell, what
the document says of itself, and what an editor should look at.
"""

from osce_docs.ingest.extract.bodies import find_bodies
from osce_docs.ingest.extract.dated_clauses import find_dated_clauses
from osce_docs.ingest.extract.dates import find_date_findings, find_dates
from osce_docs.ingest.extract.describe import describe
from osce_docs.ingest.extract.events import find_events
from osce_docs.ingest.extract.names import find_names
from osce_docs.ingest.extract.oddities import find_oddities
from osce_docs.ingest.extract.proposals import find_proposals
from osce_docs.ingest.extract.sentences import split_sentences
from osce_docs.readings import DocumentReading, ParsedDocument

__all__ = ["extract"]


def extract(document: ParsedDocument) -> DocumentReading:
    """Return all that is read in a parsed document."""
    names = find_names(document)
    dates = find_dates(document)
    sentences = split_sentences(document, names, dates)
    proposals = find_proposals(document, sentences)
    events = find_events(document, sentences, dates, proposals)
    tellings = (
        *events,
        *find_dated_clauses(document, sentences, events),
        *proposals,
        *find_bodies(document, names, sentences, events),
    )
    claims = describe(document, names, dates)
    findings = (
        *document.findings,
        *find_date_findings(document, dates),
        *find_oddities(document, names, dates, sentences, tellings, claims),
    )
    return DocumentReading(document, claims, dates, names, tellings, findings)
