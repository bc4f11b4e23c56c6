"""What a document says of itself."""

import pytest

from osce_docs.ingest.extract.dates import find_dates
from osce_docs.ingest.extract.describe import describe
from osce_docs.ingest.extract.names import find_names
from osce_docs.ingest.parse import parse

PAGE = """Press release
New training centre opens in Belgrade
- Date:
- 3 June 2008
- Place:
- BELGRADE
- Source:
- OSCE Mission to Serbia, OSCE Office in Minsk (closed), Friends of the Theatre
- Fields of work:
- Human rights, Gender equality
BELGRADE, 4 June 2008 - A training centre for teachers was opened in the city on Tuesday, and many came to see it.
"""


def claims(text: str) -> list[tuple[str, str, str]]:
    """Return (field, value, quote) of each claim about the document."""
    document = parse(text)
    told = describe(document, find_names(document), find_dates(document))
    return [(claim.field, claim.value, claim.quote(document.text)) for claim in told]


def values(text: str, field: str) -> list[str]:
    return [value for name, value, _ in claims(text) if name == field]


def test_a_page_tells_of_itself_in_its_head() -> None:
    told = claims(PAGE)
    assert ("title", "New training centre opens in Belgrade", "New training centre opens in Belgrade") in told
    assert ("kind", "press-release", "Press release") in told
    assert values(PAGE, "language") == ["en"]


def test_field_and_dateline_are_two_claims() -> None:
    assert [each[1:] for each in claims(PAGE) if each[0] == "date"] == [
        ("2008-06-03", "3 June 2008"),
        ("2008-06-04", "4 June 2008"),
    ]
    assert values(PAGE, "place") == ["Belgrade", "Belgrade"]


def test_each_source_is_one_claim_by_its_key_or_its_words() -> None:
    assert values(PAGE, "source") == ["osce-mission-to-serbia", "osce-office-in-minsk", "Friends of the Theatre"]


def test_each_field_of_work_is_one_claim() -> None:
    assert values(PAGE, "topic") == ["Human rights", "Gender equality"]


LANGUAGES = [
    ("The talks were held in the city and the results of the meeting are known to all of us by now.", "en"),
    ("Die Gespräche wurden in der Stadt geführt, und das Ergebnis ist nicht allen bekannt, die dabei waren.", "de"),
    (
        "Les négociations ont été menées dans la ville et les résultats ne sont pas connus de tous les participants.",
        "fr",
    ),
    ("Las negociaciones se celebraron en la ciudad y los resultados no son conocidos por todos los que fueron.", "es"),
    ("Переговоры прошли в городе, и их результаты не были известны всем, кто в них участвовал.", "ru"),
    ("Rozmowy odbyły się w mieście i nie wszyscy wiedzą, jakie są ich wyniki oraz co z tego będzie dla nas.", "pl"),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_small_words_tell_the_language(text: str, language: str) -> None:
    assert values(text, "language") == [language]


@pytest.mark.parametrize("text", ["1234 5678 9012", "Vienna Rome Paris Malta Spain Italy Berlin Madrid Lisbon Oslo"])
def test_no_language_is_guessed(text: str) -> None:
    assert values(text, "language") == []


def test_a_narrative_has_neither_title_nor_date() -> None:
    text = "Malta took part in the meeting of the Council.\n\nIt was held on 3 May 2001 and was well attended by all."
    assert [field for field, _, _ in claims(text) if field in {"title", "date", "place"}] == []
    assert values(text, "kind") == ["narrative"]


def test_a_speech_is_known_by_its_opening() -> None:
    text = "Mr. Chairman, distinguished delegates,\n\nIt is an honour to speak to the Council on behalf of my country."
    assert values(text, "kind") == ["speech"]


def test_an_article_is_of_its_kind() -> None:
    article = "412\nForum of the North\nThe Forum of the North is a meeting of [States](12).\n\nHistory\nIt began."
    assert values(article, "kind") == ["encyclopedia-article"]
    assert values(article, "title") == ["Forum of the North"]
