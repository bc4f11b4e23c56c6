"""A text is compared sentence by sentence, folds left out."""

import pytest

from osce_docs.public.compare.sentences import sentences


def cut(text, blocks=None, folds=(), most=100):
    found = sentences(text, blocks or [[0, len(text), "paragraph"]], folds, most)
    return [text[each.start : each.end] for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It met. It spoke.", ["It met.", "It spoke."]),
        ("It met on 4.5 acres of land.", ["It met on 4.5 acres of land."]),
        ("He said: “No.” Then he left.", ["He said:", "“No.”", "Then he left."]),
        ("It met … and spoke.", ["It met … and spoke."]),
        ("… ! ?", []),
        ("", []),
    ],
)
def test_a_text_is_cut_at_the_end_of_sentences(text, expected):
    assert cut(text) == expected


def test_labels_and_folds_are_left_out_and_no_more_than_asked_for_is_read():
    text = "Date:\nIt met.\nIt spoke.\nIt met."
    blocks = [[0, 5, "label"], [6, 13, "paragraph"], [14, 23, "item"], [24, 31, "paragraph"]]
    assert cut(text, blocks, [[24, 31, "repetition"]]) == ["It met.", "It spoke."]
    assert cut(text, blocks, most=1) == ["It met."]


def test_words_are_compared_without_capitals_and_accents():
    (only,) = sentences("Türkiye MET", [[0, 11, "paragraph"]], (), 9)
    assert [word.plain for word in only.words] == ["turkiye", "met"]
    assert only.address == "c0-11"
