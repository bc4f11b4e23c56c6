"""The titles supplied for events read as an editor would word them."""

import pytest

from osce_docs.ingest.extract import extract
from osce_docs.readings import Block, ParsedDocument


def titles(text: str) -> list[str]:
    reading = extract(ParsedDocument("narrative", text, (Block(0, len(text), "paragraph"),)))
    claims = [claim for telling in reading.tellings if telling.kind == "event" for claim in telling.claims]
    return [claim.value for claim in claims if claim.field == "title"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spain signed the Helsinki Final Act on 1 August 1975.", "Signature of the Helsinki Final Act by Spain"),
        ("Spain and Malta signed the Helsinki Final Act on 1 August 1975.", "Signature of the Helsinki Final Act"),
        ("Andorra was admitted to the OSCE on 25 April 1996.", "Accession of Andorra to the OSCE"),
        ("The OSCE Mission to Estonia was closed on 31 December 2001.", "Closing of the OSCE Mission to Estonia"),
        (
            "The OSCE Ministerial Council met in Brussels on 4-5 December 2006.",
            "Meeting of the OSCE Ministerial Council, Brussels 2006",
        ),
        (
            "We welcome progress in implementing the information exchange on water levels.",
            "Information exchange on water levels",
        ),
        (
            "The Presidents of Moldova and Ukraine met in Odesa in May 2001 through the mediation of the OSCE.",
            "Meeting of Moldova and Ukraine 2001",
        ),
        (
            "On 10 March 2005 the Chairman-in-Office named Anna Lind as his Personal Representative.",
            "Appointment of Anna Lind as Personal Representative",
        ),
        ("5 June 2003: visit to Baku and Tbilisi.", "Visit to Baku and Tbilisi"),
        ("On 4 May 2010 Hungary vetoed the statement.", "Decision: Hungary vetoed the statement"),
        ("Two field offices were closed in May 2004.", "Closing of two field offices"),
        ("The field office in Osh was closed in May 2004.", "Closing of the field office in Osh"),
    ],
)
def test_a_title_reads_like_an_editors(text: str, expected: str) -> None:
    assert titles(text) == [expected]
