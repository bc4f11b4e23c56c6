"""Who took part in an event, as it is told beside the event."""

import pytest

from osce_docs.ingest.extract import extract
from osce_docs.readings import Block, ParsedDocument

Told = tuple[str, str, str]


def told(text: str) -> dict[str, set[Told]]:
    """Return, by kind of event, (role, name, holder) of each participant."""
    reading = extract(ParsedDocument("narrative", text, (Block(0, len(text), "paragraph"),)))
    found: dict[str, set[Told]] = {}
    for event in (telling for telling in reading.tellings if telling.kind == "event"):
        kind = next(claim.value for claim in event.claims if claim.field == "kind")
        values = [claim.value for claim in event.claims if claim.field == "participant"]
        found.setdefault(kind, set()).update((each["role"], each["name"], each["holder"]) for each in values)
    return found


TOLD = [
    (
        "A conference was held in Dushanbe on 3 May 2007, chaired by Anna Lind, Minister of Justice of Finland.",
        "meeting",
        {("chair", "finland", "Anna Lind")},
    ),
    (
        "The OSCE Office in Baku held a seminar in Ganja on 4 June 2003, attended by Georgia and Turkey.",
        "seminar",
        {("participant", "georgia", ""), ("participant", "turkiye", "")},
    ),
    (
        "The Zagreb Memorandum was signed on 4 June 1998 between Croatia and Slovenia in the presence of Hungary.",
        "signature",
        {("signatory", "croatia", ""), ("signatory", "slovenia", ""), ("guest", "hungary", "")},
    ),
    (
        "The Presidents of Moldova and Ukraine met in Odesa on 3 May 2001 through the mediation of the OSCE.",
        "meeting",
        {("participant", "moldova", ""), ("participant", "ukraine", ""), ("mediator", "osce", "")},
    ),
    (
        "The Permanent Council met on 3 May 2001. The meeting was addressed by Prime Minister of Estonia Mart Saar.",
        "meeting",
        {("speaker", "estonia", "Mart Saar")},
    ),
    (
        "The OSCE Mission to Estonia was established on 4 December 1992 by the Committee of Senior Officials.",
        "establishment",
        {("decided", "senior-council", "")},
    ),
]


@pytest.mark.parametrize(("text", "kind", "expected"), TOLD)
def test_who_took_part_is_told_beside_the_event(text: str, kind: str, expected: set[Told]) -> None:
    assert expected <= told(text)[kind]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("A conference on water was held in Dushanbe on 3 May 2007, but it was not chaired by Malta.", "malta"),
        ("A conference on water was held in Dushanbe on 3 May 2007; the border is watched by Malta.", "malta"),
        ("The Permanent Council met on 3 May 2001. The report was written by Malta.", "malta"),
        ("The Permanent Council met on 3 May 2001. The border between Malta and Italy is long.", "italy"),
    ],
)
def test_others_that_are_named_did_not_take_part(text: str, absent: str) -> None:
    assert all(name != absent for participants in told(text).values() for _, name, _ in participants)


def test_a_person_takes_part_for_the_state_whose_office_the_text_gives_her_elsewhere() -> None:
    text = "Prime Minister of Estonia Mart Saar came first. Saar visited Riga on 3 May 2001."
    assert ("visitor", "estonia", "Mart Saar") in told(text)["visit"]
