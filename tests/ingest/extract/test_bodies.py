"""One telling for each body and state that a document names."""

from osce_docs.ingest.extract.bodies import find_bodies
from osce_docs.ingest.extract.dates import find_dates
from osce_docs.ingest.extract.names import find_names
from osce_docs.ingest.extract.sentences import split_sentences
from osce_docs.readings import Block, Fold, ParsedDocument, Span, Telling


def read(document: ParsedDocument) -> dict[str, Telling]:
    names = find_names(document)
    sentences = split_sentences(document, names, find_dates(document))
    return {telling.block: telling for telling in find_bodies(document, names, sentences)}


def paragraph(text: str) -> ParsedDocument:
    return ParsedDocument("narrative", text, (Block(0, len(text), "paragraph"),))


def values(telling: Telling, field: str) -> list[str]:
    return [claim.value for claim in telling.claims if claim.field == field]


def test_each_body_is_told_once_where_it_is_named_first() -> None:
    text = "The Permanent Council met. Malta spoke; then the Permanent Council closed."
    tellings = read(paragraph(text))
    assert {block: telling.quote(text) for block, telling in tellings.items()} == {
        "organization:permanent-council": "Permanent Council",
        "organization:malta": "Malta",
    }
    assert tellings["organization:malta"].start == text.index("Malta")


def test_the_name_is_claimed_as_written_with_its_kind_and_other_forms() -> None:
    text = "The OSCE Office in Yerevan opened. The Office in Yerevan has a garden. The Office is small."
    telling = read(paragraph(text))["organization:osce-office-in-yerevan"]
    assert values(telling, "name") == ["OSCE Office in Yerevan"]
    assert values(telling, "kind") == ["field-operation"]
    assert values(telling, "alias") == ["Office in Yerevan"]


def test_an_adjective_names_no_state() -> None:
    assert "organization:norway" not in read(paragraph("A Norwegian diplomat spoke."))


def test_navigation_and_repeats_name_nobody() -> None:
    text = "Malta\nSpain met Italy.\nSpain met Greece."
    blocks = (Block(6, 22, "paragraph"), Block(23, 40, "paragraph"))
    document = ParsedDocument("osce-page", text, blocks, Span(0, 5), (Fold(23, 40, "repetition"),))
    assert set(read(document)) == {"organization:spain", "organization:italy"}


def test_what_is_read_of_a_body_stands_in_its_telling() -> None:
    telling = read(paragraph("Slovenia joined the Council of Europe in 1993."))["organization:council-of-europe"]
    assert values(telling, "member") == [
        {"member": "slovenia", "role": "member", "holder": "", "from": "1993", "to": ""}
    ]


def test_its_stands_for_the_subject_before() -> None:
    telling = read(paragraph("The Contact Group met in Rome. It has six members."))["organization:contact-group"]
    assert [value["number"] for value in values(telling, "count")] == [6]  # type: ignore[index]


def test_a_count_takes_its_day_from_the_dateline() -> None:
    text = "ROME, 3 May 2004 - The 55 participating States agreed."
    document = ParsedDocument("osce-page", text, (Block(0, len(text), "dateline"),))
    [count] = values(read(document)["organization:osce"], "count")
    assert count["as_of"] == "2004-05-03"  # type: ignore[index]
