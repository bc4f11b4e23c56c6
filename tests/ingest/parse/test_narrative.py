"""Plain texts: paragraphs, titles where there are any, and texts of no known form."""

import pytest

from osce_docs.ingest.parse import parse

SENTENCE = "The two delegations met in Lisbon and spoke of the lake, of the border and of trade between them."


def _blocks(text: str) -> list[tuple[str, str]]:
    document = parse(text)
    return [(block.role, block.quote(document.text)) for block in document.blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (f"{SENTENCE}\n\nThey will meet again.", [("paragraph", SENTENCE), ("paragraph", "They will meet again.")]),
        (f"{SENTENCE}\nThey will meet again.", [("paragraph", SENTENCE), ("paragraph", "They will meet again.")]),
        (f"Talks in Lisbon\n\n{SENTENCE}", [("title", "Talks in Lisbon"), ("paragraph", SENTENCE)]),
        (
            f"Statement\n\nTalks in Lisbon\n\n{SENTENCE}",
            [("kind", "Statement"), ("title", "Talks in Lisbon"), ("paragraph", SENTENCE)],
        ),
        (
            f"Talks in Lisbon\n\nLisbon, 3 May 1996\n\n{SENTENCE}",
            [("title", "Talks in Lisbon"), ("dateline", "Lisbon, 3 May 1996"), ("paragraph", SENTENCE)],
        ),
        (
            f"{SENTENCE}\n\nThe lake\n\n{SENTENCE[::-1]}.",
            [("paragraph", SENTENCE), ("heading", "The lake"), ("paragraph", f"{SENTENCE[::-1]}.")],
        ),
        (f"LISBON, 3 May – {SENTENCE}", [("dateline", "LISBON, 3 May –"), ("paragraph", SENTENCE)]),
        ("Talks in Lisbon", [("paragraph", "Talks in Lisbon")]),
    ],
)
def test_a_narrative_is_divided(text: str, blocks: list[tuple[str, str]]) -> None:
    assert parse(text).format == "narrative"
    assert _blocks(text) == blocks


def test_a_hard_wrapped_paragraph_is_one_block_and_no_oddity() -> None:
    text = (
        "The two delegations met in the capital\nof Portugal and spoke of the lake. The\n"
        "meeting lasted three hours, and it was\nheld in public.\n"
        "The next one will be held in another\ntown on the shore of the lake."
    )
    assert [words.count("\n") for _, words in _blocks(text)] == [3, 1]
    assert [each.kind for each in parse(text).findings] == ["missing-title"]


def test_a_sentence_broken_over_lines_is_one_block_and_found() -> None:
    text = f"Trade between the two began in the spring of the year when\nFinland opened its border.\n{SENTENCE}"
    assert [role for role, _ in _blocks(text)] == ["paragraph", "paragraph"]
    assert [span.quote(text) for each in parse(text).findings if each.subject == "line" for span in each.spans] == [
        "when\nFinland"
    ]


@pytest.mark.parametrize("text", [SENTENCE, f"Talks\n\n{SENTENCE}", f"{SENTENCE}\n\n1. Rome;\n2. Bern."])
def test_prose_is_recognised(text: str) -> None:
    assert "unrecognised-format" not in [each.kind for each in parse(text).findings]


@pytest.mark.parametrize(
    "text",
    [
        "State\tYear\nNorway\t1973\nAlbania\t1991",
        "Norway | 1973 | Oslo\nAlbania | 1991 | Tirana",
        "for each in range(3):\n    print(each)\n\nreturn None;",
        "Snow on the lake\nWind in the reeds\nNobody speaks\n\nSnow on the lake",
        "<html><body><h1>Norway</h1><p>A State.</p></body></html>",
        '{"state": "Norway", "year": 1973, "capital": "Oslo"}',
        "1234 5678 9012 3456. 7890 1234 5678.",
        "Contents",
    ],
)
def test_a_text_of_no_known_form_is_a_narrative_with_a_finding(text: str) -> None:
    document = parse(text)
    assert document.format == "narrative"
    assert [each.kind for each in document.findings].count("unrecognised-format") == 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The caf\ufffd is open.", "character that could not be read when the text was made"),
        ("The cafÃ© is open.", "letters garbled by a wrong encoding"),
        ("The treatyâ€™s parties.", "letters garbled by a wrong encoding"),
        ("Bread &amp; salt.<br/>", "code of a web page"),
        ("See [[Norway]] for more.", "mark-up of a wiki"),
    ],
)
def test_traces_of_damage_are_found(text: str, what: str) -> None:
    assert [each.subject for each in parse(text).findings if each.kind == "artefact"] == [what]


@pytest.mark.parametrize("text", ["Ångström & Søn went to Ñuñoa.", "A < B, and Ñandú or Ðorđe.", "Âme et cœur."])
def test_what_only_looks_like_damage_is_not_found(text: str) -> None:
    assert [each for each in parse(text).findings if each.kind == "artefact"] == []
