"""Texts and queries are folded alike."""

import pytest

from osce_docs.search.words import LONGEST, WORD, placed, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Fjord, the FJORD's", ["the", "fjord", "the", "fjord", "s"]),
        ("Türkiye TÜRKİYE Tu\u0308rkiye", ["turkiye"] * 3),
        ("Dağlıq Qarabağ", ["dagliq", "qarabag"]),
        ("Łódź, Tromsø, Ærø, Þingvellir", ["lodz", "tromso", "aero", "thingvellir"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("Əliyev", ["aliyev"]),
        ("co-oper\u00adation", ["co", "operation"]),
        ("S/RES/1244(1999)", ["s", "res", "1244", "1999"]),
        ("2nd, MC10, 007", ["2", "nd", "mc", "10", "007"]),
        ("٣ ½ ①", ["3", "1", "2", "1"]),
        ("snake_case", ["snake", "case"]),
        ("Москва", ["москва"]),
        ("x" * (LONGEST + 3), ["x" * LONGEST, "xxx"]),
        ("(—)\0 \n", []),
    ],
)
def test_words(text, expected):
    assert words(text) == expected
    assert WORD.findall(placed(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the fair", ["In", "the", "fair"]),
        ("the İzmir fair", ["the", "İzmir", "fair"]),
        ("In Tu\u0308rkiye, co-oper\u00adation", ["In", "Tu\u0308rkiye", "co", "oper\u00adation"]),
        ("„Straße … Ærø“", ["Straße", "Ærø"]),
    ],
)
def test_places_are_those_of_the_text_as_written(text, expected):
    folded, places = placed(text)
    assert [text[places[word.start()] : places[word.end()]] for word in WORD.finditer(folded)] == expected
    assert places[len(folded)] == len(text)
