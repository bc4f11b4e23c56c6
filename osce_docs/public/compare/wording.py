"""Which words of two sentences differ. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from osce_docs.public.compare.sentences import Sentence, Word


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence, and whether the other sentence has other ones, or none, for them."""

    text: str
    differs: bool = False


def differing(left: tuple[str, Sentence], right: tuple[str, Sentence]) -> tuple[list[Piece], list[Piece]]:
    """Return both sentences, each given with its text, as pieces; capitals, accents and punctuation do not differ."""
    words = [[word.plain for word in sentence.words] for _, sentence in (left, right)]
    changes = [each for each in Levenshtein.opcodes(*words) if each.tag != "equal"]
    return (
        _pieces(*left, [(each.src_start, each.src_end) for each in changes]),
        _pieces(*right, [(each.dest_start, each.dest_end) for each in changes]),
    )


def _pieces(text: str, sentence: Sentence, changed: Iterable[tuple[int, int]]) -> list[Piece]:
    return list(_cut(text, sentence, _runs(sentence.words, changed)))


def _runs(words: Sequence[Word], changed: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where runs of differing words begin and end in the text, adjoining ones as one."""
    runs: list[tuple[int, int]] = []
    last = -1
    for first, end in changed:
        if first == end:
            continue
        if first == last:
            runs[-1] = (runs[-1][0], words[end - 1].end)
        else:
            runs.append((words[first].start, words[end - 1].end))
        last = end
    return runs


def _cut(text: str, sentence: Sentence, runs: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    at = sentence.start
    for start, end in runs:
        if at < start:
            yield Piece(text[at:start])
        yield Piece(text[start:end], True)
        at = end
    if at < sentence.end:
        yield Piece(text[at : sentence.end])
