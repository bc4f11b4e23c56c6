"""Encyclopedia articles: number, title, headings, links, closing lists."""

import pytest

from osce_docs.ingest.parse import parse
from osce_docs.readings import ParsedDocument

ARTICLE = """902
Norway–OSCE relations
[Norway](1402) has been a participating State of the CSCE since its beginning in 1973, and it held the chair once.

Chairmanship
In 1999 the Foreign Minister of [Norway](1402) held the chair. He was Knut Vollebæk, and his [Oslo](15)ite aides
followed him to Vienna.
The summit of that year was held in Istanbul.

After 1999
Norway has sent observers to most elections since.

See also
Foreign relations of [Norway](1402)
[Iceland](1403)–OSCE relations


== References =="""


def _roles(document: ParsedDocument) -> list[tuple[str, str, str]]:
    return [(block.role, block.section, block.quote(document.text)[:24]) for block in document.blocks]


def test_an_article_is_divided() -> None:
    document = parse(ARTICLE)
    assert document.format == "encyclopedia"
    assert _roles(document) == [
        ("label", "", "902"),
        ("title", "", "Norway–OSCE relations"),
        ("paragraph", "", "Norway has been a partic"),
        ("heading", "", "Chairmanship"),
        ("paragraph", "Chairmanship", "In 1999 the Foreign Mini"),
        ("paragraph", "Chairmanship", "The summit of that year "),
        ("heading", "", "After 1999"),
        ("paragraph", "After 1999", "Norway has sent observer"),
        ("heading", "", "See also"),
        ("item", "See also", "Foreign relations of Nor"),
        ("item", "See also", "Iceland–OSCE relations"),
        ("heading", "", "== References =="),
    ]


def test_only_markup_leaves_the_text() -> None:
    document = parse(ARTICLE)
    plain = ARTICLE
    for name, number in (("Norway", 1402), ("Oslo", 15), ("Iceland", 1403)):
        plain = plain.replace(f"[{name}]({number})", name)
    assert document.text == plain
    assert [link.target for link in document.links] == ["1402", "1402", "15", "1402", "1403"]
    assert [fold.quote(plain) for fold in document.folds] == ["902"]


def test_its_oddities_are_found_once_each() -> None:
    document = parse(ARTICLE)
    told = [(each.kind, each.subject, [span.quote(document.text) for span in each.spans]) for each in document.findings]
    assert told == [
        ("artefact", "page", ["902"]),
        ("artefact", "line", ["aides\nfollowed"]),
        ("artefact", "section", ["== References =="]),
        ("artefact", "link", ["Osloite"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "88\nOpen Skies\nThe treaty was signed in 1992.",
        "The treaty was signed in [Helsinki](12) by [Finland](13) and others in the spring of 1992.",
        "Open Skies\nThe treaty was signed in 1992.\n\n== Parties ==\nThere were many.",
    ],
)
def test_one_sign_is_enough(text: str) -> None:
    assert parse(text).format == "encyclopedia"


@pytest.mark.parametrize(
    "text",
    [
        "1992\nThe treaty was signed in that year, after talks of three months, and it lapsed ten years later.",
        "The treaty of 1992 [1] was signed in Helsinki.\n\nIt has 34 parties.",
        "A link to [one page](https://example.org/) makes no encyclopedia, and it is a link all the same.",
    ],
)
def test_a_narrative_is_no_article(text: str) -> None:
    assert parse(text).format == "narrative"


def test_marked_headings_have_levels() -> None:
    text = "Open Skies\n== Aims ==\n=== Trust ===\nIt builds trust.\n=== Peace ===\n== Means ==\n* Flights\n== Notes =="
    document = parse(text)
    assert [(block.role, block.name, block.section) for block in document.blocks] == [
        ("title", "", ""),
        ("heading", "Aims", ""),
        ("heading", "Trust", ""),
        ("paragraph", "", "Trust"),
        ("heading", "Peace", ""),
        ("heading", "Means", ""),
        ("item", "", "Means"),
        ("heading", "Notes", ""),
    ]
    empty = [span.quote(text) for each in document.findings for span in each.spans if each.subject == "section"]
    assert empty == ["=== Peace ===", "== Notes =="]


def test_an_article_without_a_title_is_found() -> None:
    findings = parse("It was signed in [Rome](1) and [Bern](2) at once.\n\nIt lapsed soon.").findings
    assert ("missing-title", "title") in [(each.kind, each.subject) for each in findings]
