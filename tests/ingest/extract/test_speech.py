"""Who speaks, and whether a thing is told as done, as to come, or not at all."""

import pytest

from osce_docs.ingest.extract.dates import find_dates
from osce_docs.ingest.extract.modes import is_told, mode_of
from osce_docs.ingest.extract.names import find_names
from osce_docs.ingest.extract.sentences import split_sentences
from osce_docs.ingest.extract.speech import find_speech, quotations, with_speaker
from osce_docs.readings import Block, Claim, ParsedDocument, Span


def document_of(*paragraphs: str) -> ParsedDocument:
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph), "paragraph"))
        at += len(paragraph) + 1
    return ParsedDocument("narrative", text, tuple(blocks))


def spoken(*paragraphs: str) -> list[tuple[str, str]]:
    document = document_of(*paragraphs)
    sentences = split_sentences(document, find_names(document), find_dates(document))
    return [(speech.speaker, speech.quote(document.text)) for speech in find_speech(document, sentences)]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ['"We need patience," said the Foreign Minister of Malta Joe Borg.'],
            [("Joe Borg", "We need patience,")],
        ),
        (
            ['"We need patience", Ambassador Anna Kerr told reporters in Riga.'],
            [("Anna Kerr", "We need patience")],
        ),
        (
            ['Ambassador Anna Kerr said: "The work goes on."'],
            [("Anna Kerr", "The work goes on.")],
        ),
        (
            ['"The work goes on," said Ambassador Anna Kerr. "It will take years."'],
            [("Anna Kerr", "The work goes on,"), ("Anna Kerr", "It will take years.")],
        ),
        (
            ['"The work goes on," said Ambassador Anna Kerr.', '"It will take years", the Ambassador added.'],
            [("Anna Kerr", "The work goes on,"), ("Anna Kerr", "It will take years")],
        ),
        (
            [
                "France and Italy issued the following statement on 3 May 2001:",
                '"We call for calm.',
                'We hope for peace."',
            ],
            [("france+italy", "We call for calm.\nWe hope for peace.")],
        ),
        (["The so-called “green line” was closed."], [("", "green line")]),
        (
            ["The OSCE stated that Malta had joined the talks in 1999."],
            [("osce", "Malta had joined the talks in 1999.")],
        ),
        (
            ["According to the OSCE, Malta joined the talks in 1999."],
            [("osce", " Malta joined the talks in 1999.")],
        ),
        (["Malta joined the talks in 1999."], []),
    ],
)
def test_who_speaks(paragraphs: list[str], expected: list[tuple[str, str]]) -> None:
    assert spoken(*paragraphs) == expected


def test_a_quotation_left_open_runs_to_the_end() -> None:
    document = document_of('Poland said: "We wait.', "We do not despair.")
    (span,) = quotations(document)
    assert span.quote(document.text) == "We wait.\nWe do not despair."


def test_a_repeated_opening_mark_does_not_close() -> None:
    document = document_of('"First paragraph.', '"Second paragraph."')
    (span,) = quotations(document)
    assert span.quote(document.text) == 'First paragraph.\n"Second paragraph.'


def test_the_narrowest_speech_gives_the_speaker() -> None:
    document = document_of('Poland said: "According to the OSCE, Malta joined the talks."')
    sentences = split_sentences(document, find_names(document), find_dates(document))
    speeches = find_speech(document, sentences)
    malta = document.text.index("Malta")
    assert speeches.at(Span(malta, malta + 5)) == "osce"
    assert speeches.at(Span(0, 6)) == ""
    claim = Claim(malta, malta + 5, "participant", {"name": "malta", "role": "member", "holder": ""}, "rule")
    assert [each.speaker for each in with_speaker([claim], speeches)] == ["osce"]


@pytest.mark.parametrize(
    ("verb", "mode"),
    [
        ("was opened", "asserted"),
        ("signed", "asserted"),
        ("will sign", "announced"),
        ("is to be signed", "announced"),
        ("plans to open", "announced"),
        ("is due to open", "announced"),
        ("", "asserted"),
    ],
)
def test_what_a_verb_says_of_its_time(verb: str, mode: str) -> None:
    assert mode_of(verb) == mode


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("", True),
        ("On Monday, ", True),
        ("The ministers met and ", True),
        ("If ", False),
        ("They called for the ", False),
        ("The Chairmanship proposed the ", False),
        ("It should be noted, however, ", True),
        ("He refused to accept the ", False),
        ("Nobody knew whether ", False),
        ("The matter was discussed at the ", True),
    ],
)
def test_a_wish_a_condition_or_a_denial_before_it_unmakes_it(lead: str, told: bool) -> None:
    core = "signing of the treaty"
    assert is_told(lead + core, 0, len(lead), len(lead) + len(core)) is told


@pytest.mark.parametrize(
    "core", ["no agreement was signed", "⟦state0⟧ never joined ⟦body0⟧", "the ratification failed"]
)
def test_a_denial_within_it_unmakes_it(core: str) -> None:
    assert not is_told(core, 0, 0, len(core))
