import pytest

from osce_docs.editorial.witnesses import witnesses


@pytest.mark.parametrize(
    ("originals", "retellings", "expected"),
    [
        ({"a": 1, "b": 2}, [], {"a": "a", "b": "b"}),
        ({"a": 1, "b": 1}, [], {"a": "a", "b": "a"}),
        ({"a": 1, "b": 2, "c": 3}, [("b", "c")], {"a": "a", "b": "b", "c": "b"}),
        ({"a": 1, "b": 2, "c": 3}, [("b", "c"), ("a", "c")], {"a": "a", "b": "a", "c": "a"}),
        ({"a": 1}, [("a", "z")], {"a": "a"}),
    ],
    ids=["independent", "equal bytes", "a retelling", "a chain", "a stranger"],
)
def test_witnesses(originals, retellings, expected):
    assert witnesses(originals, retellings) == expected
