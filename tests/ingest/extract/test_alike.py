from hypothesis import given
from hypothesis import strategies as st

from osce_docs.ingest.extract.alike import Alike

MEANT = {"–": "-", "’": "'", "]": ")", "^": "v", "\\": "/"}


@given(st.text("ab–’]^\\-[\n", max_size=30))
def test_each_character_becomes_what_it_means_where_it_stands(text):
    assert Alike(MEANT)(text) == "".join(MEANT.get(character, character) for character in text)
