from osce_docs.ingest.extract.once import once


def test_the_same_object_is_asked_about_once():
    asked = []

    @once
    def length(words):
        asked.append(words)
        return len(words)

    one, other = ["a", "b"], ["a", "b"]
    assert [length(one), length(one), length(other)] == [2, 2, 2]
    assert [id(words) for words in asked] == [id(one), id(other)]


def test_what_is_named_is_told_apart():
    @once
    def apart(one, other):
        return one, other

    a, b = ["a"], ["b"]
    assert [apart(one=a, other=b), apart(one=b, other=a)] == [(a, b), (b, a)]


def test_only_the_last_few_are_remembered():
    asked = []

    @once
    def first(words):
        asked.append(words[0])
        return words[0]

    every = [[number] for number in range(9)]
    assert [first(words) for words in [*every, every[8], every[0]]] == [*range(9), 8, 0]
    assert asked == [*range(9), 0]
