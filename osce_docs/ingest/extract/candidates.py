"""Which of many patterns may match a text, found in one pass over it by the words that they need."""

from collections.abc import Sequence
from threading import Lock

import ahocorasick

from osce_docs.ingest.extract.required import Needed, Words, rarity

# So many texts are remembered with what they hold.
REMEMBERED = 512


# The bits of the sets of which a text holds a word, and each place where one ends, with the bits of that place.
Found = tuple[int, list[tuple[int, int]]]
# The number of a pattern, the bits of all that it needs, and those to be met in order, each with its shortest word.
Candidate = tuple[int, int, list[tuple[int, int]]]


class Held:
    """The sets of words that patterns need, each with a bit of its own, looked for in one pass over a text."""

    def __init__(self) -> None:
        self._bits: dict[Words, int] = {}
        # What looks for all of them, and what it found: a thread that looks keeps to one, whatever others add.
        self._looking: tuple[ahocorasick.Automaton, dict[str, Found]] | None = None
        self._changing = Lock()

    def bit(self, words: Words) -> int:
        """Return the bit of a set of words, which is looked for from now on."""
        with self._changing:
            if words not in self._bits:
                self._bits[words] = 1 << len(self._bits)
                self._looking = None
            return self._bits[words]

    def among(self, text: str) -> Found:
        """Look through `text`, whatever its case. Many rules ask of one text in turn."""
        automaton, known = self._looking or self._build()
        found = known.get(text)
        if found is None:
            places = list(automaton.iter(text.lower()))
            held = 0
            for _, bits in places:
                held |= bits
            if len(known) >= REMEMBERED:
                known.clear()
            found = known[text] = held, places
        return found

    def _build(self) -> tuple[ahocorasick.Automaton, dict[str, Found]]:
        with self._changing:
            holders: dict[str, int] = {}
            for words, bit in self._bits.items():
                for word in words:
                    holders[word] = holders.get(word, 0) | bit
            automaton = ahocorasick.Automaton()
            for word, bits in holders.items():
                automaton.add_word(word, bits)
            automaton.make_automaton()
            self._looking = automaton, {}
            return self._looking


# Of all rules together: many words stand in several files.
HELD = Held()


class Candidates:
    """Of many patterns those that may match a text; `needed` is what each requires."""

    def __init__(self, needed: Sequence[Needed]) -> None:
        self._by_rarest: dict[int, list[Candidate]] = {}
        for number, each in enumerate(needed):
            rarest = HELD.bit(max(each.sets, key=rarity)) if each.sets else 0
            in_order = [(HELD.bit(words), min(map(len, words))) for words in each.in_order]
            candidate = number, sum(map(HELD.bit, each.sets)), in_order if len(in_order) > 1 else []
            self._by_rarest.setdefault(rarest, []).append(candidate)
        self._always = [number for number, _, _ in self._by_rarest.pop(0, ())]
        self._rarest = sum(self._by_rarest)

    def among(self, text: str) -> list[int]:
        """Return the numbers of the patterns that may match `text`, whatever its case: it holds what they need."""
        held, places = HELD.among(text) if self._rarest else (0, [])
        found = list(self._always)
        rest = held & self._rarest
        while rest:
            bit = rest & -rest
            rest ^= bit
            for number, bits, in_order in self._by_rarest[bit]:
                if held & bits == bits and (not in_order or _are_met(in_order, places)):
                    found.append(number)
        found.sort()
        return found


def _are_met(in_order: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]]) -> bool:
    """Tell whether words of all the sets stand in the text one behind another."""
    number = at = 0
    bit, shortest = in_order[0]
    for last, bits in places:
        if bits & bit and last + 1 - shortest >= at:
            number += 1
            if number == len(in_order):
                return True
            at = last + 1
            bit, shortest = in_order[number]
    return False
