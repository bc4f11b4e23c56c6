"""What an editor is told to look at, and what is not worth it."""

import pytest

from osce_docs.ingest.extract import extract
from osce_docs.ingest.parse import parse
from osce_docs.knowledge import load
from osce_docs.readings import Finding

OWN = {
    "dateline-contradiction",
    "missing-date",
    "missing-place",
    "count-mismatch",
    "contradiction",
    "anachronism",
    "name-variant",
    "undated-event",
    "unnamed-proposal",
}
HEAD = "The work of the organization has been followed by many people for a long time.\n\n"


def findings(text: str) -> list[tuple[Finding, str]]:
    reading = extract(parse(text))
    return [(each, reading.parsed.text) for each in reading.findings if each.kind in OWN]


def told(text: str, kind: str) -> list[list[str]]:
    """Return the quotes of each finding of that kind."""
    return [[span.quote(whole) for span in each.spans] for each, whole in findings(text) if each.kind == kind]


def page(date: str = "", place: str = "ROME", source: str = "Permanent Council", body: str = "") -> str:
    filled = f"- {date}\n" if date else ""
    return (
        f"Press release\nNews of the day\n- Date:\n{filled}- Place:\n- {place}\n- Source:\n- {source}\n"
        f"- Fields of work:\n- Human rights\n{body}\n"
    )


FOUND = [
    (
        "dateline-contradiction",
        page("5 May 2009", body="ROME, 6 May 2009 - The Permanent Council met."),
        [["6 May 2009", "5 May 2009"]],
    ),
    (
        "dateline-contradiction",
        page(place="PARIS", body="ROME, 6 May 2009 - The Permanent Council met."),
        [["ROME", "PARIS"]],
    ),
    (
        "dateline-contradiction",
        page(body="ROME, 6 May 2001 - The OSCE Office in Yerevan was opened on 3 June 2002."),
        [["6 May 2001", "3 June 2002"]],
    ),
    ("missing-date", HEAD + "Malta spoke.", [[HEAD.strip()]]),
    (
        "count-mismatch",
        HEAD + "The Mission has three offices – in Rome and Paris – and a garden.",
        [["three offices – in Rome and Paris"]],
    ),
    (
        "count-mismatch",
        HEAD + "Four languages are spoken in four regions: the north, the south and the east.",
        [["four regions: the north, the south and the east"]],
    ),
    (
        "count-mismatch",
        HEAD + "The Contact Group comprises the following four members:\n\n1. Spain\n2. Malta\n3. Italy\n\nIt met.",
        [["The Contact Group comprises the following four members:", "Spain", "Malta", "Italy"]],
    ),
    (
        "contradiction",
        HEAD + "Estonia joined the CSCE on 10 September 1991.\n\nEstonia joined the CSCE on 12 October 1991.",
        [["10 September 1991", "12 October 1991"]],
    ),
    (
        "contradiction",
        HEAD + "Malta accepted the Draper plan.\n\nMalta rejected the Draper plan.",
        [["Malta accepted the Draper plan", "Malta rejected the Draper plan"]],
    ),
    ("anachronism", HEAD + "On 4 May 1991 the OSCE Mission met in Rome.", [["OSCE"]]),
    (
        "anachronism",
        page(source="OSCE Office in Minsk (closed)", body="ROME, 6 May 2003 - The Office opened."),
        [["OSCE Office in Minsk (closed)"]],
    ),
    (
        "name-variant",
        HEAD + "The OSCE Office in Baku opened. The OSCE Baku Office is small.",
        [["OSCE Office in Baku", "OSCE Baku Office"]],
    ),
    ("undated-event", HEAD + "Slovenia joined the Council of Europe.", [["Slovenia joined the Council of Europe"]]),
    (
        "unnamed-proposal",
        HEAD + "Norway made two proposals in 1998. The first was rejected by Malta, the second by Spain.",
        [["Norway made two proposals in 1998."]],
    ),
]


@pytest.mark.parametrize(("kind", "text", "expected"), FOUND)
def test_an_oddity_is_found_with_its_passages(kind: str, text: str, expected: list[list[str]]) -> None:
    assert told(text, kind) == expected


QUIET = [
    ("dateline-contradiction", page("6 May 2009", body="ROME, 6 May 2009 - The Permanent Council met on 5 May 2009.")),
    (
        "dateline-contradiction",
        page(body="ROME, 6 May 2001 - The OSCE Office in Yerevan will be opened on 3 June 2002."),
    ),
    ("missing-date", page("6 May 2009", body="The Permanent Council met.")),
    ("missing-place", page("6 May 2009", body="The Permanent Council met.")),
    ("count-mismatch", HEAD + "The Mission has three offices – in Rome, Paris and Oslo – and a garden."),
    ("count-mismatch", HEAD + "Ten regions, among them two islands, voted: it was a fine day."),
    (
        "count-mismatch",
        HEAD + "The Contact Group comprises the following two members:\n\n1. Spain\n2. Malta\n\nIt met.",
    ),
    (
        "contradiction",
        HEAD + "Estonia joined the CSCE in September 1991.\n\nEstonia joined the CSCE on 10 September 1991.",
    ),
    ("contradiction", HEAD + "Malta accepted the Draper plan. Spain rejected it."),
    ("anachronism", HEAD + "On 4 May 2001 the OSCE Mission met in Rome."),
    ("anachronism", HEAD + "On 4 May 1991 the CSCE met in Rome."),
    ("name-variant", HEAD + "The OSCE Office in Baku opened. The Office in Baku is small."),
    ("name-variant", HEAD + "The Office for Democratic Institutions and Human Rights (ODIHR) met. ODIHR spoke."),
    ("undated-event", HEAD + "Slovenia joined the Council of Europe on 14 May 1993."),
    ("undated-event", HEAD + "Slovenia, which took part in the Oslo Summit on 3 May 1999, signed several documents."),
    ("undated-event", page(date="3 May 2007", body='"We welcome this decision", said Ambassador Anna Lind of Malta.')),
    ("unnamed-proposal", HEAD + "The Draper plan was presented by Malta in 1998."),
]


@pytest.mark.parametrize(("kind", "text"), QUIET)
def test_what_is_in_order_is_no_finding(kind: str, text: str) -> None:
    assert told(text, kind) == []


def test_one_cause_with_many_places_is_one_finding() -> None:
    text = HEAD + "On 4 May 1991 the OSCE met in Rome.\n\nOn 5 May 1991 the OSCE met in Paris."
    assert told(text, "anachronism") == [["OSCE", "OSCE"]]


def test_every_kind_is_explained_to_editors() -> None:
    kinds = load("findings")
    assert set(kinds) >= OWN
    assert all(
        each["weight"] in {1, 2, 3} and each["label"] and each["explanation"].endswith(".") for each in kinds.values()
    )
