"""Other spellings and names come from the data files."""

import pytest

from osce_docs.search.spellings import spellings


@pytest.mark.parametrize(
    ("word", "also"),
    [
        ("turkiye", "turkey"),
        ("turkey", "turkiye"),
        ("nagorny", "nagorno"),
        ("garabagh", "karabakh"),
        ("kiev", "kyiv"),
        ("cooperation", "co operation"),
        ("organisation", "organization"),
        ("russia", "russian federation"),
    ],
)
def test_also_looked_for(word, also):
    assert tuple(also.split()) in spellings((word,))
    assert (word,) in spellings(tuple(also.split()))


@pytest.mark.parametrize(
    ("word", "other"),
    [("mountainous", "nagorno"), ("upper", "nagorno"), ("republic", "kingdom"), ("us", "usa"), ("osce", "csce")],
)
def test_not_looked_for(word, other):
    assert (other,) not in spellings((word,))


def test_the_words_typed_come_first_and_what_has_no_other_spelling_stands_alone():
    assert spellings(("turkiye",))[0] == ("turkiye",)
    assert spellings(("fjord",)) == (("fjord",),)
