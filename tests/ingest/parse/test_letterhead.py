"""The head of a paper: issuer, reference, kind, title and day on lines of their own."""

import pytest

from osce_docs.ingest.parse import parse

SENTENCE = "The two delegations met in Lisbon and spoke of the lake, of the border and of trade between them."


def roles(text: str) -> list[tuple[str, str]]:
    document = parse(text)
    return [
        (block.role, block.quote(document.text)) for block in document.blocks if block.quote(document.text) != SENTENCE
    ]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "Ministry of Foreign Affairs\nMalta and the Council",
            [("field", "Ministry of Foreign Affairs"), ("title", "Malta and the Council")],
        ),
        (
            "PC.DEL/12/03\nENGLISH only\nStatement on fisheries\nMeeting of the Council, Vienna, 3 May 2003",
            [
                ("label", "PC.DEL/12/03"),
                ("label", "ENGLISH only"),
                ("title", "Statement on fisheries"),
                ("dateline", "Meeting of the Council, Vienna, 3 May 2003"),
            ],
        ),
        (
            "POLICY BRIEF No. 3\nWhat became of the talks\nAnna Lind, Institute for Peace, Oslo, May 2009",
            [
                ("kind", "POLICY BRIEF No. 3"),
                ("title", "What became of the talks"),
                ("dateline", "Anna Lind, Institute for Peace, Oslo, May 2009"),
            ],
        ),
        (
            "Joint communiqué\nValletta, 20 April 2017",
            [("kind", "Joint communiqué"), ("dateline", "Valletta, 20 April 2017")],
        ),
        ("Paris\nLondon\nRome", [("paragraph", "Paris"), ("paragraph", "London"), ("paragraph", "Rome")]),
    ],
)
def test_the_head_of_a_paper(head: str, expected: list[tuple[str, str]]) -> None:
    assert roles(f"{head}\n\n{SENTENCE}\n") == expected


def test_a_page_of_news_may_say_twice_what_it_is() -> None:
    head = "Newsroom\nNews and press releases\nTalks begin in Lisbon\n- Date:\n- 4 May 1999\n- Place:\n- LISBON"
    text = f"{head}\n{SENTENCE}\n"
    assert ("title", "Talks begin in Lisbon") in roles(text)
    assert ("field", "4 May 1999") in roles(text)
