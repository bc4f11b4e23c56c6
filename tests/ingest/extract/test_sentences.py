"""Where sentences end, and how their skeletons map back to the text."""

import pytest

from osce_docs.ingest.extract.sentences import Sentence, compile_pattern, split_sentences
from osce_docs.readings import Block, Fold, FoundDate, FoundName, ParsedDocument


def _split(text: str, role: str = "paragraph", **rest: tuple[Fold, ...]) -> list[Sentence]:
    return list(split_sentences(ParsedDocument("narrative", text, (Block(0, len(text), role),), **rest), (), ()))


@pytest.mark.parametrize(
    "text",
    [
        "Malta joined.| Norway did not.",
        "Malta joined in\n1973.|\nNorway did not.",
        "The session began when\nMalta joined it and ended soon.",
        "Mr. Borg and Dr. Dahl met.| They spoke.",
        "Gen. J. Borg signed Decision No. 5 in the U.S. capital.",
        "“Malta joined.”| “Norway did not.”",
        'He said "Go!"| Then he went.',
        "Was it so?| It was!| Nobody knows…| Perhaps.",
        "It rose by 3.5 per cent.| (All agreed.)",
        "the end.",
    ],
)
def test_sentences_end(text: str) -> None:
    sentences = [piece.strip() for piece in text.split("|")]
    found = _split(text.replace("|", ""))
    assert [each.text for each in found] == sentences
    assert all(each.quote(text.replace("|", "")) == each.text for each in found)


@pytest.mark.parametrize("role", ["title", "kind", "label", "field", "heading"])
def test_what_is_no_prose_has_no_sentences(role: str) -> None:
    assert _split("Malta joined. Norway did not.", role) == []


def test_folded_blocks_are_not_read_again() -> None:
    text = "Malta joined."
    assert _split(text, folds=(Fold(0, len(text), "repetition"),)) == []
    assert len(_split(text, folds=(Fold(0, len(text), "artefact"),))) == 1


def test_a_skeleton_knows_where_it_stands() -> None:
    text = "On that day,\nMalta  joined the Council on 5 May 1993."
    names = (FoundName(13, 18, "malta", "Malta", "state", "g"), FoundName(31, 38, "council", "Council", "body", "g"))
    dates = (FoundDate(42, 52, "1993-05-05", "d"),)
    document = ParsedDocument("narrative", text, (Block(0, len(text), "paragraph"),))
    (sentence,) = split_sentences(document, names, dates)
    assert sentence.skeleton == "On that day, ⟦state0⟧ joined the ⟦body0⟧ on ⟦date0⟧."
    match = compile_pattern("{state:who} joined {the}{body:what} on {date:when}").search(sentence.skeleton)
    assert match is not None
    assert [sentence.span(*match.span(group)).quote(text) for group in ("who", "what", "when")] == [
        "Malta",
        "Council",
        "5 May 1993",
    ]
    assert sentence.span(*match.span()).quote(text) == text[13:52]


def test_a_source_cannot_forge_a_slot() -> None:
    (sentence,) = _split("Malta joined ⟦body0⟧ and ⟦date7⟧.")
    assert sentence.skeleton == "Malta joined [body0] and [date7]."
