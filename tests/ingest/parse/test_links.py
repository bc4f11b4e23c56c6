"""Link markup leaves the text, and nothing else does."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from osce_docs.ingest.parse.links import unlink

CASES = [
    ("[Norway](1402) and Iceland", "Norway and Iceland", [("Norway", "1402")]),
    ("the [Georgia](1590)n side", "the Georgian side", [("Georgia", "1590")]),
    ("[Holy See](77)–[Malta](78)", "Holy See–Malta", [("Holy See", "77"), ("Malta", "78")]),
    ("[Geneva (city)](5)", "Geneva (city)", [("Geneva (city)", "5")]),
    ("[Treaty [1990]](9)", "Treaty [1990]", [("Treaty [1990]", "9")]),
    ("[[Moldova](3)n parliament](4)", "Moldovan parliament", [("Moldovan parliament", "4"), ("Moldova", "3")]),
    ("[a](https://example.org/x_(y))", "a", [("a", "https://example.org/x_(y)")]),
    ('[a](<https://example.org/x> "The x") b', "a b", [("a", "https://example.org/x")]),
    ("[two\nlines](8)", "two\nlines", [("two\nlines", "8")]),
    ("[no address]()", "no address", [("no address", "")]),
    ("a note [1] and (an aside)", "a note [1] and (an aside)", []),
    ("[Finland] (a State)", "[Finland] (a State)", []),
]


@pytest.mark.parametrize(("source", "text", "links"), CASES)
def test_links_are_read(source: str, text: str, links: list[tuple[str, str]]) -> None:
    clean, found, _ = unlink(source)
    assert clean == text
    assert [(link.quote(clean), link.target) for link in found] == links


@pytest.mark.parametrize("source", ["[Norway](1402", "Norway](1402)", "[](1402)", "[sic](see below)", "[a\n\nb](3)"])
def test_what_is_no_link_stays_and_is_found(source: str) -> None:
    text, links, findings = unlink(source)
    assert (text, links) == (source, ())
    assert [(each.kind, each.subject, each.spans[0].quote(text)) for each in findings] == [("artefact", "markup", "](")]


def test_links_that_end_inside_words_are_one_finding() -> None:
    text, _, findings = unlink("The [Croat](1)ian and [Slovene](2) and [Serb](3)s’ side")
    assert [(each.kind, [span.quote(text) for span in each.spans]) for each in findings] == [
        ("artefact", ["Croatian", "Serbs"])
    ]


@example(["[", "(", "](", "a", ")"])
@example(["[b]", "(", " ", ")"])
@given(st.lists(st.sampled_from(["[", "]", "(", ")", "](", "a", "[a](1)", " ", "\n", "é", "[b]", "(2)"]), max_size=40))
def test_only_markup_goes(pieces: list[str]) -> None:
    source = "".join(pieces)
    text, links, _ = unlink(source)
    kept = text + "".join(link.target for link in links)
    assert sorted(re.sub(r"[\[\]() ]", "", kept)) == sorted(re.sub(r"[\[\]() ]", "", source))
    # Blanks around a target go with the markup.
    blanks = source.count(" ") - kept.count(" ")
    assert len(source) - len(text) == sum(len(f"[]({link.target})") for link in links) + blanks
    assert all(0 <= link.start < link.end <= len(text) for link in links)
    assert links == tuple(sorted(links, key=lambda link: link.start))


@pytest.mark.parametrize(
    "source",
    [
        "[" * 200_000,
        "[a](" * 80_000,
        "[a](" + "(" * 200_000,
        "](" * 100_000,
        "[a](x(y)" * 40_000,
        "[a](" + "x" * 300_000,
    ],
)
def test_hostile_markup_takes_no_long_time(source: str) -> None:
    assert unlink(source)[0] == source
