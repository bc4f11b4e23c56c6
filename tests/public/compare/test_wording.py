"""Words that differ are marked; capitals, accents and punctuation do not differ."""

import pytest

from osce_docs.public.compare.sentences import sentences
from osce_docs.public.compare.wording import differing


def marked(one, other):
    read = [(text, sentences(text, [[0, len(text), "paragraph"]], (), 1)[0]) for text in (one, other)]
    return ["".join(f"[{each.text}]" if each.differs else each.text for each in side) for side in differing(*read)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("It met on 4 May.", "It met on 4 May", ["It met on 4 May.", "It met on 4 May"]),
        ("held on July 8–10", "Held on June 8-10", ["held on [July] 8–10", "Held on [June] 8-10"]),
        ("Türkiye spoke", "Turkiye spoke first", ["Türkiye spoke", "Turkiye spoke [first]"]),
        ("it was very good", "it was bad, at best", ["it was [very good]", "it was [bad, at best]"]),
        ("Norway, then Sweden", "Sweden", ["[Norway, then] Sweden", "Sweden"]),
    ],
)
def test_words_that_differ_are_marked(one, other, expected):
    assert marked(one, other) == expected
